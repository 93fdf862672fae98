//! A range of articles -> their shard of the corpus: rows, links, and what a manifest says of them.

use std::io::Write;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::digest::Hashed;
use super::folder::Folder;
use crate::audit::Summary;
use crate::documents::ErrorRow;
use crate::error::{Error, Result};
use crate::export::{AtomicFile, ExportOptions, FormatName};
use crate::linking::{Found, LinkTable, Linked, Totals};
use crate::observer::Progress;

/// The form in which rows are written.
#[derive(Debug, Clone, Copy, Default)]
pub struct Form {
    /// The format: csv, tsv or jsonl.
    pub format: FormatName,
    /// The options of the format.
    pub options: ExportOptions,
    /// Whether rows of unaligned sentences are left out.
    pub aligned_only: bool,
}

/// What is known of a finished shard.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct ShardFacts {
    /// Its file of rows.
    pub file: FileFacts,
    /// The totals of its links.
    pub links: Totals,
    /// The size of its part of the table of links.
    pub links_bytes: u64,
    /// The counts over its rows.
    pub summary: Summary,
    /// Documents that could not be read.
    pub errors: Vec<ErrorRow>,
}

/// A file of the corpus, as the manifest lists it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct FileFacts {
    /// Its name.
    pub name: String,
    /// The number of its rows.
    pub rows: usize,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: String,
}

impl FileFacts {
    /// Puts a finished file of unfinished work in place.
    pub fn complete(out: Hashed<AtomicFile>, name: &str, rows: usize) -> Result<Self> {
        let (file, bytes, sha256) = out.finish();
        file.commit()?;
        Ok(FileFacts { name: name.to_owned(), rows, bytes, sha256 })
    }
}

/// An article's part of a shard.
struct Part {
    linked: Linked,
    rows: Vec<u8>,
    count: usize,
    summary: Summary,
}

/// One shard of a corpus.
pub struct Shard<'f> {
    /// Its number, from 1.
    pub number: usize,
    /// Its articles.
    pub articles: Range<usize>,
    /// The folder in which it is written.
    pub folder: &'f Folder,
    /// The form of its rows.
    pub form: Form,
}

/// The file of a shard's part of the table of links.
pub fn links_name(number: usize) -> String {
    format!("links-{number:05}.csv")
}

impl Shard<'_> {
    fn name(&self) -> String {
        format!("pairs-{:05}.{}", self.number, self.form.format.ending())
    }

    fn sidecar(&self) -> String {
        format!("shard-{:05}.json", self.number)
    }

    /// What is known of the shard, if it is finished and its files are as they were written.
    pub fn facts(&self) -> Result<Option<ShardFacts>> {
        let facts = self.folder.read(&self.sidecar())?;
        let facts: Option<ShardFacts> = facts.and_then(|value| serde_json::from_value(value).ok());
        let has = |name: &str, bytes| {
            std::fs::metadata(self.folder.path(name)).is_ok_and(|meta| meta.len() == bytes)
        };
        Ok(facts.filter(|facts| {
            has(&self.name(), facts.file.bytes) && has(&links_name(self.number), facts.links_bytes)
        }))
    }

    /// Writes the shard.
    pub fn write(&self, found: &Found<'_>, step: &dyn Progress) -> Result<()> {
        let mut out = Hashed::new(self.folder.create(&self.name())?);
        let links_file = self.folder.path(&links_name(self.number));
        let links = self.folder.create(&links_name(self.number))?;
        let mut links = LinkTable::new(links, links_file.display().to_string(), self.form.options.excel)?;
        let mut facts = ShardFacts::default();
        let broken = |source| Error::io(self.folder.path(&self.name()), source);
        let mut writer = self.form.format.writer(&self.form.options)?;
        writer.begin(&mut out).map_err(broken)?;
        found.links(
            self.articles.clone(),
            |linked| self.part(linked, step),
            |part| {
                out.write_all(&part.rows).map_err(broken)?;
                links.add(&part.linked)?;
                facts.file.rows += part.count;
                facts.summary.merge(&part.summary);
                facts.errors.extend(part.linked.failures.iter().map(ErrorRow::of));
                Ok::<(), Error>(())
            },
        )?;
        writer.end(&mut out).map_err(broken)?;
        let (links, totals) = links.finish()?;
        links.commit()?;
        facts.links = totals;
        let size = std::fs::metadata(&links_file).map_err(|source| Error::io(&links_file, source))?;
        facts.links_bytes = size.len();
        facts.file = FileFacts::complete(out, &self.name(), facts.file.rows)?;
        self.folder.write(&self.sidecar(), &facts)
    }

    /// Writes an article's rows, on the thread that aligned them.
    fn part(&self, mut linked: Linked, step: &dyn Progress) -> Result<Part> {
        let mut writer = self.form.format.writer(&self.form.options)?;
        let broken = |source| Error::io(self.folder.path(&self.name()), source);
        let (mut rows, mut count, mut summary) = (Vec::new(), 0, Summary::default());
        for link in linked.links.iter_mut().filter(|link| link.accepted) {
            let pairs = std::mem::take(&mut link.rows);
            summary.add(&pairs, &[]);
            for pair in pairs.iter().filter(|pair| !(self.form.aligned_only && pair.group.is_null())) {
                writer.pair(&mut rows, pair).map_err(broken)?;
                count += 1;
            }
        }
        step.advance();
        Ok(Part { linked, rows, count, summary })
    }
}
