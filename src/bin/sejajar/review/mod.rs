//! A table and a store of decisions -> what each annotator has before him, and new decisions into the store.
//!
//! Decisions are only added. What an annotator sees is the table with his own decisions carried out on it, in
//! their order, so that annotators share a store without changing each other's work; an undo is a decision
//! too.

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
    /// The last decision that the views know.
    seen: i64,
}

/// Why a decision was not taken.
#[derive(Debug)]
pub enum Refusal {
    /// It does not go with what the annotator has before him by now.
    Conflict(String),
    /// The store could not be written.
    Failed(anyhow::Error),
}

/// What became of decisions from elsewhere.
#[derive(Debug, Default)]
pub struct Imported {
    /// Decisions that are in the store now.
    pub taken: usize,
    /// Decisions that were there already.
    pub known: usize,
    /// Those that cannot be carried out on this table, each with its line and why.
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

    /// Takes note of what other processes decided since.
    pub fn refresh(&mut self) -> Result<()> {
        let entries = self.store.after(self.seen)?;
        absorb(&self.table, &mut self.views, &mut self.seen, entries);
        Ok(())
    }

    /// Everyone who decided something, by name.
    pub fn annotators(&self) -> impl Iterator<Item = &str> {
        self.views.iter().filter(|(_, view)| view.last().is_some()).map(|(name, _)| name.as_str())
    }

    /// What an annotator has before him.
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

    /// Takes a decision; it is on the disk when this returns.
    ///
    /// # Errors
    /// [`Refusal`]; the store is then as it was.
    pub fn decide(&mut self, decision: Decision) -> Result<Entry, Refusal> {
        self.write(|views, table, writing| {
            let view = views.entry(decision.annotator.clone()).or_default();
            take(view, table, writing, now(), decision)
        })
    }

    /// Takes back the last decision of an annotator.
    ///
    /// # Errors
    /// As [`decide`](Self::decide), and where there is nothing to take back.
    pub fn undo(&mut self, annotator: &str) -> Result<Entry, Refusal> {
        self.write(|views, table, writing| {
            let view = views.entry(annotator.to_owned()).or_default();
            let last = view.last().ok_or_else(|| Refusal::Conflict("there is nothing to undo".to_owned()))?;
            let decision = Decision { action: Action::Undo(last.seq), ..last.decision.clone() };
            take(view, table, writing, now(), decision)
        })
    }

    /// Adds decisions of another store of the same table; `entries` are with their lines.
    ///
    /// # Errors
    /// [`Refusal::Failed`].
    pub fn import(&mut self, entries: Vec<(usize, Entry)>) -> Result<Imported, Refusal> {
        let known = self.log()?;
        self.write(|views, table, writing| import(views, table, writing, known, entries))
    }

    /// Takes the decisions that lead an annotator to what is wanted of some documents; how many these are.
    ///
    /// # Errors
    /// [`Refusal`]; nothing is taken then.
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

    /// Reads what other processes wrote, then writes, and keeps both or neither.
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
            // What is not on the disk must not stay before anyone.
            (self.views, self.seen) = (BTreeMap::new(), 0);
            self.refresh()?;
        }
        outcome
    }
}

/// A bead as a row of the table: the row itself, or one of its sentences with nothing said of scores.
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
        // Decisions are tried before they are written, so one that fails here was put into the file by
        // something else.
        let _ = views.entry(entry.decision.annotator.clone()).or_default().add(table, entry);
    }
}

/// Carries a decision out and writes it down.
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

/// Takes what is new; numbers of decisions differ from store to store, so those of undone ones are found
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
