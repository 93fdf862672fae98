//! Two sets of documents -> for each article its best candidates: every document is read once, and its
//! fingerprint is kept in a temporary file.

use crate::link::{BLOCK, Fingerprint, Index, IndexBuilder, Query, Rarity, Row, Sketch, Sums, Twins, best};
use crate::model::SourceText;
use rayon::prelude::*;

use super::notes::Notes;
use super::{BATCH, Found, Known, Linker, candidates, row};
use crate::documents::in_order_watched;
use crate::documents::temporary::{self, TemporaryRows, TemporaryWriter};
use crate::documents::{DocumentSet, Entry, Failure};
use crate::error::Result;

/// Minimum number of reports in a block of the index. From 130,000 reports on, a block is a fixed part of all
/// reports, so that the number of blocks in which an article is looked up stays the same.
const SMALL_BLOCK: usize = 1 << 13;
/// Number of blocks, unless these would be too small or too large.
const BLOCKS: usize = 16;
/// A fingerprint, encoded for the temporary file; that of a document that could not be read is empty.
#[derive(Default)]
struct Print {
    bytes: Vec<u8>,
    published: Option<i32>,
    sketch: Sketch,
    /// The text of the document, for reports.
    text: SourceText,
}

/// The failures and notes collected while documents are read.
struct ReadingReport {
    failures: Vec<Failure>,
    notes: Notes,
}

impl<'h> Linker<'h> {
    /// Reads every document once and searches the reports for candidates of every article.
    ///
    /// # Errors
    /// Those of temporary files, [`Error::Stopped`](crate::Error::Stopped), and of a strict linker those of
    /// documents; otherwise documents that cannot be read are among the failures.
    pub fn search(self) -> Result<Found<'h>> {
        let (rarity, mut days) = (Rarity::default(), Vec::new());
        let mut sketches = TemporaryWriter::new(self.folder)?;
        let mut report = ReadingReport { failures: Vec::new(), notes: Notes::new(self.folder)? };
        let counted = |print: Fingerprint| {
            rarity.add(&print);
            let bytes = temporary::bytes(&print.to_words());
            Print { bytes, published: print.published, sketch: print.sketch, ..Print::default() }
        };
        let reports = self.fingerprints("reading reports", self.reports, &mut report, counted, |print| {
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
        let articles =
            self.fingerprints("reading articles", self.articles, &mut report, query, |_| Ok(()))?;
        let candidates = self.candidates(&articles, &reports, &rarity)?;
        let ReadingReport { failures, notes } = report;
        Ok(Found { linker: self, rarity, known, candidates, failures, notes: notes.finish()? })
    }

    /// Reads every document of a set and writes the result of `make` on its fingerprint, called on the thread
    /// that read it; `take` receives each fingerprint, in order.
    fn fingerprints(
        &self,
        what: &'static str,
        set: &DocumentSet,
        report: &mut ReadingReport,
        make: impl Fn(Fingerprint) -> Print + Sync,
        mut take: impl FnMut(&Print) -> Result<()>,
    ) -> Result<TemporaryRows> {
        let bar = self.observer.step(what, set.len());
        let mut spill = TemporaryWriter::new(self.folder)?;
        let print = |entry: &Entry| -> Result<Print> {
            let document = entry.document(set.language, self.aligner)?;
            let print = make(self.aligner.fingerprint(&document));
            bar.advance();
            Ok(Print { text: document.text, ..print })
        };
        let take = |entry: Entry, print: Result<Print>| {
            self.observer.check()?;
            let print = match print {
                Ok(print) => {
                    self.observer.document(set.language, &entry.name, &print.text);
                    print
                }
                Err(error) if !self.strict => {
                    report.failures.push(entry.failure(set.language, error));
                    Print::default()
                }
                Err(error) => return Err(error),
            };
            report.notes.add(set.language, &entry, &print.text.notes)?;
            take(&print)?;
            spill.add(&print.bytes)
        };
        in_order_watched(self.pool, set.entries(0..set.len()), print, take, || self.observer.check())?;
        spill.finish()
    }

    /// The best candidates of each article among all reports.
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
                self.observer.check()?;
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

    /// An empty list of candidates for each article.
    fn none(&self) -> Result<TemporaryRows> {
        let mut none = TemporaryWriter::new(self.folder)?;
        (0..self.articles.len()).try_for_each(|_| none.add(&[]))?;
        none.finish()
    }

    /// For each query, the best of the candidates `before` and of those from a block of reports.
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

/// For each report, the first report of which it is a near-duplicate, or itself.
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
