//! `sejajar stats`: tables or a corpus -> what there is in them.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use sejajar::Error;
use sejajar::export::{FormatName, read_file};

use crate::files::Source;
use crate::place::Place;
use crate::say::Outcome;
use crate::statistics::Statistics;

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
    let tables = args.tables.iter().map(|path| tables(path)).collect::<Result<Vec<_>>>()?.concat();
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
        read_file(&table, None)?.iter().for_each(|row| statistics.add(row));
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
