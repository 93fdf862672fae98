//! `sejajar link`: a set of articles and a set of reports -> the report that each article was made from.

use std::path::PathBuf;

use anyhow::{Context, Result};
use sejajar::documents::{DocumentSet, ErrorRow, Failure, Reading, Source};
use sejajar::export::Place;
use sejajar::linking::{LinkTable, Linked, Linker, Settings};
use sejajar::model::Language;
use sejajar::observer::Observer;
use sejajar::{Aligner, Error};
use serde_json::json;

use super::jobs::JobsArgs;
use super::memory::MemoryArgs;
use super::reading::{Quotes, ReadingArgs};
use super::scoring::ScoringArgs;
use crate::progress::Steps;
use crate::reports::{DocumentReportArgs, DroppedTable, RunReportArgs, RunReports, apart};
use crate::say::{self, Outcome};
use crate::summary::of_links;

/// Arguments of `link`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  sejajar link --articles id/ --reports en/ -o links.csv
  # several collections of reports, and dates at most a week apart
  sejajar link --articles id.jsonl --reports en-2016.jsonl en-2017.jsonl \\
      --window 7 -o links.csv
  # only the best report of each article, if it is nearly certain
  sejajar link --articles id/ --reports en/ --top 1 --min-confidence 0.9

Reports are searched by the names, numbers, dates and words that they share with an article, weighted by \
rarity. The best candidates are aligned with it sentence by sentence, and the share that they explain \
decides.

Columns: article_id, report_id, rank, score (the average gain in nats of a sentence of the article by the \
report), accepted, evidence (the rarest keys that aligned rows share), confidence (the probability that the \
article was made from the report), lead (the part of the score that no other candidate gives), similarity (0 \
to 1, of the search), coverage (the share of the article's sentences with a partner), agreement (of the \
names and numbers of aligned rows: 1 if the report has all of those of the article, -1 if none), \
report_group (the first of the reports with nearly the same text), article_date, report_date.

An article without candidates has one row without a report. Several reports of one article may be accepted, \
but only one of a group of near-duplicates.")]
pub struct Args {
    /// The table to write; standard output when absent
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
    /// Replace an output file that exists
    #[arg(long, help_heading = "Output")]
    overwrite: bool,
    #[command(flatten)]
    sets: SetArgs,
    #[command(flatten)]
    reading: ReadingArgs,
    #[command(flatten)]
    finding: FindingArgs,
    #[command(flatten)]
    scoring: ScoringArgs,
    #[command(flatten)]
    documents: DocumentReportArgs,
    #[command(flatten)]
    report: RunReportArgs,
    #[command(flatten)]
    jobs: JobsArgs,
    #[command(flatten)]
    memory: MemoryArgs,
}

/// The documents of both sides.
#[derive(Debug, Clone, clap::Args)]
pub struct SetArgs {
    /// Indonesian articles: folders, files or collections
    ///
    /// Collections end in .json, .jsonl, .ndjson, .csv or .tsv.
    #[arg(long, value_name = "PATH", required = true, num_args = 1.., help_heading = "Input")]
    pub articles: Vec<PathBuf>,
    /// English reports: the same
    #[arg(long, value_name = "PATH", required = true, num_args = 1.., help_heading = "Input")]
    pub reports: Vec<PathBuf>,
}

impl SetArgs {
    /// The documents that the arguments name: articles, reports.
    ///
    /// # Errors
    /// Those of [`DocumentSet::find`].
    pub fn find(&self, reading: &Reading, observer: &dyn Observer) -> sejajar::Result<[DocumentSet; 2]> {
        let set = |paths, language| DocumentSet::find(paths, language, reading, observer);
        Ok([set(&self.articles, Language::Ind)?, set(&self.reports, Language::Eng)?])
    }
}

/// The search for sources.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Search")]
pub struct FindingArgs {
    /// Maximum number of days between article and report, or none
    ///
    /// It applies if both dates are known; "none" admits any distance.
    #[arg(long, value_name = "DAYS", default_value = "30", value_parser = window)]
    window: Window,
    /// Maximum number of candidates listed per article, 1 to 100
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..=100))]
    top: u16,
    /// Accept candidates of at least this confidence, 0 to 1
    #[arg(long, value_name = "P", default_value_t = 0.5, value_parser = probability)]
    min_confidence: f64,
}

#[derive(Debug, Clone, Copy)]
struct Window(Option<u32>);

fn window(text: &str) -> Result<Window, String> {
    match text {
        "none" => Ok(Window(None)),
        days => days.parse().map(|days| Window(Some(days))).map_err(|_| "a number of days, or none".into()),
    }
}

fn probability(text: &str) -> Result<f64, String> {
    let value = text.parse().ok().filter(|value| (0.0..=1.0).contains(value));
    value.ok_or_else(|| "a number from 0 to 1".into())
}

impl FindingArgs {
    /// The same as settings.
    pub fn settings(&self) -> Settings {
        Settings { window: self.window.0, top: usize::from(self.top), min_confidence: self.min_confidence }
    }
}

impl Args {
    /// Refuses an output in a file that is an input or another output.
    fn outputs_apart(&self, sets: [&DocumentSet; 2]) -> Result<()> {
        let outputs = [
            ("-o", self.output.as_deref()),
            ("--errors", self.report.errors.as_deref()),
            ("--summary", self.report.summary.as_deref()),
            ("--dropped", self.documents.dropped.as_deref()),
        ];
        for path in outputs.iter().filter_map(|(_, path)| *path) {
            let is_lexicon = self.scoring.file().is_some_and(|file| Source::of(file).is(path));
            if sets[0].reads(path)? || sets[1].reads(path)? || is_lexicon {
                return Err(Error::is_input(path).into());
            }
        }
        apart(&outputs)
    }
}

/// Runs the command.
pub fn run(args: &Args) -> Result<Outcome> {
    let mut options = args.reading.options(false, Quotes::Split)?;
    args.scoring.apply(&mut options);
    let dropped = args.documents.open(args.overwrite, false)?;
    let verbose = args.documents.verbose;
    let (reading, quiet) = (args.reading.collections(), args.reading.quiet);
    let steps = Steps { quiet, verbose, dropped: dropped.as_ref() };
    let [articles, reports] = args.sets.find(&reading, &steps)?;
    args.outputs_apart([&articles, &reports])?;
    let pool = args.jobs.pool()?;
    options.max_memory = args.memory.limit(pool.current_num_threads());
    let aligner = Aligner::new(args.scoring.lexicon()?, options);
    let place = Place::open(args.output.as_deref(), args.overwrite)?;
    let (mut failed, mut run) = (0, RunReports::open(&args.report, args.overwrite, false)?);
    let mut fail = |failure: &Failure| {
        failed += 1;
        say::failure(&failure.error);
        run.fail(&ErrorRow::of(failure))
    };
    articles.failures.iter().chain(&reports.failures).try_for_each(&mut fail)?;
    let linker = Linker {
        articles: &articles,
        reports: &reports,
        aligner: &aligner,
        settings: args.finding.settings(),
        strict: false,
        pool: &pool,
        folder: None,
        observer: &steps,
    };
    let found = linker.search()?;
    found.failures.iter().try_for_each(&mut fail)?;
    found.readable().context("nothing was linked")?;
    found.notes.tell(&steps);
    let name = place.name();
    let mut links = LinkTable::new(place, name, false)?;
    let bar = steps.bar("comparing", found.articles());
    let seen = |linked: Linked| {
        bar.inc();
        Ok(linked)
    };
    found.links(0..found.articles(), seen, |linked| -> Result<()> {
        linked.failures.iter().try_for_each(&mut fail)?;
        Ok(links.add(&linked)?)
    })?;
    bar.finish();
    let (place, totals) = links.finish()?;
    place.finish()?;
    let counts = json!({
        "articles": articles.len(),
        "reports": reports.len(),
        "unreadable": failed,
        "articles_with_a_source": totals.linked,
        "links_accepted": totals.accepted,
        "mean_link_confidence": totals.mean_confidence(),
        "rows": totals.rows,
    });
    run.finish("link", &counts)?;
    dropped.map_or(Ok(()), DroppedTable::finish)?;
    if !args.reading.quiet {
        say::info(&of_links(&totals));
    }
    Ok(if failed == 0 { Outcome::Done } else { Outcome::Partly })
}
