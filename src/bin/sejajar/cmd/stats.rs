//! `sejajar stats`: tables or a corpus -> counts of their content.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use sejajar::audit::Statistics;
use sejajar::export::{Place, no_input, open_table, tables};

use crate::progress::Steps;
use crate::say::Outcome;
use crate::statistics;
use crate::terminal;

/// Arguments of `stats`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  sejajar stats pairs.csv
  # all shards of a corpus made by build
  sejajar stats corpus/
  sejajar stats pairs.csv --format json | jq .confidence

Tokens are words by Unicode segmentation (UAX #29), types are distinct tokens regardless of case. Outlets \
and months are counted if the table was written with --meta.")]
pub struct Args {
    /// Tables (csv, tsv, jsonl), or folders of tables
    #[arg(required = true, value_name = "TABLE|DIR")]
    tables: Vec<PathBuf>,
    /// Output file; standard output when absent
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
    /// text or json
    #[arg(short, long, value_name = "FORMAT", default_value = "text", help_heading = "Output")]
    format: Form,
    /// Replace an output file that exists
    #[arg(long, help_heading = "Output")]
    overwrite: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    Text,
    Json,
}

/// Runs the command.
pub fn run(args: &Args) -> Result<Outcome> {
    let tables = tables(&args.tables, &Steps::default())?;
    args.output.iter().try_for_each(|output| no_input(output, &tables))?;
    let mut place = Place::open(args.output.as_deref(), args.overwrite)?;
    let mut counts = Statistics::default();
    for table in tables {
        for row in open_table(&table)? {
            counts.add(&row?);
        }
    }
    match args.format {
        Form::Text => {
            let page = terminal::page(args.output.as_deref());
            place.write_all(statistics::text(&counts, page).as_bytes())?;
        }
        Form::Json => {
            serde_json::to_writer_pretty(&mut place, &counts)?;
            place.write_all(b"\n")?;
        }
    }
    place.finish()?;
    Ok(Outcome::Done)
}
