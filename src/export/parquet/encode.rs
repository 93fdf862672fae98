//! Pairs -> Parquet, a row group at a time, so that memory does not grow with the table.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use arrow_schema::ArrowError;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};

use crate::export::arrow::{Batch, VERSION_KEY};
use crate::export::{ExportOptions, Format, SCHEMA_VERSION};
use crate::model::Pair;

/// Rows of a row group, the unit that readers skip by its statistics.
const GROUP: usize = 65_536;
/// Rows gathered before they are encoded.
const BATCH: usize = 4_096;

/// Writer of Parquet.
pub struct Parquet {
    rows: Batch,
    /// What is encoded and not yet written out.
    buffer: Buffer,
    writer: Option<ArrowWriter<Buffer>>,
}

impl Parquet {
    /// A writer with `options`.
    pub fn new(options: &ExportOptions) -> Self {
        Parquet { rows: Batch::new(options.meta), buffer: Buffer::default(), writer: None }
    }

    /// Encodes the rows gathered, and writes out what is finished.
    fn flush(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let batch = self.rows.finish().map_err(of_arrow)?;
        if let Some(writer) = &mut self.writer {
            writer.write(&batch).map_err(of_parquet)?;
        }
        self.buffer.drain(out)
    }
}

impl Format for Parquet {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let level = ZstdLevel::try_new(3).map_err(of_parquet)?;
        let version = KeyValue::new(VERSION_KEY.to_owned(), SCHEMA_VERSION.to_string());
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(level))
            .set_statistics_enabled(EnabledStatistics::Page)
            .set_max_row_group_row_count(Some(GROUP))
            .set_key_value_metadata(Some(vec![version]))
            .set_created_by(concat!("sejajar ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let writer = ArrowWriter::try_new(self.buffer.clone(), self.rows.schema(), Some(properties));
        self.writer = Some(writer.map_err(of_parquet)?);
        self.buffer.drain(out)
    }

    fn pair(&mut self, out: &mut dyn Write, pair: &Pair) -> io::Result<()> {
        self.rows.push(pair).map_err(of_arrow)?;
        if self.rows.len() == BATCH { self.flush(out) } else { Ok(()) }
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.flush(out)?;
        if let Some(writer) = self.writer.take() {
            writer.close().map_err(of_parquet)?;
        }
        self.buffer.drain(out)
    }
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
