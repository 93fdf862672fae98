//! A word -> its skeleton: the letters by which cognates of two languages are alike.

/// A word with the letters that loanwords exchange made equal: `kompatibilitas` and `compatibility` then
/// share most of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Skeleton {
    /// Its letters, with repeated ones written once.
    pub letters: Box<[u8]>,
    /// Which letters these are.
    pub set: Letters,
}

/// The letters of a word as bits: those that it has, and those that it has twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Letters {
    once: u64,
    twice: u64,
}

impl Skeleton {
    /// That of a folded form.
    pub fn of(form: &str) -> Self {
        let (bytes, mut letters) = (form.as_bytes(), Vec::with_capacity(form.len() + 1));
        for (k, &byte) in bytes.iter().enumerate() {
            let next = bytes.get(k + 1);
            let letter = match byte {
                b'c' if matches!(next, Some(b'e' | b'i' | b'y')) => b's',
                b'c' | b'q' => b'k',
                b'p' if next == Some(&b'h') => b'f',
                b'v' => b'f',
                b'y' => b'i',
                b'z' => b's',
                b'h' if k > 0 && bytes[k - 1] == b'p' => continue,
                b'x' => {
                    letters.push(b'k');
                    b's'
                }
                other => other,
            };
            if letters.last() != Some(&letter) || letter.is_ascii_digit() {
                letters.push(letter);
            }
        }
        Skeleton { set: Letters::of(&letters), letters: letters.into() }
    }
}

impl Letters {
    fn of(word: &[u8]) -> Self {
        word.iter().fold(Letters::default(), |set, letter| {
            let bit = 1 << (letter % 64);
            Letters { once: set.once | bit, twice: set.twice | set.once & bit }
        })
    }

    /// Letters that only one of two words has, of the one that has more of them; never more than the edits
    /// between the words.
    pub fn edits(self, other: Letters) -> usize {
        let more = |x: Letters, y: Letters| {
            ((x.once & !y.once).count_ones() + (x.twice & !y.twice).count_ones()) as usize
        };
        more(self, other).max(more(other, self))
    }
}
