//! Decisions of another store of the same table, and wanted beads -> into this store.

use std::collections::HashMap;

use super::decision::{Action, Decision, Entry};
use super::target::Wanted;
use super::{Ledger, Refusal, Review, now};

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
    /// Adds decisions of another store of the same table; `entries` have line numbers.
    ///
    /// # Errors
    /// [`Refusal::Failed`].
    pub fn import(&mut self, entries: Vec<(usize, Entry)>) -> Result<Imported, Refusal> {
        let known = self.log().to_vec();
        self.write(|ledger| import(ledger, known, entries))
    }

    /// Adds the decisions that turn an annotator's view of some documents into the wanted one; returns their
    /// number.
    ///
    /// # Errors
    /// [`Refusal`]; then no decision is added.
    pub fn reach(&mut self, annotator: &str, wanted: &[Wanted]) -> Result<usize, Refusal> {
        self.write(|ledger| {
            ledger.views.entry(annotator.to_owned()).or_default();
            let mut taken = 0;
            for wanted in wanted {
                let (article, report) = ledger.table.documents[wanted.document].names();
                let mine = ledger.views[annotator].document(ledger.table, wanted.document);
                for (group, action) in wanted.steps(&mine).map_err(Refusal::Conflict)? {
                    let (article, report) = (article.to_owned(), report.to_owned());
                    let annotator = annotator.to_owned();
                    ledger.add(now(), 0, Decision { annotator, article, report, group, action })?;
                    taken += 1;
                }
            }
            Ok(taken)
        })
    }
}

/// Adds new decisions. Numbers of decisions differ between stores, so those to which undos, redos and steps
/// refer are looked up again.
fn import(
    ledger: &mut Ledger<'_>,
    known: Vec<Entry>,
    entries: Vec<(usize, Entry)>,
) -> Result<Imported, Refusal> {
    let mut numbers: HashMap<i64, i64> = HashMap::new();
    let mut known: HashMap<(String, Decision), Entry> =
        known.into_iter().map(|entry| ((entry.time.clone(), entry.decision.clone()), entry)).collect();
    let mut imported = Imported::default();
    for (line, Entry { seq, time, batch, mut decision }) in entries {
        let here = |step: i64| numbers.get(&step).copied().unwrap_or(-1);
        match decision.action {
            Action::Undo(step) => decision.action = Action::Undo(here(step)),
            Action::Redo(step) => decision.action = Action::Redo(here(step)),
            _ => {}
        }
        let place = (time.clone(), decision.clone());
        if let Some(same) = known.get(&place) {
            note(&mut numbers, (seq, batch), same);
            imported.known += 1;
            continue;
        }
        // The first decision of a step that is taken gives the step its number.
        let step =
            if batch == 0 { 0 } else { numbers.get(&batch).copied().unwrap_or(ledger.writing.last() + 1) };
        match ledger.add(time, step, decision) {
            Ok(entry) => {
                note(&mut numbers, (seq, batch), &entry);
                known.insert(place, entry);
                imported.taken += 1;
            }
            Err(Refusal::Conflict(what)) => imported.refused.push((line, what)),
            Err(error) => return Err(error),
        }
    }
    Ok(imported)
}

/// Remembers the number here of a decision, and of its step.
fn note(numbers: &mut HashMap<i64, i64>, (seq, batch): (i64, i64), here: &Entry) {
    numbers.insert(seq, here.step());
    if batch != 0 {
        numbers.insert(batch, here.step());
    }
}
