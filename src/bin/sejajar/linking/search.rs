//! Two heaps of documents -> for each article its best candidates: everything is read once, and what it mentions goes by way of a file.

use anyhow::Result;
use rayon::prelude::*;
use sejajar::link::{BLOCK, Fingerprint, Index, IndexBuilder, Query, Rarity, Row, Sketch, Sums, Twins, best};
use sejajar::model::Note;

use super::{BATCH, Found, Known, Linker, candidates, row};
use crate::heap::{Entry, Failure, Heap};
use crate::in_order::in_order;
use crate::notes::Notes;
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
    notes: Vec<Note>,
}

/// What is told of documents while they are read.
struct Told {
    failures: Vec<Failure>,
    notes: Notes,
}

impl<'h> Linker<'h> {
    /// Reads every document once and searches the reports for candidates of every article.
    ///
    /// # Errors
    /// Only of the temporary file; documents that cannot be read are among the failures.
    pub fn search(self) -> Result<Found<'h>> {
        let (rarity, mut days) = (Rarity::default(), Vec::new());
        let mut sketches = Spill::new(self.folder)?;
        let mut told = Told { failures: Vec::new(), notes: Notes::new(self.folder)? };
        let counted = |print: Fingerprint| {
            rarity.add(&print);
            let bytes = spill::bytes(&print.to_words());
            Print { bytes, published: print.published, sketch: print.sketch, notes: Vec::new() }
        };
        let reports = self.fingerprints("reading reports", self.reports, &mut told, counted, |print| {
            days.push(print.published);
            sketches.add(&spill::bytes(&print.sketch.to_words()))
        })?;
        let groups = groups(&sketches.finish()?)?;
        let known = groups.into_iter().zip(days).map(|(group, published)| Known { group, published });
        let known: Vec<Known> = known.collect();
        let query = |print: Fingerprint| Print {
            bytes: spill::bytes(&Query::new(&print, &rarity).to_words()),
            ..Print::default()
        };
        let articles = self.fingerprints("reading articles", self.articles, &mut told, query, |_| Ok(()))?;
        let candidates = self.candidates(&articles, &reports, &rarity)?;
        let Told { failures, notes } = told;
        Ok(Found { linker: self, rarity, known, candidates, failures, notes: notes.finish()? })
    }

    /// Reads every document of a heap and writes down what `make` makes of its fingerprint, on the thread that read it; `take` sees
    /// that too, in order.
    fn fingerprints(
        &self,
        what: &'static str,
        heap: &Heap,
        told: &mut Told,
        make: impl Fn(Fingerprint) -> Print + Sync,
        mut take: impl FnMut(&Print) -> Result<()>,
    ) -> Result<Rows> {
        let bar = self.steps.bar(what, heap.len());
        let mut spill = Spill::new(self.folder)?;
        let print = |entry: &Entry| -> Result<Print> {
            let document = self.document(entry, heap.language)?;
            let print = make(self.aligner.fingerprint(&document));
            bar.inc(1);
            Ok(Print { notes: document.article.notes, ..print })
        };
        in_order(Some(self.pool), heap.entries(0..heap.len()), print, |entry, print| {
            let print = print.unwrap_or_else(|error| {
                told.failures.push(entry.failure(heap.language, error));
                Print::default()
            });
            told.notes.add(heap.language, &entry, &print.notes)?;
            take(&print)?;
            spill.add(&print.bytes)
        })?;
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

/// For each report the first that it is a near-duplicate of, or itself.
fn groups(sketches: &Rows) -> Result<Vec<u32>> {
    let (mut twins, mut groups) = (Twins::default(), Vec::with_capacity(sketches.len()));
    let sketch = |row: &[u8]| Sketch::from_words(&spill::words(row)).unwrap_or_default();
    let recall = |number: u32| -> Result<Sketch> {
        let number = number as usize;
        Ok(sketch(&sketches.read(number..number + 1)?[0]))
    };
    for row in sketches.iter(0..sketches.len()) {
        groups.push(twins.add(&sketch(&row?), recall)?);
    }
    Ok(groups)
}
