//! One sentence with all that finding its names looks up.

use std::cell::OnceCell;

use super::ordinary::Ordinary;
use super::unit::Unit;
use crate::lang::{Known, Names};

/// The known name at a unit and how many units it takes, once it was looked for.
pub(super) type KnownHere = OnceCell<Option<(usize, Known)>>;

/// What finding the names of a sentence takes.
pub(super) struct NameContext<'u> {
    pub units: &'u [Unit],
    pub text: &'u str,
    pub names: &'u Names,
    pub ordinary: &'u Ordinary<'u>,
    /// The known name at each unit.
    pub known: Vec<KnownHere>,
}

impl<'u> NameContext<'u> {
    /// What finding the names of one sentence takes, in the room of what was known of another sentence.
    pub fn new(text: &'u str, units: &'u [Unit], ordinary: &'u Ordinary<'u>, room: Vec<KnownHere>) -> Self {
        let mut known = room;
        known.clear();
        known.resize(units.len(), KnownHere::new());
        NameContext { units, text, names: ordinary.names(), ordinary, known }
    }
}
