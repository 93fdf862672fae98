//! A folded word -> whether it is an ordinary word of the language: by the lists, by the lexicon, by its
//! stems.

use crate::lang::{Names, Pack};
use crate::lexicon::Lexicon;
use crate::model::Language;

/// Minimum number of letters of a stem: shorter ones also occur in names (`Sukinah`: `suk`).
const SHORTEST: usize = 4;

/// Look-ups of ordinary words of one language.
#[derive(Debug)]
pub(super) struct Ordinary<'a> {
    pack: &'a Pack,
    lexicon: &'a Lexicon,
}

impl<'a> Ordinary<'a> {
    /// The words of the pack's lists and of the pack's side of the lexicon.
    pub fn new(pack: &'a Pack, lexicon: &'a Lexicon) -> Self {
        Ordinary { pack, lexicon }
    }

    /// The language whose words it knows.
    pub fn language(&self) -> Language {
        self.pack.language
    }

    /// The lists of names.
    pub fn names(&self) -> &'a Names {
        &self.pack.names
    }

    /// Whether the word is an everyday word, with or without affixes, and is not a name.
    pub fn is_common(&self, word: &str) -> bool {
        self.names().is_common(word) && (self.names().is_everyday(word) || !self.names().is_given(word))
    }

    /// Whether the word is frequent in text, not only in the dictionary.
    pub fn is_frequent(&self, word: &str) -> bool {
        self.is_common(word) || (self.translates(word) && !self.names().is_given(word))
    }

    /// Whether the word is normally written in lower case, with or without affixes (`Pengapalan`, `Divonis`).
    pub fn has(&self, word: &str) -> bool {
        if self.names().is_given(word) {
            return self.names().is_everyday(word);
        }
        if self.names().is_word(word) || self.names().is_form(word) || self.translates(word) {
            return true;
        }
        let mut found = false;
        self.pack.morphology.candidates(word, |stem| {
            found = stem.len() >= SHORTEST
                && (self.names().is_lemma(stem) || self.translates(stem))
                && !self.names().is_given(stem);
            !found
        });
        found || self.parts(word)
    }

    /// Whether every part of a hyphenated word is ordinary (`Perundingan-perundingan`).
    fn parts(&self, word: &str) -> bool {
        word.contains(' ') && word.split(' ').all(|part| self.has(part))
    }

    /// Whether the lexicon translates the word into another one: names in its training text are translated by
    /// themselves.
    fn translates(&self, word: &str) -> bool {
        let Some(entry) = self.lexicon.find(self.pack.language, word) else { return false };
        match self.pack.language {
            Language::Ind => {
                let same = self.lexicon.find(Language::Eng, word);
                let mut others = self.lexicon.targets(entry).filter(|&(eng, _)| Some(eng) != same);
                others.next().is_some()
            }
            Language::Eng => self
                .lexicon
                .find(Language::Ind, word)
                .is_none_or(|same| self.lexicon.weight(same, entry).is_none()),
        }
    }
}
