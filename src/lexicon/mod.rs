//! Weighted Indonesian-English word translations: look up, load, save.

use crate::model::Language;

/// A translation table: entries of both sides, their translation probabilities and unigram probabilities.
#[derive(Debug, Default)]
pub struct Lexicon {}

impl Lexicon {
    /// The lexicon embedded in the library; opening it costs nothing.
    pub fn builtin() -> &'static Lexicon {
        static BUILTIN: Lexicon = Lexicon {};
        &BUILTIN
    }

    /// The number of `form` (folded) among the entries of `side`.
    pub fn find(&self, _side: Language, _form: &str) -> Option<u32> {
        None
    }

    /// Translations of an Indonesian entry: English entry, t(eng|ind), t(ind|eng).
    pub fn translations(&self, _ind: u32) -> impl Iterator<Item = (u32, f32, f32)> + '_ {
        std::iter::empty()
    }

    /// Smoothed unigram probability of an entry of `side`.
    pub fn unigram(&self, _side: Language, _entry: u32) -> f32 {
        1e-5
    }

    /// Probability of a form that is not in the table.
    pub fn unknown(&self) -> f32 {
        1e-5
    }
}
