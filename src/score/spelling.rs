//! Two folded words -> how alike they are spelt, in the way cognates are.

use super::constants::{SAME_NAME, SPELLING_FLOOR, SPELLING_SHORTEST};

/// A word with the letters that loanwords exchange made equal: `kompatibilitas` and `compatibility` then share most of it.
pub fn skeleton(form: &str) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::with_capacity(form.len());
    let bytes = form.as_bytes();
    for (k, &byte) in bytes.iter().enumerate() {
        let next = bytes.get(k + 1).copied();
        let letter = match byte {
            b'c' if matches!(next, Some(b'e' | b'i' | b'y')) => b's',
            b'c' | b'q' => b'k',
            b'p' if next == Some(b'h') => b'f',
            b'v' => b'f',
            b'y' => b'i',
            b'z' => b's',
            b'h' if out.last() == Some(&b'f') && k > 0 && bytes[k - 1] == b'p' => continue,
            b'x' => {
                out.push(b'k');
                b's'
            }
            other => other,
        };
        if out.last() != Some(&letter) || letter.is_ascii_digit() {
            out.push(letter);
        }
    }
    out
}

/// Likeness of two skeletons, 0 to 1: 1 - edit distance / longer length; 0 below the floor or for words too short to tell.
pub fn likeness(x: &[u8], y: &[u8]) -> f64 {
    let (short, long) = (x.len().min(y.len()), x.len().max(y.len()));
    // Even if every letter of the shorter word agreed, the lengths alone may be too far apart.
    if short < SPELLING_SHORTEST || (short as f64) < SPELLING_FLOOR * long as f64 {
        return 0.0;
    }
    let likeness = |edits: usize| 1.0 - edits as f64 / long as f64;
    // Each letter that only one of them has is an edit, so most pairs are told without counting edits.
    if likeness(own_letters(x, y)) < SPELLING_FLOOR {
        return 0.0;
    }
    let likeness = likeness(strsim::generic_levenshtein(&Letters(x), &Letters(y)));
    if likeness < SPELLING_FLOOR { 0.0 } else { likeness }
}

/// How many different letters one of two skeletons has and the other has not, of the one that has more of them; never more than
/// the edits between them.
fn own_letters(x: &[u8], y: &[u8]) -> usize {
    let set = |word: &[u8]| word.iter().fold(0u64, |set, letter| set | 1 << (letter % 64));
    let (x, y) = (set(x), set(y));
    (x & !y).count_ones().max((y & !x).count_ones()) as usize
}

/// Whether two names (folded, hyphens between words) are one name spelt twice: `kosmodrom` and `cosmodrome`, `zelenskyy` and
/// `zelensky`, but not `niger` and `nigeria`, `austria` and `australia`, `iran` and `irak`.
///
/// Names of as many words are held against each other word by word: `north-korea` is not `south-korea`.
pub fn same_name(x: &str, y: &str) -> bool {
    let words = |name: &str| name.split('-').count();
    if words(x) > 1 && words(x) == words(y) {
        return x.split('-').zip(y.split('-')).all(|(x, y)| x == y || same_word(x, y));
    }
    same_word(x, y)
}

fn same_word(x: &str, y: &str) -> bool {
    x.len().min(y.len()) > SPELLING_SHORTEST && likeness(&skeleton(x), &skeleton(y)) >= SAME_NAME
}

/// Letters as strsim takes them.
struct Letters<'w>(&'w [u8]);

impl<'w> IntoIterator for &Letters<'w> {
    type Item = &'w u8;
    type IntoIter = std::slice::Iter<'w, u8>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(x: &str, y: &str) -> f64 {
        likeness(&skeleton(x), &skeleton(y))
    }

    #[test]
    fn cognates_are_alike_and_others_are_not() {
        assert!(alike("artileri", "artillery") > 0.85);
        assert!(alike("kompatibilitas", "compatibility") > 0.8);
        assert!(alike("denuklirisasi", "denuclearization") > 0.6);
        assert!(alike("zelenskyy", "zelensky") > 0.95);
        assert_eq!(alike("senjata", "weapon"), 0.0);
        assert_eq!(alike("iran", "irak"), 0.75);
    }

    #[test]
    fn letters_of_their_own_are_edits() {
        for (x, y) in [("menteri", "menurut"), ("presiden", "precise"), ("a-b", "\u{e9}t\u{e9}"), ("", "abc")]
        {
            let edits = strsim::generic_levenshtein(&Letters(x.as_bytes()), &Letters(y.as_bytes()));
            assert!(own_letters(x.as_bytes(), y.as_bytes()) <= edits, "{x} {y}");
        }
    }

    #[test]
    fn names_spelt_twice() {
        assert!(same_name("kosmodrom", "cosmodrome") && same_name("zelenskyy", "zelensky"));
        assert!(
            same_name("wolodymyr-zelenskyy", "volodymyr-zelensky")
                && !same_name("north-korea", "south-korea")
        );
        for (x, y) in
            [("niger", "nigeria"), ("austria", "australia"), ("slovakia", "slovenia"), ("iran", "irak")]
        {
            assert!(!same_name(x, y), "{x} {y}");
        }
    }
}
