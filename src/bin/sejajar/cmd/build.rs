//! `sejajar build`: a set of articles and a set of reports -> a corpus.

use std::path::PathBuf;

use anyhow::Result;
use clap::{ArgMatches, Args as _, Command};
use sejajar::Aligner;
use sejajar::Error;
use sejajar::export::{ExportOptions, FormatName};
use sejajar::model::Language;
use serde_json::{Map, Value, json};

use super::align::thread_pool;
use super::link::FindingArgs;
use super::reading::{Quotes, ReadingArgs};
use super::scoring::ScoringArgs;
use crate::building::{Corpus, Form, digest, file_digest};
use crate::place::Place;
use crate::say::Outcome;
use crate::settings::{Setting, as_toml, in_force};
use sejajar::documents::DocumentSet;
use sejajar::linking::Linker;

/// Options that do not affect the content of the corpus.
const INDIFFERENT: [&str; 5] = ["jobs", "quiet", "overwrite", "output", "articles"];

/// Arguments of `build`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  sejajar build --articles id/ --reports en/ -o corpus/
  sejajar build --articles id.jsonl --reports en.csv --window 7 --min-confidence 0.9 --meta -o corpus/
  sejajar build --articles id/ --reports en/ -o corpus/ --print-config > sejajar.toml
  sejajar build                                            with the options of ./sejajar.toml
  sejajar build --no-meta --top 3                          the same, except for these

The folder gets pairs-00001.csv and so on (the rows, as align writes them, of every article with each report accepted as its
source), links.csv (every candidate, as link writes it), errors.csv (inputs that could not be read), notes.csv (notes on
documents: bytes replaced, another language), pairs.schema.json (the data dictionary), manifest.json (inputs with hashes,
options, version, counts, hashes of the files) and timings.json. Until the corpus is complete, all files are in unfinished/. The
same command resumes an interrupted run, and the result is the same to the byte (except timings); Ctrl-C stops the run after the
current shard.")]
pub struct Args {
    /// Indonesian articles: folders, files, or collections (.json, .jsonl, .ndjson, .csv, .tsv)
    #[arg(long, value_name = "PATH", required = true, num_args = 1..)]
    articles: Vec<PathBuf>,
    /// English reports: the same
    #[arg(long, value_name = "PATH", required = true, num_args = 1..)]
    reports: Vec<PathBuf>,
    /// Folder of the corpus
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// Replace an existing corpus
    #[arg(long)]
    overwrite: bool,
    /// Format of the rows: csv, tsv or jsonl
    #[arg(short, long, value_name = "FORMAT", default_value = "csv", value_parser = table)]
    format: FormatName,
    /// For spreadsheets: a byte order mark, and an apostrophe before texts that would run as formulas
    #[arg(long)]
    excel: bool,
    /// Append columns with the metadata of both documents: title, date, url, outlet, byline
    #[arg(long)]
    meta: bool,
    /// Leave out rows of unaligned sentences
    #[arg(long)]
    aligned_only: bool,
    /// Number of articles per shard
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..))]
    shard_size: u32,
    #[command(flatten)]
    finding: FindingArgs,
    #[command(flatten)]
    scoring: ScoringArgs,
    /// Number of threads, up to 512 (0: one per core)
    #[arg(short, long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u16).range(0..=512))]
    jobs: u16,
    /// File of options (TOML: long names with their values, paths relative to the file); by default
    /// ./sejajar.toml, if it exists. The command line takes precedence; --no-meta overrides meta = true
    #[arg(long, value_name = "FILE")]
    #[allow(dead_code, reason = "read before the other arguments are, see `settings`")]
    config: Option<PathBuf>,
    /// Print the options in force as such a file, and exit
    #[arg(long)]
    print_config: bool,
    #[command(flatten)]
    reading: ReadingArgs,
}

fn table(name: &str) -> Result<FormatName, String> {
    let format = name.parse::<FormatName>().ok().filter(|format| format.is_native());
    format.ok_or_else(|| "a corpus is csv, tsv or jsonl".into())
}

/// The clap definition of the command.
pub fn verb() -> Command {
    Args::augment_args(Command::new("build"))
}

/// Runs the command; `matches` are the parsed arguments from which `args` was made.
pub fn run(args: &Args, matches: &ArgMatches) -> Result<Outcome> {
    let settings = in_force(&verb(), matches);
    if args.print_config {
        let mut out = Place::open(None, false)?;
        std::io::Write::write_all(&mut out, as_toml(&settings).as_bytes())?;
        out.finish()?;
        return Ok(Outcome::Done);
    }
    let mut options = args.reading.options(false, Quotes::Split)?;
    args.scoring.apply(&mut options);
    let form = Form {
        format: args.format,
        options: ExportOptions { excel: args.excel, meta: args.meta },
        aligned_only: args.aligned_only,
    };
    form.format.writer(&form.options)?;
    args.apart()?;
    let (reading, steps) = (args.reading.collections(), args.reading.steps());
    let articles = DocumentSet::find(&args.articles, Language::Ind, &reading, &steps)?;
    let reports = DocumentSet::find(&args.reports, Language::Eng, &reading, &steps)?;
    let (aligner, pool) = (Aligner::new(args.scoring.lexicon()?, options), thread_pool(args.jobs)?);
    let corpus = Corpus {
        out: &args.output,
        overwrite: args.overwrite,
        quiet: args.reading.quiet,
        form,
        shard: args.shard_size as usize,
        plan: pool.install(|| plan(args, &settings, [&articles, &reports]))?,
    };
    corpus.build(Linker {
        articles: &articles,
        reports: &reports,
        aligner: &aligner,
        settings: args.finding.settings(),
        pool: &pool,
        folder: None,
        observer: &steps,
    })
}

impl Args {
    /// Refuses a corpus inside its inputs, and inputs inside the corpus: one would be read as the other, or
    /// be replaced.
    fn apart(&self) -> Result<()> {
        let full =
            |path: &PathBuf| std::path::absolute(path).and_then(|path| path.canonicalize().or(Ok(path)));
        let Ok(out) = full(&self.output) else { return Ok(()) };
        for input in self.articles.iter().chain(&self.reports).chain(self.scoring.file()) {
            if full(input).is_ok_and(|input| input.starts_with(&out) || out.starts_with(&input)) {
                let what = format!("overlaps the input {}; name a separate folder", input.display());
                return Err(Error::input(self.output.display().to_string(), what).into());
            }
        }
        Ok(())
    }
}

/// The identity of the work: version, options that affect the result, and digests of the inputs.
fn plan(args: &Args, settings: &[Setting], [articles, reports]: [&DocumentSet; 2]) -> Result<Value> {
    let matters = |setting: &&Setting| !INDIFFERENT.contains(&&*setting.key) && setting.key != "reports";
    let options: Map<_, _> =
        settings.iter().filter(matters).map(|setting| (setting.key.clone(), setting.value.clone())).collect();
    Ok(json!({
        "sejajar": env!("CARGO_PKG_VERSION"),
        "options": options,
        "articles": digest(&args.articles, articles)?,
        "reports": digest(&args.reports, reports)?,
        "lexicon": args.scoring.file().map(|path| file_digest(path)),
    }))
}
