//! Two folded words -> how alike they are spelt, in the way cognates are.

use super::constants::{SAME_NAME, SPELLING_FLOOR, SPELLING_SHORTEST};

/// The skeletons of many words, one behind the other.
#[derive(Debug, Clone, Default)]
pub struct Skeletons {
    letters: Vec<u8>,
    /// For each skeleton its end in `letters`, and which letters it has.
    known: Vec<(u32, Letters)>,
}

/// A word with the letters that loanwords exchange made equal: `kompatibilitas` and `compatibility` then share most of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Skeleton<'s> {
    pub letters: &'s [u8],
    set: Letters,
}

/// The letters of a skeleton as bits: those that it has, and those that it has twice.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Letters {
    once: u64,
    twice: u64,
}

impl Skeletons {
    /// Adds that of `form` (folded).
    pub fn push(&mut self, form: &str) {
        let set = write(form.as_bytes(), &mut self.letters);
        self.known.push((self.letters.len() as u32, set));
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// The one that was added after `at` others.
    pub fn get(&self, at: usize) -> Skeleton<'_> {
        let start = at.checked_sub(1).map_or(0, |before| self.known[before].0);
        let (end, set) = self.known[at];
        Skeleton { letters: &self.letters[start as usize..end as usize], set }
    }
}

impl Letters {
    fn with(self, letter: u8) -> Self {
        let bit = 1 << (letter % 64);
        Letters { once: self.once | bit, twice: self.twice | self.once & bit }
    }

    /// Letters that only one of two words has, of the one that has more of them; never more than the edits between the words.
    fn edits(self, other: Letters) -> usize {
        let more = |x: Letters, y: Letters| {
            ((x.once & !y.once).count_ones() + (x.twice & !y.twice).count_ones()) as usize
        };
        more(self, other).max(more(other, self))
    }
}

/// Appends the skeleton of a word: each letter once where it stands several times in a row. Gives the letters that it has.
fn write(bytes: &[u8], out: &mut Vec<u8>) -> Letters {
    let (start, mut len, mut last, mut set) = (out.len(), 0, 0, Letters::default());
    out.resize(start + 2 * bytes.len(), 0);
    let room = &mut out[start..];
    for (k, &byte) in bytes.iter().enumerate() {
        let next = bytes.get(k + 1);
        let letter = match SAME[usize::from(byte)] {
            0 => match byte {
                b'c' if matches!(next, Some(b'e' | b'i' | b'y')) => b's',
                b'c' => b'k',
                b'p' if next == Some(&b'h') => b'f',
                b'h' if k > 0 && bytes[k - 1] == b'p' => continue,
                b'x' => {
                    room[len] = b'k';
                    (len, last, set) = (len + 1, b'k', set.with(b'k'));
                    b's'
                }
                other => other,
            },
            letter => letter,
        };
        if letter != last || letter.is_ascii_digit() {
            room[len] = letter;
            (len, last, set) = (len + 1, letter, set.with(letter));
        }
    }
    out.truncate(start + len);
    set
}

/// What each letter is made, whatever stands beside it; 0 for those of which that decides.
const SAME: [u8; 256] = {
    let mut same = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        same[byte] = match byte as u8 {
            b'c' | b'p' | b'h' | b'x' => 0,
            b'q' => b'k',
            b'v' => b'f',
            b'y' => b'i',
            b'z' => b's',
            other => other,
        };
        byte += 1;
    }
    same
};

/// Likeness of two skeletons, 0 to 1: 1 - edit distance / longer length; 0 below the floor or for words too short to tell.
pub fn likeness(x: Skeleton<'_>, y: Skeleton<'_>) -> f64 {
    let lengths = (x.letters.len(), y.letters.len());
    let (short, long) = (lengths.0.min(lengths.1), lengths.0.max(lengths.1));
    // Even if every letter of the shorter word agreed, the lengths alone may be too far apart.
    if short < SPELLING_SHORTEST || (short as f64) < SPELLING_FLOOR * long as f64 {
        return 0.0;
    }
    let likeness = |edits: usize| 1.0 - edits as f64 / long as f64;
    // Most pairs are told without counting edits.
    if likeness(x.set.edits(y.set)) < SPELLING_FLOOR {
        return 0.0;
    }
    let likeness = likeness(edits(x.letters, y.letters));
    if likeness < SPELLING_FLOOR { 0.0 } else { likeness }
}

/// The edits between two words; what they begin and end with alike has none.
fn edits(x: &[u8], y: &[u8]) -> usize {
    let same = x.iter().zip(y).take_while(|(x, y)| x == y).count();
    let (x, y) = (&x[same..], &y[same..]);
    let same = x.iter().rev().zip(y.iter().rev()).take_while(|(x, y)| x == y).count();
    let (x, y) = (&x[..x.len() - same], &y[..y.len() - same]);
    if x.is_empty() || y.is_empty() {
        return x.len().max(y.len());
    }
    strsim::generic_levenshtein(&Bytes(x), &Bytes(y))
}

/// How alike two words (folded) are spelt: the [`likeness`] of their skeletons.
fn alike(x: &str, y: &str) -> f64 {
    let mut both = Skeletons::default();
    both.push(x);
    both.push(y);
    likeness(both.get(0), both.get(1))
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
    x.len().min(y.len()) > SPELLING_SHORTEST && alike(x, y) >= SAME_NAME
}

/// A word as strsim takes it.
struct Bytes<'w>(&'w [u8]);

impl<'w> IntoIterator for &Bytes<'w> {
    type Item = &'w u8;
    type IntoIter = std::slice::Iter<'w, u8>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let of = |word: &[u8]| word.iter().fold(Letters::default(), |set, letter| set.with(*letter));
        for (x, y) in [
            ("menteri", "menurut"),
            ("presiden", "precise"),
            ("a-b", "\u{e9}t\u{e9}"),
            ("", "abc"),
            ("anan", "nanan"),
        ] {
            let (x, y) = (x.as_bytes(), y.as_bytes());
            let all = strsim::generic_levenshtein(&Bytes(x), &Bytes(y));
            assert_eq!(edits(x, y), all);
            assert!(of(x).edits(of(y)) <= all, "{x:?} {y:?}");
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
