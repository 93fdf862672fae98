//! A collection of records (JSON lines, CSV, TSV) -> its records, one at a time, and their articles.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde_json::Value;

use super::fields::{Field, Fields};
use super::record::{self, Record};
use super::rows::{Row, RowPlace, Rows};
use super::{ReadOptions, binary, decode};
use crate::error::{Error, Result};

/// How records stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CollectionForm {
    /// A JSON object a line.
    Jsonl,
    /// Cells with commas between, the first line names them.
    Csv,
    /// Cells with tabs between, the first line names them.
    Tsv,
}

impl CollectionForm {
    /// The form that a file's ending says, if it is that of a collection.
    pub fn of_path(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "jsonl" | "ndjson" => Some(CollectionForm::Jsonl),
            "csv" => Some(CollectionForm::Csv),
            "tsv" => Some(CollectionForm::Tsv),
            _ => None,
        }
    }

    fn delimiter(self) -> u8 {
        if self == CollectionForm::Csv { b',' } else { b'\t' }
    }
}

/// A file of records.
#[derive(Debug)]
pub struct Collection {
    path: PathBuf,
    /// The open file, from which records are read again one at a time.
    file: Mutex<File>,
    form: CollectionForm,
    fields: Fields,
    encoding: Option<String>,
    /// Names of the cells.
    header: Vec<String>,
}

impl Collection {
    /// Opens a collection whose form its ending says, and reads the names of its cells.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Input`] for another ending or a table without a field for the text.
    pub fn open(path: &Path, fields: &Fields, options: &ReadOptions) -> Result<Self> {
        let form = CollectionForm::of_path(path).ok_or_else(|| {
            Error::input(
                path.to_string_lossy(),
                "is no collection: its name ends in .jsonl, .ndjson, .csv or .tsv",
            )
        })?;
        decodable(path)?;
        let (fields, encoding) = (fields.clone(), options.encoding.clone());
        let file = Mutex::new(File::open(path).map_err(|e| Error::io(path, e))?);
        let path = path.to_owned();
        let mut collection = Collection { path, file, form, fields, encoding, header: Vec::new() };
        if form != CollectionForm::Jsonl {
            let mut rows = collection.raw()?;
            let head = rows
                .next()
                .transpose()?
                .ok_or_else(|| collection.error(1, "is empty: a first line names the columns"))?;
            let cells = collection.cells(&head)?;
            collection.header = cells.into_iter().map(|cell| cell.trim().to_owned()).collect();
            let columns: Vec<_> = collection.header.iter().map(|name| (name.clone(), ())).collect();
            let holds = |field| collection.fields.find(field, &columns).is_some();
            if !holds(Field::Text) && !holds(Field::Html) {
                let what = format!(
                    "names no column for the text; it names \"{}\"",
                    collection.header.join("\", \"")
                );
                return Err(collection.error(1, &format!("{what}; say which with --fields text=NAME")));
            }
        }
        Ok(collection)
    }

    /// What messages call a line of it: `a.jsonl:17`.
    pub fn place(&self, line: usize) -> String {
        format!("{}:{line}", self.path.display())
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The records in order, unread.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn rows(&self) -> Result<Rows> {
        let mut rows = self.raw()?;
        if self.form != CollectionForm::Jsonl {
            rows.skip_header()?;
        }
        Ok(rows)
    }

    /// The bytes of a record again.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn row(&self, place: RowPlace) -> Result<Row> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        place.read(&mut file).map_err(|e| Error::io(&self.path, e))
    }

    /// What a record is called, if it says so, whether or not it can be read otherwise.
    pub fn name(&self, row: &Row) -> Option<String> {
        let decoded = self.decoded(row).ok()?;
        let values = self.values(row, &decoded).ok()?;
        self.fields.find(Field::Name, &values).and_then(|name| record::called(name))
    }

    /// Reads a record.
    ///
    /// # Errors
    /// [`Error::Line`] when it is none or holds no text.
    pub fn record(&self, row: &Row) -> Result<Record> {
        let (decoded, line) = (self.decoded(row)?, row.place.line);
        let values = self.values(row, &decoded)?;
        let mut record = record::read(&self.fields, &values, |what| self.error(line, what))?;
        if !record.named {
            record.name = row.place.number.to_string();
        }
        Ok(Record { encoding: decoded.encoding, notes: decoded.notes, ..record })
    }

    fn raw(&self) -> Result<Rows> {
        Rows::open(&self.path, (self.form != CollectionForm::Jsonl).then(|| self.form.delimiter()))
    }

    fn error(&self, line: usize, what: &str) -> Error {
        Error::line(self.path.to_string_lossy(), line, what)
    }

    fn decoded(&self, row: &Row) -> Result<decode::Decoded> {
        decode::decode(&self.place(row.place.line), &row.bytes, self.encoding.as_deref())
    }

    /// The fields of a record with their values.
    fn values(&self, row: &Row, decoded: &decode::Decoded) -> Result<Vec<(String, String)>> {
        match self.form {
            CollectionForm::Jsonl => self.object(row.place.line, &decoded.text),
            _ => Ok(self.header.iter().cloned().zip(self.cells(row)?).collect()),
        }
    }

    fn object(&self, line: usize, text: &str) -> Result<Vec<(String, String)>> {
        let value: Value = serde_json::from_str(text)
            .map_err(|error| self.error(line, &format!("is no JSON object: {error}")))?;
        let Value::Object(object) = value else {
            return Err(self.error(line, "is no JSON object {\"text\": …}"));
        };
        Ok(object.into_iter().filter_map(|(name, value)| Some((name, plain(value)?))).collect())
    }

    fn cells(&self, row: &Row) -> Result<Vec<String>> {
        if row.is_open(self.form.delimiter()) {
            let what = "opens a quote that is not closed as it should be; write quotes inside of a quoted cell twice";
            return Err(self.error(row.place.line, what));
        }
        let text = self.decoded(row)?.text;
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(self.form.delimiter())
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let record =
            reader.records().next().transpose().map_err(|e| self.error(row.place.line, &e.to_string()))?;
        let cells: Vec<String> = record.iter().flat_map(|record| record.iter().map(str::to_owned)).collect();
        if !self.header.is_empty() && cells.len() != self.header.len() {
            let what = format!("has {} cells where the first line names {}", cells.len(), self.header.len());
            return Err(self.error(row.place.line, &what));
        }
        Ok(cells)
    }
}

/// An error for files whose lines cannot be told before they are decoded or unpacked.
fn decodable(path: &Path) -> Result<()> {
    let mut head = Vec::new();
    let file = File::open(path).map_err(|e| Error::io(path, e))?;
    file.take(4096).read_to_end(&mut head).map_err(|e| Error::io(path, e))?;
    let wide = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    let what = match binary::known(&head) {
        Some(kind) => format!("no collection but {kind}; give it as UTF-8 text"),
        None if wide || binary::utf16_without_bom(&head).is_some() => {
            "is UTF-16; save the collection as UTF-8".to_owned()
        }
        None => return Ok(()),
    };
    Err(Error::input(path.to_string_lossy(), what))
}

/// A JSON value as text: a list of strings is one of names, or one of paragraphs.
fn plain(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => {
            let items: Vec<String> = items.into_iter().filter_map(plain).collect();
            let gap = if items.iter().any(|item| item.len() > 80) { "\n\n" } else { ", " };
            (!items.is_empty()).then(|| items.join(gap))
        }
        Value::Object(mut object) => object.remove("name").and_then(plain),
        Value::Null | Value::Bool(_) => None,
    }
}
