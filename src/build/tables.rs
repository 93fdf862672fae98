//! What all shards hold together -> the tables beside them: links, errors and notes.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

use super::Sums;
use super::digest::Hashed;
use super::folder::Folder;
use super::shard::{FileFacts, links_name};
use crate::documents::{ERROR_COLUMNS, ErrorRow};
use crate::error::{Error, Result};
use crate::export::{AtomicFile, TextTable};
use crate::linking::{NOTE_COLUMNS, Noted};

/// The file of the table of errors.
pub const ERRORS: &str = "errors.csv";

/// Writes all three as files of unfinished work.
pub fn write(folder: &Folder, sums: &Sums, noted: &Noted, excel: bool) -> Result<[FileFacts; 3]> {
    Ok([
        links(folder, sums.files.len(), sums.links.rows)?,
        errors(folder, &sums.errors, excel)?,
        notes(folder, noted, excel)?,
    ])
}

/// The links of all shards in one table.
fn links(folder: &Folder, shards: usize, rows: usize) -> Result<FileFacts> {
    let name = "links.csv";
    let mut out = Hashed::new(folder.create(name)?);
    for number in 1..=shards {
        let part = folder.path(&links_name(number));
        let copied = File::open(&part).and_then(|file| append(file, &mut out, number == 1));
        copied.map_err(|source| Error::io(&part, source))?;
    }
    FileFacts::complete(out, name, rows)
}

/// Appends a part of the table of links, with its header line only where it is the first.
fn append(part: File, out: &mut impl Write, first: bool) -> std::io::Result<()> {
    let (mut part, mut header) = (BufReader::new(part), String::new());
    part.read_line(&mut header)?;
    if first {
        out.write_all(header.as_bytes())?;
    }
    std::io::copy(&mut part, out).map(drop)
}

/// The inputs that could not be used.
fn errors(folder: &Folder, rows: &[ErrorRow], excel: bool) -> Result<FileFacts> {
    let mut table = table(folder, ERRORS, &ERROR_COLUMNS, excel)?;
    for row in rows {
        table.row(row.cells())?;
    }
    FileFacts::complete(table.finish()?, ERRORS, rows.len())
}

/// The notes on documents.
fn notes(folder: &Folder, noted: &Noted, excel: bool) -> Result<FileFacts> {
    let name = "notes.csv";
    let mut table = table(folder, name, &NOTE_COLUMNS, excel)?;
    noted.each(|row| table.row(row))?;
    FileFacts::complete(table.finish()?, name, noted.count())
}

fn table(
    folder: &Folder,
    name: &str,
    columns: &[&str],
    excel: bool,
) -> Result<TextTable<Hashed<AtomicFile>>> {
    let shown = folder.path(name).display().to_string();
    TextTable::new(Hashed::new(folder.create(name)?), shown, columns, excel)
}

/// The number of rows in the table of errors at `path`.
pub fn count(path: &Path) -> Result<usize> {
    let file = File::open(path).map_err(|source| Error::io(path, source))?;
    Ok(csv::Reader::from_reader(file).records().count())
}
