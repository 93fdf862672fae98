//! Pairs -> the native table as Arrow record batches: typed columns, lists of strings; and back again
//! ([`from_batch`]).

mod read;

use std::sync::Arc;

use arrow_array::builder::{
    ArrayBuilder, Date32Builder, Float64Builder, Int32Builder, ListBuilder, StringBuilder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};

use super::cell::Cell;
use super::{Column, SCHEMA_VERSION, Type, columns};
use crate::model::Pair;

pub use read::from_batch;

/// Rows on their way into a record batch. Texts are kept as they are, control characters included.
pub struct Batch {
    meta: bool,
    schema: SchemaRef,
    builders: Vec<Box<dyn ArrayBuilder>>,
    rows: usize,
}

impl Batch {
    /// An empty one; with the columns of metadata behind the native ones if `meta` says so.
    pub fn new(meta: bool) -> Self {
        let builders = columns(meta).map(|column| builder(column.kind)).collect();
        Batch { meta, schema: schema(meta), builders, rows: 0 }
    }

    /// The schema of what [`finish`](Batch::finish) gives.
    pub fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    /// How many rows it holds.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Adds a row.
    ///
    /// # Errors
    /// A sentence position of more than 31 bits.
    pub fn push(&mut self, pair: &Pair) -> Result<(), ArrowError> {
        for (column, builder) in columns(self.meta).zip(&mut self.builders) {
            append(builder.as_mut(), &(column.get)(pair), column.kind)?;
        }
        self.rows += 1;
        Ok(())
    }

    /// The rows as arrays; the batch is empty then, and may be filled again.
    ///
    /// # Errors
    /// Those of Arrow.
    pub fn finish(&mut self) -> Result<RecordBatch, ArrowError> {
        self.rows = 0;
        let arrays: Vec<ArrayRef> = self.builders.iter_mut().map(ArrayBuilder::finish).collect();
        RecordBatch::try_new(self.schema(), arrays)
    }
}

/// Under what name the metadata of a schema and of a Parquet file say which version the table has.
pub const VERSION_KEY: &str = "sejajar.schema_version";

/// The native columns as Arrow has them, each with its description; with those of metadata if `meta` says so.
pub fn schema(meta: bool) -> SchemaRef {
    let fields: Vec<Field> = columns(meta).map(field).collect();
    let version = [(VERSION_KEY.to_owned(), SCHEMA_VERSION.to_string())];
    Arc::new(Schema::new(fields).with_metadata(version.into()))
}

fn field(column: &'static Column) -> Field {
    let may_be_missing = matches!(column.kind, Type::Probability | Type::Score | Type::Optional | Type::Date);
    Field::new(column.name, data_type(column.kind), may_be_missing)
        .with_metadata([("description".to_owned(), column.description.to_owned())].into())
}

fn data_type(kind: Type) -> DataType {
    match kind {
        Type::Text | Type::Shape | Type::Optional => DataType::Utf8,
        Type::Position => DataType::Int32,
        Type::Probability | Type::Score => DataType::Float64,
        Type::Date => DataType::Date32,
        Type::List => DataType::List(item(DataType::Utf8)),
        Type::Numbers => DataType::List(item(DataType::Int32)),
    }
}

/// An item of a list; `element` is what the Parquet standard calls it.
fn item(kind: DataType) -> Arc<Field> {
    Arc::new(Field::new("element", kind, false))
}

fn builder(kind: Type) -> Box<dyn ArrayBuilder> {
    match kind {
        Type::Text | Type::Shape | Type::Optional => Box::new(StringBuilder::new()),
        Type::Position => Box::new(Int32Builder::new()),
        Type::Probability | Type::Score => Box::new(Float64Builder::new()),
        Type::Date => Box::new(Date32Builder::new()),
        Type::List => Box::new(ListBuilder::new(StringBuilder::new()).with_field(item(DataType::Utf8))),
        Type::Numbers => Box::new(ListBuilder::new(Int32Builder::new()).with_field(item(DataType::Int32))),
    }
}

/// Puts `cell` behind what `builder` holds; figures are rounded as in the other formats.
fn append(builder: &mut dyn ArrayBuilder, cell: &Cell<'_>, kind: Type) -> Result<(), ArrowError> {
    let builder = builder.as_any_mut();
    match (cell, kind) {
        (Cell::Optional(day), Type::Date) => {
            of::<Date32Builder>(builder)?.append_option(day.as_deref().and_then(days));
        }
        (Cell::Text(text), _) => of::<StringBuilder>(builder)?.append_value(text),
        (Cell::Optional(text), _) => of::<StringBuilder>(builder)?.append_option(text.as_deref()),
        (Cell::Count(count), _) => of::<Int32Builder>(builder)?.append_value(small(*count)?),
        (Cell::Number(number), _) => {
            let rounded = number.and_then(|number| kind.rounded(number));
            of::<Float64Builder>(builder)?.append_option(rounded);
        }
        (Cell::List(items), _) => {
            let list = of::<ListBuilder<StringBuilder>>(builder)?;
            items.iter().for_each(|item| list.values().append_value(item));
            list.append(true);
        }
        (Cell::Counts(counts), _) => {
            let list = of::<ListBuilder<Int32Builder>>(builder)?;
            for &count in counts.iter() {
                list.values().append_value(small(count)?);
            }
            list.append(true);
        }
    }
    Ok(())
}

/// A position as a signed number: differences of unsigned ones wrap in pandas and polars.
fn small(count: usize) -> Result<i32, ArrowError> {
    i32::try_from(count).map_err(|e| ArrowError::ComputeError(e.to_string()))
}

fn of<T: 'static>(builder: &mut dyn std::any::Any) -> Result<&mut T, ArrowError> {
    let wrong = || ArrowError::SchemaError("a column holds what its type is not for".to_owned());
    builder.downcast_mut().ok_or_else(wrong)
}

/// The first day of Arrow's calendar.
const EPOCH: jiff::civil::Date = jiff::civil::date(1970, 1, 1);

/// Days from 1970-01-01 to `day`.
fn days(day: &str) -> Option<i32> {
    let day: jiff::civil::Date = day.parse().ok()?;
    EPOCH.until(day).ok().map(|span| span.get_days())
}
