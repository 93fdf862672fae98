//! Files in a native format -> pairs, one at a time; messages name the file, the row and the column.

use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::Path;

use super::cell::Cell;
use super::spec::{RowIter, either};
use super::{Column, FormatName};
use crate::error::{Error, Result};
use crate::model::Pair;

/// Reads the native table at `path`; see [`read`].
///
/// # Errors
/// [`Error::Io`], and those of [`read`].
pub fn read_file(path: &Path, format: Option<FormatName>) -> Result<Vec<Pair>> {
    let file = Error::opened(path)?;
    rows(&path.display().to_string(), file, format)?.collect()
}

/// Reads a native table (csv, tsv or jsonl; told from its first line when `format` is absent); `name` is what
/// messages call it.
///
/// Columns are found by name: their order is free, columns of the user's own are passed over, and those that
/// earlier versions of the table did not have may be absent: sentences are then those from start to end, and
/// nothing is known of the rest. A byte order mark says that the table was written for a spreadsheet, and the
/// apostrophes that guard formulas are taken off again.
///
/// # Errors
/// [`Error::Line`] with the row (the header is row 1) for a missing column, a bad value or a broken row;
/// [`Error::Input`] for a table in UTF-16; [`Error::Option`] for a format that cannot be read back.
pub fn read(name: &str, bytes: &[u8], format: Option<FormatName>) -> Result<Vec<Pair>> {
    rows(name, bytes, format)?.collect()
}

/// The rows of a native table, each read when it is asked for, so that a table may be larger than memory;
/// behind an error nothing comes.
pub struct Rows<'r> {
    rows: RowIter<'r>,
    failed: bool,
}

impl Iterator for Rows<'_> {
    type Item = Result<Pair>;

    fn next(&mut self) -> Option<Result<Pair>> {
        let next = if self.failed { None } else { self.rows.next() };
        self.failed |= matches!(next, Some(Err(_)));
        next
    }
}

/// Opens a native table for reading row by row; see [`read`].
///
/// # Errors
/// Those of [`read`]: what is wrong with the header at once, what is wrong with a row when that is asked for.
pub fn rows<'r>(name: &str, input: impl Read + 'r, format: Option<FormatName>) -> Result<Rows<'r>> {
    let mut input = BufReader::new(input);
    let mut head = Vec::new();
    let first = input.by_ref().take(LONGEST_HEADER).read_until(b'\n', &mut head);
    first.map_err(|source| Error::io(name, source))?;
    let excel = head.starts_with(MARK);
    if excel {
        head.drain(..MARK.len());
    }
    if is_wide(&head) {
        let what =
            "is in UTF-16; save it as UTF-8 (a spreadsheet's \"CSV UTF-8\", or iconv -f UTF-16 -t UTF-8)";
        return Err(Error::input(name, what));
    }
    let format = format.unwrap_or_else(|| sniff(&head));
    let input = Cursor::new(head).chain(input);
    let reader = format.0.reader.ok_or_else(|| {
        let others = either(FormatName::all().filter(|format| format.is_native()));
        Error::Option(format!("{format} cannot be read back: {others} can"))
    })?;
    Ok(Rows { rows: reader(name, Box::new(input), excel)?, failed: false })
}

/// The byte order mark.
const MARK: &[u8] = "\u{FEFF}".as_bytes();

/// So much of a table is looked at to tell its format, in bytes.
const LONGEST_HEADER: u64 = 1 << 16;

/// Whether a table opens as UTF-16 does: with its mark, or with every other byte zero.
fn is_wide(head: &[u8]) -> bool {
    let zero =
        |from: usize| head.iter().skip(from).step_by(2).take(4).filter(|&&byte| byte == 0).count() == 4;
    head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]) || zero(0) != zero(1)
}

fn sniff(first: &[u8]) -> FormatName {
    match first {
        line if line.trim_ascii_start().starts_with(b"{") => FormatName::JSONL,
        line if line.contains(&b'\t') => FormatName::TSV,
        _ => FormatName::CSV,
    }
}

/// A pair from what was found for each column, in order.
pub(super) fn pair<'c>(
    name: &str,
    row: usize,
    cells: impl Iterator<Item = (&'c Column, Result<Cell<'static>, String>)>,
) -> Result<Pair> {
    let mut pair = Pair::default();
    for (column, cell) in cells {
        let put = cell.and_then(|cell| (column.put)(&mut pair, cell));
        put.map_err(|what| Error::line(name, row, format!("{}: {what}", column.name)))?;
    }
    Ok(pair)
}
