//! `sejajar stats`: tables or a corpus -> what there is in them.

use std::collections::HashSet;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use sejajar::Error;
use sejajar::export::{FormatName, read_file};
use sejajar::model::Pair;

use crate::building::ERRORS;
use crate::files::Source;
use crate::place::Place;
use crate::say::{self, Outcome, counted};
use crate::statistics::Statistics;
use crate::{links, notes};

/// Arguments of `stats`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  sejajar stats pairs.csv
  sejajar stats corpus/                        all shards of a corpus that build has made
  sejajar stats pairs.csv --format json | jq .confidence

Tokens are words as Unicode segments them (UAX #29), types are different ones in any case. Outlets and months are known where the
table was written with --meta.")]
pub struct Args {
    /// Tables (csv, tsv, jsonl), or folders of them
    #[arg(required = true, value_name = "TABLE|DIR")]
    tables: Vec<PathBuf>,
    /// text, to read, or json
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    format: Form,
    /// Output file; standard output when absent
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace an output file that exists
    #[arg(long)]
    overwrite: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    Text,
    Json,
}

/// Runs the verb.
pub fn run(args: &Args) -> Result<Outcome> {
    let tables = once(args.tables.iter().map(|path| tables(path)).collect::<Result<Vec<_>>>()?.concat());
    if let Some(out) =
        args.output.as_deref().filter(|out| tables.iter().any(|table| Source::of(table).is(out)))
    {
        return Err(
            Error::input(out.display().to_string(), "is an input of this run; write somewhere else").into()
        );
    }
    let mut place = Place::open(args.output.as_deref(), args.overwrite)?;
    let mut statistics = Statistics::default();
    for table in tables {
        rows(&table)?.iter().for_each(|row| statistics.add(row));
    }
    match args.format {
        Form::Text => place.write_all(statistics.text().as_bytes())?,
        Form::Json => {
            serde_json::to_writer_pretty(&mut place, &statistics)?;
            place.write_all(b"\n")?;
        }
    }
    place.finish()?;
    Ok(Outcome::Done)
}

/// The tables without those that are named again: their rows would be counted twice.
fn once(tables: Vec<PathBuf>) -> Vec<PathBuf> {
    let (mut met, before) = (HashSet::new(), tables.len());
    let full = |path: &PathBuf| path.canonicalize().unwrap_or_else(|_| path.clone());
    let tables: Vec<PathBuf> = tables.into_iter().filter(|path| met.insert(full(path))).collect();
    if tables.len() < before {
        let again = counted(before - tables.len(), "table");
        say::warning(&format!("{again} named again: counted once"));
    }
    tables
}

/// The rows of a table; what is another kind of table is told.
fn rows(path: &Path) -> Result<Vec<Pair>> {
    read_file(path, None).map_err(|error| {
        let what = match error {
            Error::Line { line: 1, .. } => other_kind(path),
            _ => None,
        };
        what.map_or(error, |what| Error::input(path.display().to_string(), what)).into()
    })
}

/// What a file is that is no table of rows, as far as its first line says so.
fn other_kind(path: &Path) -> Option<&'static str> {
    let mut head = String::new();
    BufReader::new(File::open(path).ok()?).take(4096).read_line(&mut head).ok()?;
    let head = head.trim_start_matches('\u{feff}');
    let opens = |columns: &[&str]| head.trim_end().starts_with(&columns.join(","));
    match () {
        () if head.trim().is_empty() => Some("is empty: not even a first line names columns"),
        () if opens(&links::COLUMNS) => {
            Some("is a table of links; rows stand in the tables that align and build write")
        }
        () if opens(&ERRORS) => {
            Some("is a table of errors; rows stand in the tables that align and build write")
        }
        () if opens(&notes::COLUMNS) => {
            Some("is a table of notes; rows stand in the tables that align and build write")
        }
        () => None,
    }
}

/// The tables of an argument: itself, or those of the folder that it is, by name.
fn tables(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = std::fs::read_dir(path).map_err(|source| Error::io(path, source))?;
    let files = entries.collect::<std::io::Result<Vec<_>>>().map_err(|source| Error::io(path, source))?;
    let mut tables: Vec<PathBuf> =
        files.into_iter().map(|entry| entry.path()).filter(|path| is_table(path)).collect();
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
