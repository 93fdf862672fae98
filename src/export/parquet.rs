//! Pairs -> the native table as Apache Parquet: typed columns, lists of strings, zstd, statistics of every column.
//!
//! Rows go out a row group at a time, so that memory does not grow with the table. Texts are kept as they are, control characters
//! included.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::builder::{
    ArrayBuilder, Date32Builder, Float64Builder, ListBuilder, StringBuilder, UInt32Builder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};

use super::cell::{Cell, figure};
use super::{Column, ExportOptions, Format, Type, columns};
use crate::model::Pair;

/// Rows of a row group, the unit that readers skip by its statistics.
const GROUP: usize = 65_536;
/// Rows gathered before they are encoded.
const BATCH: usize = 4_096;

/// Writer of Parquet.
pub struct Parquet {
    meta: bool,
    schema: SchemaRef,
    builders: Vec<Box<dyn ArrayBuilder>>,
    rows: usize,
    /// What is encoded and not yet written out.
    buffer: Buffer,
    writer: Option<ArrowWriter<Buffer>>,
}

impl Parquet {
    /// A writer with `options`.
    pub fn new(options: &ExportOptions) -> Self {
        let fields: Vec<Field> = columns(options.meta).map(field).collect();
        let builders = columns(options.meta).map(|column| builder(column.kind)).collect();
        let schema = Arc::new(Schema::new(fields));
        Parquet { meta: options.meta, schema, builders, rows: 0, buffer: Buffer::default(), writer: None }
    }

    /// Encodes the rows gathered, and writes out what is finished.
    fn flush(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.rows = 0;
        let arrays: Vec<ArrayRef> = self.builders.iter_mut().map(ArrayBuilder::finish).collect();
        let batch = RecordBatch::try_new(self.schema.clone(), arrays).map_err(of_arrow)?;
        if let Some(writer) = &mut self.writer {
            writer.write(&batch).map_err(of_parquet)?;
        }
        self.buffer.drain(out)
    }
}

impl Format for Parquet {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let level = ZstdLevel::try_new(3).map_err(of_parquet)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(level))
            .set_statistics_enabled(EnabledStatistics::Page)
            .set_max_row_group_row_count(Some(GROUP))
            .set_created_by(concat!("sejajar ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let writer = ArrowWriter::try_new(self.buffer.clone(), self.schema.clone(), Some(properties));
        self.writer = Some(writer.map_err(of_parquet)?);
        self.buffer.drain(out)
    }

    fn pair(&mut self, out: &mut dyn Write, pair: &Pair) -> io::Result<()> {
        for (column, builder) in columns(self.meta).zip(&mut self.builders) {
            append(builder.as_mut(), &(column.get)(pair), column.kind)?;
        }
        self.rows += 1;
        if self.rows == BATCH { self.flush(out) } else { Ok(()) }
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.flush(out)?;
        if let Some(writer) = self.writer.take() {
            writer.close().map_err(of_parquet)?;
        }
        self.buffer.drain(out)
    }
}

fn field(column: &'static Column) -> Field {
    let may_be_missing = matches!(column.kind, Type::Probability | Type::Score | Type::Optional | Type::Date);
    Field::new(column.name, data_type(column.kind), may_be_missing)
        .with_metadata([("description".to_owned(), column.description.to_owned())].into())
}

fn data_type(kind: Type) -> DataType {
    match kind {
        Type::Text | Type::Shape | Type::Optional => DataType::Utf8,
        Type::Position => DataType::UInt32,
        Type::Probability | Type::Score => DataType::Float64,
        Type::Date => DataType::Date32,
        Type::List => DataType::List(item()),
    }
}

/// An item of a list; `element` is what the Parquet standard calls it.
fn item() -> Arc<Field> {
    Arc::new(Field::new("element", DataType::Utf8, false))
}

fn builder(kind: Type) -> Box<dyn ArrayBuilder> {
    match kind {
        Type::Text | Type::Shape | Type::Optional => Box::new(StringBuilder::new()),
        Type::Position => Box::new(UInt32Builder::new()),
        Type::Probability | Type::Score => Box::new(Float64Builder::new()),
        Type::Date => Box::new(Date32Builder::new()),
        Type::List => Box::new(ListBuilder::new(StringBuilder::new()).with_field(item())),
    }
}

/// Puts `cell` behind what `builder` holds; figures are rounded as in the other formats.
fn append(builder: &mut dyn ArrayBuilder, cell: &Cell<'_>, kind: Type) -> io::Result<()> {
    let builder = builder.as_any_mut();
    match (cell, kind) {
        (Cell::Optional(day), Type::Date) => {
            of::<Date32Builder>(builder)?.append_option(day.as_deref().and_then(days));
        }
        (Cell::Text(text), _) => of::<StringBuilder>(builder)?.append_value(text),
        (Cell::Optional(text), _) => of::<StringBuilder>(builder)?.append_option(text.as_deref()),
        (Cell::Count(count), _) => {
            let position = u32::try_from(*count).map_err(io::Error::other)?;
            of::<UInt32Builder>(builder)?.append_value(position);
        }
        (Cell::Number(number), _) => {
            let rounded = number.and_then(|number| figure(number, kind)).and_then(|text| text.parse().ok());
            of::<Float64Builder>(builder)?.append_option(rounded);
        }
        (Cell::List(items), _) => {
            let list = of::<ListBuilder<StringBuilder>>(builder)?;
            items.iter().for_each(|item| list.values().append_value(item));
            list.append(true);
        }
    }
    Ok(())
}

fn of<T: 'static>(builder: &mut dyn std::any::Any) -> io::Result<&mut T> {
    builder.downcast_mut().ok_or_else(|| io::Error::other("a column holds what its type is not for"))
}

/// Days from 1970-01-01 to `day`.
fn days(day: &str) -> Option<i32> {
    let day: jiff::civil::Date = day.parse().ok()?;
    jiff::civil::date(1970, 1, 1).until(day).ok().map(|span| span.get_days())
}

fn of_parquet(error: ParquetError) -> io::Error {
    io::Error::other(error)
}

fn of_arrow(error: ArrowError) -> io::Error {
    io::Error::other(error)
}

/// Bytes on their way from the encoder, which keeps its output to itself, to the output of the moment.
#[derive(Debug, Clone, Default)]
struct Buffer(Arc<Mutex<Vec<u8>>>);

impl Buffer {
    fn drain(&self, out: &mut dyn Write) -> io::Result<()> {
        let bytes = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        out.write_all(&bytes)
    }
}

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
