//! A name as the rules find it in one sentence, before the rest of the document is considered.

use std::sync::Arc;

use smol_str::SmolStr;

use super::vocabulary::Word;
use crate::lang::Known;
use crate::model::{Entity, Span};

/// A name in one sentence, before the rest of the document is considered.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// Its position.
    pub span: Span,
    /// Its first unit.
    pub first: usize,
    /// Its last unit.
    pub last: usize,
    /// The whole name folded.
    pub full: SmolStr,
    /// How its keys are built.
    pub kind: NameKind,
    /// The kind of entity that it names.
    pub entity: Option<Entity>,
}

/// How the keys of a mention are built.
#[derive(Debug, Clone)]
pub(super) enum NameKind {
    /// In the gazetteer.
    Known(Known),
    /// One word that is not in the gazetteer.
    Single,
    /// Several words that look like a person's name.
    Person(Vec<Arc<Word>>),
    /// A place with the word for its kind: its folded name without that word, and the keys of the known names
    /// in it.
    Place(SmolStr, Vec<&'static str>),
    /// An organisation, a work, a place: the folded name without generic words, its distinctive words, and
    /// the keys of the known names in it.
    Other(Vec<SmolStr>, Vec<&'static str>),
}
