//! Two heaps of documents -> for each article its best candidates: everything is read once, and what it mentions goes by way of a file.

use anyhow::Result;
use rayon::prelude::*;
use sejajar::link::{BLOCK, Fingerprint, Index, IndexBuilder, Query, Rarity, Row, Sketch, Sums, Twins, best};
use sejajar::pipeline;

use super::{BATCH, Found, Known, Linker, candidates, row};
use crate::heap::{Entry, Failure, Heap};
use crate::spill::{self, Rows, Spill};

/// Reports in memory as an index at once, where memory allows no more; from a hundred and thirty thousand reports on a part of all, so that
/// articles are not looked up in ever more blocks.
const SMALL_BLOCK: usize = 1 << 13;
/// Blocks that reports come in, unless these would be smaller or larger than they may.
const BLOCKS: usize = 16;
/// A fingerprint on its way out of memory; an empty one of a document that could not be read.
#[derive(Default)]
struct Print {
    bytes: Vec<u8>,
    published: Option<i32>,
    sketch: Sketch,
}

impl<'h> Linker<'h> {
    /// Reads every document once and searches the reports for candidates of every article.
    ///
    /// # Errors
    /// Only of the temporary file; documents that cannot be read are among the failures.
    pub fn search(self) -> Result<Found<'h>> {
        let (rarity, mut twins, mut known) = (Rarity::default(), Twins::default(), Vec::new());
        let mut failures = Vec::new();
        let reports = self.fingerprints(
            "reading reports",
            self.reports,
            &mut failures,
            |print| {
                rarity.add(&print);
                Print {
                    bytes: spill::bytes(&print.to_words()),
                    published: print.published,
                    sketch: print.sketch,
                }
            },
            |print| known.push(Known { group: twins.add(&print.sketch), published: print.published }),
        )?;
        drop(twins);
        let query = |print: Fingerprint| Print {
            bytes: spill::bytes(&Query::new(&print, &rarity).to_words()),
            ..Print::default()
        };
        let articles = self.fingerprints("reading articles", self.articles, &mut failures, query, |_| ())?;
        let candidates = self.candidates(&articles, &reports, &rarity)?;
        Ok(Found { linker: self, rarity, known, candidates, failures })
    }

    /// Reads every document of a heap and writes down what `make` makes of its fingerprint, on the thread that read it; `take` sees
    /// that too, in order.
    fn fingerprints(
        &self,
        what: &'static str,
        heap: &Heap,
        failures: &mut Vec<Failure>,
        make: impl Fn(Fingerprint) -> Print + Sync,
        mut take: impl FnMut(&Print),
    ) -> Result<Rows> {
        let bar = self.steps.bar(what, heap.len());
        let mut spill = Spill::new(self.folder)?;
        for start in (0..heap.len()).step_by(BATCH) {
            let batch = heap.entries(start..start + BATCH)?;
            let print = |entry: &Entry| -> Result<Print> {
                let document = self.document(entry, heap.language)?;
                bar.inc(1);
                Ok(make(pipeline::fingerprint(&document, heap.language, self.lexicon)))
            };
            let prints: Vec<_> = self.pool.install(|| batch.par_iter().map(print).collect());
            for (entry, print) in batch.iter().zip(prints) {
                let print = print.unwrap_or_else(|error| {
                    failures.push(entry.failure(heap.language, error));
                    Print::default()
                });
                take(&print);
                spill.add(&print.bytes)?;
            }
        }
        bar.finish_and_clear();
        spill.finish()
    }

    /// For each article its best candidates among all reports.
    fn candidates(&self, articles: &Rows, reports: &Rows, rarity: &Rarity) -> Result<Rows> {
        let mut found = self.none()?;
        let size = reports.len().div_ceil(BLOCKS).clamp(SMALL_BLOCK, BLOCK);
        let bar = self.steps.bar("searching", reports.len().div_ceil(size) * articles.len());
        for base in (0..reports.len()).step_by(size) {
            let mut block = IndexBuilder::default();
            reports.each(base..base + size, |print| {
                block.add(rarity, Row::of(&spill::words(print)).unwrap_or_default());
            })?;
            let index = block.finish(base as u32);
            let mut better = Spill::new(self.folder)?;
            for start in (0..articles.len()).step_by(BATCH) {
                let range = start..start + BATCH;
                let (queries, before) = (articles.read(range.clone())?, found.read(range)?);
                for found in self.pool.install(|| self.better(&index, queries, before)) {
                    better.add(&found)?;
                    bar.inc(1);
                }
            }
            found = better.finish()?;
        }
        bar.finish_and_clear();
        Ok(found)
    }

    /// No candidates for any article.
    fn none(&self) -> Result<Rows> {
        let mut none = Spill::new(self.folder)?;
        (0..self.articles.len()).try_for_each(|_| none.add(&[]))?;
        none.finish()
    }

    /// The best of the candidates `before` and of those that a block of reports adds, for each query.
    fn better(&self, index: &Index, queries: Vec<Vec<u8>>, before: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
        let top = self.settings.top;
        let pairs = queries.into_par_iter().zip(before);
        let better = pairs.map_init(Sums::default, |sums, (query, before)| {
            let query = Query::from_words(&spill::words(&query)).unwrap_or_default();
            let mut all = candidates(&before);
            all.extend(index.search(&query, self.settings.window, top, sums));
            row(&best(all, top))
        });
        better.collect()
    }
}
