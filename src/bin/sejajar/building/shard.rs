//! A run of articles -> their part of the corpus: rows, links, and what is to be told of them.

use std::io::Write;
use std::ops::Range;

use anyhow::Result;
use sejajar::Error;
use sejajar::export::{ExportOptions, FormatName};
use sejajar::observer::Progress;
use serde::{Deserialize, Serialize};

use super::digest::Hashed;
use super::folder::Folder;
use crate::summary::Summary;
use sejajar::documents::Failure;
use sejajar::linking::{Found, LinkTable, Linked, Totals};

/// In which form rows are written.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    /// The format.
    pub format: FormatName,
    /// How it is written.
    pub options: ExportOptions,
    /// Leave out rows of unaligned sentences.
    pub aligned_only: bool,
}

/// What is known of a finished shard.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Told {
    /// Its file of rows.
    pub file: Written,
    /// Links found.
    pub links: Totals,
    /// Size of its part of the links.
    pub links_bytes: u64,
    /// Rows written.
    pub summary: Summary,
    /// Documents that could not be read.
    pub errors: Vec<Row>,
}

/// A file written.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Written {
    /// Its name.
    pub name: String,
    /// Rows in it.
    pub rows: usize,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: String,
}

/// A row of errors.csv.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Row {
    /// Language of the document.
    pub language: String,
    /// Its name.
    pub document: String,
    /// Where it stands.
    pub place: String,
    /// What is wrong with it.
    pub error: String,
}

impl Row {
    /// The row of a failure.
    pub fn of(failure: &Failure) -> Row {
        Row {
            language: failure.language.to_string(),
            document: failure.document.clone(),
            place: failure.place.clone(),
            error: failure.error.to_string(),
        }
    }
}

/// An article's part of a shard.
struct Part {
    linked: Linked,
    rows: Vec<u8>,
    count: usize,
    summary: Summary,
}

/// The shard numbered `number` (from 1) of a corpus.
pub struct Shard<'f> {
    /// Its number.
    pub number: usize,
    /// Its articles.
    pub articles: Range<usize>,
    /// Where it is written.
    pub folder: &'f Folder,
    /// How.
    pub form: Form,
}

impl Shard<'_> {
    /// The name of its file of rows.
    pub fn name(&self) -> String {
        format!("pairs-{:05}.{}", self.number, self.form.format.ending())
    }

    /// The name of its part of the links.
    pub fn links(&self) -> String {
        format!("links-{:05}.csv", self.number)
    }

    fn sidecar(&self) -> String {
        format!("shard-{:05}.json", self.number)
    }

    /// What is told of it, if it is finished already and its files are there as they were written.
    pub fn told(&self) -> Result<Option<Told>> {
        let told = self.folder.read(&self.sidecar())?;
        let told: Option<Told> = told.and_then(|value| serde_json::from_value(value).ok());
        let has = |name: &str, bytes| {
            std::fs::metadata(self.folder.path(name)).is_ok_and(|meta| meta.len() == bytes)
        };
        Ok(told.filter(|told| has(&self.name(), told.file.bytes) && has(&self.links(), told.links_bytes)))
    }

    /// Writes it.
    pub fn write(&self, found: &Found<'_>, bar: &dyn Progress) -> Result<()> {
        let mut out = Hashed::new(self.folder.create(&self.name())?);
        let links = self.folder.create(&self.links())?;
        let name = links.target().display().to_string();
        let mut links = LinkTable::new(links, name, self.form.options.excel)?;
        let mut told = Told::default();
        let broken = |source| Error::io(self.folder.path(&self.name()), source);
        self.form.format.writer(&self.form.options)?.begin(&mut out).map_err(broken)?;
        found.links(
            self.articles.clone(),
            |linked| self.part(linked, bar),
            |part| {
                out.write_all(&part.rows).map_err(broken)?;
                links.add(&part.linked)?;
                told.file.rows += part.count;
                told.summary.merge(&part.summary);
                told.errors.extend(part.linked.failures.iter().map(Row::of));
                Ok(())
            },
        )?;
        self.form.format.writer(&self.form.options)?.end(&mut out).map_err(broken)?;
        let (file, bytes, sha256) = out.finish();
        told.file = Written { name: self.name(), rows: told.file.rows, bytes, sha256 };
        let (links, totals) = links.finish()?;
        links.commit()?;
        told.links = totals;
        let links = self.folder.path(&self.links());
        told.links_bytes = std::fs::metadata(&links).map_err(|source| Error::io(links, source))?.len();
        file.commit()?;
        self.folder.write(&self.sidecar(), &told)
    }

    /// Writes an article's rows, on the thread that aligned them.
    fn part(&self, mut linked: Linked, bar: &dyn Progress) -> Result<Part> {
        let mut writer = self.form.format.writer(&self.form.options)?;
        let (mut rows, mut count, mut summary) = (Vec::new(), 0, Summary::default());
        for link in linked.links.iter_mut().filter(|link| link.accepted) {
            let pairs = std::mem::take(&mut link.rows);
            summary.add(&pairs, &[]);
            for pair in pairs.iter().filter(|pair| !(self.form.aligned_only && pair.group.is_null())) {
                writer.pair(&mut rows, pair)?;
                count += 1;
            }
        }
        bar.advance();
        Ok(Part { linked, rows, count, summary })
    }
}
