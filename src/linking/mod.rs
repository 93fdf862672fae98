//! Two sets of documents -> for each article the reports that it may have been made from, with a verdict on
//! each.

#[cfg(feature = "arrow")]
pub mod arrow;
mod notes;
mod search;
mod steps;
mod table;

pub use notes::{COLUMNS as NOTE_COLUMNS, Noted};
pub use steps::{Judge, Link, Reports};
pub use table::{COLUMNS as LINK_COLUMNS, Column, LinkRow, LinkTable, Totals, Value};

use std::ops::Range;
use std::path::Path;

use crate::aligner::{Aligner, Document};
use crate::link::{Candidate, Rarity, date_of_day};
use crate::model::Language;
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::documents::in_order_watched;
use crate::documents::temporary::{self, TemporaryRows};
use crate::documents::{DocumentSet, Entry, Failure};
use crate::error::{Error, Result};
use crate::observer::Observer;

/// Settings of the search for sources.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Maximum number of days between the publication of an article and of its report, if both are known.
    pub window: Option<u32>,
    /// Number of candidates listed per article.
    pub top: usize,
    /// Candidates with a confidence below this are not accepted.
    pub min_confidence: f64,
}

impl Settings {
    /// Checks that the number of candidates is one that a search gives.
    ///
    /// # Errors
    /// [`Error::Option`].
    pub fn check(&self) -> Result<()> {
        if (1..=100).contains(&self.top) {
            return Ok(());
        }
        Err(Error::Option(format!("top is {} and may be 1 to 100", self.top)))
    }
}

/// An article's candidates.
#[derive(Default)]
pub struct Linked {
    /// The article's name.
    pub article: String,
    /// The day of its publication, if known.
    pub published: Option<Date>,
    /// Its possible sources, the best first.
    pub links: Vec<Link>,
    /// Documents that could be read during the search but not again.
    pub failures: Vec<Failure>,
}

/// Number of rows that are looked up together.
const BATCH: usize = 512;

/// The inputs and the environment of linking.
#[derive(Clone, Copy)]
pub struct Linker<'h> {
    /// The Indonesian side.
    pub articles: &'h DocumentSet,
    /// The English side.
    pub reports: &'h DocumentSet,
    /// Reads and aligns documents.
    pub aligner: &'h Aligner,
    /// How to search.
    pub settings: Settings,
    /// Whether a document that cannot be read ends the work; otherwise it is among the failures.
    pub strict: bool,
    /// The threads that do the work.
    pub pool: &'h rayon::ThreadPool,
    /// The folder for temporary files, if not the default.
    pub folder: Option<&'h Path>,
    /// Receives warnings and progress, and may stop the work.
    pub observer: &'h dyn Observer,
}

/// The result of the search, from which any article can be judged.
pub struct Found<'h> {
    linker: Linker<'h>,
    rarity: Rarity,
    known: Vec<Known>,
    /// The candidates of every article.
    candidates: TemporaryRows,
    /// Documents that could not be read.
    pub failures: Vec<Failure>,
    /// Notes on the others.
    pub notes: Noted,
}

/// The data kept for every report.
struct Known {
    group: u32,
    published: Option<i32>,
}

impl Linker<'_> {
    /// Reads a document. One that cannot be read is a failure, or an error where the linker is strict.
    fn read(
        &self,
        entry: &Entry,
        language: Language,
        failures: &mut Vec<Failure>,
    ) -> Result<Option<Document>> {
        match entry.document(language, self.aligner) {
            Err(error) if !self.strict => {
                failures.push(entry.failure(language, error));
                Ok(None)
            }
            read => read.map(Some),
        }
    }
}

impl Found<'_> {
    /// The receiver of progress.
    pub fn observer(&self) -> &dyn Observer {
        self.linker.observer
    }

    /// The sets of articles and of reports.
    pub fn sets(&self) -> [&DocumentSet; 2] {
        [self.linker.articles, self.linker.reports]
    }

    /// Checks that some article and some report could be read.
    ///
    /// # Errors
    /// The first failure of a side of which no document could be read.
    pub fn readable(&self) -> Result<()> {
        for set in self.sets() {
            let of = |failure: &&Failure| failure.language == set.language;
            if self.failures.iter().filter(of).count() < set.len() {
                continue;
            }
            let first = self.failures.iter().chain(&set.failures).find(of);
            let first = first.map_or("there is none".to_owned(), |failure| failure.error.to_string());
            return Err(Error::input(format!("no {} could be read", set.language.document()), first));
        }
        Ok(())
    }

    /// The number of articles.
    pub fn articles(&self) -> usize {
        self.candidates.len()
    }

    /// Aligns the articles of `range` with their best candidates, judges these, and applies `finish` to each
    /// result, on all threads; `take` receives the results in order.
    ///
    /// # Errors
    /// Those of temporary files and of `take`, [`Error::Stopped`], and of a strict linker those of documents.
    pub fn links<T: Send, E: From<Error> + Send>(
        &self,
        range: Range<usize>,
        finish: impl Fn(Linked) -> Result<T, E> + Sync,
        mut take: impl FnMut(T) -> Result<(), E>,
    ) -> Result<(), E> {
        let articles = self.linker.articles.entries(range.clone()).zip(self.candidates.iter(range));
        let things = articles.map(|(article, row)| Ok((article?, row?)));
        let link = |(article, row): &(Entry, Vec<u8>)| finish(self.link(article, &candidates(row))?);
        let take = |_, linked: Result<T, E>| {
            self.linker.observer.check()?;
            take(linked?)
        };
        in_order_watched(self.linker.pool, things, link, take, || Ok(self.linker.observer.check()?))
    }

    fn link(&self, article: &Entry, found: &[Candidate]) -> Result<Linked> {
        let mut linked = Linked { article: article.name.clone(), ..Linked::default() };
        if found.is_empty() {
            return Ok(linked);
        }
        let document = self.linker.read(article, Language::Ind, &mut linked.failures)?;
        let entry = |candidate: &Candidate| {
            Ok((candidate.report, self.linker.reports.entry(candidate.report as usize)?))
        };
        let entries = found.iter().map(entry).collect::<Result<_>>()?;
        let mut reports = FoundReports { found: self, article, entries, failures: &mut linked.failures };
        let Linker { aligner, settings, .. } = self.linker;
        let judge = Judge { aligner, rarity: &self.rarity, min_confidence: settings.min_confidence };
        linked.links = judge.links(document.as_ref(), found, &mut reports)?;
        linked.published = document.and_then(|document| document.text.meta.published);
        Ok(linked)
    }
}

/// The candidates of one article, with their names at hand.
struct FoundReports<'f> {
    found: &'f Found<'f>,
    article: &'f Entry,
    entries: FxHashMap<u32, Entry>,
    failures: &'f mut Vec<Failure>,
}

impl Reports for FoundReports<'_> {
    fn group(&self, report: u32) -> u32 {
        self.found.known[report as usize].group
    }

    fn published(&self, report: u32) -> Option<Date> {
        self.found.known[report as usize].published.map(date_of_day)
    }

    fn name(&self, report: u32) -> Result<String> {
        match self.entries.get(&report) {
            Some(entry) => Ok(entry.name.clone()),
            None => Ok(self.found.linker.reports.entry(report as usize)?.name),
        }
    }

    fn document(&mut self, report: u32) -> Result<Option<Document>> {
        self.found.linker.read(&self.entries[&report], Language::Eng, self.failures)
    }

    fn same_text(&mut self, report: u32) {
        let error = Error::same_text(&self.article.source.display(), &self.entries[&report].source.display());
        self.failures.push(self.article.failure(Language::Ind, error));
    }

    fn too_large(&mut self, error: Error) {
        self.failures.push(self.article.failure(Language::Ind, error));
    }
}

/// Candidates, encoded as a row of a temporary file.
fn row(candidates: &[Candidate]) -> Vec<u8> {
    let words = candidates.iter().flat_map(|found| [found.report, found.similarity.to_bits()]);
    temporary::bytes(&words.collect::<Vec<_>>())
}

/// The candidates of an encoded row.
fn candidates(row: &[u8]) -> Vec<Candidate> {
    let words = temporary::words(row);
    let (pairs, _) = words.as_chunks::<2>();
    pairs.iter().map(|&[report, bits]| Candidate { report, similarity: f32::from_bits(bits) }).collect()
}
