//! Words -> each distinct word once, folded, with cached facts: those valid in any document, and those of
//! this one.
//!
//! The lists are consulted for every word of a text, up to sixteen times each, so every answer is kept with
//! the word, and the words are kept for the next document of the worker. With that, short articles are read
//! twice as fast.

use std::ops::Deref;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::fold::fold;
use super::tagger::hash::hash;
use super::tagger::model::Weights;
use super::tagger::slots::Slots;
use super::tagger::sums::Memory;
use super::translated::Translated;
use crate::lang::{Group, Known, Names, OrganisationWord, Particle};
use crate::model::Span;

/// A yes-or-no question that is often asked about a word; each answer is computed once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordFact {
    /// An everyday word.
    Common,
    /// A word frequent in text.
    Frequent,
    /// A word normally written in lower case.
    Ordinary,
    /// A word that is never a name.
    Never,
    /// A given name of persons.
    Given,
    /// An everyday word in this very form.
    Everyday,
    /// A word that often opens sentences.
    Opener,
    /// A known name that is also a name of persons.
    Personal,
    /// A surname that precedes the given name.
    Surname,
    /// A title by itself.
    Title,
    /// The `St.` of a saint.
    Saint,
    /// A word of the dictionary, with or without affixes.
    Word,
    /// A known name by itself.
    Known,
    /// A small word that can occur inside names, by the tagger.
    Inner,
    /// The first word of a name in the gazetteer.
    OpensKnown,
    /// The first word of a title.
    OpensTitle,
}

/// A distinct word. The fields that are read for every word of a text come first, next to the reference
/// count, so that they share a cache line.
///
/// Only the worker that owns the vocabulary changes a word. The fields are atomic so that the vocabulary can
/// move to another thread between two documents; no access needs an order.
#[derive(Debug)]
#[repr(C)]
pub(super) struct Word {
    /// The last document with the word, to which the next two fields belong.
    document: AtomicU32,
    /// How often it has a capital that is evidence of a name.
    names: AtomicU32,
    /// Whether the document also writes it in lower case.
    small: AtomicBool,
    /// For each [`WordFact`] whether it is known (low half) and its value (high half).
    facts: AtomicU32,
    /// Folded, with a space for each hyphen.
    pub folded: Arc<str>,
    /// The tagger's hash of the folded form.
    pub hash: u64,
    /// Facts that are needed for few words.
    rare_facts: OnceLock<Box<RareFacts>>,
    /// Its role inside names.
    pub particle: OnceLock<Option<Particle>>,
    /// Its role if it makes a name of its neighbours.
    pub organisation: OnceLock<Option<OrganisationWord>>,
    /// The tagger's slots of the features of its neighbours.
    pub slots: Slots,
}

/// Facts that are needed only for words in and next to names.
#[derive(Debug, Default)]
pub(super) struct RareFacts {
    /// The entries of the gazetteer that start with it.
    pub known: OnceLock<Group<Known>>,
    /// The name of the gazetteer that it is if written in capitals.
    pub capitals: OnceLock<Option<Known>>,
    /// The titles that start with it.
    pub titles: OnceLock<Group<()>>,
    /// The sums of the tagger's features of the word itself, in lower case and with a capital.
    pub weights: [OnceLock<Weights>; 2],
}

impl Deref for Word {
    type Target = str;

    fn deref(&self) -> &str {
        &self.folded
    }
}

impl Word {
    fn new(folded: Arc<str>) -> Self {
        Word {
            hash: hash(&folded),
            folded,
            slots: Slots::default(),
            facts: AtomicU32::new(0),
            document: AtomicU32::new(0),
            names: AtomicU32::new(0),
            small: AtomicBool::new(false),
            particle: OnceLock::new(),
            organisation: OnceLock::new(),
            rare_facts: OnceLock::new(),
        }
    }

    /// The facts about words in and next to names.
    pub fn rare_facts(&self) -> &RareFacts {
        self.rare_facts.get_or_init(Box::default)
    }

    /// The value of `fact`, computed by `find` on first use.
    pub fn fact(&self, fact: WordFact, find: impl FnOnce(&str) -> bool) -> bool {
        let (asked, yes) = (1 << fact as u32, 1 << (fact as u32 + 16));
        let facts = self.facts.load(Relaxed);
        if facts & asked != 0 {
            return facts & yes != 0;
        }
        let answer = find(self);
        self.facts.store(facts | asked | if answer { yes } else { 0 }, Relaxed);
        answer
    }

    /// Whether it is a title by itself.
    pub fn is_title(&self, names: &Names) -> bool {
        self.fact(WordFact::Title, |word| names.is_title(word))
    }

    /// Counts a capital that is evidence of a name.
    pub fn count(&self) {
        self.names.store(self.names.load(Relaxed) + 1, Relaxed);
    }

    /// Records that the document writes the word in lower case.
    pub fn set_small(&self) {
        self.small.store(true, Relaxed);
    }

    /// Whether the document gives the word a capital that is evidence of a name.
    pub fn is_name(&self) -> bool {
        self.names.load(Relaxed) > 0
    }

    /// Whether the document also writes the word in lower case.
    pub fn is_small(&self) -> bool {
        self.small.load(Relaxed)
    }

    /// Whether the word is capitalized repeatedly and never written in lower case.
    pub fn is_steady(&self) -> bool {
        self.names.load(Relaxed) > 1 && !self.small.load(Relaxed)
    }
}

/// Every distinct word so far.
#[derive(Debug, Default)]
pub(in crate::evidence) struct Vocabulary {
    /// Words of one token, by number.
    numbered: Vec<Option<Arc<Word>>>,
    /// Other words as written: codes, initials, words without clitics.
    written: FxHashMap<Box<str>, Arc<Word>>,
    folded: FxHashMap<Arc<str>, Arc<Word>>,
    /// Hyphenated words as written, each with whether its hyphens separate words.
    parted: FxHashMap<Box<str>, bool>,
    /// The number of the current document.
    document: u32,
    /// The English translations of their words.
    pub(super) translated: Translated,
    /// The tagger's cache.
    pub(super) tagger: Memory,
}

impl Vocabulary {
    /// Starts a document: its counts start from zero.
    pub fn open(&mut self) {
        self.document += 1;
    }

    /// The number of words as written, apart from single tokens, and of whole names.
    pub fn len(&self) -> usize {
        self.written.len() + self.parted.len() + self.translated.len()
    }

    /// Whether the hyphens of a word separate words, computed by `find` on first use.
    pub(super) fn is_parted(&mut self, written: &str, find: impl FnOnce(&str) -> bool) -> bool {
        match self.parted.get(written) {
            Some(parted) => *parted,
            None => *self.parted.entry(written.into()).or_insert_with(|| find(written)),
        }
    }

    /// The word of a token.
    #[inline]
    pub(super) fn token(&mut self, number: usize, text: &str, span: Span) -> Arc<Word> {
        let word = match self.numbered.get(number) {
            Some(Some(word)) => Arc::clone(word),
            _ => self.number(number, span.of(text)),
        };
        self.here(word)
    }

    /// Gives a word its number.
    #[cold]
    fn number(&mut self, at: usize, written: &str) -> Arc<Word> {
        if at >= self.numbered.len() {
            self.numbered.resize(at + 1, None);
        }
        let word = meet(&mut self.folded, written);
        self.numbered[at] = Some(Arc::clone(&word));
        word
    }

    /// The word of any other text.
    pub(super) fn word(&mut self, written: &str) -> Arc<Word> {
        let word = match self.written.get(written) {
            Some(word) => Arc::clone(word),
            None => {
                let word = meet(&mut self.folded, written);
                self.written.insert(written.into(), Arc::clone(&word));
                word
            }
        };
        self.here(word)
    }

    /// The word, with its counts reset if it is new to the current document.
    fn here(&self, word: Arc<Word>) -> Arc<Word> {
        if word.document.load(Relaxed) != self.document {
            word.document.store(self.document, Relaxed);
            word.names.store(0, Relaxed);
            word.small.store(false, Relaxed);
        }
        word
    }
}

/// The word of a new form.
fn meet(known: &mut FxHashMap<Arc<str>, Arc<Word>>, written: &str) -> Arc<Word> {
    let folded: Arc<str> = fold(written).into();
    Arc::clone(known.entry(Arc::clone(&folded)).or_insert_with(|| Arc::new(Word::new(folded))))
}
