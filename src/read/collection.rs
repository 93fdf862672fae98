//! A collection of records (JSON, JSON lines, CSV, TSV) -> its records, one at a time, and their articles.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde_json::Value;

use super::copied::Copied;
use super::delimited::{self, DELIMITERS};
use super::fields::{Field, Fields, some_names};
use super::form::{CollectionForm, Form};
use super::record::{self, Record};
use super::rows::{CollectionRow, RowPlace, Rows, Shape};
use super::{ReadOptions, decode, packed};
use crate::error::{Error, ErrorKind, Result};
use crate::model::Note;

impl CollectionForm {
    fn is_table(self) -> bool {
        matches!(self, CollectionForm::Csv | CollectionForm::Tsv)
    }

    /// The shape of a row, before the first line has been read.
    fn shape(self) -> Shape {
        match self {
            CollectionForm::Json => Shape::Object,
            CollectionForm::Jsonl => Shape::Line,
            CollectionForm::Csv => Shape::Cells(b','),
            CollectionForm::Tsv => Shape::Cells(b'\t'),
        }
    }
}

/// A file of records.
#[derive(Debug)]
pub struct Collection {
    path: PathBuf,
    /// The copy that is read instead, if there is one.
    copy: Option<Copied>,
    /// The open file, from which single records are read again.
    file: Mutex<File>,
    form: CollectionForm,
    shape: Shape,
    /// Number of rows before the first record.
    heads: usize,
    fields: Fields,
    encoding: Option<String>,
    /// Names of the cells.
    header: Vec<String>,
}

impl Collection {
    /// Opens a collection, whose form is given by its extension, and reads the names of its cells.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Input`] for another extension or a table without a field for the text.
    pub fn open(path: &Path, fields: &Fields, options: &ReadOptions) -> Result<Self> {
        let mut collection = Self::unread(path, fields, options)?;
        if collection.form.is_table() {
            collection.read_header(|names| fields.has_text(names))?;
        }
        Ok(collection)
    }

    /// The collection, with the names of its cells still unread.
    fn unread(path: &Path, fields: &Fields, options: &ReadOptions) -> Result<Self> {
        let form = CollectionForm::of_path(path).ok_or_else(|| {
            let what = format!("is no collection: its name ends in {}", listed(&Form::endings(false)));
            Error::input(path.to_string_lossy(), what)
        })?;
        let copy = copied(path, options)?;
        let data = copy.as_ref().map_or(path, |copy| &copy.path);
        let file = Mutex::new(Error::opened(data)?);
        let (shape, heads) = (form.shape(), usize::from(form.is_table()));
        // What was decoded is in UTF-8, whatever the options say.
        let is_decoded = copy.as_ref().is_some_and(|copy| copy.is_decoded);
        let encoding = options.encoding.clone().filter(|_| !is_decoded);
        let (path, fields, header) = (path.to_owned(), fields.clone(), Vec::new());
        Ok(Collection { path, copy, file, form, shape, heads, fields, encoding, header })
    }

    /// Opens a collection whose records hold both texts: once for the articles, once for the reports.
    ///
    /// # Errors
    /// Those of [`open`](Collection::open), and [`Error::Line`] if no fields, or several, may hold both
    /// texts.
    pub fn open_both(path: &Path, sides: [&Fields; 2], options: &ReadOptions) -> Result<[Self; 2]> {
        let columns = Self::columns(path, sides[0], options)?;
        let both = sides[0].both(&columns).map_err(|what| Error::line(path.to_string_lossy(), 1, what))?;
        let open = |side: usize| Self::open(path, &sides[side].of_side(&both, side), options);
        Ok([open(0)?, open(1)?])
    }

    /// The names of the fields of the first record.
    fn columns(path: &Path, fields: &Fields, options: &ReadOptions) -> Result<Vec<String>> {
        let mut collection = Self::unread(path, fields, options)?;
        if collection.form.is_table() {
            if collection.read_header(|names| fields.both(names).is_ok()).is_err() {
                collection.read_header(|names| names.len() > 1)?;
            }
            return Ok(collection.header);
        }
        let first = collection.rows()?.next().transpose()?;
        let Some(row) = first else { return Err(Error::input(path.to_string_lossy(), "holds no records")) };
        let values = collection.values(&row, &collection.decoded(&row)?)?;
        Ok(values.into_iter().map(|(name, _)| name).collect())
    }

    /// Reads the names of the cells, and detects their delimiter: programs write semicolons or tabs into
    /// `.csv` where the comma is the decimal separator, and sometimes declare it in a line `sep=;`. The
    /// delimiter is the first one with which the names are those `wanted`.
    fn read_header(&mut self, wanted: impl Fn(&[String]) -> bool) -> Result<()> {
        let mut rows = Rows::open(self.data(), Shape::Line)?;
        let mut next = || {
            let row = rows.next().transpose()?;
            row.ok_or_else(|| self.error(1, "is empty: a first line names the columns"))
        };
        let mut head = next()?;
        if let Some(sign) =
            self.decoded(&head)?.text.trim().strip_prefix("sep=").and_then(|s| s.bytes().next())
        {
            head = next()?;
            (self.shape, self.heads) = (Shape::Cells(sign), 2);
        }
        let others = DELIMITERS.map(|(sign, _)| Shape::Cells(sign));
        let tried: Vec<Shape> = std::iter::once(self.shape).chain(others).collect();
        let mut named = Vec::new();
        for shape in tried {
            self.shape = shape;
            let Ok(row) = self.header_row() else { continue };
            let Ok(cells) = self.cells(&row) else { continue };
            let names: Vec<String> = cells.into_iter().map(|cell| cell.trim().to_owned()).collect();
            if wanted(&names) {
                self.header = names;
                return Ok(());
            }
            named.push(names);
        }
        let names = some_names(&named.into_iter().next().unwrap_or_default());
        let what = format!(
            "names no column for the text; it names {names}; say which with the option fields text=NAME"
        );
        Err(self.error(head.place.line, &what).with_kind(ErrorKind::NoColumn))
    }

    /// The row with the names of the cells.
    fn header_row(&self) -> Result<CollectionRow> {
        let mut rows = self.raw()?;
        rows.skip_header(self.heads - 1)?;
        rows.next().unwrap_or_else(|| {
            Err(self.error(1, "is empty: a first line names the columns").with_kind(ErrorKind::Nothing))
        })
    }

    /// Notes about the whole table, reported with its first record.
    fn noted(&self, row: &CollectionRow) -> Vec<Note> {
        if row.place.number != 1 {
            return Vec::new();
        }
        let missing = self.fields.missing(&self.header).map(|text| Note { code: "usual-fields", text });
        let copied = self.copy.iter().flat_map(|copy| copy.notes.clone());
        copied.chain(self.separator()).chain(missing).collect()
    }

    fn separator(&self) -> Option<Note> {
        match self.shape {
            Shape::Cells(sign) if self.shape != self.form.shape() => delimited::separated(sign),
            _ => None,
        }
    }

    /// The name of one of its lines in messages: `a.jsonl:17`.
    pub fn place(&self, line: usize) -> String {
        format!("{}:{line}", self.path.display())
    }

    /// The name of the field with the texts, if the records hold both texts.
    pub fn text_field(&self) -> &str {
        self.fields.names(Field::Text).first().copied().unwrap_or_default()
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The records in order, not yet parsed.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn rows(&self) -> Result<Rows> {
        let mut rows = self.raw()?;
        rows.skip_header(self.heads)?;
        Ok(rows)
    }

    /// Reads the bytes of a record again.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn row(&self, place: RowPlace) -> Result<CollectionRow> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        place.read(&mut file).map_err(|e| Error::io(&self.path, e))
    }

    /// The name of a record, if it has one, whether or not it can be read otherwise.
    pub fn name(&self, row: &CollectionRow) -> Option<String> {
        let decoded = self.decoded(row).ok()?;
        let values = self.values(row, &decoded).ok()?;
        self.fields.find(Field::Name, &values).and_then(|name| record::called(name))
    }

    /// Reads a record.
    ///
    /// # Errors
    /// [`Error::Line`] if it is malformed or has no text.
    pub fn record(&self, row: &CollectionRow) -> Result<Record> {
        let (decoded, line) = (self.decoded(row)?, row.place.line);
        let values = self.values(row, &decoded)?;
        let mut record = record::read(&self.fields, &values, |what| self.error(line, what))?;
        if !record.named {
            record.name = row.place.number.to_string();
        }
        let notes = self.noted(row).into_iter().chain(decoded.notes).chain(record.notes).collect();
        Ok(Record { encoding: decoded.encoding, notes, ..record })
    }

    /// The file that is read.
    fn data(&self) -> &Path {
        self.copy.as_ref().map_or(&self.path, |copy| &copy.path)
    }

    fn raw(&self) -> Result<Rows> {
        Rows::open(self.data(), self.shape)
    }

    fn error(&self, line: usize, what: &str) -> Error {
        Error::line(self.path.to_string_lossy(), line, what)
    }

    fn decoded(&self, row: &CollectionRow) -> Result<decode::Decoded> {
        decode::decode(&self.place(row.place.line), &row.bytes, self.encoding.as_deref())
    }

    /// The fields of a record with their values.
    fn values(&self, row: &CollectionRow, decoded: &decode::Decoded) -> Result<Vec<(String, String)>> {
        if self.form.is_table() {
            return Ok(self.header.iter().cloned().zip(self.cells(row)?).collect());
        }
        self.object(row.place.line, &decoded.text)
    }

    fn object(&self, line: usize, text: &str) -> Result<Vec<(String, String)>> {
        let wrong = |what: &str| self.error(line, what).with_kind(ErrorKind::NotJson);
        let value: Value = serde_json::from_str(text).map_err(|error| wrong(&not_json(&error)))?;
        let Value::Object(object) = value else {
            return Err(wrong("is no JSON object {\"text\": …}"));
        };
        let texts = [self.fields.names(Field::Text), self.fields.names(Field::Html)].concat();
        let gap = |name: &str| {
            if texts.iter().any(|text| text.eq_ignore_ascii_case(name)) { "\n\n" } else { ", " }
        };
        let field = |(name, value): (String, Value)| {
            let text = plain(value, gap(&name))?;
            Some((name, text))
        };
        Ok(object.into_iter().filter_map(field).collect())
    }

    fn cells(&self, row: &CollectionRow) -> Result<Vec<String>> {
        let Shape::Cells(delimiter) = self.shape else { return Ok(Vec::new()) };
        let malformed = |what: &str| self.error(row.place.line, what).with_kind(ErrorKind::Malformed);
        if row.is_open(delimiter) {
            let what = "opens a quote that is not closed as it should be; write quotes inside of a quoted cell twice";
            return Err(malformed(what));
        }
        let text = self.decoded(row)?.text;
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let record = reader.records().next().transpose().map_err(|error| malformed(&error.to_string()))?;
        let cells: Vec<String> = record.iter().flat_map(|record| record.iter().map(str::to_owned)).collect();
        if !self.header.is_empty() && cells.len() != self.header.len() {
            let what = format!("has {} cells where the first line names {}", cells.len(), self.header.len());
            return Err(malformed(&what));
        }
        Ok(cells)
    }
}

/// The fault of a record that is not JSON. Its line is that of the record, so the position that the parser
/// counts within the record is left out, except for a column of its first line.
fn not_json(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let fault = text.split(" at line ").next().unwrap_or_default();
    let column = (error.line() == 1).then(|| format!(" at column {}", error.column()));
    format!("is no JSON object: {fault}{}", column.unwrap_or_default())
}

/// `.csv or .tsv`.
fn listed(endings: &[String]) -> String {
    match endings {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        _ => endings.concat(),
    }
}

/// A copy in UTF-8 of a file whose lines cannot be found before it is decompressed and decoded; none of other
/// files.
fn copied(path: &Path, options: &ReadOptions) -> Result<Option<Copied>> {
    let read = |file: &Path| head(file).map_err(|error| Error::io(path, error));
    let mut head = read(path)?;
    let unpacked = packed::is_packed(&head).then(|| Copied::unpacked(path)).transpose()?;
    if let Some(copy) = &unpacked {
        head = read(&copy.path)?;
    }
    let labelled = options.encoding.as_deref().map(decode::named).transpose()?;
    if let (None, Some(Form::Refused(kind))) = (labelled, Form::of_bytes(&head)) {
        let what = format!("no collection but {kind}; give it as UTF-8 text");
        return Err(Error::input(path.to_string_lossy(), what).with_kind(ErrorKind::NotText));
    }
    let wide = labelled.or_else(|| decode::wide(&head)).filter(|encoding| !encoding.is_ascii_compatible());
    let Some(encoding) = wide else { return Ok(unpacked) };
    let data = unpacked.as_ref().map_or(path, |copy| &copy.path);
    Copied::decoded(path, data, encoding).map(Some)
}

/// The first bytes of a file.
fn head(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::new();
    File::open(path)?.take(4096).read_to_end(&mut head)?;
    Ok(head)
}

/// A JSON value as text: the items of a list, which are names or paragraphs, are joined by `gap`.
fn plain(value: Value, gap: &str) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => {
            let items: Vec<String> = items.into_iter().filter_map(|item| plain(item, gap)).collect();
            (!items.is_empty()).then(|| items.join(gap))
        }
        Value::Object(mut object) => {
            ["name", "text", "content"].iter().find_map(|key| object.remove(*key)).and_then(|v| plain(v, gap))
        }
        Value::Null | Value::Bool(_) => None,
    }
}
