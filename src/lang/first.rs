//! First words of phrases -> a small filter that turns ordinary words away before anything is looked up.

/// Bits of the filter: a dozen for each word that it is made of.
const BITS: usize = 1 << 13;

/// A set of words that may take a stranger for a member, never a member for a stranger; ASCII case says nothing.
#[derive(Debug)]
pub struct FirstWords([u64; BITS / 64]);

impl FirstWords {
    /// The filter of these words.
    pub fn new<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let mut bits = [0; BITS / 64];
        for word in words {
            let at = place(word.as_bytes());
            bits[at / 64] |= 1 << (at % 64);
        }
        FirstWords(bits)
    }

    /// Whether the word may be one of them.
    #[inline]
    pub fn may_hold(&self, word: &str) -> bool {
        let at = place(word.as_bytes());
        self.0[at / 64] >> (at % 64) & 1 == 1
    }
}

/// The bit of a word, from its length and its first and last eight bytes.
#[inline]
fn place(word: &[u8]) -> usize {
    const FOLD: u64 = 0x2020_2020_2020_2020;
    const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
    let (head, tail) = match (word.first_chunk::<8>(), word.last_chunk::<8>()) {
        (Some(head), Some(tail)) => (u64::from_le_bytes(*head), u64::from_le_bytes(*tail)),
        _ => (word.iter().fold(0, |all, &byte| all << 8 | u64::from(byte)), 0),
    };
    let mixed = ((head | FOLD) ^ (tail | FOLD).rotate_left(31) ^ word.len() as u64).wrapping_mul(SPREAD);
    (mixed >> (64 - BITS.trailing_zeros())) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_known_in_any_case_and_most_strangers_are_not() {
        let members = ["juta", "per", "desember", "$", "€", "jum’at", "september"];
        let filter = FirstWords::new(members.into_iter());
        assert!(members.iter().all(|word| filter.may_hold(word) && filter.may_hold(&word.to_uppercase())));
        let strangers = (0..10_000).filter(|n| filter.may_hold(&format!("kata{n}"))).count();
        assert!(strangers < 100, "{strangers}");
    }
}
