//! Two folded words -> how alike they are spelt, in the way cognates are.

use super::constants::{SAME_NAME, SPELLING_FLOOR, SPELLING_SHORTEST};
use crate::model::{Letters, Skeleton};

/// The skeletons of a side's words, one behind the other: each is held against many.
#[derive(Debug, Clone, Default)]
pub struct Skeletons {
    letters: Vec<u8>,
    /// For each skeleton its end in `letters`, and which letters it has.
    known: Vec<(u32, Letters)>,
}

/// One of them.
#[derive(Debug, Clone, Copy)]
pub struct Spelling<'s> {
    pub letters: &'s [u8],
    set: Letters,
}

impl Skeletons {
    /// Room for so many.
    pub fn with_capacity(size: usize) -> Self {
        Skeletons { letters: Vec::with_capacity(8 * size), known: Vec::with_capacity(size) }
    }

    /// Adds one.
    pub fn push(&mut self, skeleton: &Skeleton) {
        self.letters.extend_from_slice(&skeleton.letters);
        self.known.push((self.letters.len() as u32, skeleton.set));
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// The one that was added after `at` others.
    pub fn get(&self, at: usize) -> Spelling<'_> {
        let start = at.checked_sub(1).map_or(0, |before| self.known[before].0);
        let (end, set) = self.known[at];
        Spelling { letters: &self.letters[start as usize..end as usize], set }
    }
}

impl<'s> From<&'s Skeleton> for Spelling<'s> {
    fn from(skeleton: &'s Skeleton) -> Self {
        Spelling { letters: &skeleton.letters, set: skeleton.set }
    }
}

/// The likeness of two skeletons, 0 to 1: 1 - edit distance / longer length; 0 below the floor and for words
/// that are too short.
pub fn likeness(x: Spelling<'_>, y: Spelling<'_>) -> f64 {
    let lengths = (x.letters.len(), y.letters.len());
    let (short, long) = (lengths.0.min(lengths.1), lengths.0.max(lengths.1));
    // The lengths alone may be too different, even if every letter of the shorter word agreed.
    if short < SPELLING_SHORTEST || (short as f64) < SPELLING_FLOOR * long as f64 {
        return 0.0;
    }
    let likeness = |edits: usize| 1.0 - edits as f64 / long as f64;
    // Most pairs are decided without counting edits.
    if likeness(x.set.edits(y.set)) < SPELLING_FLOOR {
        return 0.0;
    }
    let likeness = likeness(edits(x.letters, y.letters));
    if likeness < SPELLING_FLOOR { 0.0 } else { likeness }
}

/// The number of edits between two words, without their common start and end.
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

/// The spelling likeness of two folded words: the [`likeness`] of their skeletons.
fn alike(x: &str, y: &str) -> f64 {
    likeness((&Skeleton::of(x)).into(), (&Skeleton::of(y)).into())
}

/// Whether two names (folded, hyphens between words) are spellings of the same name: `kosmodrom` and
/// `cosmodrome`, `zelenskyy` and `zelensky`, but not `niger` and `nigeria`, `austria` and `australia`, `iran`
/// and `irak`.
///
/// Names of the same number of words are compared word by word: `north-korea` is not `south-korea`.
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

/// A word in the form that strsim takes.
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
        for (x, y) in [
            ("menteri", "menurut"),
            ("presiden", "precise"),
            ("a-b", "\u{e9}t\u{e9}"),
            ("", "abc"),
            ("anan", "nanan"),
        ] {
            let (x, y) = (Skeleton::of(x), Skeleton::of(y));
            let all = strsim::generic_levenshtein(&Bytes(&x.letters), &Bytes(&y.letters));
            assert_eq!(edits(&x.letters, &y.letters), all);
            assert!(x.set.edits(y.set) <= all, "{x:?} {y:?}");
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
