//! What was translated before: the English words of an Indonesian one, the readings of a whole name.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::model::Key;

/// The translations of words and of whole names that were looked up before.
#[derive(Debug, Default)]
pub(super) struct Translated {
    pub words: RefCell<FxHashMap<Box<str>, Rc<Translations>>>,
    pub names: RefCell<FxHashMap<SmolStr, Rc<Whole>>>,
}

impl Translated {
    /// How many names it knows.
    pub fn len(&self) -> usize {
        self.names.borrow().len()
    }
}

/// A whole name.
#[derive(Debug)]
pub(super) struct Whole {
    /// Every word of it is one of the lexicon that nobody is called by (`Tantangan Robotika`).
    pub worded: bool,
    /// The likeliest translations, once they were asked for.
    pub keys: OnceCell<Box<[Key]>>,
}

/// The English words that most likely stand for an Indonesian one, best first, each with how much it does.
#[derive(Debug)]
pub(super) struct Translations {
    pub words: Vec<(f32, String)>,
    /// It is a word of the lexicon that nobody is called by.
    pub worded: bool,
}
