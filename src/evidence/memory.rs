//! What was found out about the words of one document -> the same for the next, so that a thread looks a word
//! up once.
//!
//! Only what holds for a word in every document is kept: no document changes what is read of another.

use std::cell::RefCell;

use super::token::Numbers;
use super::{Context, name, quantity, word};
use crate::model::Language;

/// Distinct words as written that are kept of a language; then all are forgotten, so that memory has a bound.
const MOST: usize = 1 << 15;

thread_local! {
    static KEPT: RefCell<[Option<Memory>; 2]> = const { RefCell::new([None, None]) };
}

/// The words met so far in one language, as one lexicon knows them.
#[derive(Debug, Default)]
pub(super) struct Memory {
    lexicon: u64,
    /// Words as written.
    pub numbers: Numbers,
    /// What quantities see of words.
    pub quantities: quantity::Fixed,
    /// What names see of words.
    pub names: name::Vocabulary,
    /// What the lexicon says of words.
    pub words: word::Readings,
}

impl Memory {
    /// What this thread knows; nothing if it last read with another lexicon.
    pub fn recall(context: Context<'_>) -> Memory {
        let kept = KEPT.with_borrow_mut(|kept| kept[context.pack.language as usize].take());
        let lexicon = context.lexicon.id();
        kept.filter(|memory| memory.lexicon == lexicon)
            .unwrap_or_else(|| Memory { lexicon, ..Memory::default() })
    }

    /// Keeps it for the next document of the language.
    pub fn keep(self, language: Language) {
        if self.numbers.len() + self.names.len() <= MOST {
            KEPT.with_borrow_mut(|kept| kept[language as usize] = Some(self));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::profiles;
    use super::*;
    use crate::lang::Pack;
    use crate::lexicon::Lexicon;
    use crate::model::Profile;

    fn read(texts: &[&str], lexicon: &Lexicon) -> Vec<Profile> {
        let pack = Pack::builtin(Language::Ind);
        profiles(texts, Context { pack, lexicon, published: None })
    }

    /// What a thread reads that read nothing before.
    fn anew(texts: &'static [&'static str], lexicon: &Lexicon) -> Vec<Profile> {
        std::thread::scope(|scope| scope.spawn(|| read(texts, lexicon)).join().unwrap())
    }

    #[test]
    fn no_document_changes_what_is_read_of_another() {
        const FIRST: &[&str] = &["Harapan tiba di Palu.", "Warga menemui Harapan lagi, kata Harapan."];
        const SECOND: &[&str] = &["Harapan warga kecil.", "Ada harapan di Palu."];
        let lexicon = Lexicon::builtin();
        let alone = [anew(FIRST, &lexicon), anew(SECOND, &lexicon)];
        assert_ne!(alone[0][0].evidence.len(), alone[1][0].evidence.len());
        for _ in 0..2 {
            assert_eq!([read(FIRST, &lexicon), read(SECOND, &lexicon)], alone);
        }
    }

    #[test]
    fn another_lexicon_is_another_memory() {
        let (one, other) = (Lexicon::parse("t", "warga\tcitizen\n").unwrap(), Lexicon::empty());
        let entries = |lexicon: &Lexicon| read(&["warga"], lexicon)[0].words[0].lexeme.entries.len();
        assert_eq!((entries(&one), entries(&other), entries(&one)), (1, 0, 1));
    }
}
