//! Arguments that name pairs of documents, shared by `align`, `ask` and `learn`.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use sejajar::documents::{Job, Jobs, PairInputs, find};
use sejajar::read::folder::Pattern;
use sejajar::{Error, export};

use super::reading::ReadingArgs;
use crate::output::no_input;

/// The pairs to work on.
#[derive(Debug, clap::Args)]
pub struct PairArgs {
    /// An Indonesian article and its English report, or a folder of NAME.ind.EXT and NAME.eng.EXT
    ///
    /// Both are texts or web pages, one may be - for standard input; or a collection of each (.json, .jsonl,
    /// .ndjson, .csv, .tsv); or a folder of articles and one of reports with equal names. Files of one folder
    /// may also be named .id and .en, _id and _en, -indonesia and -english, or be in a folder for each side.
    #[arg(value_name = "ARTICLE REPORT | DIR", num_args = 1..=2, required_unless_present = "manifest")]
    inputs: Vec<PathBuf>,
    /// Table of pairs with the columns article and report
    ///
    /// Paths are relative to it.
    #[arg(long, value_name = "FILE", conflicts_with = "inputs", help_heading = "Input")]
    manifest: Option<PathBuf>,
    /// Names of the files of DIR: '{name}_a.txt' '{name}_b.txt'
    ///
    /// The first is that of articles, the second that of reports; for names that are not found otherwise.
    #[arg(long, value_names = ["ARTICLE", "REPORT"], num_args = 2, conflicts_with = "manifest", help_heading = "Input")]
    pattern: Option<Vec<String>>,
    /// One sentence per line: no cleaning, no splitting
    ///
    /// Every line keeps its number.
    #[arg(long, help_heading = "Input")]
    pub sentences: bool,
}

impl PairArgs {
    /// Finds the pairs.
    ///
    /// # Errors
    /// Wrong arguments, and inputs without pairs.
    pub fn find(&self, reading: &ReadingArgs) -> Result<Jobs> {
        let pattern = match self.pattern.as_deref() {
            Some([article, report]) => Some(Pattern::new(article, report)?),
            _ => None,
        };
        let inputs =
            PairInputs { manifest: self.manifest.as_deref(), paths: &self.inputs, pattern: pattern.as_ref() };
        find(inputs, self.sentences, &reading.collections(), &reading.steps()).map_err(|error| match error {
            Error::NoPairs { .. } => anyhow!(
                "{error}. Rename the files or give their names with --pattern; or list the pairs in a table for \
                 --manifest; or let sejajar build find the report of each article"
            ),
            other => other.into(),
        })
    }

    /// Refuses an output in the place of an input, even with `--overwrite`: of a document, of the table of
    /// pairs, or of another table that is read.
    pub fn spare<'p>(
        &'p self,
        output: Option<&Path>,
        jobs: &[Job],
        tables: impl IntoIterator<Item = &'p PathBuf>,
    ) -> Result<()> {
        let Some(output) = output else { return Ok(()) };
        no_input(output, jobs)?;
        let tables: Vec<PathBuf> = tables.into_iter().chain(&self.manifest).cloned().collect();
        Ok(export::no_input(output, &tables)?)
    }
}
