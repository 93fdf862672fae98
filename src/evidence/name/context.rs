//! One sentence with the lists for finding its names.

use std::cell::OnceCell;

use super::ordinary::Ordinary;
use super::unit::Unit;
use crate::lang::{Known, Names};

/// The known name at a unit and its number of units, once looked up.
pub(super) type KnownHere = OnceCell<Option<(usize, Known)>>;

/// The context for finding the names of a sentence.
pub(super) struct NameContext<'u> {
    pub units: &'u [Unit],
    pub text: &'u str,
    pub names: &'u Names,
    pub ordinary: &'u Ordinary<'u>,
    /// The known name at each unit.
    pub known: Vec<KnownHere>,
}

impl<'u> NameContext<'u> {
    /// The context of one sentence; `room` is a vector to reuse.
    pub fn new(text: &'u str, units: &'u [Unit], ordinary: &'u Ordinary<'u>, room: Vec<KnownHere>) -> Self {
        let mut known = room;
        known.clear();
        known.resize(units.len(), KnownHere::new());
        NameContext { units, text, names: ordinary.names(), ordinary, known }
    }
}
