//! Two heaps of documents -> for each article its best candidates: everything is read once, and what it mentions goes by way of a file.

use anyhow::Result;
use rayon::prelude::*;
use sejajar::link::{
    BLOCK, Candidate, Fingerprint, IndexBuilder, Query, Rarity, Row, Sketch, Sums, Twins, best,
};
use sejajar::pipeline;

use super::spill::{self, Spill};
use super::{BATCH, Failure, Found, Known, Linker};
use crate::heap::{Entry, Heap};

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
        let mut reports = self.fingerprints(
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
        let mut articles =
            self.fingerprints("reading articles", self.articles, &mut failures, query, |_| ())?;
        let candidates = self.candidates(&mut articles, &mut reports, &rarity)?;
        Ok(Found { linker: self, rarity, known, candidates, failures })
    }

    /// Reads every document of a heap and writes down what `make` makes of its fingerprint, on the thread that read it; `take` sees
    /// that too, in order.
    fn fingerprints(
        &self,
        what: &'static str,
        heap: &'h Heap,
        failures: &mut Vec<Failure<'h>>,
        make: impl Fn(Fingerprint) -> Print + Sync,
        mut take: impl FnMut(&Print),
    ) -> Result<Spill> {
        let bar = self.steps.bar(what, heap.entries.len());
        let mut spill = Spill::new(self.folder)?;
        for batch in heap.entries.chunks(BATCH) {
            let print = |entry: &Entry| -> Result<Print> {
                let document = self.document(entry, heap.language)?;
                bar.inc(1);
                Ok(make(pipeline::fingerprint(&document, heap.language, self.lexicon)))
            };
            let prints: Vec<_> = self.pool.install(|| batch.par_iter().map(print).collect());
            for (entry, print) in batch.iter().zip(prints) {
                let print = print.unwrap_or_else(|error| {
                    failures.push(Failure { language: heap.language, entry, error });
                    Print::default()
                });
                take(&print);
                spill.add(&print.bytes)?;
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
    ) -> Result<Vec<Box<[Candidate]>>> {
        let mut found: Vec<Box<[Candidate]>> = vec![Box::default(); self.articles.entries.len()];
        let all = self.reports.entries.len();
        let size = all.div_ceil(BLOCKS).clamp(SMALL_BLOCK, BLOCK);
        let bar = self.steps.bar("searching", all.div_ceil(size) * found.len());
        let mut prints = reports.read()?;
        for base in (0..all).step_by(size) {
            let mut block = IndexBuilder::default();
            for start in (base..all.min(base + size)).step_by(BATCH) {
                let rows = prints.batch(BATCH.min(base + size - start))?;
                rows.iter().for_each(|row| block.add(rarity, Row::of(row).unwrap_or_default()));
            }
            let index = block.finish(base as u32);
            let mut queries = articles.read()?;
            for batch in found.chunks_mut(8 * BATCH) {
                let queries = queries.batch(batch.len())?;
                self.pool.install(|| {
                    let pairs = batch.par_iter_mut().zip(queries);
                    pairs.for_each_init(Sums::default, |sums, (found, words)| {
                        let query = Query::from_words(&words).unwrap_or_default();
                        let mut all = std::mem::take(found).into_vec();
                        all.extend(index.search(&query, self.settings.window, self.settings.top, sums));
                        *found = best(all, self.settings.top).into_boxed_slice();
                    });
                });
                bar.inc(batch.len() as u64);
            }
        }
        bar.finish_and_clear();
        Ok(found)
    }
}
