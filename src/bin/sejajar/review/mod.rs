//! A table and a store of decisions -> the view of each annotator, and new decisions into the store.
//!
//! Decisions are only added. An annotator's view is the table with the annotator's own decisions applied in
//! order, so that annotators share a store without changing each other's work; an undo is a decision too.

pub mod agreement;
pub mod bead;
pub mod codes;
pub mod decision;
pub mod exchange;
pub mod export;
pub mod queue;
mod store;
pub mod table;
pub mod target;
mod view;

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use anyhow::Result;
use jiff::{Timestamp, Unit};
use sejajar::model::{Pair, join};

use bead::Bead;
use decision::{Action, Decision, Entry};
use store::{Store, Writing};
use table::{Side, Table};
use target::Wanted;
use view::View;

/// A table under review.
#[derive(Debug)]
pub struct Review {
    /// The table.
    pub table: Table,
    store: Store,
    views: BTreeMap<String, View>,
    /// The number of the last decision that the views contain.
    seen: i64,
}

/// The reason why a decision was rejected.
#[derive(Debug)]
pub enum Refusal {
    /// It does not fit the annotator's current view.
    Conflict(String),
    /// The store could not be written.
    Failed(anyhow::Error),
}

/// The result of importing decisions.
#[derive(Debug, Default)]
pub struct Imported {
    /// Number of decisions added to the store.
    pub taken: usize,
    /// Number of decisions that were already there.
    pub known: usize,
    /// Decisions that cannot be applied to this table, each with its line and the reason.
    pub refused: Vec<(usize, String)>,
}

impl Review {
    /// Opens the store of `table` at `path`.
    ///
    /// # Errors
    /// Those of [`Store::open`].
    pub fn open(table: Table, path: &Path, read_only: bool) -> Result<Self> {
        let store = Store::open(path, &table, read_only)?;
        let mut review = Review { table, store, views: BTreeMap::new(), seen: 0 };
        review.refresh()?;
        Ok(review)
    }

    /// The file of the store.
    pub fn store(&self) -> &Path {
        self.store.path()
    }

    /// Reads the decisions that other processes made since.
    pub fn refresh(&mut self) -> Result<()> {
        let entries = self.store.after(self.seen)?;
        absorb(&self.table, &mut self.views, &mut self.seen, entries);
        Ok(())
    }

    /// All annotators with decisions, by name.
    pub fn annotators(&self) -> impl Iterator<Item = &str> {
        self.views.iter().filter(|(_, view)| view.last().is_some()).map(|(name, _)| name.as_str())
    }

    /// The view of an annotator.
    pub fn view(&mut self, annotator: &str) -> (&Table, &View) {
        if !self.views.contains_key(annotator) {
            self.views.insert(annotator.to_owned(), View::default());
        }
        (&self.table, &self.views[annotator])
    }

    /// The views of two annotators.
    pub fn views(&mut self, x: &str, y: &str) -> (&Table, [&View; 2]) {
        self.view(x);
        self.view(y);
        (&self.table, [&self.views[x], &self.views[y]])
    }

    /// Every decision in the store, in order.
    pub fn log(&self) -> Result<Vec<Entry>> {
        self.store.after(0)
    }

    /// Adds a decision; it is on disk when this returns.
    ///
    /// # Errors
    /// [`Refusal`]; the store is then unchanged.
    pub fn decide(&mut self, decision: Decision) -> Result<Entry, Refusal> {
        self.write(|views, table, writing| {
            let view = views.entry(decision.annotator.clone()).or_default();
            take(view, table, writing, now(), decision)
        })
    }

    /// Takes back the last decision of an annotator.
    ///
    /// # Errors
    /// As [`decide`](Self::decide), and if there is nothing to take back.
    pub fn undo(&mut self, annotator: &str) -> Result<Entry, Refusal> {
        self.write(|views, table, writing| {
            let view = views.entry(annotator.to_owned()).or_default();
            let last = view.last().ok_or_else(|| Refusal::Conflict("there is nothing to undo".to_owned()))?;
            let decision = Decision { action: Action::Undo(last.seq), ..last.decision.clone() };
            take(view, table, writing, now(), decision)
        })
    }

    /// Adds decisions of another store of the same table; `entries` have line numbers.
    ///
    /// # Errors
    /// [`Refusal::Failed`].
    pub fn import(&mut self, entries: Vec<(usize, Entry)>) -> Result<Imported, Refusal> {
        let known = self.log()?;
        self.write(|views, table, writing| import(views, table, writing, known, entries))
    }

    /// Adds the decisions that turn an annotator's view of some documents into the wanted one; returns their
    /// number.
    ///
    /// # Errors
    /// [`Refusal`]; then no decision is added.
    pub fn reach(&mut self, annotator: &str, wanted: &[Wanted]) -> Result<usize, Refusal> {
        self.write(|views, table, writing| {
            let view = views.entry(annotator.to_owned()).or_default();
            let mut taken = 0;
            for (document, targets) in wanted {
                let (article, report) = table.documents[*document].names();
                for (group, action) in target::decisions(&view.beads(table, *document), targets) {
                    let (article, report) = (article.to_owned(), report.to_owned());
                    let decision =
                        Decision { annotator: annotator.to_owned(), article, report, group, action };
                    take(view, table, writing, now(), decision)?;
                    taken += 1;
                }
            }
            Ok(taken)
        })
    }

    /// Reads the decisions of other processes, then writes, and keeps both or neither.
    fn write<T>(
        &mut self,
        work: impl FnOnce(&mut BTreeMap<String, View>, &Table, &mut Writing<'_>) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let Review { table, store, views, seen } = self;
        let mut writing = store.begin()?;
        absorb(table, views, seen, writing.after(*seen)?);
        let outcome = work(views, table, &mut writing).and_then(|done| {
            *seen = writing.last();
            writing.commit()?;
            Ok(done)
        });
        if outcome.is_err() {
            // Decisions that are not on disk must not remain in any view.
            (self.views, self.seen) = (BTreeMap::new(), 0);
            self.refresh()?;
        }
        outcome
    }
}

/// A bead as a row of the table: the row itself, or its sentences without scores.
pub fn as_row(table: &Table, document: usize, bead: &Bead) -> Pair {
    if let Some(row) = bead.row {
        return table.rows[row].clone();
    }
    let joined =
        |side: Side| join(side.of(&bead.group).iter().filter_map(|at| table.sentence(document, side, at)));
    let [(ind_text, ind_cuts), (eng_text, eng_cuts)] = [joined(Side::Ind), joined(Side::Eng)];
    let first = &table.rows[table.documents[document].rows.start];
    let (article, report) = table.documents[document].names();
    let mut row = Pair::new([article, report], bead.group.clone(), [ind_text, eng_text]);
    (row.ind_cuts, row.eng_cuts) = (ind_cuts, eng_cuts);
    row.meta.clone_from(&first.meta);
    row
}

impl From<anyhow::Error> for Refusal {
    fn from(error: anyhow::Error) -> Self {
        Refusal::Failed(error)
    }
}

fn absorb(table: &Table, views: &mut BTreeMap<String, View>, seen: &mut i64, entries: Vec<Entry>) {
    for entry in entries {
        *seen = entry.seq;
        // Decisions are applied before they are written, so one that fails here was written by another
        // program.
        let _ = views.entry(entry.decision.annotator.clone()).or_default().add(table, entry);
    }
}

/// Applies a decision and stores it.
fn take(
    view: &mut View,
    table: &Table,
    writing: &mut Writing<'_>,
    time: String,
    decision: Decision,
) -> Result<Entry, Refusal> {
    let entry = Entry { seq: writing.last() + 1, time, decision };
    view.add(table, entry.clone()).map_err(Refusal::Conflict)?;
    writing.add(&entry)?;
    Ok(entry)
}

fn now() -> String {
    let now = Timestamp::now();
    now.round(Unit::Millisecond).unwrap_or(now).to_string()
}

/// Adds new decisions. Numbers of decisions differ between stores, so those of undone decisions are looked up
/// again.
fn import(
    views: &mut BTreeMap<String, View>,
    table: &Table,
    writing: &mut Writing<'_>,
    known: Vec<Entry>,
    entries: Vec<(usize, Entry)>,
) -> Result<Imported, Refusal> {
    let mut numbers: HashMap<i64, i64> = HashMap::new();
    let mut known: HashMap<(String, Decision), i64> =
        known.into_iter().map(|entry| ((entry.time, entry.decision), entry.seq)).collect();
    let mut imported = Imported::default();
    for (line, Entry { seq, time, mut decision }) in entries {
        if let Action::Undo(undone) = decision.action {
            decision.action = Action::Undo(numbers.get(&undone).copied().unwrap_or(-1));
        }
        let place = (time.clone(), decision.clone());
        if let Some(&same) = known.get(&place) {
            numbers.insert(seq, same);
            imported.known += 1;
            continue;
        }
        let view = views.entry(decision.annotator.clone()).or_default();
        match take(view, table, writing, time, decision) {
            Ok(entry) => {
                numbers.insert(seq, entry.seq);
                known.insert(place, entry.seq);
                imported.taken += 1;
            }
            Err(Refusal::Conflict(what)) => imported.refused.push((line, what)),
            Err(error) => return Err(error),
        }
    }
    Ok(imported)
}

#[cfg(test)]
mod tests;
