//! The decisions of one annotator, applied to the table: the annotator's view.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use sejajar::model::Group;

use super::bead::{Bead, Status};
use super::decision::{Action, Entry};
use super::table::Table;

/// An annotator's view of a table.
#[derive(Debug, Default)]
pub struct View {
    entries: Vec<Entry>,
    undone: HashSet<i64>,
    /// The beads of documents that have decisions.
    documents: BTreeMap<usize, Vec<Bead>>,
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
}

impl View {
    /// The beads of a document, in reading order.
    pub fn beads<'v>(&'v self, table: &Table, document: usize) -> Cow<'v, [Bead]> {
        match self.documents.get(&document) {
            Some(beads) => Cow::Borrowed(beads),
            None => Cow::Owned(table.beads(document).collect()),
        }
    }

    /// The bead of a document with exactly the sentences of `group`.
    pub fn bead<'v>(&'v self, table: &Table, document: usize, group: &Group) -> Option<Cow<'v, Bead>> {
        match self.documents.get(&document) {
            Some(beads) => beads.iter().find(|bead| bead.group.is_same(group)).map(Cow::Borrowed),
            None => {
                let row = table.row_of(document, group)?;
                Some(Cow::Owned(Bead::of_row(row, table.rows[row].group.clone())))
            }
        }
    }

    /// The documents with decisions, and their beads.
    pub fn touched(&self) -> impl Iterator<Item = (usize, &[Bead])> {
        self.documents.iter().map(|(&document, beads)| (document, beads.as_slice()))
    }

    /// Adds a decision; nothing is changed on failure.
    ///
    /// # Errors
    /// A decision that cannot be applied to this view.
    pub fn add(&mut self, table: &Table, entry: Entry) -> Result<(), String> {
        let document = document_of(table, &entry)?;
        if let Action::Undo(seq) = entry.decision.action {
            self.undo(table, document, seq)?;
        } else {
            let fresh = !self.documents.contains_key(&document);
            let beads = self.documents.entry(document).or_insert_with(|| table.beads(document).collect());
            let applied = entry.decision.apply(beads, |group| table.row_of(document, group));
            if applied.is_err() && fresh {
                self.documents.remove(&document);
            }
            applied?;
        }
        self.entries.push(entry);
        Ok(())
    }

    /// The last effective decision, which an undo takes back.
    pub fn last(&self) -> Option<&Entry> {
        self.entries.iter().rev().find(|entry| self.counts(entry))
    }

    /// The progress of the review.
    pub fn progress(&self, table: &Table) -> Progress {
        let mut progress = Progress { total: table.rows.len(), ..Progress::default() };
        for (document, beads) in &self.documents {
            progress.total = progress.total + beads.len() - table.documents[*document].rows.len();
            for bead in beads {
                match bead.status() {
                    Status::Unjudged => {}
                    Status::Accepted => progress.accepted += 1,
                    Status::Rejected => progress.rejected += 1,
                    Status::Edited => progress.edited += 1,
                }
            }
        }
        progress
    }

    /// Whether a decision is effective: neither undone nor an undo.
    fn counts(&self, entry: &Entry) -> bool {
        !matches!(entry.decision.action, Action::Undo(_)) && !self.undone.contains(&entry.seq)
    }

    /// Only the last decision of a document can be undone, so that no later decision depends on it.
    fn undo(&mut self, table: &Table, document: usize, seq: i64) -> Result<(), String> {
        if self.last().is_none_or(|entry| entry.seq != seq) {
            return Err(format!("decision {seq} is not the last one that counts"));
        }
        let mut beads: Vec<Bead> = table.beads(document).collect();
        let names = table.documents[document].names();
        for entry in &self.entries {
            let here = (entry.decision.article.as_str(), entry.decision.report.as_str()) == names;
            if here && entry.seq != seq && self.counts(entry) {
                entry.decision.apply(&mut beads, |group| table.row_of(document, group))?;
            }
        }
        self.undone.insert(seq);
        self.documents.insert(document, beads);
        Ok(())
    }
}

fn document_of(table: &Table, entry: &Entry) -> Result<usize, String> {
    let (article, report) = (&entry.decision.article, &entry.decision.report);
    table
        .document(article, report)
        .ok_or_else(|| format!("the table has no article \"{article}\" with a report \"{report}\""))
}
