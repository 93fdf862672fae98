//! A name as the rules find it in one sentence, before the document has had its say.

use std::rc::Rc;

use smol_str::SmolStr;

use super::vocabulary::Word;
use crate::lang::Known;
use crate::model::{Entity, Span};

/// A name of one sentence before the document has had its say.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// Where it stands.
    pub span: Span,
    /// Its first unit.
    pub first: usize,
    /// Its last unit.
    pub last: usize,
    /// The whole name folded.
    pub full: SmolStr,
    /// How its keys are made.
    pub sort: Sort,
    /// What it is the name of.
    pub entity: Option<Entity>,
}

/// How a mention's keys are made.
#[derive(Debug, Clone)]
pub(super) enum Sort {
    /// In the gazetteer.
    Known(Known),
    /// One word that the gazetteer has not.
    Single,
    /// Several words that look like the name of a person.
    Person(Vec<Rc<Word>>),
    /// A place with the word for its kind: its folded name without that word, and the keys of the known names
    /// in it.
    Place(SmolStr, Vec<&'static str>),
    /// An organisation, a work, a place: the folded name without the words for what it is, its telling words,
    /// and the keys of the known names in it.
    Other(Vec<SmolStr>, Vec<&'static str>),
}
