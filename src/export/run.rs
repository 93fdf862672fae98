//! Tables -> the files of a format: all rows or selected ones, whole or in parts.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use super::hf;
use super::sink::create_folder;
use super::tables::{open_table, tables};
use super::{
    AtomicFile, FormatName, LeftOut, OutputOptions, Parts, Selection, Sieve, Sink, Split, Target, Written,
};
use crate::error::{Error, Result};
use crate::model::Pair;
use crate::observer::Observer;

/// The rows to export.
#[derive(Debug, Clone, Copy)]
pub enum Input<'a> {
    /// Those of tables and of folders of tables; `-` is standard input.
    Files(&'a [PathBuf]),
    /// Rows in memory.
    Rows(&'a [Pair]),
}

/// An export: which rows go where, and in which form.
#[derive(Debug, Clone)]
pub struct Export {
    /// The path that names the destination; standard output if there is none.
    pub output: Option<PathBuf>,
    /// The form of the files.
    pub form: OutputOptions,
    /// The wanted rows. Formats of pairs leave out unaligned rows in any case.
    pub selection: Selection,
    /// The parts that documents are divided into.
    pub split: Option<Parts>,
    /// Another seed divides documents in another way.
    pub seed: u64,
}

/// The result of an export.
#[derive(Debug, Default)]
pub struct Exported {
    /// The outputs by name: the path, or the parts.
    pub written: Vec<(String, Written)>,
    /// Rows that were not wanted, by reason.
    pub left_out: BTreeMap<LeftOut, usize>,
    /// Unwanted flags that no row had.
    pub unmet: BTreeSet<String>,
    /// Whether rows had metadata.
    pub has_meta: bool,
}

impl Export {
    /// Writes the wanted rows.
    ///
    /// # Errors
    /// Options that exclude each other, tables that cannot be read, files that cannot be written.
    pub fn run(&self, input: Input<'_>, observer: &dyn Observer) -> Result<Exported> {
        let aligned_only = self.selection.aligned_only || self.form.format.is_pairs_only();
        let mut sieve = Sieve::new(Selection { aligned_only, ..self.selection.clone() })?;
        let files: Arc<[PathBuf]> = match input {
            Input::Files(paths) => tables(paths, observer)?.into(),
            Input::Rows(_) => Arc::default(),
        };
        let mut sinks = self.open(&files)?;
        let card = self.open_card()?;
        let mut split = self.split.clone().map(|parts| Split::new(parts, self.seed));
        if let Some(split) = &mut split {
            each(input, &files, |row| {
                split.add(row);
                Ok(())
            })?;
        }
        let unmet = self.selection.without.iter().cloned().collect();
        let mut exported = Exported { unmet, ..Exported::default() };
        each(input, &files, |row| {
            exported.note(row);
            match sieve.keeps(row) {
                Err(reason) => *exported.left_out.entry(reason).or_default() += 1,
                Ok(()) => sinks[split.as_mut().map_or(0, |split| split.part(row))].1.row(row)?,
            }
            Ok(())
        })?;
        let written = sinks.into_iter().map(|(name, sink)| Ok((name, sink.finish()?)));
        exported.written = written.collect::<Result<_>>()?;
        if let Some(mut card) = card {
            let parts = exported
                .written
                .iter()
                .map(|(name, written)| (self.split.is_some().then_some(name.as_str()), written.rows));
            let text = hf::card(&parts.collect::<Vec<_>>());
            card.write_all(text.as_bytes()).map_err(|source| Error::io(card.target(), source))?;
            card.commit()?;
        }
        Ok(exported)
    }

    /// The dataset card of a folder for Hugging Face, opened before any work is done.
    fn open_card(&self) -> Result<Option<AtomicFile>> {
        let folder = match Target::of(self.output.as_deref()) {
            Target::Folder(folder) if self.form.format == FormatName::HF => folder,
            _ => return Ok(None),
        };
        create_folder(&folder)?;
        AtomicFile::create(folder.join("README.md"), self.form.overwrite).map(Some)
    }

    /// The open outputs, each with its name in messages: one, or one for each part.
    fn open(&self, files: &Arc<[PathBuf]>) -> Result<Vec<(String, Sink)>> {
        self.form.format.check(&self.form.options)?;
        let target = Target::of(self.output.as_deref());
        let Some(parts) = &self.split else {
            let name = self.output.as_ref().map(|path| path.display().to_string());
            let sink = Sink::open(target, self.form, files.clone())?;
            return Ok(vec![(name.unwrap_or_else(|| "standard output".into()), sink)]);
        };
        if files.iter().any(|table| table.as_os_str() == "-") {
            let what = "the option split reads a table twice: give a file instead of standard input";
            return Err(Error::Option(what.into()));
        }
        let no_parts = || {
            Error::Option("the option split writes files: give the option output a file or a folder".into())
        };
        let sinks = parts.as_slice().iter().map(|part| {
            let target = target.part(&part.name, self.form.format.files()).ok_or_else(no_parts)?;
            Ok((part.name.clone(), Sink::open(target, self.form, files.clone())?))
        });
        sinks.collect()
    }
}

impl Exported {
    fn note(&mut self, row: &Pair) {
        self.has_meta |= row.meta.is_some();
        if !self.unmet.is_empty() {
            self.unmet.retain(|unmet| row.flags.iter().all(|flag| flag.code != unmet));
        }
    }
}

/// Hands over the rows one at a time; those of files are never all in memory.
fn each(input: Input<'_>, files: &[PathBuf], mut take: impl FnMut(&Pair) -> Result<()>) -> Result<()> {
    if let Input::Rows(rows) = input {
        return rows.iter().try_for_each(take);
    }
    for table in files {
        for row in open_table(table)? {
            take(&row?)?;
        }
    }
    Ok(())
}
