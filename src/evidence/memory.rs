//! Facts about words, kept from earlier documents for the next one, so that each word is looked up only once.
//!
//! A worker owns its memory and uses it for every document that it reads. Only facts that hold for a word in
//! every document are kept: no document changes what is read of another.

use super::token::Numbers;
use super::{Context, name, quantity, word};
use crate::model::Sides;

/// Distinct words as written that are kept of a language; then all are forgotten, so that memory has a bound.
const MOST: usize = 1 << 15;

/// The words that one worker has met, in both languages.
#[derive(Debug, Default)]
pub struct Memory(Sides<Words>);

/// The words met so far in one language, as one lexicon knows them.
#[derive(Debug, Default)]
pub(super) struct Words {
    lexicon: u64,
    /// Words as written.
    pub numbers: Numbers,
    /// Facts that quantities read.
    pub quantities: quantity::Fixed,
    /// Facts that names read.
    pub names: name::Vocabulary,
    /// Entries of the lexicon.
    pub words: word::Readings,
}

impl Memory {
    /// The words of a language; none if they were read with another lexicon, or have become too many.
    pub(super) fn words(&mut self, context: Context<'_>) -> &mut Words {
        let (words, lexicon) = (self.0.get_mut(context.pack.language), context.lexicon.id());
        if words.lexicon != lexicon || words.numbers.len() + words.names.len() > MOST {
            *words = Words { lexicon, ..Words::default() };
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::super::profiles;
    use super::*;
    use crate::lang::Pack;
    use crate::lexicon::Lexicon;
    use crate::model::{Language, Profile};

    fn read(texts: &[&str], lexicon: &Lexicon, memory: &mut Memory) -> Vec<Profile> {
        let pack = Pack::builtin(Language::Ind);
        profiles(texts, Context { pack, lexicon, published: None }, memory)
    }

    #[test]
    fn no_document_changes_what_is_read_of_another() {
        const FIRST: &[&str] = &["Harapan tiba di Palu.", "Warga menemui Harapan lagi, kata Harapan."];
        const SECOND: &[&str] = &["Harapan warga kecil.", "Ada harapan di Palu."];
        let lexicon = Lexicon::builtin();
        let alone = [FIRST, SECOND].map(|texts| read(texts, &lexicon, &mut Memory::default()));
        assert_ne!(alone[0][0].evidence.len(), alone[1][0].evidence.len());
        let mut memory = Memory::default();
        for _ in 0..2 {
            assert_eq!([FIRST, SECOND].map(|texts| read(texts, &lexicon, &mut memory)), alone);
        }
    }

    #[test]
    fn another_lexicon_is_another_memory() {
        let (one, other) = (Lexicon::parse("t", "warga\tcitizen\n").unwrap(), Lexicon::empty());
        let mut memory = Memory::default();
        let mut entries =
            |lexicon: &Lexicon| read(&["warga"], lexicon, &mut memory)[0].words[0].lexeme.entries.len();
        assert_eq!((entries(&one), entries(&other), entries(&one)), (1, 0, 1));
    }
}
