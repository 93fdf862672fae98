//! Blocks of reports and the articles that ask them -> candidates; those of all blocks -> an article's best.

use std::mem::take;
use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, Float32Builder, StringBuilder};
use arrow_array::{
    Array, ArrayRef, BinaryArray, BooleanArray, Float32Array, ListArray, RecordBatch, StringArray,
    StructArray,
};
use arrow_schema::{DataType, SchemaRef};

use super::columns::{self, BATCH, foreign, required, schema, words};
use crate::error::{Error, Result};
use crate::link::{self, BLOCK, Candidate, Index, IndexBuilder, Query, Rarity, Row, Sums, worth_aligning};

/// The columns that [`Search`] gives.
pub fn found_schema() -> SchemaRef {
    use DataType::{Float32, Utf8};
    schema(&[("article_id", Utf8), ("report_id", Utf8), ("similarity", Float32)])
}

/// A search of blocks of reports, one after the other.
#[derive(Debug)]
pub struct Search {
    rarity: Arc<Rarity>,
    window: Option<u32>,
    top: usize,
    block: String,
    names: Vec<String>,
    reports: IndexBuilder,
    /// The reports of the block, once the first article asks.
    index: Option<Index>,
    sums: Sums,
}

impl Search {
    /// A search for the `top` best reports of each block; where both have a day, they are at most `window`
    /// days apart.
    pub fn new(rarity: Arc<Rarity>, window: Option<u32>, top: usize) -> Search {
        let (block, names, reports) = (String::new(), Vec::new(), IndexBuilder::default());
        Search { rarity, window, top, block, names, reports, index: None, sums: Sums::default() }
    }

    /// The candidates of the articles in the next rows.
    ///
    /// # Errors
    /// Columns that are missing or of another type, bytes that are not fingerprints or queries, and rows in
    /// another order.
    pub fn search(&mut self, batch: &RecordBatch) -> Result<RecordBatch> {
        let (blocks, names) =
            (required::<StringArray>(batch, "block")?, required::<StringArray>(batch, "name")?);
        let (asks, prints) =
            (required::<BooleanArray>(batch, "asks")?, required::<BinaryArray>(batch, "print")?);
        let (mut articles, mut reports) = (StringBuilder::new(), StringBuilder::new());
        let mut similarities = Float32Builder::new();
        for row in 0..batch.num_rows() {
            if self.block != blocks.value(row) {
                self.begin(blocks.value(row));
            }
            if !asks.value(row) {
                self.add(names.value(row), prints.value(row))?;
                continue;
            }
            for candidate in self.ask(prints.value(row))? {
                articles.append_value(names.value(row));
                reports.append_value(&self.names[candidate.report as usize]);
                similarities.append_value(candidate.similarity);
            }
        }
        let columns: [ArrayRef; 3] =
            [Arc::new(articles.finish()), Arc::new(reports.finish()), Arc::new(similarities.finish())];
        columns::batch(found_schema(), columns)
    }

    fn begin(&mut self, block: &str) {
        block.clone_into(&mut self.block);
        self.names.clear();
        (self.reports, self.index) = (IndexBuilder::default(), None);
    }

    fn add(&mut self, name: &str, print: &[u8]) -> Result<()> {
        let wrong = |what: String| Err(Error::input(format!("block {}", self.block), what));
        if self.index.is_some() {
            return wrong(format!("the report {name} comes after an article"));
        }
        if self.names.len() == BLOCK {
            return wrong(format!("holds more than {BLOCK} reports; make several blocks"));
        }
        let words = words(print)?;
        self.reports.add(&self.rarity, Row::of(&words).ok_or_else(|| foreign("a fingerprint"))?);
        self.names.push(name.to_owned());
        Ok(())
    }

    fn ask(&mut self, query: &[u8]) -> Result<Vec<Candidate>> {
        let query = Query::from_words(&words(query)?).ok_or_else(|| foreign("a query"))?;
        let index = self.index.get_or_insert_with(|| take(&mut self.reports).finish(0));
        Ok(index.search(&query, self.window, self.top, &mut self.sums))
    }
}

/// The columns that [`best`] gives.
pub fn best_schema() -> SchemaRef {
    use DataType::{Boolean, Float32, Utf8};
    schema(&[("article_id", Utf8), ("report_id", Utf8), ("similarity", Float32), ("aligned", Boolean)])
}

/// The `top` best candidates of each article among those of all blocks, the best first, and whether they are
/// aligned with it: only these have to be sent to [`judge`](super::judge()).
///
/// # Errors
/// Columns that are missing or of another type.
pub fn best(batch: &RecordBatch, top: usize) -> Result<RecordBatch> {
    let (names, lists) =
        (required::<StringArray>(batch, "article_id")?, required::<ListArray>(batch, "found")?);
    let (mut articles, mut reports) = (StringBuilder::new(), StringBuilder::new());
    let (mut similarities, mut aligned) = (Float32Builder::new(), BooleanBuilder::new());
    for row in 0..batch.num_rows() {
        let list = lists.value(row);
        let found = Numbered::of(&list, &[])?;
        let best = link::best(found.candidates.iter().copied(), top);
        let worth = worth_aligning(&best);
        for (at, candidate) in best.into_iter().enumerate() {
            articles.append_value(names.value(row));
            reports.append_value(found.names[candidate.report as usize]);
            similarities.append_value(candidate.similarity);
            aligned.append_value(at < worth);
        }
    }
    let columns: [ArrayRef; 4] = [
        Arc::new(articles.finish()),
        Arc::new(reports.finish()),
        Arc::new(similarities.finish()),
        Arc::new(aligned.finish()),
    ];
    columns::batch(best_schema(), columns)
}

/// Candidates whose reports are numbered in the order of their names, by which ties are decided.
pub struct Numbered<'l> {
    /// The list of candidates.
    pub list: &'l StructArray,
    /// Names of reports, in order.
    pub names: Vec<&'l str>,
    /// The candidates, in the order of the list.
    pub candidates: Vec<Candidate>,
}

impl<'l> Numbered<'l> {
    /// The candidates of a list; reports that `further` columns name are numbered too.
    ///
    /// # Errors
    /// Columns that are missing or of another type.
    pub fn of(list: &'l ArrayRef, further: &[&str]) -> Result<Numbered<'l>> {
        let wrong = || Error::input(BATCH, "a list of candidates does not hold structs");
        let list: &StructArray = list.as_any().downcast_ref().ok_or_else(wrong)?;
        let reports: &StringArray = required(list, "report_id")?;
        let similarities: &Float32Array = required(list, "similarity")?;
        if reports.null_count() > 0 || similarities.null_count() > 0 {
            return Err(Error::input(BATCH, "a candidate has no report_id or no similarity"));
        }
        let mut names: Vec<&str> = reports.iter().flatten().collect();
        for column in further {
            names.extend(required::<StringArray>(list, column)?.iter().flatten());
        }
        names.sort_unstable();
        names.dedup();
        let mut numbered = Numbered { list, names, candidates: Vec::new() };
        let both = reports.iter().flatten().zip(similarities.values());
        numbered.candidates =
            both.map(|(name, &similarity)| Candidate { report: numbered.number(name), similarity }).collect();
        Ok(numbered)
    }

    /// The number of a report.
    pub fn number(&self, name: &str) -> u32 {
        self.names.partition_point(|&other| other < name) as u32
    }
}
