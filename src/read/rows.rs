//! A file of records -> the rows that hold its records, one at a time: a line each, or several lines if a
//! quoted cell continues.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// The position of a record in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowPlace {
    /// The line on which it starts, from 1.
    pub line: usize,
    /// Its position among the records, from 1.
    pub number: usize,
    /// Its offset in the file.
    start: u64,
    /// Its length in bytes.
    len: usize,
}

impl RowPlace {
    /// The place as numbers, which [`from_words`](RowPlace::from_words) reads.
    pub fn to_words(self) -> [u64; 4] {
        [self.line as u64, self.number as u64, self.start, self.len as u64]
    }

    /// The place that [`to_words`](RowPlace::to_words) wrote.
    pub fn from_words([line, number, start, len]: [u64; 4]) -> Self {
        RowPlace { line: line as usize, number: number as usize, start, len: len as usize }
    }

    /// The row there.
    pub(super) fn read(self, file: &mut File) -> std::io::Result<CollectionRow> {
        let mut bytes = vec![0; self.len];
        file.seek(SeekFrom::Start(self.start))?;
        file.read_exact(&mut bytes)?;
        Ok(CollectionRow { place: self, bytes })
    }
}

/// A record as written in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CollectionRow {
    /// Its position.
    pub place: RowPlace,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl CollectionRow {
    /// Whether it has a quote that is never closed.
    pub(super) fn is_open(&self, delimiter: u8) -> bool {
        Quote::after(&self.bytes, delimiter, Quote::Closed) == Quote::Open
    }
}

/// The shape of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A line.
    Line,
    /// Cells with this byte between them; a quoted cell may continue over several lines.
    Cells(u8),
    /// A JSON object, with a comma before the next one.
    Object,
}

/// The rows of a collection, one at a time.
#[derive(Debug)]
pub struct Rows {
    path: PathBuf,
    file: BufReader<File>,
    shape: Shape,
    line: usize,
    number: usize,
    at: u64,
}

impl Rows {
    /// The rows of a file from its start.
    pub(super) fn open(path: &Path, shape: Shape) -> Result<Self> {
        let file = Error::opened(path)?;
        Ok(Rows { path: path.to_owned(), file: BufReader::new(file), shape, line: 0, number: 0, at: 0 })
    }

    /// Skips the first rows, which name the cells and are not counted.
    pub(super) fn skip_header(&mut self, rows: usize) -> Result<()> {
        for _ in 0..rows {
            self.next().transpose()?;
        }
        self.number = 0;
        Ok(())
    }
}

impl Iterator for Rows {
    type Item = Result<CollectionRow>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.shape == Shape::Object
                && let Err(error) = self.pass_over()
            {
                return Some(Err(Error::io(&self.path, error)));
            }
            let (line, start) = (self.line + 1, self.at);
            let bytes = match self.read() {
                Ok(bytes) if bytes.is_empty() => return None,
                Ok(bytes) => bytes,
                Err(error) => return Some(Err(Error::io(&self.path, error))),
            };
            if bytes.trim_ascii() != b"" && bytes.trim_ascii() != b"\xef\xbb\xbf" {
                self.number += 1;
                let place = RowPlace { line, number: self.number, start, len: bytes.len() };
                return Some(Ok(CollectionRow { place, bytes }));
            }
        }
    }
}

/// Maximum length in bytes of a record with a quoted cell over several lines; a longer one was never closed.
const LONGEST: usize = 1 << 24;

impl Rows {
    /// The next line, with the lines over which a quoted cell continues. A quote that is not closed properly
    /// affects only its own line: the following lines are read as if it had none.
    fn read(&mut self) -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let delimiter = match self.shape {
            Shape::Object => return self.object(),
            Shape::Line => {
                self.line(&mut bytes)?;
                return Ok(bytes);
            }
            Shape::Cells(delimiter) => delimiter,
        };
        self.line(&mut bytes)?;
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

    /// Adds the next line, and returns its length in bytes.
    fn line(&mut self, bytes: &mut Vec<u8>) -> std::io::Result<usize> {
        let len = self.file.read_until(b'\n', bytes)?;
        self.at += len as u64;
        self.line += usize::from(len > 0);
        Ok(len)
    }

    /// Skips the text between the objects of a list.
    fn pass_over(&mut self) -> std::io::Result<()> {
        loop {
            let buffer = self.file.fill_buf()?;
            let between = |byte: &&u8| {
                byte.is_ascii_whitespace() || matches!(**byte, b'[' | b']' | b',' | 0xef | 0xbb | 0xbf)
            };
            let len = buffer.iter().take_while(between).count();
            self.line += memchr::memchr_iter(b'\n', &buffer[..len]).count();
            self.at += len as u64;
            let ends = len < buffer.len() || buffer.is_empty();
            self.file.consume(len);
            if ends {
                return Ok(());
            }
        }
    }

    /// The next object. Text that is not an object is read to the end of its line, an object that is not
    /// closed to the end of the file or to the maximum length of a record.
    fn object(&mut self) -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        if self.file.fill_buf()?.first() != Some(&b'{') {
            self.line(&mut bytes)?;
            return Ok(bytes);
        }
        let mut nesting = Nesting::default();
        loop {
            let from = bytes.len();
            let len = self.file.read_until(b'}', &mut bytes)?;
            self.at += len as u64;
            self.line += memchr::memchr_iter(b'\n', &bytes[from..]).count();
            if len == 0 || nesting.closes(&bytes[from..]) || bytes.len() > LONGEST {
                return Ok(bytes);
            }
        }
    }
}

/// The nesting at a position in JSON.
#[derive(Debug, Default)]
struct Nesting {
    depth: usize,
    quoted: bool,
    escaped: bool,
}

impl Nesting {
    /// Whether the first object is closed by the end of `bytes`.
    fn closes(&mut self, bytes: &[u8]) -> bool {
        for &byte in bytes {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' if self.quoted => self.escaped = true,
                b'"' => self.quoted = !self.quoted,
                b'{' if !self.quoted => self.depth += 1,
                b'}' if !self.quoted => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        }
        self.depth == 0
    }
}

/// The state of quoting at the end of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quote {
    Closed,
    /// A quoted cell continues on the next line.
    Open,
    /// A quote that was open before ended in the middle of a cell, so it was opened by mistake.
    Broken,
}

impl Quote {
    /// The state after a line that starts in state `before`; quotes open only at the start of a cell.
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
