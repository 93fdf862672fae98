//! A file of records -> the rows that its records stand in, one at a time: lines, and where quotes go over
//! several, those.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

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

    /// The row there.
    pub(super) fn read(self, file: &mut File) -> std::io::Result<Row> {
        let mut bytes = vec![0; self.len];
        file.seek(SeekFrom::Start(self.start))?;
        file.read_exact(&mut bytes)?;
        Ok(Row { place: self, bytes })
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

impl Row {
    /// Whether a quote of it is never closed.
    pub(super) fn is_open(&self, delimiter: u8) -> bool {
        Quote::after(&self.bytes, delimiter, Quote::Closed) == Quote::Open
    }
}

/// What a row is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A line.
    Line,
    /// Cells with this byte between; quotes go over several lines.
    Cells(u8),
    /// A JSON object, the next one behind a comma.
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
        let file = File::open(path).map_err(|e| Error::io(path, e))?;
        Ok(Rows { path: path.to_owned(), file: BufReader::new(file), shape, line: 0, number: 0, at: 0 })
    }

    /// Passes over the first rows, which name the cells and are not counted.
    pub(super) fn skip_header(&mut self, rows: usize) -> Result<()> {
        for _ in 0..rows {
            self.next().transpose()?;
        }
        self.number = 0;
        Ok(())
    }
}

impl Iterator for Rows {
    type Item = Result<Row>;

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
                return Some(Ok(Row { place, bytes }));
            }
        }
    }
}

/// Bytes that a record with a quote over several lines may take; a quote open for longer is one that was
/// never closed.
const LONGEST: usize = 1 << 24;

impl Rows {
    /// The next line, with the lines that a quote in it goes on over. A quote that is not closed as it should
    /// costs its own line only: what follows is read as if that line had none.
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

    /// Adds the next line, and says how many bytes it has.
    fn line(&mut self, bytes: &mut Vec<u8>) -> std::io::Result<usize> {
        let len = self.file.read_until(b'\n', bytes)?;
        self.at += len as u64;
        self.line += usize::from(len > 0);
        Ok(len)
    }

    /// Passes over what stands between the objects of a list.
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

    /// The next object; what opens as none is read to the end of its line, what is not closed to the end of
    /// the file or to the longest that a record may be.
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

/// How deep a place in JSON stands.
#[derive(Debug, Default)]
struct Nesting {
    depth: usize,
    quoted: bool,
    escaped: bool,
}

impl Nesting {
    /// Whether the object that was opened first is closed after `bytes` too.
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
