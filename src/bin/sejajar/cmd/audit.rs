//! `sejajar audit`: tables -> what does not agree, what was left out and added, a sample to judge, and how good the corpus is.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use rayon::prelude::*;
use sejajar::audit::{CODES, Code, Repeats, Severity};
use sejajar::export::{ExportOptions, FormatName};
use sejajar::lexicon::Lexicon;
use sejajar::model::Pair;
use sejajar::{Error, Options};

use crate::auditing::{
    Audited, Document, Limits, Report, Sample, alone, audited, is_article, judged, markdown, page, text,
};
use crate::output::{Form, Stream};
use crate::place::Place;
use crate::progress::Steps;
use crate::say::{self, Outcome, counted};
use crate::table::Table;
use crate::tables::{documents, no_input, rows, tables};

/// Arguments of `audit`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  sejajar audit pairs.csv                              a page to read: suspect rows, what was omitted, what was added
  sejajar audit corpus/ --html audit.html -q           the same with plots, to mail; it opens without a server
  sejajar audit pairs.csv --rows audited.csv           the table with all flags renewed, whoever wrote it
  sejajar audit pairs.csv -q --fail-on error,moved     exit status 3 where a row has such a flag
  sejajar audit corpus/ --sample 200 -o sample.csv     rows to judge: fill in the column status, by hand or with review
  sejajar audit --judged sample.csv                    precision and recall with intervals, by stratum and overall
  sejajar audit --judged sample.csv second.csv         and Cohen's kappa of two judges with the rows on which they differ
  sejajar audit kim.ind.txt                            an article alone: what contradicts itself
  sejajar audit --codes                                every flag: how grave, what it says, the codes that others use

Texts are read again, so that tables of other tools and of older versions are judged by the same rules; of a table only the native
columns are needed. Rows of one document stand together.")]
pub struct Args {
    /// Tables (csv, tsv, jsonl), folders of them such as a corpus that build has made, or - for standard input; articles (txt, html)
    /// that stand alone
    #[arg(required_unless_present_any = ["judged", "codes"], value_name = "TABLE|DIR")]
    tables: Vec<PathBuf>,
    /// text, md, json or html
    #[arg(short, long, value_name = "FORMAT", default_value = "text", conflicts_with = "sample")]
    format: Shape,
    /// Output file; standard output when absent
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write the report as one self-contained web page too
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Write the rows with their flags renewed; the ending says the format (csv, tsv, jsonl)
    #[arg(long, value_name = "FILE")]
    rows: Option<PathBuf>,
    /// Write a line a document: what is told, omitted, added, moved, and its flags (csv)
    #[arg(long, value_name = "FILE")]
    documents: Option<PathBuf>,
    /// The mildest flags to raise: notice, warning or error
    #[arg(long, value_name = "SEVERITY", default_value = "warning", value_parser = severity)]
    least: Severity,
    /// Exit with status 3 if any row has one of these flags (codes, or notice, warning, error for all at least as grave)
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = gate)]
    fail_on: Vec<Gate>,
    /// Rows in the list of those to look at
    #[arg(long, value_name = "N", default_value_t = 50)]
    top: usize,
    /// Documents that are shown whole, with every row, what was omitted and what was added
    #[arg(long, value_name = "N", default_value_t = 10)]
    show: usize,
    /// Draw so many rows to judge, by strata of shape, confidence and evidence, with unaligned sentences of both sides; writes a csv to -o
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    sample: Option<u32>,
    /// Another number draws another sample
    #[arg(long, value_name = "N", default_value_t = 0, requires = "sample")]
    seed: u64,
    /// For spreadsheets (--rows, --documents, --sample): a byte order mark, and an apostrophe before texts that would run as formulas
    #[arg(long)]
    excel: bool,
    /// Samples that were judged; of two with judgements the second is another judge's
    #[arg(long, value_name = "FILE", num_args = 1..)]
    judged: Vec<PathBuf>,
    /// List every flag
    #[arg(long, exclusive = true)]
    codes: bool,
    /// Word translations of your own on top of the built-in ones
    #[arg(long, value_name = "FILE")]
    lexicon: Option<PathBuf>,
    /// Replace output files that exist
    #[arg(long)]
    overwrite: bool,
    /// Say nothing but errors and warnings, and print no page unless -o says where
    #[arg(short, long)]
    quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Shape {
    Text,
    Md,
    Json,
    Html,
}

/// Documents that are read before they are shared out.
const AT_A_TIME: usize = 64;

/// What a gate trips on.
#[derive(Debug, Clone, PartialEq)]
enum Gate {
    Code(&'static str),
    Least(Severity),
}

fn severity(name: &str) -> Result<Severity, String> {
    let found = Severity::ALL.into_iter().find(|severity| severity.name() == name);
    found.ok_or_else(|| "notice, warning or error".to_owned())
}

fn gate(name: &str) -> Result<Gate, String> {
    let code = || Code::of(name).map(|code| Gate::Code(code.code));
    let found = severity(name).ok().map(Gate::Least).or_else(code);
    found.ok_or_else(|| "no such flag; sejajar audit --codes lists them".to_owned())
}

/// Runs the verb.
pub fn run(args: &Args) -> Result<Outcome> {
    if args.codes {
        return list(args);
    }
    let judged = if args.judged.is_empty() { None } else { Some(judged(&args.judged)?) };
    if let (Some(judged), []) = (&judged, &args.tables[..]) {
        let mut place = Place::open(args.output.as_deref(), args.overwrite)?;
        match args.format {
            Shape::Json => serde_json::to_writer_pretty(&mut place, judged)?,
            _ => place.write_all(judged.text().as_bytes())?,
        }
        place.finish()?;
        return Ok(Outcome::Done);
    }
    let mut sinks = Sinks::open(args)?;
    let limits =
        Limits { suspects: args.top, shown: args.show, least: Some(args.least.max(Severity::Warning)) };
    let mut report = Report::new(limits);
    let tripped = each(args, |audited| {
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

/// Audits the documents of all tables, many at a time, and hands them on in order; whether a gate tripped.
fn each(args: &Args, mut take: impl FnMut(Audited) -> Result<()>) -> Result<bool> {
    let lexicon = match &args.lexicon {
        Some(path) => Lexicon::builtin().merge(&Lexicon::load(path)?)?,
        None => Lexicon::builtin(),
    };
    let mut options = Options::default();
    options.flags.least = args.least;
    let tables = tables(&args.tables)?;
    let bar = Steps { quiet: args.quiet }.bar("tables", tables.len());
    let mut run = Run { lexicon, options, repeats: Repeats::default(), tripped: BTreeSet::new() };
    let mut failed = 0;
    for table in &tables {
        // A sink that fails ends the run, a table that fails does not.
        if let Some(error) = run.table(table, args, &mut take)? {
            bar.suspend(|| say::error(&error));
            failed += 1;
            if failed == tables.len() {
                return Err(Error::input("audit", "none of the inputs could be read").into());
            }
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    if !run.tripped.is_empty() {
        say::warning(&format!("rows have {}", Vec::from_iter(run.tripped.iter().copied()).join(", ")));
    }
    Ok(failed > 0 || !run.tripped.is_empty())
}

/// What goes on from table to table.
struct Run {
    lexicon: Lexicon,
    options: Options,
    repeats: Repeats,
    tripped: BTreeSet<&'static str>,
}

impl Run {
    /// Audits the documents of a table; gives what is wrong with the table, behind the rows before that.
    fn table(
        &mut self,
        table: &Path,
        args: &Args,
        take: &mut impl FnMut(Audited) -> Result<()>,
    ) -> Result<Option<anyhow::Error>> {
        let mut read: Box<dyn Iterator<Item = Result<Vec<Pair>>>> = if is_article(table) {
            Box::new(std::iter::once(alone(table, &self.lexicon, &self.options)))
        } else {
            match rows(table) {
                Ok(rows) => Box::new(documents(rows)),
                Err(error) => return Ok(Some(error)),
            }
        };
        loop {
            let (mut batch, mut wrong) = (Vec::new(), None);
            for document in read.by_ref().take(AT_A_TIME) {
                match document {
                    Ok(rows) => batch.push(rows),
                    Err(error) => {
                        wrong = Some(error);
                        break;
                    }
                }
            }
            let last = batch.len() < AT_A_TIME;
            self.batch(batch, args, take)?;
            if last {
                return Ok(wrong);
            }
        }
    }

    fn batch(
        &mut self,
        batch: Vec<Vec<Pair>>,
        args: &Args,
        take: &mut impl FnMut(Audited) -> Result<()>,
    ) -> Result<()> {
        let (lexicon, options) = (&self.lexicon, &self.options);
        let batch: Vec<Audited> = batch.into_par_iter().map(|rows| audited(rows, lexicon, options)).collect();
        for mut audited in batch {
            audited.finish(&mut self.repeats, args.least);
            let codes = audited.rows.iter().flat_map(|row| &row.flags).map(|flag| flag.code);
            self.tripped.extend(codes.filter(|code| trips(code, &args.fail_on)));
            take(audited)?;
        }
        Ok(())
    }
}

fn trips(code: &str, gates: &[Gate]) -> bool {
    let severity = Code::of(code).map_or(Severity::Notice, |code| code.severity);
    gates.iter().any(|gate| match gate {
        Gate::Code(gate) => *gate == code,
        Gate::Least(least) => severity >= *least,
    })
}

/// Every file of a run, opened before the work.
struct Sinks {
    report: Option<Place>,
    html: Option<Place>,
    rows: Option<Stream>,
    documents: Option<Table<Place>>,
    sample: Option<Sample>,
}

impl Sinks {
    fn open(args: &Args) -> Result<Self> {
        let inputs = tables(&args.tables)?;
        let outputs = [&args.output, &args.html, &args.rows, &args.documents];
        outputs.into_iter().flatten().try_for_each(|output| no_input(output, &inputs))?;
        let file = |path: &PathBuf| Place::open(Some(path), args.overwrite);
        let report = if args.quiet && args.output.is_none() && args.sample.is_none() {
            None
        } else {
            Some(Place::open(args.output.as_deref(), args.overwrite)?)
        };
        let documents = args
            .documents
            .as_ref()
            .map(|path| Table::new(file(path)?, path.display().to_string(), &DOCUMENT, args.excel));
        Ok(Sinks {
            report,
            html: args.html.as_ref().map(file).transpose()?,
            rows: args.rows.as_ref().map(|path| stream(path, args)).transpose()?,
            documents: documents.transpose()?,
            sample: args.sample.map(|size| Sample::new(size as usize, args.seed)),
        })
    }

    fn add(&mut self, audited: &Audited) -> Result<()> {
        for row in &audited.rows {
            if let Some(stream) = &mut self.rows {
                stream.rows(std::slice::from_ref(row))?;
            }
            if let Some(sample) = &mut self.sample {
                sample.see(row.clone());
            }
        }
        self.documents.iter_mut().try_for_each(|table| table.row(cells(&audited.document)))
    }

    fn finish(self, args: &Args, report: &Report) -> Result<()> {
        if let Some(mut place) = self.report {
            match self.sample {
                Some(sample) => {
                    let name = place.name();
                    let (rows, strata) = sample.write(&mut place, args.excel).context(name)?;
                    if !args.quiet {
                        say::info(&format!(
                            "{} of {} to judge",
                            counted(rows, "row"),
                            counted(strata, "stratum").replace("stratums", "strata")
                        ));
                    }
                }
                None => write(&mut place, args.format, report)?,
            }
            place.finish()?;
        }
        if let Some(mut place) = self.html {
            write(&mut place, Shape::Html, report)?;
            place.finish()?;
        }
        self.rows.map_or(Ok(()), |stream| stream.finish().map(drop))?;
        self.documents.map_or(Ok(()), |table| table.finish()?.finish())
    }
}

fn write(place: &mut Place, shape: Shape, report: &Report) -> Result<()> {
    let written = match shape {
        Shape::Text => text(report),
        Shape::Md => markdown(report),
        Shape::Html => page(report),
        Shape::Json => serde_json::to_string_pretty(report)? + "\n",
    };
    let name = place.name();
    place.write_all(written.as_bytes()).context(name)
}

/// Opens the table of rows.
fn stream(path: &Path, args: &Args) -> Result<Stream> {
    let format = match FormatName::of_path(path) {
        Some(format) if format.is_native() => format,
        _ => {
            return Err(
                Error::Option(format!("--rows {}: rows go to .csv, .tsv or .jsonl", path.display())).into()
            );
        }
    };
    let options = ExportOptions { excel: args.excel, ..ExportOptions::default() };
    let form = Form { format, options, overwrite: args.overwrite, schema: false };
    Stream::of(Place::open(Some(path), args.overwrite)?, format.writer(&options)?, form)
}

/// The columns of the table of documents.
const DOCUMENT: [&str; 16] = [
    "article_id",
    "report_id",
    "rows",
    "aligned_rows",
    "ind_sentences",
    "ind_aligned",
    "eng_sentences",
    "eng_aligned",
    "report_coverage",
    "article_coverage",
    "moved",
    "confidence",
    "notices",
    "warnings",
    "errors",
    "flags",
];

fn cells(document: &Document) -> Vec<String> {
    let Document { article_id, report_id, rows, coverage, flags, gravest } = document;
    let mut cells = vec![article_id.clone(), report_id.clone()];
    let counts = [
        *rows,
        coverage.aligned,
        coverage.ind.sentences,
        coverage.ind.aligned,
        coverage.eng.sentences,
        coverage.eng.aligned,
    ];
    cells.extend(counts.iter().map(ToString::to_string));
    cells.extend([coverage.eng.share(), coverage.ind.share()].map(|share| format!("{share:.4}")));
    cells.extend([coverage.moved.to_string(), format!("{:.4}", coverage.confidence)]);
    cells.extend(gravest.iter().map(ToString::to_string));
    cells.push(flags.iter().map(|(code, count)| format!("{code}={count}")).collect::<Vec<_>>().join(";"));
    cells
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
