//! `sejajar audit`: tables -> disagreements, omissions and additions, a sample to judge, and estimates of
//! the quality of the corpus.

use std::fmt::Write as _;
use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use sejajar::audit::{CODES, Code, Gate, Severity};
use sejajar::auditing::{Judgements, Limits, Report, judged};
use sejajar::export::{Place, no_input, tables};
use sejajar::suggestion;

use crate::auditing::{Sinks, each, judged_text};
use crate::progress::Steps;
use crate::say::Outcome;
use crate::terminal;

/// Arguments of `audit`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  # a page to read: suspect rows, omissions, additions
  sejajar audit pairs.csv
  # the same as one web page with pictures, and the pictures as SVG files
  sejajar audit corpus/ --html audit.html --figures pictures/ -q
  # any table, with all flags renewed
  sejajar audit pairs.csv --rows audited.csv
  # exit status 3 if a row has such a flag
  sejajar audit pairs.csv -q --fail-on error,moved
  # rows to judge: fill in the column status, by hand or with review
  sejajar audit corpus/ --sample 200 -o sample.csv
  # precision and recall with intervals, by stratum and overall
  sejajar audit --judged sample.csv
  # and Cohen's kappa of two judges with the rows on which they differ
  sejajar audit --judged sample.csv second.csv
  # an article alone: its contradictions in itself
  sejajar audit kim.ind.txt
  # every flag: severity, meaning, the codes of other schemes
  sejajar audit --codes

Texts are read again, so that tables of other tools and of older versions are judged by the same rules. A \
table has the native columns (docs/table.md), in any order; all cells but positions may be empty. The rows \
of one document must be contiguous. The flags moved and partial, and unknown flags, are kept.")]
pub struct Args {
    /// Tables (csv, tsv, jsonl), folders of tables, or - for standard input; or single articles
    ///
    /// A corpus made by build is such a folder. Articles are texts or web pages (txt, html).
    #[arg(required_unless_present_any = ["judged", "codes"], value_name = "TABLE|DIR")]
    pub tables: Vec<PathBuf>,
    /// Output file; standard output when absent
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
    /// Form of the report
    #[arg(short, long, value_name = "FORMAT", default_value = "text", conflicts_with = "sample")]
    #[arg(help_heading = "Output")]
    pub format: Shape,
    /// Write the report as one self-contained web page too
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub html: Option<PathBuf>,
    /// Write every picture of the page as an SVG file into this folder
    ///
    /// Confidence, coverage of the reports, dot plots, shared names and numbers, changed numbers, flags, and
    /// the bead diagram of each document shown in full.
    #[arg(long, value_name = "DIR", conflicts_with = "sample", help_heading = "Output")]
    pub figures: Option<PathBuf>,
    /// Write the rows with their flags renewed (.csv, .tsv, .jsonl)
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub rows: Option<PathBuf>,
    /// Write one row per document (.csv)
    ///
    /// It has the sentences told, omitted, added and moved, and flags.
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub documents: Option<PathBuf>,
    /// Number of rows in the list of suspect rows
    #[arg(long, value_name = "N", default_value_t = 50, help_heading = "Output")]
    pub top: usize,
    /// Number of documents shown in full
    ///
    /// These are the worst ones: flagged rows (in html all rows), omissions and additions.
    #[arg(long, value_name = "N", default_value_t = 10, help_heading = "Output")]
    pub show: usize,
    /// For spreadsheets: a byte order mark, and texts that cannot run as formulas
    ///
    /// Concerns --rows, --documents and --sample. Texts that would run as formulas begin with an apostrophe.
    #[arg(long, help_heading = "Output")]
    pub excel: bool,
    /// Replace output files that exist
    #[arg(long, help_heading = "Output")]
    pub overwrite: bool,
    /// Least severity of flags: notice, warning or error
    #[arg(long, value_name = "SEVERITY", default_value = "warning", value_parser = severity)]
    #[arg(help_heading = "Flags")]
    pub least: Severity,
    /// Exit with status 3 if any row has one of these flags
    ///
    /// They are codes, or notice, warning, error for all of at least this severity.
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = gate, help_heading = "Flags")]
    pub fail_on: Vec<Gate>,
    /// List every flag
    #[arg(long, exclusive = true, help_heading = "Flags")]
    pub codes: bool,
    /// Your own word translations on top of the built-in ones
    #[arg(long, value_name = "FILE", help_heading = "Flags")]
    pub lexicon: Option<PathBuf>,
    /// Draw this many rows to judge, and write them to -o (.csv)
    ///
    /// They are drawn by strata of shape, confidence and evidence, with unaligned sentences of both sides.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), help_heading = "Samples")]
    pub sample: Option<u32>,
    /// Seed of the sample
    #[arg(long, value_name = "N", default_value_t = 0, requires = "sample", help_heading = "Samples")]
    pub seed: u64,
    /// Judged samples; if two have judgements, the second is that of another judge
    #[arg(long, value_name = "FILE", num_args = 1.., conflicts_with = "sample", help_heading = "Samples")]
    pub judged: Vec<PathBuf>,
    /// Print only errors and warnings; write the page only to -o
    #[arg(short, long, help_heading = "General")]
    pub quiet: bool,
}

/// The format of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Shape {
    Text,
    Md,
    Json,
    Html,
}

fn severity(name: &str) -> Result<Severity, String> {
    Severity::named(name).ok_or_else(|| "notice, warning or error".to_owned())
}

fn gate(name: &str) -> Result<Gate, String> {
    Gate::named(name).ok_or_else(|| {
        let known = CODES.iter().map(|code| code.code).chain(Severity::ALL.map(Severity::name));
        format!("no such flag; sejajar audit --codes lists them{}", suggestion::hint(name, known))
    })
}

/// Runs the command.
pub fn run(args: &Args) -> Result<Outcome> {
    if args.codes {
        return list(args);
    }
    let outputs = [&args.output, &args.html, &args.rows, &args.documents];
    outputs.into_iter().flatten().try_for_each(|output| no_input(output, &args.judged))?;
    let files = args.judged.iter().map(|file| Judgements::read(file)).collect::<sejajar::Result<Vec<_>>>()?;
    let judged = if files.is_empty() { None } else { Some(judged(&files)?) };
    if let (Some(judged), []) = (&judged, &args.tables[..]) {
        let mut place = Place::open(args.output.as_deref(), args.overwrite)?;
        match args.format {
            Shape::Json => serde_json::to_writer_pretty(&mut place, judged)?,
            _ => place.write_all(judged_text(judged, terminal::page(args.output.as_deref())).as_bytes())?,
        }
        place.finish()?;
        return Ok(Outcome::Done);
    }
    let tables = tables(&args.tables, &Steps::default())?;
    let mut sinks = Sinks::open(args, &tables)?;
    let limits = Limits { suspects: args.top, shown: args.show, least: args.least.max(Severity::Warning) };
    let mut report = Report::new(limits);
    let tripped = each(args, &tables, |audited| {
        sinks.add(&audited)?;
        if sinks.sample.is_none() {
            report.add(audited);
        }
        Ok(())
    })?;
    let report = report.finish(judged);
    sinks.finish(args, &report)?;
    Ok(if tripped { Outcome::Partly } else { Outcome::Done })
}

/// The list of every flag.
fn list(args: &Args) -> Result<Outcome> {
    let mut place = Place::open(args.output.as_deref(), args.overwrite)?;
    let mut out =
        format!("{:<18}{:<10}{:<10}{:<6}{:<10}says\n", "code", "family", "severity", "ELRC", "Kreutzer");
    for Code { code, family, severity, says, elrc, kreutzer } in CODES {
        let says = says.replace("{}", "…");
        let _ = writeln!(out, "{code:<18}{family:<10}{:<10}{elrc:<6}{kreutzer:<10}{says}", severity.name());
    }
    place.write_all(out.as_bytes())?;
    place.finish()?;
    Ok(Outcome::Done)
}
