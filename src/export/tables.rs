//! Paths that name native tables -> the files, and their rows one at a time.

use std::collections::HashSet;
use std::fs;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use super::{FormatName, Rows, identity, rows};
use crate::error::{Error, Result};
use crate::observer::{Observer, counted};

/// Tables that commands write and that hold no rows, by the beginning of their header.
const OTHERS: [(&str, &str); 5] = [
    ("article_id,report_id,rank,", "links"),
    ("article_id,report_id,rows,", "documents"),
    ("language,document,place,code,", "errors"),
    ("language,document,start,end,reason,", "dropped lines"),
    ("language,document,place,note,", "notes"),
];

/// The columns that end the header of a sample to judge.
const SAMPLE: &str = "stratum,population,status,note";

/// The tables that `arguments` name: those that are tables themselves, and those of the folders among them,
/// by name; each once.
///
/// # Errors
/// A folder that cannot be listed, or that holds no tables.
pub fn tables(arguments: &[PathBuf], observer: &dyn Observer) -> Result<Vec<PathBuf>> {
    let found = arguments.iter().map(|path| tables_of(path, observer)).collect::<Result<Vec<_>>>()?;
    Ok(once(found.concat(), observer))
}

/// The tables without those that are named again: their rows would be counted twice.
fn once(tables: Vec<PathBuf>, observer: &dyn Observer) -> Vec<PathBuf> {
    let (mut met, before) = (HashSet::new(), tables.len());
    let full = |path: &PathBuf| path.canonicalize().unwrap_or_else(|_| path.clone());
    let tables: Vec<PathBuf> = tables.into_iter().filter(|path| met.insert(full(path))).collect();
    if tables.len() < before {
        let again = counted(before - tables.len(), "table");
        observer.warn(&format!("{again} named again: read once"));
    }
    tables
}

fn tables_of(path: &Path, observer: &dyn Observer) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = fs::read_dir(path).map_err(|source| Error::io(path, source))?;
    let files = entries.collect::<io::Result<Vec<_>>>().map_err(|source| Error::io(path, source))?;
    let files = files.into_iter().map(|entry| entry.path());
    let mut tables: Vec<PathBuf> =
        files.filter(|path| is_table(path) && !is_of_audit(path, observer)).collect();
    tables.sort();
    if tables.is_empty() {
        let what = match path.join("unfinished").is_dir() {
            true => "is a corpus that is not finished; the build that began it continues it",
            false => "holds no tables of rows (csv, tsv, jsonl)",
        };
        return Err(Error::input(path.display().to_string(), what));
    }
    Ok(tables)
}

/// Whether a file of a folder is a table of rows; a corpus has other tables beside them.
fn is_table(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    !["links.csv", "errors.csv", "notes.csv", "dropped.csv"].iter().any(|other| name == *other)
        && FormatName::of_path(path).is_some_and(FormatName::is_native)
}

/// Whether a file of a folder was written by an audit of its tables, which is reported: its rows would be
/// counted twice.
fn is_of_audit(path: &Path, observer: &dyn Observer) -> bool {
    let head = header(path).unwrap_or_default();
    let what = match other_kind(&head) {
        Some("documents") => "documents",
        _ if head.ends_with(SAMPLE) => "a sample",
        _ => return false,
    };
    observer.warn(&format!("{}: holds {what} of an audit, and is passed over", path.display()));
    true
}

/// The first line of a file, if it is short.
fn header(path: &Path) -> Option<String> {
    let mut head = String::new();
    BufReader::new(Error::opened(path).ok()?).take(4096).read_line(&mut head).ok()?;
    Some(head.trim_start_matches('\u{feff}').trim_end().to_owned())
}

/// The contents of a table that holds no rows, as far as its header tells.
fn other_kind(head: &str) -> Option<&'static str> {
    OTHERS.iter().find(|(opening, _)| head.starts_with(opening)).map(|&(_, what)| what)
}

/// Opens a table, or standard input if it is `-`, whose rows are read as they are asked for.
///
/// # Errors
/// Those of [`rows`]; a table of another kind is named.
pub fn open_table(table: &Path) -> Result<Rows<'static>> {
    if table.as_os_str() == "-" {
        return rows("standard input", io::stdin().lock(), None);
    }
    let file = Error::opened(table)?;
    let name = table.display().to_string();
    rows(&name, file, None).map_err(|error| match header(table) {
        Some(head) if head.trim().is_empty() => {
            Error::input(name, "is empty: not even a first line names columns")
        }
        Some(head) => match other_kind(&head) {
            Some(what) => Error::input(
                name,
                format!("is a table of {what}; rows stand in the tables that align and build write"),
            ),
            None => error,
        },
        None => error,
    })
}

/// Refuses an output that would replace a table that it is made from, even one that may be overwritten.
///
/// # Errors
/// [`Error::Input`].
pub fn no_input(output: &Path, tables: &[PathBuf]) -> Result<()> {
    let Some(there) = identity(output) else { return Ok(()) };
    let is_input = |table: &PathBuf| table.as_os_str() != "-" && identity(table).as_ref() == Some(&there);
    if tables.iter().any(is_input) {
        return Err(Error::is_input(output));
    }
    Ok(())
}
