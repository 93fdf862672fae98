//! Columns of a record batch of some other program -> their values, row by row.

use std::sync::Arc;

use arrow_array::{Array, ArrayRef, RecordBatch, StringArray, StructArray};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};

use crate::documents::{Content, Entry, temporary};
use crate::error::{Error, Result};

/// The name that messages call a batch by.
pub const BATCH: &str = "record batch";

/// Columns with a name and a type.
pub trait Columns {
    /// The column with this name.
    fn column(&self, name: &str) -> Option<&dyn Array>;
}

impl Columns for RecordBatch {
    fn column(&self, name: &str) -> Option<&dyn Array> {
        self.column_by_name(name).map(AsRef::as_ref)
    }
}

impl Columns for StructArray {
    fn column(&self, name: &str) -> Option<&dyn Array> {
        self.column_by_name(name).map(AsRef::as_ref)
    }
}

/// The column with this name, where there is one.
///
/// # Errors
/// A column of another type.
pub fn optional<'c, A: Array + 'static>(columns: &'c impl Columns, name: &str) -> Result<Option<&'c A>> {
    let Some(column) = columns.column(name) else { return Ok(None) };
    let kind = column.data_type();
    let wrong =
        || Error::input(BATCH, format!("its column {name} has a type that is not read there: {kind}"));
    column.as_any().downcast_ref().ok_or_else(wrong).map(Some)
}

/// The column with this name.
///
/// # Errors
/// A column that is missing or of another type.
pub fn required<'c, A: Array + 'static>(columns: &'c impl Columns, name: &str) -> Result<&'c A> {
    optional(columns, name)?.ok_or_else(|| Error::input(BATCH, format!("has no column {name}")))
}

/// An error of Arrow as one of the library.
#[allow(clippy::needless_pass_by_value)] // a function for `map_err`
pub fn of_arrow(error: ArrowError) -> Error {
    Error::input(BATCH, error.to_string())
}

/// A batch of these columns.
///
/// # Errors
/// Those of Arrow.
pub fn batch(schema: SchemaRef, columns: impl Into<Vec<ArrayRef>>) -> Result<RecordBatch> {
    RecordBatch::try_new(schema, columns.into()).map_err(of_arrow)
}

/// A schema of columns with these names and types.
pub fn schema(columns: &[(&str, DataType)]) -> SchemaRef {
    let fields = columns.iter().map(|(name, kind)| Field::new(*name, kind.clone(), true));
    Arc::new(Schema::new(fields.collect::<Vec<_>>()))
}

/// The text at `row`, if there is one.
pub fn text(texts: &StringArray, row: usize) -> Option<&str> {
    texts.is_valid(row).then(|| texts.value(row))
}

/// The numbers of which bytes are made, as a fingerprint and a table of rarity keep them.
///
/// # Errors
/// Bytes that are not whole numbers.
pub fn words(bytes: &[u8]) -> Result<Vec<u32>> {
    if !bytes.len().is_multiple_of(4) {
        return Err(Error::input(BATCH, "its bytes are cut off: their number is not a multiple of four"));
    }
    Ok(temporary::words(bytes))
}

/// An error for bytes that another step has not written.
pub fn foreign(what: &str) -> Error {
    Error::input(BATCH, format!("holds bytes that are not {what}"))
}

/// A column of documents: texts, or records with fields.
pub enum Documents<'c> {
    /// Texts.
    Texts(&'c StringArray),
    /// The names of the fields, with their values.
    Records(&'c StructArray, Vec<(&'c str, &'c StringArray)>),
}

impl<'c> Documents<'c> {
    /// The documents of a column.
    ///
    /// # Errors
    /// A column that is missing or of another type, and fields that are not texts.
    pub fn of(columns: &'c impl Columns, name: &str) -> Result<Documents<'c>> {
        if let Ok(texts) = required(columns, name) {
            return Ok(Documents::Texts(texts));
        }
        let records: &StructArray = required(columns, name)?;
        let field = |name: &'c String| Ok((name.as_str(), required(records, name)?));
        let fields = records.fields().iter().map(|one| field(one.name())).collect::<Result<_>>()?;
        Ok(Documents::Records(records, fields))
    }

    /// Whether there is a document at `row`.
    pub fn has(&self, row: usize) -> bool {
        match self {
            Documents::Texts(texts) => texts.is_valid(row),
            Documents::Records(records, _) => records.is_valid(row),
        }
    }

    /// The document at `row`, called `name`; an empty one where there is none.
    pub fn entry(&self, row: usize, name: &str) -> Entry {
        let content = match self {
            Documents::Texts(texts) => Content::Text(text(texts, row).unwrap_or_default().to_owned()),
            Documents::Records(_, fields) => {
                let value = |&(name, values): &(&str, &StringArray)| {
                    Some((name.to_owned(), text(values, row)?.to_owned()))
                };
                Content::Record(fields.iter().filter_map(value).collect())
            }
        };
        Entry::in_memory(content, name)
    }
}
