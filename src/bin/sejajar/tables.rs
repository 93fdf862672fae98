//! Arguments that name native tables -> the files, and their rows one at a time.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Result;
use sejajar::Error;
use sejajar::export::{self, FormatName, Rows};

use crate::files::Source;

/// The tables of all arguments: those that are tables themselves, and those of the folders among them, by name.
pub fn tables(arguments: &[PathBuf]) -> Result<Vec<PathBuf>> {
    Ok(arguments.iter().map(|path| tables_of(path)).collect::<Result<Vec<_>>>()?.concat())
}

fn tables_of(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = std::fs::read_dir(path).map_err(|source| Error::io(path, source))?;
    let files = entries.collect::<io::Result<Vec<_>>>().map_err(|source| Error::io(path, source))?;
    let mut tables: Vec<PathBuf> =
        files.into_iter().map(|entry| entry.path()).filter(|path| is_table(path)).collect();
    tables.sort();
    if tables.is_empty() {
        let what = "holds no tables of rows (csv, tsv, jsonl)";
        return Err(Error::input(path.display().to_string(), what).into());
    }
    Ok(tables)
}

/// Whether a file of a folder is a table of rows; a corpus has tables of other things beside them.
fn is_table(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    name != "links.csv"
        && name != "errors.csv"
        && FormatName::of_path(path).is_some_and(FormatName::is_native)
}

/// Opens a table, or standard input, whose rows are read as they are asked for.
pub fn rows(table: &Path) -> Result<Rows<'static>> {
    Ok(match Source::of(table) {
        Source::Stdin => export::rows("standard input", io::stdin().lock(), None)?,
        _ => {
            let file = File::open(table).map_err(|source| Error::io(table, source))?;
            export::rows(&table.display().to_string(), file, None)?
        }
    })
}

/// An output must not take the place of a table that it is made from, not even with `--overwrite`.
pub fn no_input(output: &Path, tables: &[PathBuf]) -> Result<()> {
    if tables.iter().any(|table| Source::of(table).is(output)) {
        let what = "is an input of this run; write somewhere else";
        return Err(Error::input(output.display().to_string(), what).into());
    }
    Ok(())
}
