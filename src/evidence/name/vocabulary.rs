//! Words -> each distinct one once, folded, with what was found out about it: in any document, and in this
//! one.

use std::cell::{Cell, OnceCell};
use std::ops::Deref;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::fold::fold;
use super::tagger::hash::hash;
use super::tagger::model::Weights;
use super::tagger::slots::Slots;
use super::tagger::sums::Memory;
use super::translated::Translated;
use crate::lang::{Group, Known, Names, OrganisationWord, Particle};
use crate::model::Span;

/// What is asked about a word again and again, so that each answer is found once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fact {
    /// An everyday word.
    Common,
    /// A word of many texts.
    Frequent,
    /// A word that people write small.
    Ordinary,
    /// Names nobody and nothing.
    Never,
    /// Given to persons.
    Given,
    /// An everyday word as it stands.
    Everyday,
    /// Opens sentences.
    Opener,
    /// A known name that persons bear.
    Personal,
    /// A surname that stands before the given name.
    Surname,
    /// A title by itself.
    Title,
    /// The saint's.
    Saint,
    /// A word of the dictionary, affixes allowed for.
    Word,
    /// A known name by itself.
    Known,
    /// A small word that names are made of, by the tagger.
    Inner,
    /// Opens names of the gazetteer.
    OpensKnown,
    /// Opens titles.
    OpensTitle,
}

/// A distinct word. What is asked of every word of a text stands in front, beside the count of its owners, in
/// one line of the cache.
#[derive(Debug)]
#[repr(C)]
pub(super) struct Word {
    /// The last document that has it; of that one are the next two.
    document: Cell<u32>,
    /// How often it has a capital where that means something.
    names: Cell<u32>,
    /// Whether the document writes it small too.
    small: Cell<bool>,
    /// Of each [`Fact`] whether it was asked (low half) and what the answer was (high half).
    facts: Cell<u32>,
    /// Folded; a space where a hyphen stood.
    pub folded: Rc<str>,
    /// The tagger's hash of that.
    pub hash: u64,
    /// What is asked of few words, apart from what is asked of all.
    more: OnceCell<Box<More>>,
    /// What it does inside names.
    pub particle: OnceCell<Option<Particle>>,
    /// What it is when it makes a name of its neighbours.
    pub organisation: OnceCell<Option<OrganisationWord>>,
    /// Where the tagger has the features of the words beside it.
    pub slots: Slots,
}

/// What is found out about words in and beside names.
#[derive(Debug, Default)]
pub(super) struct More {
    /// The entries of the gazetteer that open with it.
    pub known: OnceCell<Group<Known>>,
    /// The name of the gazetteer that it is in capitals.
    pub capitals: OnceCell<Option<Known>>,
    /// The titles that open with it.
    pub titles: OnceCell<Group<()>>,
    /// What the tagger's features of the word alone add up to, in small letters and with a capital.
    pub weights: [OnceCell<Weights>; 2],
}

impl Deref for Word {
    type Target = str;

    fn deref(&self) -> &str {
        &self.folded
    }
}

impl Word {
    fn new(folded: Rc<str>) -> Self {
        Word {
            hash: hash(&folded),
            folded,
            slots: Slots::default(),
            facts: Cell::new(0),
            document: Cell::new(0),
            names: Cell::new(0),
            small: Cell::new(false),
            particle: OnceCell::new(),
            organisation: OnceCell::new(),
            more: OnceCell::new(),
        }
    }

    /// What is found out about words in and beside names.
    pub fn more(&self) -> &More {
        self.more.get_or_init(Box::default)
    }

    /// The answer to `fact`, found by `find` when it is asked for the first time.
    pub fn fact(&self, fact: Fact, find: impl FnOnce(&str) -> bool) -> bool {
        let (asked, yes) = (1 << fact as u32, 1 << (fact as u32 + 16));
        let facts = self.facts.get();
        if facts & asked != 0 {
            return facts & yes != 0;
        }
        let answer = find(self);
        self.facts.set(facts | asked | if answer { yes } else { 0 });
        answer
    }

    /// Whether it is a title by itself.
    pub fn is_title(&self, names: &Names) -> bool {
        self.fact(Fact::Title, |word| names.is_title(word))
    }

    /// Notes a capital that means something.
    pub fn count(&self) {
        self.names.set(self.names.get() + 1);
    }

    /// Notes that the document writes the word small.
    pub fn set_small(&self) {
        self.small.set(true);
    }

    /// Whether the document gives the word a capital where that means something.
    pub fn is_name(&self) -> bool {
        self.names.get() > 0
    }

    /// Whether the document also writes the word small.
    pub fn is_small(&self) -> bool {
        self.small.get()
    }

    /// Whether the word has its capital time and again and is never written small.
    pub fn is_steady(&self) -> bool {
        self.names.get() > 1 && !self.small.get()
    }
}

/// Every word met so far.
#[derive(Debug, Default)]
pub(in crate::evidence) struct Vocabulary {
    /// Words of one token, by their numbers.
    numbered: Vec<Option<Rc<Word>>>,
    /// Others as written: codes, initials, words without what hangs on them.
    written: FxHashMap<Box<str>, Rc<Word>>,
    folded: FxHashMap<Rc<str>, Rc<Word>>,
    /// Words with hyphens as written, each with whether those part it.
    parted: FxHashMap<Box<str>, bool>,
    /// The number of the document that is read.
    document: u32,
    /// What their words mean in English.
    pub(super) translated: Translated,
    /// What the tagger remembers.
    pub(super) tagger: Memory,
}

impl Vocabulary {
    /// Opens a document: what is counted of words begins anew.
    pub fn open(&mut self) {
        self.document += 1;
    }

    /// How many words as written it has besides those of one token, and how many whole names.
    pub fn len(&self) -> usize {
        self.written.len() + self.parted.len() + self.translated.len()
    }

    /// Whether its hyphens part a word as written, found by `find` when that is asked for the first time.
    pub(super) fn is_parted(&mut self, written: &str, find: impl FnOnce(&str) -> bool) -> bool {
        match self.parted.get(written) {
            Some(parted) => *parted,
            None => *self.parted.entry(written.into()).or_insert_with(|| find(written)),
        }
    }

    /// The word of a token.
    #[inline]
    pub(super) fn token(&mut self, number: usize, text: &str, span: Span) -> Rc<Word> {
        let word = match self.numbered.get(number) {
            Some(Some(word)) => Rc::clone(word),
            _ => self.number(number, span.of(text)),
        };
        self.here(word)
    }

    /// Gives a word its number.
    #[cold]
    fn number(&mut self, at: usize, written: &str) -> Rc<Word> {
        if at >= self.numbered.len() {
            self.numbered.resize(at + 1, None);
        }
        let word = meet(&mut self.folded, written);
        self.numbered[at] = Some(Rc::clone(&word));
        word
    }

    /// The word of anything else.
    pub(super) fn word(&mut self, written: &str) -> Rc<Word> {
        let word = match self.written.get(written) {
            Some(word) => Rc::clone(word),
            None => {
                let word = meet(&mut self.folded, written);
                self.written.insert(written.into(), Rc::clone(&word));
                word
            }
        };
        self.here(word)
    }

    /// The word as one of the document that is read.
    fn here(&self, word: Rc<Word>) -> Rc<Word> {
        if word.document.replace(self.document) != self.document {
            word.names.set(0);
            word.small.set(false);
        }
        word
    }
}

/// The word of a form that was not met before.
fn meet(known: &mut FxHashMap<Rc<str>, Rc<Word>>, written: &str) -> Rc<Word> {
    let folded: Rc<str> = fold(written).into();
    Rc::clone(known.entry(Rc::clone(&folded)).or_insert_with(|| Rc::new(Word::new(folded))))
}
