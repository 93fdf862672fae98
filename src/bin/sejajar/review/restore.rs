//! Decisions in memory -> the disk again, after the store vanished.

use std::path::PathBuf;

use anyhow::Result;

use super::decision::Entry;
use super::store::Store;
use super::{Refusal, Review, Views};

/// The outcome of writing all decisions to the disk again.
#[derive(Debug)]
pub struct Restored {
    /// The file that holds them now.
    pub path: PathBuf,
    /// Whether that is another place, because the old one is taken by something else.
    pub moved: bool,
    /// Number of decisions in it.
    pub decisions: usize,
}

impl Review {
    /// Writes all decisions to the place of the store again, after it vanished; to another place beside it if
    /// the old one is taken by something else.
    ///
    /// # Errors
    /// A place that cannot be written; the decisions are then still in memory.
    pub fn restore(&mut self) -> Result<Restored> {
        let known = self.log.clone();
        let place = self.store.path().to_owned();
        if self.store.check().is_ok() {
            return Ok(Restored { path: place, moved: false, decisions: known.len() });
        }
        self.store.close()?;
        let others = (2..100).map(|n| place.with_extension(format!("{n}.db")));
        let opened = std::iter::once(place.clone())
            .chain(others)
            .find_map(|path| Store::open(&path, &self.table, false).ok().map(|store| (path, store)));
        let Some((path, store)) = opened else {
            // The reason why the first place cannot be used.
            return Store::open(&place, &self.table, false).map(|_| unreachable!("it could not be opened"));
        };
        (self.store, self.views, self.log) = (store, Views::new(), Vec::new());
        let missing: Vec<(usize, Entry)> = known.iter().cloned().enumerate().collect();
        if let Err(error) = self.refresh().map_err(Refusal::Failed).and_then(|()| self.import(missing)) {
            self.forget(known);
            return Err(error.into());
        }
        let moved = path != place;
        Ok(Restored { path, moved, decisions: self.log.len() })
    }
}
