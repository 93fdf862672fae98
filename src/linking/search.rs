//! Two sets of documents -> for each article its best candidates: everything is read once, and what it
//! mentions goes by way of a file.

use crate::link::{BLOCK, Fingerprint, Index, IndexBuilder, Query, Rarity, Row, Sketch, Sums, Twins, best};
use crate::model::Note;
use rayon::prelude::*;

use super::notes::Notes;
use super::{BATCH, Found, Known, Linker, candidates, row};
use crate::documents::in_order;
use crate::documents::temporary::{self, TemporaryRows, TemporaryWriter};
use crate::documents::{DocumentSet, Entry, Failure};
use crate::error::Result;

/// Reports in memory as an index at once, where memory allows no more; from a hundred and thirty thousand
/// reports on a part of all, so that articles are not looked up in ever more blocks.
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
        let mut sketches = TemporaryWriter::new(self.folder)?;
        let mut told = Told { failures: Vec::new(), notes: Notes::new(self.folder)? };
        let counted = |print: Fingerprint| {
            rarity.add(&print);
            let bytes = temporary::bytes(&print.to_words());
            Print { bytes, published: print.published, sketch: print.sketch, notes: Vec::new() }
        };
        let reports = self.fingerprints("reading reports", self.reports, &mut told, counted, |print| {
            days.push(print.published);
            sketches.add(&temporary::bytes(&print.sketch.to_words()))
        })?;
        let groups = groups(&sketches.finish()?)?;
        let known = groups.into_iter().zip(days).map(|(group, published)| Known { group, published });
        let known: Vec<Known> = known.collect();
        let query = |print: Fingerprint| Print {
            bytes: temporary::bytes(&Query::new(&print, &rarity).to_words()),
            ..Print::default()
        };
        let articles = self.fingerprints("reading articles", self.articles, &mut told, query, |_| Ok(()))?;
        let candidates = self.candidates(&articles, &reports, &rarity)?;
        let Told { failures, notes } = told;
        Ok(Found { linker: self, rarity, known, candidates, failures, notes: notes.finish()? })
    }

    /// Reads every document of a set and writes down what `make` makes of its fingerprint, on the thread
    /// that read it; `take` sees that too, in order.
    fn fingerprints(
        &self,
        what: &'static str,
        set: &DocumentSet,
        told: &mut Told,
        make: impl Fn(Fingerprint) -> Print + Sync,
        mut take: impl FnMut(&Print) -> Result<()>,
    ) -> Result<TemporaryRows> {
        let bar = self.observer.step(what, set.len());
        let mut spill = TemporaryWriter::new(self.folder)?;
        let print = |entry: &Entry| -> Result<Print> {
            let document = self.document(entry, set.language)?;
            let print = make(self.aligner.fingerprint(&document));
            bar.advance();
            Ok(Print { notes: document.text.notes, ..print })
        };
        in_order(Some(self.pool), set.entries(0..set.len()), print, |entry, print| {
            let print = print.unwrap_or_else(|error| {
                told.failures.push(entry.failure(set.language, error));
                Print::default()
            });
            told.notes.add(set.language, &entry, &print.notes)?;
            take(&print)?;
            spill.add(&print.bytes)
        })?;
        spill.finish()
    }

    /// For each article its best candidates among all reports.
    fn candidates(
        &self,
        articles: &TemporaryRows,
        reports: &TemporaryRows,
        rarity: &Rarity,
    ) -> Result<TemporaryRows> {
        let mut found = self.none()?;
        let size = reports.len().div_ceil(BLOCKS).clamp(SMALL_BLOCK, BLOCK);
        let bar = self.observer.step("searching", reports.len().div_ceil(size) * articles.len());
        for base in (0..reports.len()).step_by(size) {
            let mut block = IndexBuilder::default();
            reports.each(base..base + size, |print| {
                block.add(rarity, Row::of(&temporary::words(print)).unwrap_or_default());
            })?;
            let index = block.finish(base as u32);
            let mut better = TemporaryWriter::new(self.folder)?;
            for start in (0..articles.len()).step_by(BATCH) {
                let range = start..start + BATCH;
                let (queries, before) = (articles.read(range.clone())?, found.read(range)?);
                for found in self.pool.install(|| self.better(&index, queries, before)) {
                    better.add(&found)?;
                    bar.advance();
                }
            }
            found = better.finish()?;
        }
        Ok(found)
    }

    /// No candidates for any article.
    fn none(&self) -> Result<TemporaryRows> {
        let mut none = TemporaryWriter::new(self.folder)?;
        (0..self.articles.len()).try_for_each(|_| none.add(&[]))?;
        none.finish()
    }

    /// The best of the candidates `before` and of those that a block of reports adds, for each query.
    fn better(&self, index: &Index, queries: Vec<Vec<u8>>, before: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
        let top = self.settings.top;
        let pairs = queries.into_par_iter().zip(before);
        let better = pairs.map_init(Sums::default, |sums, (query, before)| {
            let query = Query::from_words(&temporary::words(&query)).unwrap_or_default();
            let mut all = candidates(&before);
            all.extend(index.search(&query, self.settings.window, top, sums));
            row(&best(all, top))
        });
        better.collect()
    }
}

/// For each report the first that it is a near-duplicate of, or itself.
fn groups(sketches: &TemporaryRows) -> Result<Vec<u32>> {
    let (mut twins, mut groups) = (Twins::default(), Vec::with_capacity(sketches.len()));
    let sketch = |row: &[u8]| Sketch::from_words(&temporary::words(row)).unwrap_or_default();
    let recall = |number: u32| -> Result<Sketch> {
        let number = number as usize;
        Ok(sketch(&sketches.read(number..number + 1)?[0]))
    };
    for row in sketches.iter(0..sketches.len()) {
        groups.push(twins.add(&sketch(&row?), recall)?);
    }
    Ok(groups)
}
