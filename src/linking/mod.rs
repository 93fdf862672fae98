//! Two sets of documents -> for each article the reports that it may have been made from, with a verdict on
//! each.

#[cfg(feature = "arrow")]
pub mod arrow;
mod notes;
mod search;
mod table;

pub use notes::{COLUMNS as NOTE_COLUMNS, Noted};
pub use table::{COLUMNS as LINK_COLUMNS, Column, LinkRow, LinkTable, Totals, Value};

use std::ops::Range;
use std::path::Path;

use crate::aligner::{self, Aligner, Document};
use crate::link::{
    Candidacy, Candidate, Judged, Rarity, Support, accepted, date_of_day, judge, worth_aligning,
};
use crate::model::{Language, Pair};
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::documents::in_order;
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

/// An article's candidates.
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

/// A candidate with its verdict.
pub struct Link {
    /// The report's name.
    pub report: String,
    /// The day of its publication, if known.
    pub published: Option<Date>,
    /// The name of the first report of which it is a near-duplicate, or its own.
    pub group: String,
    /// The verdict and its reasons.
    pub judged: Judged,
    /// Whether it is accepted as a source of the article.
    pub accepted: bool,
    /// The rows of the alignment, if it is accepted.
    pub rows: Vec<Pair>,
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
    /// The threads that do the work.
    pub pool: &'h rayon::ThreadPool,
    /// The folder for temporary files, if not the default.
    pub folder: Option<&'h Path>,
    /// Receives progress.
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
    fn document(&self, entry: &Entry, language: Language) -> Result<Document> {
        let mut document = entry.source.document(language, self.aligner)?;
        document.text.name.clone_from(&entry.name);
        Ok(document)
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
        for (set, what) in self.sets().into_iter().zip(["article", "report"]) {
            let of = |failure: &&Failure| failure.language == set.language;
            if self.failures.iter().filter(of).count() < set.len() {
                continue;
            }
            let first = self.failures.iter().chain(&set.failures).find(of);
            let first = first.map_or("there is none".to_owned(), |failure| failure.error.to_string());
            return Err(Error::input(format!("no {what} could be read"), first));
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
    /// Those of temporary files and of `take`.
    pub fn links<T: Send, E: From<Error> + Send>(
        &self,
        range: Range<usize>,
        finish: impl Fn(Linked) -> Result<T, E> + Sync,
        mut take: impl FnMut(T) -> Result<(), E>,
    ) -> Result<(), E> {
        let articles = self.linker.articles.entries(range.clone()).zip(self.candidates.iter(range));
        let things = articles.map(|(article, row)| Ok((article?, row?)));
        let link = |(article, row): &(Entry, Vec<u8>)| finish(self.link(article, &candidates(row))?);
        in_order(Some(self.linker.pool), things, link, |_, linked| take(linked?))
    }

    fn link(&self, article: &Entry, found: &[Candidate]) -> Result<Linked> {
        let mut linked = Linked {
            article: article.name.clone(),
            published: None,
            links: Vec::new(),
            failures: Vec::new(),
        };
        if found.is_empty() {
            return Ok(linked);
        }
        let reports = found.iter().map(|candidate| self.linker.reports.entry(candidate.report as usize));
        let reports = reports.collect::<Result<Vec<Entry>>>()?;
        let document = self.linker.document(article, Language::Ind);
        let document = document.map_err(|error| linked.failures.push(article.failure(Language::Ind, error)));
        let mut rows = FxHashMap::default();
        let worth = worth_aligning(found.iter().copied());
        let candidacies = found.iter().zip(&reports).enumerate().map(|(at, (&candidate, report))| {
            let document = document.as_ref().ok().filter(|_| at < worth);
            let aligned = document.and_then(|document| self.aligned(document, report, &mut linked.failures));
            let support = aligned.map(|(support, aligned)| {
                rows.insert(candidate.report, aligned);
                support
            });
            Candidacy { candidate, group: self.known[candidate.report as usize].group, support }
        });
        let judged = judge(candidacies.collect());
        linked.published = document.ok().and_then(|document| document.text.meta.published);
        let names = found.iter().zip(reports).map(|(candidate, report)| (candidate.report, report.name));
        linked.links = self.accepted(judged, rows, &names.collect())?;
        Ok(linked)
    }

    /// The support for a candidate and the rows of its alignment with an article; none if the report cannot
    /// be read.
    fn aligned(
        &self,
        article: &Document,
        report: &Entry,
        failures: &mut Vec<Failure>,
    ) -> Option<(Support, Vec<Pair>)> {
        let read = self.linker.document(report, Language::Eng);
        let read = read.map_err(|error| failures.push(report.failure(Language::Eng, error))).ok()?;
        let rows = self.linker.aligner.align(article, &read);
        let rows = rows.map_err(|error| failures.push(report.failure(Language::Eng, error))).ok()?;
        Some((aligner::support(article, &rows, &self.rarity), rows))
    }

    /// The candidates with the decision on each.
    fn accepted(
        &self,
        judged: Vec<Judged>,
        mut rows: FxHashMap<u32, Vec<Pair>>,
        names: &FxHashMap<u32, String>,
    ) -> Result<Vec<Link>> {
        let accepted = accepted(&judged, self.linker.settings.min_confidence);
        let link = |(judged, accepted): (Judged, bool)| {
            let (report, group) = (judged.candidacy.candidate.report, judged.candidacy.group);
            let rows = rows.remove(&report).filter(|_| accepted).unwrap_or_default();
            let published = self.known[report as usize].published.map(date_of_day);
            let first = match names.get(&group) {
                Some(name) => name.clone(),
                None => self.linker.reports.entry(group as usize)?.name,
            };
            Ok(Link { report: names[&report].clone(), published, group: first, judged, accepted, rows })
        };
        judged.into_iter().zip(accepted).map(link).collect()
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
