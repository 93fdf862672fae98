//! A cache of translations: the English words of an Indonesian one, the readings of a whole name.

use std::cell::RefCell;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::model::Key;

/// The cached translations of words and of whole names.
#[derive(Debug, Default)]
pub(super) struct Translated {
    pub words: RefCell<FxHashMap<Box<str>, Arc<Translations>>>,
    pub names: RefCell<FxHashMap<SmolStr, Arc<Whole>>>,
}

impl Translated {
    /// The number of cached names.
    pub fn len(&self) -> usize {
        self.names.borrow().len()
    }
}

/// A whole name.
#[derive(Debug)]
pub(super) struct Whole {
    /// Whether all its words are in the lexicon and none is a name of persons (`Tantangan Robotika`).
    pub worded: bool,
    /// The most likely translations, computed on first use.
    pub keys: OnceLock<Box<[Key]>>,
}

/// The most likely English translations of an Indonesian word, best first, each with its weight.
#[derive(Debug)]
pub(super) struct Translations {
    pub words: Vec<(f32, String)>,
    /// Whether the word is in the lexicon and is not a name of persons.
    pub worded: bool,
}
