//! `sejajar export`: tables -> the files of other tools, all rows or chosen ones, whole or in parts.

use std::fmt::Write;
use std::path::PathBuf;

use anyhow::Result;
use sejajar::audit::CODES;
use sejajar::export::{
    Export, ExportOptions, Exported, FormatName, Input, LeftOut, OutputOptions, Parts, Selection,
};
use sejajar::{Error, suggestion};

use crate::output::{by_ending, format_name, tell_losses};
use crate::progress::Steps;
use crate::say::{self, Outcome, counted, grouped};
use crate::terminal;

/// Arguments of `export`.
#[derive(Debug, clap::Args)]
#[command(after_help = names(), after_long_help = help())]
pub struct Args {
    /// Tables (csv, tsv, jsonl), folders of tables such as a corpus made by build, or - for standard input
    #[arg(required = true, value_name = "TABLE|DIR")]
    tables: Vec<PathBuf>,
    /// File, or a folder for one file per pair of documents
    ///
    /// A folder exists or ends in a slash; for moses, the name is the common prefix of both files. When
    /// absent, the rows go to standard output.
    #[arg(short, long, value_name = "FILE|DIR", help_heading = "Output")]
    output: Option<PathBuf>,
    /// Format to write, see the list below; when absent, the ending of -o decides
    #[arg(long, value_name = "FORMAT", value_parser = format_name, help_heading = "Output")]
    to: Option<FormatName>,
    /// Keep the columns with the metadata of both documents, if there are any
    ///
    /// Concerns csv, tsv, jsonl and parquet; other formats always keep them.
    #[arg(long, help_heading = "Output")]
    meta: bool,
    /// Parts and their shares: train=.8,dev=.1,test=.1
    ///
    /// Documents are never divided, and those connected by an article or a report stay together; NAME.EXT
    /// becomes NAME.train.EXT …
    #[arg(long, value_name = "PARTS", requires = "output", value_parser = parts, help_heading = "Output")]
    split: Option<Parts>,
    /// Seed of the division into parts
    #[arg(long, value_name = "N", default_value_t = 0, requires = "split", help_heading = "Output")]
    seed: u64,
    /// For spreadsheets: a byte order mark, and texts that cannot run as formulas
    ///
    /// Concerns csv and tsv. Texts that would run as formulas begin with an apostrophe.
    #[arg(long, help_heading = "Output")]
    excel: bool,
    /// Write a data dictionary (NAME.schema.json) beside the table
    #[arg(long, requires = "output", help_heading = "Output")]
    schema: bool,
    /// Replace output files that exist
    #[arg(long, help_heading = "Output")]
    overwrite: bool,
    #[command(flatten)]
    choice: Choice,
    /// Print only errors and warnings
    #[arg(short, long, help_heading = "General")]
    quiet: bool,
}

/// The selection of rows.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Rows")]
struct Choice {
    /// Only rows of at least this confidence
    #[arg(long, value_name = "X")]
    min_confidence: Option<f64>,
    /// Only rows of these shapes, such as 1-1,2-1
    #[arg(long, value_name = "SHAPE", value_delimiter = ',')]
    align_type: Vec<String>,
    /// Only rows without these flags, such as moved,date-mismatch
    #[arg(long, value_name = "FLAG", value_delimiter = ',')]
    without: Vec<String>,
    /// Only the first of all pairs of the same texts
    ///
    /// Case, spacing and punctuation are disregarded.
    #[arg(long)]
    dedup: bool,
    /// Leave out rows of unaligned sentences; formats of pairs always do
    #[arg(long)]
    aligned_only: bool,
}

/// The names of the formats.
fn names() -> String {
    let names: Vec<_> = FormatName::all().map(FormatName::name).collect();
    format!("Formats: {}", names.join(", "))
}

/// The formats with their descriptions, and examples.
fn help() -> String {
    let line = |format: FormatName| format!("\n  {:<10}{}", format.name(), format.about());
    FormatName::all().map(line).fold("Formats:".to_owned(), |list, line| list + &line)
        + "\n
Examples:
  sejajar export pairs.csv -o pairs.tmx
  # corpus.ind and corpus.eng
  sejajar export pairs.csv --to moses --min-confidence .9 --dedup -o corpus
  # corpus.train.jsonl, corpus.dev.jsonl, corpus.test.jsonl
  sejajar export built/ --to hf --split train=.8,dev=.1,test=.1 --seed 7 \\
      -o corpus.jsonl
  # opus/align.xml, opus/ind/NAME.xml, opus/eng/NAME.xml
  sejajar export pairs.csv --to xces -o opus/
  sejajar export pairs.csv --to csv --excel --align-type 1-1 \\
      --without moved -o excel.csv

Tables are read row by row, so they may be larger than memory. --dedup takes 20 to 40 bytes of memory per \
pair; --split keeps the names of all documents in memory and reads the tables twice."
}

fn parts(text: &str) -> Result<Parts, String> {
    text.parse().map_err(|error: Error| error.to_string())
}

/// Runs the command.
pub fn run(args: &Args) -> Result<Outcome> {
    let format = args.format()?;
    let export = Export {
        output: args.output.clone(),
        form: OutputOptions {
            format,
            options: ExportOptions {
                excel: args.excel,
                meta: args.meta,
                page: terminal::page(args.output.as_deref()),
            },
            overwrite: args.overwrite,
            schema: args.schema,
        },
        selection: args.choice.selection(),
        split: args.split.clone(),
        seed: args.seed,
    };
    let exported = export.run(Input::Files(&args.tables), &Steps::default())?;
    tell(args, format, &exported);
    Ok(Outcome::Done)
}

impl Args {
    /// The format by `--to`, or by the ending of `-o`.
    fn format(&self) -> Result<FormatName> {
        let format = self.to.map_or_else(|| by_ending(self.output.as_deref(), "--to"), |it| Ok(Some(it)))?;
        format.ok_or_else(|| {
            let formats: Vec<_> = FormatName::all().map(FormatName::name).collect();
            let what = "which format? give --to, or -o with an ending that says it, such as pairs.tmx";
            Error::Option(format!("{what}; formats are {}", formats.join(", "))).into()
        })
    }
}

impl Choice {
    fn selection(&self) -> Selection {
        Selection {
            min_confidence: self.min_confidence,
            align_types: self.align_type.clone(),
            without: self.without.clone(),
            aligned_only: self.aligned_only,
            dedup: self.dedup,
        }
    }
}

/// Reports what was written and what was not.
fn tell(args: &Args, format: FormatName, exported: &Exported) {
    for (name, written) in &exported.written {
        tell_losses(name, format, written.losses);
        if written.rows == 0 {
            say::warning(&format!("{name}: no row is left"));
        }
    }
    for flag in &exported.unmet {
        let known = CODES.iter().map(|code| code.code);
        let hint = if known.clone().any(|code| code == flag) {
            String::new()
        } else {
            suggestion::hint(flag, known)
        };
        say::warning(&format!("--without {flag}: no row has this flag{hint}"));
    }
    if exported.has_meta && format.is_table() && !args.meta {
        say::warning("the table has columns of metadata, which only --meta keeps");
    }
    if !args.quiet {
        say::info(&summary(exported));
    }
}

/// `1,234 rows: train 1,000, dev 234; left out: 20 unaligned, 3 repeated`.
fn summary(exported: &Exported) -> String {
    let Exported { written, left_out, .. } = exported;
    let mut out = counted(written.iter().map(|(_, written)| written.rows).sum(), "row");
    if let [_, _, ..] = &written[..] {
        let parts: Vec<_> = written.iter().map(|(name, w)| format!("{name} {}", grouped(w.rows))).collect();
        let _ = write!(out, ": {}", parts.join(", "));
    }
    let reasons: Vec<_> =
        left_out.iter().map(|(reason, n)| format!("{} {}", grouped(*n), said(*reason))).collect();
    if !reasons.is_empty() {
        let _ = write!(out, "; left out: {}", reasons.join(", "));
    }
    out
}

fn said(reason: LeftOut) -> &'static str {
    match reason {
        LeftOut::Unaligned => "unaligned",
        LeftOut::Confidence => "below the minimum confidence",
        LeftOut::Shape => "of other shapes",
        LeftOut::Flag => "with unwanted flags",
        LeftOut::Duplicate => "repeated",
    }
}
