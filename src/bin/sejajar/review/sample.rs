//! A sample of the rows of a table -> those rows, to be judged within their documents.

use std::collections::HashSet;
use std::path::Path;

use anyhow::Result;
use sejajar::Error;
use sejajar::export::read_file;

use super::draft::DocumentView;
use super::table::Table;
use super::view::{Progress, View};

/// Rows to judge.
#[derive(Debug)]
pub struct Sample {
    /// The name of its file.
    pub name: String,
    /// The rows, in the order of the sample.
    pub rows: Vec<usize>,
    set: HashSet<usize>,
}

impl Sample {
    /// Reads a table whose rows are among those of `table`.
    ///
    /// # Errors
    /// Those of reading, and a row that `table` does not have.
    pub fn read(path: &Path, table: &Table) -> Result<Self> {
        let name = path.display().to_string();
        let mut sample = Sample { name: name.clone(), rows: Vec::new(), set: HashSet::new() };
        for (n, row) in read_file(path, None)?.iter().enumerate() {
            let document = table.document(&row.article_id, &row.report_id);
            let found = document.and_then(|document| table.row_of(document, &row.group));
            let same = |&at: &usize| {
                let given = &table.rows[at];
                (&given.ind_text, &given.eng_text) == (&row.ind_text, &row.eng_text)
            };
            let at = found.filter(same).ok_or_else(|| {
                let what = format!(
                    "{} has no row {} of \"{}\" with these sentences; a sample is drawn from the table under review",
                    table.name, row.pair_id, row.article_id
                );
                Error::line(&name, n + 2, what)
            })?;
            if sample.set.insert(at) {
                sample.rows.push(at);
            }
        }
        if sample.rows.is_empty() {
            return Err(Error::input(name, "holds no rows to judge").into());
        }
        Ok(sample)
    }

    /// Whether a row is in the sample.
    pub fn contains(&self, row: usize) -> bool {
        self.set.contains(&row)
    }

    /// The progress of an annotator on these rows.
    pub fn progress(&self, table: &Table, view: &View) -> Progress {
        let mut progress = Progress { total: self.rows.len(), ..Progress::default() };
        for document in view.touched() {
            let said = said(&view.document(table, document));
            for (row, status) in table.documents[document].rows.clone().zip(said) {
                if self.contains(row) {
                    progress.count(status);
                }
            }
        }
        progress
    }
}

/// What an annotator said of each row of a document: a row whose bead is gone was edited.
pub fn said(document: &DocumentView<'_>) -> Vec<super::bead::Status> {
    let rows = document.table.documents[document.number].rows.clone();
    let mut said = vec![super::bead::Status::Edited; rows.len()];
    for bead in document.beads().iter() {
        if let Some(row) = bead.row {
            said[row - rows.start] = bead.status();
        }
    }
    said
}
