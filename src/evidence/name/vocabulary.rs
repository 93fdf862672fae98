//! Capitalised words -> each distinct one once, folded, with what was found out about it: in any document, and in this one.

use std::cell::{Cell, OnceCell};
use std::ops::Deref;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::fold::fold;
use super::readings::Translated;
use super::tagger::Weights;
use crate::lang::{Group, Known, Names};

/// What is asked about a word again and again, so that each answer is found once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fact {
    /// An everyday word.
    Common,
    /// A word of many texts.
    Frequent,
    /// A word that people write small.
    Ordinary,
    /// Makes a name of its neighbours.
    Organisation,
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
    /// A title by itself.
    Title,
    /// The saint's.
    Saint,
    /// A word of the dictionary, affixes allowed for.
    Word,
    /// A known name by itself.
    Known,
}

/// A distinct word.
#[derive(Debug)]
pub(super) struct Word {
    /// Folded; a space where a hyphen stood.
    pub folded: Rc<str>,
    /// Of each [`Fact`] whether it was asked (low half) and what the answer was (high half).
    facts: Cell<u32>,
    /// The last document that has it; of that one are the next two.
    document: Cell<u32>,
    /// How often it has a capital where that means something.
    names: Cell<u32>,
    /// Whether the document writes it small too.
    small: Cell<bool>,
    /// The entries of the gazetteer that open with it.
    pub known: OnceCell<Group<Known>>,
    /// The titles that open with it.
    pub titles: OnceCell<Group<()>>,
    /// What the tagger's features of the word alone add up to.
    pub weights: OnceCell<Weights>,
}

/// The folded form of a unit: a word of the vocabulary, or a small word that folding leaves as it is.
#[derive(Debug, Clone)]
pub(super) enum Form<'t> {
    Small(&'t str),
    Word(Rc<Word>),
}

impl Deref for Form<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Form::Small(word) => word,
            Form::Word(word) => &word.folded,
        }
    }
}

impl Form<'_> {
    /// The answer to `fact`, found by `find` when it is asked for the first time.
    pub fn fact(&self, fact: Fact, find: impl FnOnce(&str) -> bool) -> bool {
        let Form::Word(word) = self else { return find(self) };
        let (asked, yes) = (1 << fact as u32, 1 << (fact as u32 + 16));
        let facts = word.facts.get();
        if facts & asked != 0 {
            return facts & yes != 0;
        }
        let answer = find(self);
        word.facts.set(facts | asked | if answer { yes } else { 0 });
        answer
    }

    /// Whether it is a title by itself.
    pub fn is_title(&self, names: &Names) -> bool {
        self.fact(Fact::Title, |word| names.is_title(word))
    }

    /// Notes a capital that means something.
    pub fn count(&self) {
        if let Form::Word(word) = self {
            word.names.set(word.names.get() + 1);
        }
    }

    /// Whether the document gives the word a capital where that means something.
    pub fn is_name(&self) -> bool {
        matches!(self, Form::Word(word) if word.names.get() > 0)
    }

    /// Whether the document also writes the word small.
    pub fn is_small(&self) -> bool {
        matches!(self, Form::Word(word) if word.small.get())
    }

    /// Whether the word has its capital time and again and is never written small.
    pub fn is_steady(&self) -> bool {
        matches!(self, Form::Word(word) if word.names.get() > 1 && !word.small.get())
    }
}

/// Every capitalised word met so far.
#[derive(Debug, Default)]
pub(in crate::evidence) struct Vocabulary {
    written: FxHashMap<Box<str>, Rc<Word>>,
    folded: FxHashMap<Rc<str>, Rc<Word>>,
    /// The number of the document that is read.
    document: u32,
    /// Its words by their folded forms.
    here: FxHashMap<Rc<str>, Rc<Word>>,
    /// What their words mean in English.
    pub(super) translated: Translated,
}

impl Vocabulary {
    /// Opens a document: what is counted of words begins anew.
    pub fn open(&mut self) {
        self.document += 1;
        self.here.clear();
    }

    /// How many words as written it has.
    pub fn len(&self) -> usize {
        self.written.len()
    }

    /// The form of a word as written.
    pub(super) fn form<'t>(&mut self, written: &'t str) -> Form<'t> {
        if written.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
            return Form::Small(written);
        }
        let word = match self.written.get(written) {
            Some(word) => Rc::clone(word),
            None => self.meet(written),
        };
        if word.document.replace(self.document) != self.document {
            word.names.set(0);
            word.small.set(false);
            self.here.insert(Rc::clone(&word.folded), Rc::clone(&word));
        }
        Form::Word(word)
    }

    /// The word of a form that was not met before.
    fn meet(&mut self, written: &str) -> Rc<Word> {
        let folded: Rc<str> = fold(written).into();
        let word = self.folded.entry(Rc::clone(&folded)).or_insert_with(|| {
            Rc::new(Word {
                folded,
                facts: Cell::new(0),
                document: Cell::new(0),
                names: Cell::new(0),
                small: Cell::new(false),
                known: OnceCell::new(),
                titles: OnceCell::new(),
                weights: OnceCell::new(),
            })
        });
        self.written.insert(written.into(), Rc::clone(word));
        Rc::clone(word)
    }

    /// Notes that the document writes a word small.
    pub fn small(&self, form: &str) {
        if let Some(word) = self.here.get(form) {
            word.small.set(true);
        }
    }
}
