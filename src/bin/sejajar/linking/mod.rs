//! Two heaps of documents -> for each article the reports that it may have been made from, judged.

mod search;
mod spill;

use std::ops::Range;
use std::path::Path;

use anyhow::Result;
use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use sejajar::Options;
use sejajar::lexicon::Lexicon;
use sejajar::link::{Candidacy, Candidate, Judged, Rarity, Support, date_of_day, judge};
use sejajar::model::{Language, Pair};
use sejajar::pipeline::{self, Document};

use crate::heap::{Entry, Heap};
use crate::progress::Steps;

/// How to look for sources.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Days between the publication of an article and of its report at most, where both are known.
    pub window: Option<u32>,
    /// Candidates listed for an article.
    pub top: usize,
    /// Candidates with a confidence below this are not accepted.
    pub min_confidence: f64,
}

/// An article's candidates.
pub struct Linked<'h> {
    /// The article.
    pub article: &'h Entry,
    /// The day it was published, where that is known.
    pub published: Option<Date>,
    /// What it may have been made from, the best first.
    pub links: Vec<Link<'h>>,
    /// Documents that were read before and could not be read again.
    pub failures: Vec<Failure<'h>>,
}

/// A candidate with its verdict.
pub struct Link<'h> {
    /// The report.
    pub report: &'h Entry,
    /// The day it was published, where that is known.
    pub published: Option<Date>,
    /// The first report that it is a near-duplicate of, or itself.
    pub group: &'h Entry,
    /// What speaks for it.
    pub judged: Judged,
    /// Whether the article is taken to be made from it.
    pub accepted: bool,
    /// The rows of both, if it is accepted.
    pub rows: Vec<Pair>,
}

/// A document that could not be read.
pub struct Failure<'h> {
    /// Its language.
    pub language: Language,
    /// The document.
    pub entry: &'h Entry,
    /// Why.
    pub error: anyhow::Error,
}

/// Documents that are read before any of their fingerprints is written: enough to keep all threads busy.
pub const BATCH: usize = 512;
/// Candidates that are aligned with the article, for a second opinion.
const ALIGNED: usize = 3;
/// Candidates are aligned if they share as much as this share of what the best one shares.
const WORTH_ALIGNING: f32 = 0.6;

/// What all of linking needs.
#[derive(Clone, Copy)]
pub struct Linker<'h> {
    /// The Indonesian side.
    pub articles: &'h Heap,
    /// The English side.
    pub reports: &'h Heap,
    /// Words.
    pub lexicon: &'h Lexicon,
    /// How documents are read and aligned.
    pub options: &'h Options,
    /// How to look.
    pub settings: Settings,
    /// Where the work is done.
    pub pool: &'h rayon::ThreadPool,
    /// Where temporary files go.
    pub folder: Option<&'h Path>,
    /// What is told of progress.
    pub steps: Steps,
}

/// What the search has found: enough to judge any article.
pub struct Found<'h> {
    linker: Linker<'h>,
    rarity: Rarity,
    known: Vec<Known>,
    candidates: Vec<Box<[Candidate]>>,
    /// Documents that could not be read.
    pub failures: Vec<Failure<'h>>,
}

/// What is kept of every report.
struct Known {
    group: u32,
    published: Option<i32>,
}

impl Linker<'_> {
    fn document(&self, entry: &Entry, language: Language) -> Result<Document> {
        let mut document = entry.source.document(language, self.lexicon, self.options)?;
        document.article.name = entry.name.to_string();
        Ok(document)
    }
}

impl<'h> Found<'h> {
    /// What is told of progress.
    pub fn steps(&self) -> Steps {
        self.linker.steps
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.candidates.len()
    }

    /// Aligns the articles of `range` with their best candidates and judges these; what `finish` makes of each, in order. All of it on
    /// all threads.
    pub fn links<T: Send>(&self, range: Range<usize>, finish: impl Fn(Linked<'h>) -> T + Sync) -> Vec<T> {
        let link = |article| finish(self.link(article));
        self.linker.pool.install(|| range.into_par_iter().map(link).collect())
    }

    fn link(&self, article: usize) -> Linked<'h> {
        let entry = &self.linker.articles.entries[article];
        let found = &self.candidates[article];
        let mut linked = Linked { article: entry, published: None, links: Vec::new(), failures: Vec::new() };
        if found.is_empty() {
            return linked;
        }
        let document = self.linker.document(entry, Language::Ind);
        let document = document.map_err(|error| {
            linked.failures.push(Failure { language: Language::Ind, entry, error });
        });
        let mut rows = FxHashMap::default();
        let candidacies = found.iter().enumerate().map(|(at, &candidate)| {
            let tried = at < ALIGNED && candidate.similarity >= WORTH_ALIGNING * found[0].similarity;
            let document = document.as_ref().ok().filter(|_| tried);
            let aligned =
                document.and_then(|document| self.aligned(document, candidate, &mut linked.failures));
            let support = aligned.map(|(support, aligned)| {
                rows.insert(candidate.report, aligned);
                support
            });
            Candidacy { candidate, group: self.known[candidate.report as usize].group, support }
        });
        let judged = judge(candidacies.collect());
        linked.published = document.ok().and_then(|document| document.article.meta.published);
        linked.links = self.accepted(judged, rows);
        linked
    }

    /// What aligning an article with a candidate shows, and the rows; nothing if the report cannot be read.
    fn aligned(
        &self,
        article: &Document,
        candidate: Candidate,
        failures: &mut Vec<Failure<'h>>,
    ) -> Option<(Support, Vec<Pair>)> {
        let Linker { lexicon, options, reports, .. } = self.linker;
        let entry = &reports.entries[candidate.report as usize];
        let report = self.linker.document(entry, Language::Eng);
        let report =
            report.map_err(|error| failures.push(Failure { language: Language::Eng, entry, error })).ok()?;
        let rows = pipeline::align(article, &report, lexicon, options);
        Some((pipeline::support(article, &rows, &self.rarity), rows))
    }

    /// The candidates with the decision on each. Of near-duplicates one is enough: the same rows twice are worth nothing.
    fn accepted(&self, judged: Vec<Judged>, mut rows: FxHashMap<u32, Vec<Pair>>) -> Vec<Link<'h>> {
        let heap = &self.linker.reports.entries;
        let mut taken: Vec<u32> = Vec::new();
        let link = |judged: Judged| {
            let (report, group) = (judged.candidacy.candidate.report, judged.candidacy.group);
            let accepted =
                judged.confidence >= self.linker.settings.min_confidence && !taken.contains(&group);
            let rows = rows.remove(&report).filter(|_| accepted).unwrap_or_default();
            if accepted {
                taken.push(group);
            }
            let published = self.known[report as usize].published.map(date_of_day);
            Link {
                report: &heap[report as usize],
                published,
                group: &heap[group as usize],
                judged,
                accepted,
                rows,
            }
        };
        judged.into_iter().map(link).collect()
    }
}
