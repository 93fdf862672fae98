//! First words of phrases -> where each table has its phrases: most words of a text are turned away by a look at a few of their bytes.

use rustc_hash::FxHashMap;

use super::phrases::{Folded, NONE};

/// Bits of the filter: a dozen for each word that it is made of.
const BITS: usize = 1 << 13;

/// Where the phrases of a first word begin in the tables of numbers, dates and units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heads {
    /// In the table of number words.
    pub number: u32,
    /// In the table of dates and times.
    pub date: u32,
    /// In the table of currencies and percent words.
    pub unit: u32,
}

/// The first words of several tables, looked up at once; ASCII case says nothing.
#[derive(Debug)]
pub struct FirstWords {
    /// May take a stranger for a member, never a member for a stranger.
    filter: Box<[u64; BITS / 64]>,
    heads: FxHashMap<&'static [u8], Heads>,
}

impl FirstWords {
    /// The first words of three tables, each with where its phrases begin.
    pub fn new(
        numbers: impl Iterator<Item = (&'static str, u32)>,
        dates: impl Iterator<Item = (&'static str, u32)>,
        units: impl Iterator<Item = (&'static str, u32)>,
    ) -> Self {
        let mut words = FirstWords { filter: Box::new([0; BITS / 64]), heads: FxHashMap::default() };
        numbers.for_each(|(word, at)| words.head(word).number = at);
        dates.for_each(|(word, at)| words.head(word).date = at);
        units.for_each(|(word, at)| words.head(word).unit = at);
        words
    }

    fn head(&mut self, word: &'static str) -> &mut Heads {
        let at = place(word.as_bytes(), 0, word.len());
        self.filter[at / 64] |= 1 << (at % 64);
        self.heads.entry(word.as_bytes()).or_insert(Heads { number: NONE, date: NONE, unit: NONE })
    }

    /// Whether the word at `start..end` of the text may be one of them.
    #[inline]
    pub fn may_hold(&self, text: &str, start: usize, end: usize) -> bool {
        let at = place(text.as_bytes(), start, end);
        self.filter[at / 64] >> (at % 64) & 1 == 1
    }

    /// Where the phrases begin that open with the word.
    pub fn get(&self, word: &str) -> Option<Heads> {
        self.heads.get(Folded::new(word)?.as_bytes()).copied()
    }
}

/// The bit of the word at `start..end`, from its length and its first and last eight bytes.
#[inline]
fn place(text: &[u8], start: usize, end: usize) -> usize {
    const FOLD: u64 = 0x2020_2020_2020_2020;
    const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
    let len = end - start;
    let tail = if len > 8 { eight(text, end - 8) } else { 0 };
    let head = eight(text, start) & (u64::MAX >> (64 - 8 * len.clamp(1, 8)));
    let mixed = ((head | FOLD) ^ (tail | FOLD).rotate_left(31) ^ len as u64).wrapping_mul(SPREAD);
    (mixed >> (64 - BITS.trailing_zeros())) as usize
}

/// Eight bytes from `at`, noughts behind the end of the text.
#[inline]
fn eight(text: &[u8], at: usize) -> u64 {
    let rest = text.get(at..).unwrap_or_default();
    match rest.first_chunk::<8>() {
        Some(bytes) => u64::from_le_bytes(*bytes),
        None => rest.iter().rev().fold(0, |all, &byte| all << 8 | u64::from(byte)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_known_in_any_case_and_most_strangers_are_not() {
        let members = ["juta", "per", "desember", "$", "€", "jum’at", "september", "hal"];
        let all = || members.into_iter().zip(0..);
        let words = FirstWords::new(all(), all().take(2), all().take(0));
        let may_hold = |word: &str| {
            [format!("({word}"), format!("({word} dan seterusnya")]
                .iter()
                .all(|text| words.may_hold(text, 1, 1 + word.len()))
        };
        assert!(members.iter().all(|word| may_hold(word) && may_hold(&word.to_uppercase())));
        assert_eq!(words.get("Per"), Some(Heads { number: 1, date: 1, unit: NONE }));
        assert_eq!(words.get("perdu"), None);
        let strangers = (0..10_000).filter(|n| may_hold(&format!("kata{n}"))).count();
        assert!(strangers < 100, "{strangers}");
    }
}
