//! Possible values of a name -> its keys, without duplicates, in order of addition.

use super::fold::slug;
use crate::model::{Key, Kind};

/// The keys of one name during collection.
#[derive(Debug, Clone, Default)]
pub(super) struct Values(Vec<Key>);

impl Values {
    /// Adds a value.
    pub fn add(&mut self, value: &str) {
        if !self.has(value) {
            self.0.push(Key::text(Kind::Name, value));
        }
    }

    /// Adds the value of a folded phrase.
    pub fn add_folded(&mut self, folded: &str) {
        if folded.contains(' ') { self.add(&slug(folded)) } else { self.add(folded) }
    }

    /// Adds a key of a name.
    pub fn add_key(&mut self, key: &Key) {
        if !self.0.contains(key) {
            self.0.push(key.clone());
        }
    }

    fn has(&self, value: &str) -> bool {
        self.iter().any(|other| other == value)
    }

    /// The values so far.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        const BEFORE: usize = "name:".len();
        self.0.iter().map(|key| &key.as_str()[BEFORE..])
    }

    /// Takes the keys out, preferred first, in a vector without spare capacity.
    pub fn take(&mut self) -> Vec<Key> {
        self.0.drain(..).collect()
    }
}
