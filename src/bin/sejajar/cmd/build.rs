//! `sejajar build`: a set of articles and a set of reports -> a corpus.

use std::path::PathBuf;

use anyhow::{Result, anyhow};
use clap::{ArgMatches, Args as _, Command};
use sejajar::build::{Built, CorpusBuilder, Finished, Form};
use sejajar::export::{ExportOptions, FormatName, Place};
use sejajar::linking::Linker;
use sejajar::{Aligner, Error};
use serde_json::{Map, Value};

use super::jobs::JobsArgs;
use super::link::{FindingArgs, SetArgs};
use super::memory::MemoryArgs;
use super::reading::{Quotes, ReadingArgs};
use super::scoring::ScoringArgs;
use crate::interrupt::Interruptible;
use crate::progress::Steps;
use crate::reports::{DocumentReportArgs, DroppedTable};
use crate::say::{self, Outcome, counted};
use crate::settings::{Given, Setting, as_toml, in_force};
use crate::summary::{of_links, of_rows};

/// Options that do not affect the content of the corpus, or that the manifest records elsewhere.
const INDIFFERENT: [&str; 9] =
    ["jobs", "max-memory", "quiet", "verbose", "overwrite", "output", "articles", "reports", "dropped"];

/// Arguments of `build`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  sejajar build --articles id/ --reports en/ -o corpus/
  # collections, and only sources that are nearly certain
  sejajar build --articles id.jsonl --reports en.csv --meta -o corpus/ \\
      --window 7 --min-confidence 0.9
  # a file of options, a build with it, and one with some options changed
  sejajar build --articles id/ --reports en/ -o corpus/ --print-config \\
      > sejajar.toml
  sejajar build
  sejajar build --no-meta --top 3

The folder gets pairs-00001.csv and so on (the rows, as align writes them, of every article with each report \
accepted as its source), links.csv (every candidate, as link writes it), errors.csv (inputs that could not \
be read, with codes), notes.csv (notes on documents: bytes replaced, another language), pairs.schema.json (the data \
dictionary), manifest.json (inputs with hashes, options, version, counts, hashes of the files) and \
timings.json.

Until the corpus is complete, all files are in unfinished/. The same command resumes an interrupted run, and \
the result is the same to the byte (except timings); Ctrl-C stops the run after the current shard.")]
pub struct Args {
    /// Folder of the corpus
    #[arg(short, long, value_name = "DIR", help_heading = "Output")]
    output: PathBuf,
    /// Format of the rows: csv, tsv or jsonl
    #[arg(short, long, value_name = "FORMAT", default_value = "csv", value_parser = table, help_heading = "Output")]
    format: FormatName,
    /// Append columns with the metadata of both documents
    ///
    /// They are title, date, url, outlet and byline.
    #[arg(long, help_heading = "Output")]
    meta: bool,
    /// Leave out rows of unaligned sentences
    #[arg(long, help_heading = "Output")]
    aligned_only: bool,
    /// For spreadsheets: a byte order mark, and texts that cannot run as formulas
    ///
    /// Texts that would run as formulas begin with an apostrophe.
    #[arg(long, help_heading = "Output")]
    excel: bool,
    /// Replace an existing corpus
    #[arg(long, help_heading = "Output")]
    overwrite: bool,
    /// Number of articles per shard
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..))]
    #[arg(help_heading = "Output")]
    shard_size: u32,
    #[command(flatten)]
    sets: SetArgs,
    #[command(flatten)]
    reading: ReadingArgs,
    #[command(flatten)]
    finding: FindingArgs,
    #[command(flatten)]
    scoring: ScoringArgs,
    /// File of options (TOML); by default ./sejajar.toml, if it exists
    ///
    /// It holds long names with their values, and paths relative to the file. A line on standard error names
    /// the options that come from it. The command line takes precedence; --no-meta overrides meta = true.
    #[arg(long, value_name = "FILE", help_heading = "General")]
    #[allow(dead_code, reason = "read before the other arguments are, see `settings`")]
    config: Option<PathBuf>,
    /// Ignore ./sejajar.toml
    #[arg(long, conflicts_with = "config", help_heading = "General")]
    #[allow(dead_code, reason = "read before the other arguments are, see `settings`")]
    no_config: bool,
    /// Print the options in force as such a file, and exit
    #[arg(long, help_heading = "General")]
    print_config: bool,
    #[command(flatten)]
    documents: DocumentReportArgs,
    #[command(flatten)]
    jobs: JobsArgs,
    #[command(flatten)]
    memory: MemoryArgs,
}

fn table(name: &str) -> Result<FormatName, String> {
    let format = name.parse::<FormatName>().ok().filter(|format| format.is_native());
    format.ok_or_else(|| "a corpus is csv, tsv or jsonl".into())
}

/// The clap definition of the command.
pub fn verb() -> Command {
    Args::augment_args(Command::new("build"))
}

/// Runs the command; `matches` are the parsed arguments from which `args` was made, and these are of `given`.
pub fn run(args: &Args, matches: &ArgMatches, given: &Given) -> Result<Outcome> {
    let settings = in_force(&verb(), matches);
    if let Some(told) = given.told().filter(|_| !args.reading.quiet) {
        say::info(&told);
    }
    if args.print_config {
        let mut out = Place::open(None, false)?;
        std::io::Write::write_all(&mut out, as_toml(&settings).as_bytes())?;
        out.finish()?;
        return Ok(Outcome::Done);
    }
    let mut options = args.reading.options(false, Quotes::Split)?;
    args.scoring.apply(&mut options);
    let pool = args.jobs.pool()?;
    options.max_memory = args.memory.limit(pool.current_num_threads());
    let builder = CorpusBuilder {
        folder: &args.output,
        overwrite: args.overwrite,
        form: Form {
            format: args.format,
            options: ExportOptions { excel: args.excel, meta: args.meta, ..ExportOptions::default() },
            aligned_only: args.aligned_only,
        },
        shard_size: args.shard_size as usize,
        paths: [&args.sets.articles, &args.sets.reports],
        lexicon: args.scoring.file().map(PathBuf::as_path),
        options: recorded(&settings),
        config: given.used(),
    };
    builder.check()?;
    let dropped = args.documents.open(args.overwrite, args.excel)?;
    let (verbose, quiet) = (args.documents.verbose, args.reading.quiet);
    let observer = Interruptible::new(Steps { quiet, verbose, dropped: dropped.as_ref() });
    let reading = args.reading.collections();
    let [articles, reports] = args.sets.find(&reading, &observer)?;
    args.documents.no_input([&articles, &reports])?;
    let built = builder.build(Linker {
        articles: &articles,
        reports: &reports,
        aligner: &Aligner::new(args.scoring.lexicon()?, options),
        settings: args.finding.settings(),
        strict: false,
        pool: &pool,
        folder: None,
        observer: &observer,
    });
    let stopped = match built {
        Ok(Built::Finished(corpus)) => return finish(&corpus, dropped, args.reading.quiet),
        Ok(Built::Suspended { done, shards }) => format!("with {done} of {shards} shards done"),
        Err(Error::Stopped) => "during the search, before a shard was begun".to_owned(),
        Err(error) => return Err(error.into()),
    };
    say::info(&format!("stopped {stopped}; the same command continues"));
    Ok(Outcome::Interrupted)
}

/// Puts the table of dropped lines in place beside the finished corpus, and says what that holds.
fn finish(corpus: &Finished, dropped: Option<DroppedTable>, quiet: bool) -> Result<Outcome> {
    match dropped {
        // An earlier run had read the documents, and ended while it put the files in place.
        Some(_) if corpus.counts.is_none() => {
            say::warning("--dropped: not written, because an earlier run read the documents");
        }
        dropped => dropped.map_or(Ok(()), DroppedTable::finish)?,
    }
    Ok(tell(corpus, quiet))
}

/// The options that the manifest records, with the values in force; its names are in snake case.
fn recorded(settings: &[Setting]) -> Map<String, Value> {
    let matter = settings.iter().filter(|setting| !INDIFFERENT.contains(&&*setting.key));
    matter.map(|setting| (setting.key.replace('-', "_"), setting.value.clone())).collect()
}

/// Says what the corpus holds, unless `quiet`, and what could not be used.
fn tell(corpus: &Finished, quiet: bool) -> Outcome {
    if let Some((links, summary)) = corpus.counts.as_ref().filter(|_| !quiet) {
        say::info(&format!("{}\n{}", of_links(links), of_rows(summary)));
    }
    if corpus.failed == 0 {
        return Outcome::Done;
    }
    let failed = counted(corpus.failed, "input");
    say::error(&anyhow!("{failed} could not be used: {}", corpus.errors.display()));
    Outcome::Partly
}
