//! The word of a month and its neighbours -> whether it is a person's name (`Dr. Mei`, `Theresa May`, `April
//! said`).

use super::QuantityReader;
use crate::evidence::token::Shape;
use crate::lang::Folded;

impl QuantityReader<'_> {
    /// Whether the capitalized word at `at`, with neither figures nor date words next to it, is a person's
    /// name.
    pub(super) fn is_somebody(&self, at: usize) -> bool {
        if !self.pieces[at].capital {
            return false;
        }
        self.is_titled(at) || self.says(at) || self.running && self.is_in_full_name(at)
    }

    /// `Dr. Mei`, `Bu Juni`, `Perdana Menteri May`.
    fn is_titled(&self, at: usize) -> bool {
        /// Maximum number of letters of a title that may be written in lower case (`bu`, `pak`).
        const SHORT: usize = 4;
        let Some(mut before) = at.checked_sub(1) else { return false };
        if self.is(before, ".") && self.touches(before) {
            let Some(word) = before.checked_sub(1) else { return false };
            before = word;
        }
        let piece = &self.pieces[before];
        let titled = piece.shape == Shape::Word && (piece.capital || piece.span.len() <= SHORT);
        titled && self.folded(before).is_some_and(|word| self.pack.names.is_title(word.as_str()))
    }

    /// `Mei mengatakan`, `ujar Juni`.
    fn says(&self, at: usize) -> bool {
        let verb = |k: usize| {
            self.pieces[k].shape == Shape::Word
                && self.folded(k).is_some_and(|word| self.pack.sentences.is_attribution(word.as_str()))
        };
        let before = at.checked_sub(1).filter(|_| self.pack.numbers.day_first);
        at + 1 < self.pieces.len() && verb(at + 1) || before.is_some_and(verb)
    }

    /// `Theresa May`, `Mei Lin`, in running text.
    fn is_in_full_name(&self, at: usize) -> bool {
        let name = |k: usize| {
            let piece = &self.pieces[k];
            piece.shape == Shape::Word && piece.capital && piece.is_plain()
        };
        if self.pieces.get(at + 1).is_some_and(|_| name(at + 1)) {
            return true;
        }
        match at.checked_sub(1) {
            // At the start of a sentence every word has a capital: `Inflasi Mei naik`.
            Some(0) => {
                name(0)
                    && self.folded(0).is_some_and(|word| {
                        let names = &self.pack.names;
                        names.is_given(word.as_str()) || !names.is_word(word.as_str())
                    })
            }
            // `Universitas Sebelas Maret`
            Some(before) => name(before) || self.pieces[before].capital && self.is_called_so(before),
            None => false,
        }
    }

    fn folded(&self, at: usize) -> Option<Folded> {
        Folded::new(self.text(at))
    }
}
