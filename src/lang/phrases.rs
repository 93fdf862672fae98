//! Words and short phrases -> their values: the table behind the lists that are looked up word by word.

use rustc_hash::{FxBuildHasher, FxHashMap};

/// The longest first word that a table can hold, in bytes.
const LONGEST: usize = 24;

/// A table of phrases by their first word; phrases are in lower case and matched without regard to ASCII
/// case.
#[derive(Debug)]
pub struct Phrases<T> {
    /// The position of the longest phrase of each first word.
    by_first: FxHashMap<&'static str, u32>,
    /// Every phrase, its value, and the position of the next shorter phrase with the same first word.
    phrases: Vec<(&'static str, T, u32)>,
}

/// The end of the phrases of a first word.
pub(super) const NONE: u32 = u32::MAX;

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases { by_first: FxHashMap::default(), phrases: Vec::new() }
    }
}

impl<T: Copy> Phrases<T> {
    /// A table of these phrases.
    pub fn new(phrases: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let phrases = phrases.into_iter();
        let size = phrases.size_hint().0;
        let mut table = Phrases {
            by_first: FxHashMap::with_capacity_and_hasher(size, FxBuildHasher),
            phrases: Vec::with_capacity(size),
        };
        for (phrase, value) in phrases {
            table.add(phrase, value);
        }
        table
    }

    fn add(&mut self, phrase: &'static str, value: T) {
        let new = u32::try_from(self.phrases.len()).unwrap_or(NONE);
        let head = self.by_first.entry(first_word(phrase)).or_insert(NONE);
        let (mut before, mut next) = (NONE, *head);
        while let Some(&(longer, _, after)) = self.phrases.get(next as usize) {
            if longer.len() < phrase.len() {
                break;
            }
            (before, next) = (next, after);
        }
        match self.phrases.get_mut(before as usize) {
            Some(longer) => longer.2 = new,
            None => *head = new,
        }
        self.phrases.push((phrase, value, next));
    }

    /// The longest phrase at the start of `text`: its length in bytes and its value.
    pub fn opening(&self, text: &str) -> Option<(usize, T)> {
        let first = first_word(text);
        let at = self.by_first.get(Folded::new(first)?.as_str())?;
        self.longest(*at, text, first.len())
    }

    /// The first words of its phrases, each with the position of these phrases.
    pub fn first_words(&self) -> impl Iterator<Item = (&'static str, u32)> {
        self.by_first.iter().map(|(word, at)| (*word, *at))
    }

    /// Whether the first word, of `first` bytes, opens no phrase of several words; `at` is the position of
    /// its phrases.
    pub fn is_alone(&self, at: u32, first: usize) -> bool {
        self.phrases.get(at as usize).is_none_or(|(longest, ..)| longest.len() == first)
    }

    /// The longest phrase at the start of `rest`: its length in bytes and its value. `at` is the position of
    /// the phrases that open with the first word of `rest`, which has `first` bytes.
    ///
    /// A phrase that would end inside a word is not matched.
    pub fn longest(&self, at: u32, rest: &str, first: usize) -> Option<(usize, T)> {
        let mut at = at;
        while let Some(&(phrase, value, shorter)) = self.phrases.get(at as usize) {
            if phrase.len() == first || opens(rest, phrase, first) {
                return Some((phrase.len(), value));
            }
            at = shorter;
        }
        None
    }
}

/// Whether `rest` starts with the phrase, ignoring ASCII case, and the phrase does not end inside a word; the
/// `first` bytes are already known to be equal.
fn opens(rest: &str, phrase: &str, first: usize) -> bool {
    let Some(found) = rest.as_bytes().get(first..phrase.len()) else { return false };
    found.eq_ignore_ascii_case(&phrase.as_bytes()[first..])
        && (!phrase.ends_with(char::is_alphabetic)
            || rest.get(phrase.len()..).is_some_and(|behind| !behind.starts_with(char::is_alphabetic)))
}

/// The letters at the start of a phrase, with apostrophes between them; or else its first character.
fn first_word(phrase: &str) -> &str {
    let inside = |c: char| c.is_alphabetic() || matches!(c, '\'' | '’');
    match phrase.find(|c| !inside(c)) {
        Some(0) => &phrase[..phrase.chars().next().map_or(0, char::len_utf8)],
        Some(end) => &phrase[..end],
        None => phrase,
    }
}

/// A word in ASCII lower case, kept on the stack so that a look-up does not allocate.
#[derive(Debug)]
pub struct Folded {
    bytes: [u8; LONGEST],
    len: usize,
}

impl Folded {
    /// The folded form of a word; none if it is longer than any entry.
    pub fn new(word: &str) -> Option<Self> {
        let mut bytes = [0; LONGEST];
        bytes.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
        bytes.make_ascii_lowercase();
        Some(Folded { bytes, len: word.len() })
    }

    /// The folded word.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }

    /// The bytes of the folded word.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins_and_ends_at_a_word() {
        let table = Phrases::new([("dolar", 1), ("dolar as", 2), ("us$", 3)]);
        let at = |text: &str, first: &str| {
            let (_, at) = table.first_words().find(|(word, _)| word.eq_ignore_ascii_case(first))?;
            table.longest(at, text, first.len())
        };
        assert_eq!(at("Dolar AS.", "Dolar"), Some((8, 2)));
        assert_eq!(at("dolar asing", "dolar"), Some((5, 1)));
        assert_eq!(at("US$40", "US"), Some((3, 3)));
        assert_eq!(at("dolarnya", "dolarnya"), None);
    }
}
