//! First words of phrases -> where each table keeps its phrases: a prefilter for all tables of quantities.
//!
//! Every word of every text is looked up here, and few are found. So most words are rejected by one look at
//! an empty slot, and most others by comparing three integers (the first and last eight bytes and the
//! length), without folding the word.

use rustc_hash::FxHashMap;

use super::phrases::NONE;

/// Slots of the table: a dozen for each first word, so that most other words meet an empty slot.
const PLACES: usize = 1 << 13;

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

/// The first words of several tables, found in one look-up that ignores ASCII case.
#[derive(Debug)]
pub struct FirstWords {
    /// For each slot, one more than the number of its first entry; 0 for an empty slot.
    places: Box<[u16; PLACES]>,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    word: &'static str,
    ends: Ends,
    /// The key determines the word: it has at most 16 bytes, and all are ASCII letters.
    whole: bool,
    heads: Heads,
    /// One more than the number of the next entry of the same slot; 0 for none.
    next: u16,
}

impl FirstWords {
    /// The first words of three tables, each with the position of its phrases.
    pub fn new(
        numbers: impl Iterator<Item = (&'static str, u32)>,
        dates: impl Iterator<Item = (&'static str, u32)>,
        units: impl Iterator<Item = (&'static str, u32)>,
    ) -> Self {
        let mut all: FxHashMap<&'static str, Heads> = FxHashMap::default();
        let none = || Heads { number: NONE, date: NONE, unit: NONE };
        numbers.for_each(|(word, at)| all.entry(word).or_insert_with(none).number = at);
        dates.for_each(|(word, at)| all.entry(word).or_insert_with(none).date = at);
        units.for_each(|(word, at)| all.entry(word).or_insert_with(none).unit = at);
        let mut words = FirstWords { places: Box::new([0; PLACES]), entries: Vec::with_capacity(all.len()) };
        for (word, heads) in all {
            let ends = Ends::of(word.as_bytes(), 0, word.len());
            let whole = word.len() <= 16 && word.bytes().all(|b| b.is_ascii_alphabetic());
            let first = &mut words.places[ends.place()];
            words.entries.push(Entry { word, ends, whole, heads, next: *first });
            *first = u16::try_from(words.entries.len()).unwrap_or(0);
        }
        words
    }

    /// The positions of the phrases that open with the word at `start..end` of the text.
    #[inline]
    pub fn get(&self, text: &str, start: usize, end: usize) -> Option<Heads> {
        let ends = Ends::of(text.as_bytes(), start, end);
        match self.places[ends.place()] {
            0 => None,
            first => self.entry(first, ends, &text.as_bytes()[start..end]),
        }
    }

    fn entry(&self, first: u16, ends: Ends, word: &[u8]) -> Option<Heads> {
        let mut at = first;
        while let Some(entry) = self.entries.get(usize::from(at).wrapping_sub(1)) {
            if entry.ends == ends && (entry.whole || entry.word.as_bytes().eq_ignore_ascii_case(word)) {
                return Some(entry.heads);
            }
            at = entry.next;
        }
        None
    }
}

/// The length of a word and its first and last eight bytes, with the bit set in which capital and small ASCII
/// letters differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Ends {
    head: u64,
    tail: u64,
    len: usize,
}

impl Ends {
    /// The ends of the word at `start..end`.
    #[inline]
    fn of(text: &[u8], start: usize, end: usize) -> Self {
        const FOLD: u64 = 0x2020_2020_2020_2020;
        let len = end - start;
        let tail = if len > 8 { eight(text, end - 8) } else { 0 };
        let head = eight(text, start) & (u64::MAX >> (64 - 8 * len.clamp(1, 8)));
        Ends { head: head | FOLD, tail: tail | FOLD, len }
    }

    /// The word's slot in the table.
    #[inline]
    fn place(self) -> usize {
        const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
        let mixed = (self.head ^ self.tail.rotate_left(31) ^ self.len as u64).wrapping_mul(SPREAD);
        (mixed >> (64 - PLACES.trailing_zeros())) as usize
    }
}

/// Eight bytes from `at`, padded with zeros at the end of the text.
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
    fn members_are_known_in_any_case_and_strangers_are_not() {
        let members = ["juta", "per", "desember", "$", "€", "jum’at", "september", "hal"];
        let all = || members.into_iter().zip(0..);
        let words = FirstWords::new(all(), all().take(2), all().take(0));
        let get = |word: &str| {
            let texts = [format!("({word}"), format!("({word} dan seterusnya")];
            let [a, b] = texts.map(|text| words.get(&text, 1, 1 + word.len()));
            assert_eq!(a, b, "{word}");
            a
        };
        assert!(members.iter().all(|word| get(word).is_some() && get(&word.to_uppercase()).is_some()));
        assert_eq!(get("Per"), Some(Heads { number: 1, date: 1, unit: NONE }));
        assert!(["perdu", "pe", "jutaan", "Septembers"].iter().all(|word| get(word).is_none()));
    }
}
