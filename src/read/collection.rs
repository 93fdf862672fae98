//! A collection of records (JSON lines, CSV, TSV) -> its records, one at a time, and their articles.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde_json::Value;

use super::fields::{Field, Fields};
use super::{ReadOptions, binary, date, decode, page, paragraphs, record, with_dateline};
use crate::error::{Error, Result};
use crate::model::{Article, Meta, Note, Paragraph, Span, trimmed};

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

/// Where a record stands in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowPlace {
    /// The line it starts on, from 1.
    pub line: usize,
    /// Its position among the records, from 1.
    pub number: usize,
    /// Where it starts in the file.
    start: u64,
    /// How many bytes it takes.
    len: usize,
}

impl RowPlace {
    /// The place as numbers that [`from_words`](RowPlace::from_words) reads.
    pub fn to_words(self) -> [u64; 4] {
        [self.line as u64, self.number as u64, self.start, self.len as u64]
    }

    /// The place that [`to_words`](RowPlace::to_words) wrote.
    pub fn from_words([line, number, start, len]: [u64; 4]) -> Self {
        RowPlace { line: line as usize, number: number as usize, start, len: len as usize }
    }
}

/// A record as it stands in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Where it stands.
    pub place: RowPlace,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A record read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// What it is called: its own name, or its number.
    pub name: String,
    /// Whether the name is its own.
    pub named: bool,
    /// What it says of its article.
    pub meta: Meta,
    /// The text, or the page.
    pub text: String,
    /// Whether the text is a page or a piece of one.
    pub html: bool,
    /// The encoding of the file.
    pub encoding: &'static str,
    /// What the reader noticed.
    pub notes: Vec<Note>,
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
            rows.next().transpose()?;
            rows.number = 0;
        }
        Ok(rows)
    }

    /// The bytes of a record again.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn row(&self, place: RowPlace) -> Result<Row> {
        let mut bytes = vec![0; place.len];
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(place.start))
            .and_then(|_| file.read_exact(&mut bytes))
            .map_err(|e| Error::io(&self.path, e))?;
        Ok(Row { place, bytes })
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
        let file = File::open(&self.path).map_err(|e| Error::io(&self.path, e))?;
        let delimiter = (self.form != CollectionForm::Jsonl).then(|| self.form.delimiter());
        Ok(Rows { path: self.path.clone(), file: BufReader::new(file), delimiter, line: 0, number: 0, at: 0 })
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
        if Quote::after(&row.bytes, self.form.delimiter(), Quote::Closed) == Quote::Open {
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

impl Record {
    /// The article of the record; `name` is what messages call it.
    ///
    /// Where the record names a title apart from the text, [`Article::text`] is the title, a blank line and the text.
    ///
    /// # Errors
    /// [`Error::Input`] when a page holds no article.
    pub fn article(self, name: &str) -> Result<Article> {
        let Record { meta, text, html, encoding, notes, .. } = self;
        let mut article = if html {
            let fragment = !page::is_page(&text);
            let found = page::article(&text, meta.title.as_deref(), fragment);
            found
                .ok_or_else(|| Error::input(name, "no article text found: its page holds no running text"))?
        } else {
            titled(text, meta.title.as_deref())
        };
        article.meta = given(meta, article.meta);
        Ok(with_dateline(Article { name: name.to_owned(), encoding, notes, ..article }))
    }
}

/// A text below its title, unless it opens with that.
fn titled(text: String, title: Option<&str>) -> Article {
    let mut article = Article { text, ..Article::default() };
    let Some(title) = title else {
        article.paragraphs = paragraphs::paragraphs(&article.text);
        article.find_title();
        article.meta.published = date::of_head(&article.text, &article.paragraphs, article.title);
        return article;
    };
    let start = trimmed(&article.text).start;
    let repeats =
        article.text[start..].strip_prefix(title).is_some_and(|rest| rest.starts_with(['\n', '\r']));
    if !repeats {
        article.text = format!("{title}\n\n{}", article.text);
    }
    let head =
        Span::new(if repeats { start } else { 0 }, if repeats { start + title.len() } else { title.len() });
    let body = &article.text[head.end..];
    let shift = |span: Span| Span::new(span.start + head.end, span.end + head.end);
    let moved = paragraphs::paragraphs(body).into_iter().map(|paragraph| Paragraph {
        span: shift(paragraph.span),
        lines: paragraph.lines.into_iter().map(shift).collect(),
    });
    article.paragraphs = std::iter::once(Paragraph::line(head)).chain(moved).collect();
    article.title = Some(head);
    article.meta.published = date::of_head(&article.text, &article.paragraphs[1..], None);
    article
}

/// What the record says, and what its page says where the record is silent.
fn given(record: Meta, found: Meta) -> Meta {
    Meta {
        title: record.title.or(found.title),
        published: record.published.or(found.published),
        url: record.url.or(found.url),
        outlet: record.outlet.or(found.outlet),
        byline: record.byline.or(found.byline),
        dateline: found.dateline,
    }
}

/// The rows of a collection, one at a time.
#[derive(Debug)]
pub struct Rows {
    path: PathBuf,
    file: BufReader<File>,
    /// Between cells; `None` where a line is a record.
    delimiter: Option<u8>,
    line: usize,
    number: usize,
    at: u64,
}

impl Iterator for Rows {
    type Item = Result<Row>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (line, start) = (self.line + 1, self.at);
            let bytes = match self.read() {
                Ok(bytes) if bytes.is_empty() => return None,
                Ok(bytes) => bytes,
                Err(error) => return Some(Err(Error::io(&self.path, error))),
            };
            if bytes.trim_ascii() != b"" && bytes.trim_ascii() != b"\xef\xbb\xbf" {
                self.number += 1;
                let place = RowPlace { line, number: self.number, start, len: bytes.len() };
                return Some(Ok(Row { place, bytes }));
            }
        }
    }
}

/// Bytes that a record with a quote over several lines may take; a quote open for longer is one that was never closed.
const LONGEST: usize = 1 << 24;

impl Rows {
    /// The next line, with the lines that a quote in it goes on over. A quote that is not closed as it should costs its own line
    /// only: what follows is read as if that line had none.
    fn read(&mut self) -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.line(&mut bytes)?;
        let Some(delimiter) = self.delimiter else { return Ok(bytes) };
        let (first, at, line) = (bytes.len(), self.at, self.line);
        let mut quote = Quote::after(&bytes, delimiter, Quote::Closed);
        while quote == Quote::Open {
            let from = bytes.len();
            let is_end = self.line(&mut bytes)? == 0 || bytes.len() > LONGEST;
            quote = if is_end { Quote::Broken } else { Quote::after(&bytes[from..], delimiter, quote) };
        }
        if quote == Quote::Broken {
            bytes.truncate(first);
            self.file.seek(SeekFrom::Start(at))?;
            (self.at, self.line) = (at, line);
        }
        Ok(bytes)
    }

    /// Adds the next line, and says how many bytes it has.
    fn line(&mut self, bytes: &mut Vec<u8>) -> std::io::Result<usize> {
        let len = self.file.read_until(b'\n', bytes)?;
        self.at += len as u64;
        self.line += usize::from(len > 0);
        Ok(len)
    }
}

/// How it stands with quotes at the end of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quote {
    Closed,
    /// The cell goes on in the next line.
    Open,
    /// A quote that was open before ended in the middle of a cell: it was opened where nothing closed it.
    Broken,
}

impl Quote {
    /// After a line that starts as `before` says; quotes open at the start of a cell only.
    fn after(line: &[u8], delimiter: u8, before: Quote) -> Quote {
        let mut quoted = before == Quote::Open;
        let (mut fresh, mut is_old) = (!quoted, quoted);
        for (at, &byte) in line.iter().enumerate() {
            match byte {
                b'"' if quoted => {
                    quoted = false;
                    let next = line.get(at + 1).copied().unwrap_or(b'\n');
                    if is_old && next != delimiter && !matches!(next, b'"' | b'\r' | b'\n') {
                        return Quote::Broken;
                    }
                }
                // A doubled quote closes and opens again.
                b'"' if fresh => quoted = true,
                _ => {}
            }
            is_old &= quoted || byte == b'"';
            fresh = !quoted && (byte == delimiter || byte == b'"');
        }
        if quoted { Quote::Open } else { Quote::Closed }
    }
}
