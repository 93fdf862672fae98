//! Arguments that name native tables -> the files, and their rows one at a time.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::Result;
use sejajar::Error;
use sejajar::auditing::{DOCUMENT_COLUMNS, SAMPLE_COLUMNS};
use sejajar::export::{self, FormatName, Rows};

use crate::say::{self, counted};
use sejajar::documents::Source;

/// The tables of all arguments: those that are tables themselves, and those of the folders among them, by
/// name; each once.
pub fn tables(arguments: &[PathBuf]) -> Result<Vec<PathBuf>> {
    Ok(once(arguments.iter().map(|path| tables_of(path)).collect::<Result<Vec<_>>>()?.concat()))
}

/// The tables without those that are named again: their rows would be counted twice.
fn once(tables: Vec<PathBuf>) -> Vec<PathBuf> {
    let (mut met, before) = (HashSet::new(), tables.len());
    let full = |path: &PathBuf| path.canonicalize().unwrap_or_else(|_| path.clone());
    let tables: Vec<PathBuf> = tables.into_iter().filter(|path| met.insert(full(path))).collect();
    if tables.len() < before {
        let again = counted(before - tables.len(), "table");
        say::warning(&format!("{again} named again: read once"));
    }
    tables
}

fn tables_of(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = std::fs::read_dir(path).map_err(|source| Error::io(path, source))?;
    let files = entries.collect::<io::Result<Vec<_>>>().map_err(|source| Error::io(path, source))?;
    let mut tables: Vec<PathBuf> = files
        .into_iter()
        .map(|entry| entry.path())
        .filter(|path| is_table(path) && !is_of_audit(path))
        .collect();
    tables.sort();
    if tables.is_empty() {
        let what = match path.join("unfinished").is_dir() {
            true => "is a corpus that is not finished; the build that began it goes on with it",
            false => "holds no tables of rows (csv, tsv, jsonl)",
        };
        return Err(Error::input(path.display().to_string(), what).into());
    }
    Ok(tables)
}

/// Whether a file of a folder is a table of rows; a corpus has tables of other things beside them.
fn is_table(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    !["links.csv", "errors.csv", "notes.csv"].iter().any(|other| name == *other)
        && FormatName::of_path(path).is_some_and(FormatName::is_native)
}

/// Whether a file of a folder was written by an audit of its tables, which is told: its rows would be counted
/// twice.
fn is_of_audit(path: &Path) -> bool {
    let head = header(path).unwrap_or_default();
    let what = match () {
        () if head == DOCUMENT_COLUMNS.join(",") => "documents",
        () if head.ends_with(&SAMPLE_COLUMNS.join(",")) => "a sample",
        () => return false,
    };
    say::warning(&format!("{}: holds {what} of an audit, and is passed over", path.display()));
    true
}

/// The first line of a file, where it is short.
fn header(path: &Path) -> Option<String> {
    let mut head = String::new();
    BufReader::new(File::open(path).ok()?).take(4096).read_line(&mut head).ok()?;
    Some(head.trim_start_matches('\u{feff}').trim_end().to_owned())
}

/// Opens a table, or standard input, whose rows are read as they are asked for; what is another kind of table
/// is told.
pub fn rows(table: &Path) -> Result<Rows<'static>> {
    Ok(match Source::of(table) {
        Source::Stdin => export::rows("standard input", io::stdin().lock(), None)?,
        _ => {
            let file = File::open(table).map_err(|source| Error::io(table, source))?;
            let rows = export::rows(&table.display().to_string(), file, None);
            rows.map_err(|error| match other_kind(table) {
                Some(what) => Error::input(table.display().to_string(), what),
                None => error,
            })?
        }
    })
}

/// What a file is that is no table of rows, as far as its first line says so.
fn other_kind(path: &Path) -> Option<&'static str> {
    let head = header(path)?;
    let opens = |columns: &[&str]| head.starts_with(&columns.join(","));
    match () {
        () if head.trim().is_empty() => Some("is empty: not even a first line names columns"),
        () if opens(&sejajar::linking::LINK_COLUMNS.map(|column| column.name)) => {
            Some("is a table of links; rows stand in the tables that align and build write")
        }
        () if opens(&DOCUMENT_COLUMNS) => {
            Some("is a table of documents; rows stand in the tables that align and build write")
        }
        () if opens(&sejajar::build::ERROR_COLUMNS) => {
            Some("is a table of errors; rows stand in the tables that align and build write")
        }
        () if opens(&sejajar::linking::NOTE_COLUMNS) => {
            Some("is a table of notes; rows stand in the tables that align and build write")
        }
        () => None,
    }
}

/// An output must not take the place of a table that it is made from, not even with `--overwrite`.
pub fn no_input(output: &Path, tables: &[PathBuf]) -> Result<()> {
    if tables.iter().any(|table| Source::of(table).is(output)) {
        let what = "is an input of this run; write somewhere else";
        return Err(Error::input(output.display().to_string(), what).into());
    }
    Ok(())
}
