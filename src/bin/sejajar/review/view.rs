//! The decisions of one annotator, applied to the table: the annotator's view.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use sejajar::model::Group;

use super::bead::{Bead, Status};
use super::decision::{Action, Entry};
use super::draft::{DocumentView, Draft};
use super::table::Table;

/// An annotator's view of a table.
#[derive(Debug, Default)]
pub struct View {
    past: Vec<Past>,
    undone: HashSet<i64>,
    /// Steps that were undone since the last decision, the last one at the end.
    again: Vec<i64>,
    /// The documents that have decisions.
    documents: BTreeMap<usize, Draft>,
}

/// A decision, with its place in the table.
#[derive(Debug)]
pub struct Past {
    /// The decision.
    pub entry: Entry,
    /// The number of its document.
    pub document: usize,
    /// The sentences of the table that it was about.
    pub given: Group,
}

/// The progress of the review.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Progress {
    /// Number of beads.
    pub total: usize,
    /// Number of beads accepted unchanged.
    pub accepted: usize,
    /// Number of rejected beads.
    pub rejected: usize,
    /// Number of beads that the annotator made.
    pub edited: usize,
    /// Number of beads that the annotator left open.
    pub unsure: usize,
}

impl Progress {
    /// Counts a bead of that status.
    pub fn count(&mut self, status: Status) {
        match status {
            Status::Unjudged => {}
            Status::Accepted => self.accepted += 1,
            Status::Rejected => self.rejected += 1,
            Status::Edited => self.edited += 1,
            Status::Unsure => self.unsure += 1,
        }
    }
}

impl View {
    /// A document.
    pub fn document<'v>(&'v self, table: &'v Table, document: usize) -> DocumentView<'v> {
        DocumentView::new(table, document, self.documents.get(&document))
    }

    /// The beads of a document, in reading order.
    pub fn beads<'v>(&'v self, table: &'v Table, document: usize) -> Cow<'v, [Bead]> {
        self.document(table, document).beads()
    }

    /// The bead of a document with exactly the sentences of `group`.
    #[cfg(test)]
    pub fn bead<'v>(&'v self, table: &'v Table, document: usize, group: &Group) -> Option<Cow<'v, Bead>> {
        self.document(table, document).bead(group)
    }

    /// The documents with decisions.
    pub fn touched(&self) -> impl Iterator<Item = usize> {
        self.documents.keys().copied()
    }

    /// The decisions, in order.
    pub fn past(&self) -> &[Past] {
        &self.past
    }

    /// The view after all decisions of a log. Those that were undone later are not applied at all: a log may
    /// hold thousands, and each undo alone would apply the others anew.
    pub fn replay(table: &Table, entries: Vec<Entry>) -> Self {
        let mut view = View::default();
        for entry in entries {
            let Ok(document) = document_of(table, &entry) else { continue };
            let valid = match entry.decision.action {
                Action::Undo(step) => view.mark_undone(step),
                Action::Redo(step) => view.mark_redone(step),
                _ => {
                    view.again.clear();
                    Ok(())
                }
            };
            if valid.is_ok() {
                view.past.push(Past { entry, document, given: Group::default() });
            }
        }
        for mut past in std::mem::take(&mut view.past) {
            past.given = view.document(table, past.document).given(&past.entry.decision.group);
            let again = std::mem::take(&mut view.again);
            let applied = !view.counts(&past.entry) || view.apply(table, past.document, &past.entry).is_ok();
            view.again = again;
            if applied {
                view.past.push(past);
            }
        }
        view
    }

    /// Adds a decision; nothing is changed on failure.
    ///
    /// # Errors
    /// A decision that cannot be applied to this view.
    pub fn add(&mut self, table: &Table, entry: Entry) -> Result<(), String> {
        let document = document_of(table, &entry)?;
        let given = self.document(table, document).given(&entry.decision.group);
        match entry.decision.action {
            Action::Undo(step) => self.undo(table, step)?,
            Action::Redo(step) => self.redo(table, step)?,
            _ => self.apply(table, document, &entry)?,
        }
        self.past.push(Past { entry, document, given });
        Ok(())
    }

    /// The last effective decision, which an undo takes back.
    pub fn last(&self) -> Option<&Entry> {
        self.past.iter().map(|past| &past.entry).rev().find(|entry| self.counts(entry))
    }

    /// The first decision of the step that a redo makes valid again.
    pub fn next(&self) -> Option<&Entry> {
        let step = *self.again.last()?;
        self.past.iter().map(|past| &past.entry).find(|entry| entry.step() == step)
    }

    /// The decisions of a step.
    pub fn step(&self, step: i64) -> impl Iterator<Item = &Past> {
        self.past.iter().filter(move |past| past.entry.step() == step && is_deed(&past.entry))
    }

    /// The progress of the review.
    pub fn progress(&self, table: &Table) -> Progress {
        let mut progress = Progress { total: table.rows.len(), ..Progress::default() };
        for (document, Draft { beads, .. }) in &self.documents {
            progress.total = progress.total + beads.len() - table.documents[*document].rows.len();
            beads.iter().for_each(|bead| progress.count(bead.status()));
        }
        progress
    }

    /// Whether a decision is effective: neither undone nor an undo.
    pub fn counts(&self, entry: &Entry) -> bool {
        is_deed(entry) && !self.undone.contains(&entry.step())
    }

    fn apply(&mut self, table: &Table, document: usize, entry: &Entry) -> Result<(), String> {
        let fresh = !self.documents.contains_key(&document);
        let draft = self.documents.entry(document).or_insert_with(|| Draft::new(table, document));
        let applied = entry.decision.apply(draft, table, document);
        if applied.is_err() && fresh {
            self.documents.remove(&document);
        }
        applied?;
        self.again.clear();
        Ok(())
    }

    fn undo(&mut self, table: &Table, step: i64) -> Result<(), String> {
        self.mark_undone(step)?;
        self.rebuild(table, step)
    }

    fn redo(&mut self, table: &Table, step: i64) -> Result<(), String> {
        self.mark_redone(step)?;
        self.rebuild(table, step)
    }

    /// Only the last step can be undone, so that no later decision depends on it.
    fn mark_undone(&mut self, step: i64) -> Result<(), String> {
        if self.last().is_none_or(|entry| entry.step() != step) {
            return Err(format!("decision {step} is not the last one that counts"));
        }
        self.undone.insert(step);
        self.again.push(step);
        Ok(())
    }

    /// Only the last undone step can be done again, and only while no decision has followed.
    fn mark_redone(&mut self, step: i64) -> Result<(), String> {
        if self.again.last() != Some(&step) {
            return Err(format!("decision {step} is not the last one that was undone"));
        }
        self.again.pop();
        self.undone.remove(&step);
        Ok(())
    }

    /// Applies the effective decisions on the documents of a step anew.
    fn rebuild(&mut self, table: &Table, step: i64) -> Result<(), String> {
        let documents: BTreeSet<usize> = self.step(step).map(|past| past.document).collect();
        for document in documents {
            let mut draft = Draft::new(table, document);
            for past in self.past.iter().filter(|past| past.document == document) {
                if self.counts(&past.entry) {
                    past.entry.decision.apply(&mut draft, table, document)?;
                }
            }
            self.documents.insert(document, draft);
        }
        Ok(())
    }
}

/// Whether an entry is a decision of its own, not the undoing or redoing of one.
fn is_deed(entry: &Entry) -> bool {
    !matches!(entry.decision.action, Action::Undo(_) | Action::Redo(_))
}

fn document_of(table: &Table, entry: &Entry) -> Result<usize, String> {
    let (article, report) = (&entry.decision.article, &entry.decision.report);
    table
        .document(article, report)
        .ok_or_else(|| format!("the table has no article \"{article}\" with a report \"{report}\""))
}
