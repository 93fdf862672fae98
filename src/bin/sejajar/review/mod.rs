//! A table and a store of decisions -> the view of each annotator, and new decisions into the store.
//!
//! Decisions are only added. An annotator's view is the table with the annotator's own decisions applied in
//! order, so that annotators share a store without changing each other's work; an undo is a decision too.

pub mod adjudication;
pub mod agreement;
pub mod bead;
pub mod codes;
pub mod decision;
pub mod draft;
pub mod exchange;
pub mod export;
mod import;
pub mod outlines;
pub mod queue;
mod restore;
pub mod sample;
pub mod sentences;
mod store;
pub mod table;
pub mod target;
pub mod view;

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use jiff::{Timestamp, Unit};

use decision::{Action, Decision, Entry};
use sample::Sample;
pub use store::{Cause, Trouble};
use store::{Store, Writing};
use table::Table;
use view::View;

/// The view of each annotator, by name.
pub type Views = BTreeMap<String, View>;

/// A table under review.
#[derive(Debug)]
pub struct Review {
    /// The table.
    pub table: Table,
    /// The rows to judge, if they are not all of the table.
    pub only: Option<Sample>,
    store: Store,
    views: Views,
    /// Every decision that the views contain; the store may vanish.
    log: Vec<Entry>,
    trouble: Option<Trouble>,
}

/// The reason why a decision was rejected.
#[derive(Debug)]
pub enum Refusal {
    /// It does not fit the annotator's current view.
    Conflict(String),
    /// The store could not be written.
    Failed(Trouble),
}

impl Review {
    /// Opens the store of `table` at `path`.
    ///
    /// # Errors
    /// Those of [`Store::open`].
    pub fn open(table: Table, path: &Path, read_only: bool) -> Result<Self> {
        let store = Store::open(path, &table, read_only)?;
        let (views, log) = (Views::new(), Vec::new());
        let mut review = Review { table, only: None, store, views, log, trouble: None };
        review.refresh()?;
        Ok(review)
    }

    /// The file of the store.
    pub fn store(&self) -> &Path {
        self.store.path()
    }

    /// What is wrong with the store, if anything.
    pub fn trouble(&self) -> Option<Trouble> {
        self.store.check().err().or_else(|| self.trouble.clone())
    }

    /// Reads the decisions that other processes made since.
    pub fn refresh(&mut self) -> Result<(), Trouble> {
        let entries = self.store.after(seen(&self.log)).inspect_err(|trouble| {
            self.trouble = Some(trouble.clone());
        })?;
        // A lock is over when it does not hinder; other troubles show at the next decision only.
        self.trouble.take_if(|trouble| trouble.cause == Cause::Locked);
        absorb(&self.table, &mut self.views, &mut self.log, entries);
        Ok(())
    }

    /// All annotators with decisions, by name.
    pub fn annotators(&self) -> impl Iterator<Item = &str> {
        self.views.iter().filter(|(_, view)| view.last().is_some()).map(|(name, _)| name.as_str())
    }

    /// The view of an annotator.
    pub fn view(&mut self, annotator: &str) -> (&Table, &View) {
        let (table, views, _) = self.all([annotator]);
        (table, &views[annotator])
    }

    /// The views of all annotators, among them those named, and the rows to judge.
    pub fn all<'n>(&mut self, names: impl IntoIterator<Item = &'n str>) -> (&Table, &Views, Option<&Sample>) {
        for name in names {
            if !self.views.contains_key(name) {
                self.views.insert(name.to_owned(), View::default());
            }
        }
        (&self.table, &self.views, self.only.as_ref())
    }

    /// Every decision, in order.
    pub fn log(&self) -> &[Entry] {
        &self.log
    }

    /// Adds a decision; it is on disk when this returns.
    ///
    /// # Errors
    /// [`Refusal`]; the store is then unchanged.
    #[cfg(test)]
    pub fn decide(&mut self, decision: Decision) -> Result<Entry, Refusal> {
        let mut made = self.step(&decision.annotator.clone(), |_, _| Ok(vec![decision]))?;
        Ok(made.remove(0))
    }

    /// Adds the decisions of an annotator that `plan` makes from the current views; one undo takes them back.
    ///
    /// # Errors
    /// [`Refusal`]; then no decision is added.
    pub fn step(
        &mut self,
        annotator: &str,
        plan: impl FnOnce(&Table, &Views) -> Result<Vec<Decision>, String>,
    ) -> Result<Vec<Entry>, Refusal> {
        self.write(|ledger| {
            ledger.views.entry(annotator.to_owned()).or_default();
            let decisions = plan(ledger.table, ledger.views).map_err(Refusal::Conflict)?;
            let batch = if decisions.len() > 1 { ledger.writing.last() + 1 } else { 0 };
            let time = now();
            decisions.into_iter().map(|decision| ledger.add(time.clone(), batch, decision)).collect()
        })
    }

    /// Takes back the last step of an annotator.
    ///
    /// # Errors
    /// As [`decide`](Self::decide), and if there is nothing to take back.
    pub fn undo(&mut self, annotator: &str) -> Result<Entry, Refusal> {
        self.again(annotator, "there is nothing to undo", |view| {
            view.last().map(|last| (last, Action::Undo(last.step())))
        })
    }

    /// Makes the step valid again that an annotator undid last.
    ///
    /// # Errors
    /// As [`decide`](Self::decide), and if there is nothing to do again.
    pub fn redo(&mut self, annotator: &str) -> Result<Entry, Refusal> {
        self.again(annotator, "there is nothing to do again", |view| {
            view.next().map(|next| (next, Action::Redo(next.step())))
        })
    }

    fn again(
        &mut self,
        annotator: &str,
        none: &str,
        which: impl FnOnce(&View) -> Option<(&Entry, Action)>,
    ) -> Result<Entry, Refusal> {
        self.write(|ledger| {
            let view = ledger.views.entry(annotator.to_owned()).or_default();
            let (entry, action) = which(view).ok_or_else(|| Refusal::Conflict(none.to_owned()))?;
            let decision = Decision { action, ..entry.decision.clone() };
            ledger.add(now(), 0, decision)
        })
    }

    /// Reads the decisions of other processes, then writes, and keeps both or neither.
    fn write<T>(&mut self, work: impl FnOnce(&mut Ledger<'_>) -> Result<T, Refusal>) -> Result<T, Refusal> {
        let Review { table, store, views, log, trouble, .. } = self;
        let started = store.begin().and_then(|writing| Ok((writing.after(seen(log))?, writing)));
        let (entries, writing) = started.map_err(|found| Refusal::Failed(note(trouble, found)))?;
        absorb(table, views, log, entries);
        let known = log.len();
        let outcome = {
            let mut ledger = Ledger { table, views, log, writing };
            work(&mut ledger).and_then(|done| {
                ledger.writing.commit()?;
                Ok(done)
            })
        };
        match &outcome {
            Ok(_) => self.trouble = None,
            Err(refusal) => {
                if let Refusal::Failed(found) = refusal {
                    note(&mut self.trouble, found.clone());
                }
                // Decisions that are not on disk must not remain in any view.
                if self.log.len() > known {
                    let mut kept = std::mem::take(&mut self.log);
                    kept.truncate(known);
                    self.forget(kept);
                }
            }
        }
        outcome
    }

    /// Makes the views those of `log`.
    fn forget(&mut self, log: Vec<Entry>) {
        (self.views, self.log) = (Views::new(), Vec::new());
        absorb(&self.table, &mut self.views, &mut self.log, log);
    }
}

/// What decisions are written to: all that changes with them.
struct Ledger<'r> {
    table: &'r Table,
    views: &'r mut Views,
    log: &'r mut Vec<Entry>,
    writing: Writing<'r>,
}

impl Ledger<'_> {
    /// Applies a decision and stores it.
    fn add(&mut self, time: String, batch: i64, decision: Decision) -> Result<Entry, Refusal> {
        let entry = Entry { seq: self.writing.last() + 1, time, batch, decision };
        let view = self.views.entry(entry.decision.annotator.clone()).or_default();
        view.add(self.table, entry.clone()).map_err(Refusal::Conflict)?;
        self.log.push(entry.clone());
        self.writing.add(&entry)?;
        Ok(entry)
    }
}

impl From<Trouble> for Refusal {
    fn from(trouble: Trouble) -> Self {
        Refusal::Failed(trouble)
    }
}

impl From<Refusal> for anyhow::Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Conflict(what) => anyhow::anyhow!(what),
            Refusal::Failed(trouble) => trouble.into(),
        }
    }
}

/// The number of the last decision of a log.
fn seen(log: &[Entry]) -> i64 {
    log.last().map_or(0, |entry| entry.seq)
}

fn note(place: &mut Option<Trouble>, found: Trouble) -> Trouble {
    place.insert(found).clone()
}

/// Decisions are applied before they are written, so one that cannot be applied here was written by another
/// program, and is ignored.
fn absorb(table: &Table, views: &mut Views, log: &mut Vec<Entry>, entries: Vec<Entry>) {
    let mut fresh: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for entry in entries {
        log.push(entry.clone());
        let name = &entry.decision.annotator;
        match views.get_mut(name) {
            Some(view) => drop(view.add(table, entry)),
            None => fresh.entry(name.clone()).or_default().push(entry),
        }
    }
    views.extend(fresh.into_iter().map(|(name, entries)| (name, View::replay(table, entries))));
}

fn now() -> String {
    let now = Timestamp::now();
    now.round(Unit::Millisecond).unwrap_or(now).to_string()
}

#[cfg(test)]
mod tests;
