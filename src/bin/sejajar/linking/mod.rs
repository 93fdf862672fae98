//! Two heaps of documents -> for each article the reports that it may have been made from, judged.

mod spill;

use std::path::Path;

use anyhow::Result;
use jiff::civil::Date;
use rayon::prelude::*;
use sejajar::Options;
use sejajar::lexicon::Lexicon;
use sejajar::link::{
    Candidacy, Candidate, Fingerprint, Index, Judged, Rarity, Support, Twins, best, date_of_day, judge,
};
use sejajar::pipeline::{self, Document};

use crate::heap::{Entry, Heap};
use crate::progress::Steps;
use spill::Spill;

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
    pub candidates: Vec<Link<'h>>,
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
}

/// What is kept of every report.
struct Known {
    group: u32,
    published: Option<i32>,
}

/// Documents that are read before any of their fingerprints is written: enough to keep all threads busy.
const BATCH: usize = 512;
/// Reports in memory as an index at once.
const BLOCK: usize = 8192;
/// Candidates that are aligned with the article, for a second opinion.
const ALIGNED: usize = 3;
/// Candidates are aligned if they share as much as this share of what the best one shares.
const WORTH_ALIGNING: f32 = 0.6;

/// What all of linking needs.
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
    pub steps: &'h Steps,
}

impl<'h> Linker<'h> {
    /// Links every article and hands over what was found, in the order of the articles; `failed` gets a message on every
    /// document that cannot be read (place, message).
    pub fn run(
        &self,
        mut failed: impl FnMut(&Entry, &anyhow::Error) -> Result<()>,
        mut take: impl FnMut(Linked<'h>) -> Result<()>,
    ) -> Result<()> {
        let (mut rarity, mut twins, mut known) = (Rarity::default(), Twins::default(), Vec::new());
        let mut reports = self.fingerprints("reading reports", self.reports, &mut failed, |print| {
            rarity.add(print);
            known.push(Known { group: twins.add(print), published: print.published });
        })?;
        drop(twins);
        let mut articles = self.fingerprints("reading articles", self.articles, &mut failed, |_| ())?;
        let mut candidates = self.candidates(&mut articles, &mut reports, &rarity)?;
        let bar = self.steps.bar("comparing", self.articles.entries.len());
        for (batch, found) in self.articles.entries.chunks(BATCH).zip(candidates.chunks_mut(BATCH)) {
            let linked = self.pool.install(|| {
                let pairs = batch.par_iter().zip(found);
                let linked = pairs.map(|(article, found)| self.linked(article, found, &known, &rarity));
                linked.inspect(|_| bar.inc(1)).collect::<Vec<_>>()
            });
            linked.into_iter().try_for_each(&mut take)?;
        }
        bar.finish_and_clear();
        Ok(())
    }

    /// Reads every document of a heap and writes down what it mentions; `take` sees every one, in order.
    fn fingerprints(
        &self,
        what: &'static str,
        heap: &Heap,
        failed: &mut impl FnMut(&Entry, &anyhow::Error) -> Result<()>,
        mut take: impl FnMut(&Fingerprint),
    ) -> Result<Spill> {
        let bar = self.steps.bar(what, heap.entries.len());
        let mut spill = Spill::new(self.folder)?;
        for batch in heap.entries.chunks(BATCH) {
            let print = |entry: &Entry| -> Result<Fingerprint> {
                let document = entry.source.document(heap.language, self.lexicon, self.options)?;
                bar.inc(1);
                Ok(pipeline::fingerprint(&document, heap.language, self.lexicon))
            };
            let prints: Vec<_> = self.pool.install(|| batch.par_iter().map(print).collect());
            for (entry, print) in batch.iter().zip(prints) {
                let print =
                    print.map_or_else(|error| failed(entry, &error).map(|()| None), |p| Ok(Some(p)))?;
                take(print.as_ref().unwrap_or(&Fingerprint::default()));
                spill.add(print.as_ref())?;
            }
        }
        bar.finish_and_clear();
        Ok(spill)
    }

    /// For each article its best candidates among all reports.
    fn candidates(
        &self,
        articles: &mut Spill,
        reports: &mut Spill,
        rarity: &Rarity,
    ) -> Result<Vec<Vec<Candidate>>> {
        let mut found: Vec<Vec<Candidate>> = vec![Vec::new(); self.articles.entries.len()];
        let blocks = self.reports.entries.len().div_ceil(BLOCK);
        let bar = self.steps.bar("searching", blocks * self.articles.entries.len());
        let mut prints = reports.read()?;
        let mut base = 0;
        loop {
            let block = prints.batch(BLOCK)?;
            if block.is_empty() {
                break;
            }
            let index = Index::new(rarity, base, &block);
            base += block.len() as u32;
            let mut queries = articles.read()?;
            for batch in found.chunks_mut(BATCH) {
                let queries = queries.batch(batch.len())?;
                self.pool.install(|| {
                    batch.par_iter_mut().zip(queries).for_each(|(found, query)| {
                        found.extend(index.search(&query, self.settings.window, self.settings.top));
                        *found = best(std::mem::take(found), self.settings.top);
                        found.shrink_to_fit();
                    });
                });
                bar.inc(batch.len() as u64);
            }
        }
        bar.finish_and_clear();
        Ok(found)
    }

    /// Aligns an article with its best candidates and judges them.
    fn linked(
        &self,
        article: &'h Entry,
        found: &mut Vec<Candidate>,
        known: &[Known],
        rarity: &Rarity,
    ) -> Linked<'h> {
        let found = std::mem::take(found);
        let heap = &self.reports.entries;
        let least = found.first().map_or(0.0, |best| WORTH_ALIGNING * best.similarity);
        let document = (!found.is_empty())
            .then(|| article.source.document(self.articles.language, self.lexicon, self.options).ok())
            .flatten();
        let candidacies = (0..).zip(found).map(|(at, candidate)| {
            let tried = at < ALIGNED && candidate.similarity >= least;
            let report = &heap[candidate.report as usize];
            let support = document.as_ref().filter(|_| tried).and_then(|d| self.support(d, report, rarity));
            Candidacy { candidate, group: known[candidate.report as usize].group, support }
        });
        let judged = judge(candidacies.collect());
        let mut taken: Vec<u32> = Vec::new();
        let links = judged.into_iter().map(|judged| {
            let (report, group) = (judged.candidacy.candidate.report, judged.candidacy.group);
            // Of near-duplicates one is enough: the same rows twice are worth nothing.
            let accepted = judged.confidence >= self.settings.min_confidence && !taken.contains(&group);
            if accepted {
                taken.push(group);
            }
            let published = known[report as usize].published.map(date_of_day);
            let (report, group) = (&heap[report as usize], &heap[group as usize]);
            Link { report, published, group, judged, accepted }
        });
        let published = document.as_ref().and_then(|document| document.article.meta.published);
        Linked { article, published, candidates: links.collect() }
    }

    fn support(&self, article: &Document, report: &Entry, rarity: &Rarity) -> Option<Support> {
        let report = report.source.document(self.reports.language, self.lexicon, self.options).ok()?;
        let rows = pipeline::align(article, &report, self.lexicon, self.options);
        Some(pipeline::support(article, &rows, rarity))
    }
}
