//! Documents -> their fingerprints; fingerprints -> the rarity of everything, and groups of near-duplicates.

use std::convert::Infallible;
use std::sync::Arc;

use arrow_array::builder::{BinaryBuilder, Int32Builder, StringBuilder};
use arrow_array::{ArrayRef, BinaryArray, RecordBatch, StringArray};
use arrow_schema::{DataType, SchemaRef};

use super::columns::{self, Documents, foreign, required, schema, words};
use crate::aligner::Aligner;
use crate::documents::temporary::bytes;
use crate::error::Result;
use crate::link::{Fingerprint, Query, Rarity, Sketch, Twins};
use crate::model::Language;
use crate::observer::Observer;

/// The columns that [`fingerprints`] gives.
pub fn prints_schema() -> SchemaRef {
    use DataType::{Binary, Int32, Utf8};
    schema(&[("name", Utf8), ("day", Int32), ("print", Binary), ("sketch", Binary), ("error", Utf8)])
}

/// The fingerprints of documents; with a `rarity` their queries, which articles need in their place.
///
/// # Errors
/// Columns that are missing or of another type, and [`Error::Stopped`](crate::Error::Stopped).
pub fn fingerprints(
    batch: &RecordBatch,
    language: Language,
    rarity: Option<&Rarity>,
    aligner: &Aligner,
    observer: &dyn Observer,
) -> Result<RecordBatch> {
    let (names, documents) = (required::<StringArray>(batch, "name")?, Documents::of(batch, "document")?);
    let mut prints = Prints::default();
    for row in 0..batch.num_rows() {
        observer.check()?;
        let entry = documents.entry(row, names.value(row));
        let read = entry.document(language, aligner).map(|document| {
            entry.source.warn(&document, observer);
            aligner.fingerprint(&document)
        });
        prints.add(read, rarity);
    }
    prints.finish(names)
}

/// The columns of [`fingerprints`] on their way, without the names.
#[derive(Default)]
struct Prints {
    days: Int32Builder,
    prints: BinaryBuilder,
    sketches: BinaryBuilder,
    errors: StringBuilder,
}

impl Prints {
    fn add(&mut self, read: Result<Fingerprint>, rarity: Option<&Rarity>) {
        self.errors.append_option(read.as_ref().err().map(ToString::to_string));
        let print = read.ok();
        self.days.append_option(print.as_ref().and_then(|print| print.published));
        self.prints.append_option(print.as_ref().map(|print| match rarity {
            Some(rarity) => bytes(&Query::new(print, rarity).to_words()),
            None => bytes(&print.to_words()),
        }));
        let sketch = print.filter(|_| rarity.is_none()).map(|print| bytes(&print.sketch.to_words()));
        self.sketches.append_option(sketch);
    }

    fn finish(mut self, names: &StringArray) -> Result<RecordBatch> {
        let columns: [ArrayRef; 5] = [
            Arc::new(names.clone()),
            Arc::new(self.days.finish()),
            Arc::new(self.prints.finish()),
            Arc::new(self.sketches.finish()),
            Arc::new(self.errors.finish()),
        ];
        columns::batch(prints_schema(), columns)
    }
}

/// Counts everything that reports mention.
///
/// # Errors
/// A column that is missing or of another type, and bytes that are not fingerprints.
pub fn count(batch: &RecordBatch, rarity: &Rarity) -> Result<()> {
    let prints: &BinaryArray = required(batch, "print")?;
    (0..batch.num_rows()).try_for_each(|row| {
        let print =
            Fingerprint::from_words(&words(prints.value(row))?).ok_or_else(|| foreign("a fingerprint"))?;
        rarity.add(&print);
        Ok(())
    })
}

/// Counts everything that other machines have counted.
///
/// # Errors
/// A column that is missing or of another type, and bytes that are not tables of rarity.
pub fn merge(batch: &RecordBatch, rarity: &Rarity) -> Result<()> {
    let tables: &BinaryArray = required(batch, "table")?;
    (0..batch.num_rows()).try_for_each(|row| {
        rarity.merge(&rarity_of(tables.value(row))?);
        Ok(())
    })
}

/// The bytes of a table of rarity.
pub fn table_of(rarity: &Rarity) -> Vec<u8> {
    bytes(&rarity.to_words())
}

/// The rarity of which [`table_of`] gives the bytes.
///
/// # Errors
/// Other bytes.
pub fn rarity_of(table: &[u8]) -> Result<Rarity> {
    Rarity::from_words(&words(table)?).ok_or_else(|| foreign("a table of rarity"))
}

/// The columns that [`NearDuplicates`] gives.
pub fn groups_schema() -> SchemaRef {
    schema(&[("report_id", DataType::Utf8), ("group", DataType::Utf8)])
}

/// Reports that come in the order of their names -> for each the first that it is a near-duplicate of, or
/// itself. Some hundred bytes of each are kept.
#[derive(Debug, Default)]
pub struct NearDuplicates {
    twins: Twins,
    sketches: Vec<Sketch>,
    names: Vec<String>,
}

impl NearDuplicates {
    /// The groups of the next reports.
    ///
    /// # Errors
    /// Columns that are missing or of another type, and bytes that are not sketches.
    pub fn groups(&mut self, batch: &RecordBatch) -> Result<RecordBatch> {
        let names: &StringArray = required(batch, "name")?;
        let sketches: &BinaryArray = required(batch, "sketch")?;
        let mut groups = StringBuilder::new();
        for row in 0..batch.num_rows() {
            let sketch =
                Sketch::from_words(&words(sketches.value(row))?).ok_or_else(|| foreign("a sketch"))?;
            let recall = |number: u32| Ok::<_, Infallible>(self.sketches[number as usize].clone());
            let Ok(first) = self.twins.add(&sketch, recall);
            self.sketches.push(sketch);
            self.names.push(names.value(row).to_owned());
            groups.append_value(&self.names[first as usize]);
        }
        let columns: [ArrayRef; 2] = [Arc::new(names.clone()), Arc::new(groups.finish())];
        columns::batch(groups_schema(), columns)
    }
}
