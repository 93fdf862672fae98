//! `sejajar ask`: pairs of documents -> questions about the links of which least is certain.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use sejajar::Aligner;
use sejajar::aligner::{Asked, Wanted};
use sejajar::documents::{Job, Jobs, in_order};
use sejajar::export::{Place, TextTable};
use serde_json::Value;

use super::deciding::{Deciding, DecidingArgs};
use super::jobs::JobsArgs;
use super::pairs::PairArgs;
use super::reading::{Quotes, ReadingArgs};
use super::scoring::ScoringArgs;
use crate::say::{self, Outcome, counted};

/// Arguments of `ask`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  # the fifty questions that decide most
  sejajar ask pairs/ -n 50 -o questions.jsonl
  # for a spreadsheet: fill in the column answer
  sejajar ask pairs/ -n 50 -o questions.csv
  # ten about each article
  sejajar ask pairs/ --per-article 10 -o questions.jsonl
  # align around the answers
  sejajar align pairs/ --decisions answers.csv -o pairs.csv
  # ask further, with what was answered before
  sejajar ask pairs/ --decisions answers.csv -n 50 -o more.csv

A question is about two sentences, each between its neighbours: does the Indonesian one report anything that \
the English one says? The answer is yes, part (a minor part or an echo only) or no; leave it empty where you \
cannot tell. Each question has article_id, report_id, ind and eng (positions), both texts, the question in \
words, the possible answers, the probability that the model gives the link, and the gain: the bits of \
certainty about all links of the pair that the answer is expected to bring, beyond the questions before it.

People, a crowd or a program may answer. Put their answers into the field answer and, if there are several \
or fallible judges, their name into judge: each is weighed by how often they agree with certain answers \
(without a judge, or of the judge \"gold\"), with one another and with the model. A judge may state the \
probability that an answer is right in the field probability. No model is called.")]
pub struct Args {
    /// Where to write the questions (.jsonl or .csv); standard output when absent
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
    /// Replace an output file that exists
    #[arg(long, help_heading = "Output")]
    overwrite: bool,
    /// Number of questions in all
    #[arg(short = 'n', long = "number", value_name = "N", help_heading = "Output")]
    #[arg(default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    number: u32,
    /// Number of questions about each pair of documents, in place of -n
    #[arg(long, value_name = "K", conflicts_with = "number", help_heading = "Output")]
    #[arg(value_parser = clap::value_parser!(u32).range(1..=10_000))]
    per_article: Option<u32>,
    #[command(flatten)]
    inputs: PairArgs,
    #[command(flatten)]
    reading: ReadingArgs,
    #[command(flatten)]
    scoring: ScoringArgs,
    #[command(flatten)]
    deciding: DecidingArgs,
    #[command(flatten)]
    jobs: JobsArgs,
}

/// Runs the command.
pub fn run(args: &Args) -> Result<Outcome> {
    let mut options = args.reading.options(args.inputs.sentences, Quotes::Split)?;
    args.scoring.apply(&mut options);
    let deciding = args.deciding.apply(&mut options)?;
    let aligner = Aligner::new(args.scoring.lexicon()?, options);
    let jobs = args.inputs.find(&args.reading)?;
    jobs.no_name_twice()?;
    let tables = args.deciding.files().chain(args.scoring.file());
    args.inputs.spare(args.output.as_deref(), &jobs.jobs, tables)?;
    let out = Place::open(args.output.as_deref(), args.overwrite)?;
    jobs.failures.iter().for_each(say::failure);
    let (mut asked, failed) = ask_all(&jobs, &deciding, &aligner, args)?;
    deciding.close(args.reading.quiet);
    args.wanted().choose(&mut asked);
    if !args.reading.quiet {
        say::info(&counted(asked.len(), "question"));
    }
    match args.output.as_deref().is_some_and(is_table) {
        true => write_table(out, &asked)?,
        false => write_lines(out, &asked)?,
    }
    Ok(if failed == 0 { Outcome::Done } else { Outcome::Partly })
}

/// The questions about all pairs, and the number of those that failed.
fn ask_all(jobs: &Jobs, deciding: &Deciding, aligner: &Aligner, args: &Args) -> Result<(Vec<Asked>, usize)> {
    let bar = args.reading.steps().bar("asking", jobs.jobs.len());
    let (mut asked, mut failed) = (Vec::new(), jobs.failures.len());
    let ask = |job: &&Job| {
        let found = ask(job, deciding, aligner, args);
        bar.inc();
        found
    };
    in_order(Some(&args.jobs.pool()?), jobs.jobs.iter().map(Ok), ask, |_, found| {
        match found {
            Ok(found) => asked.extend(found),
            Err(error) => {
                failed += 1;
                say::error(&error);
            }
        }
        Ok::<(), anyhow::Error>(())
    })?;
    bar.finish();
    if failed == jobs.jobs.len() + jobs.failures.len() {
        bail!("nothing to ask about: {} failed", counted(failed, "pair"));
    }
    Ok((asked, failed))
}

/// The questions about one pair of documents.
fn ask(job: &Job, deciding: &Deciding, aligner: &Aligner, args: &Args) -> Result<Vec<Asked>> {
    let (article, report) = job.read(aligner)?;
    deciding.meet(job, &article, &report, args.reading.quiet);
    Ok(aligner.ask(&article, &report, args.wanted())?)
}

impl Args {
    fn wanted(&self) -> Wanted {
        self.per_article.map_or(Wanted::InAll(self.number as usize), |most| Wanted::PerArticle(most as usize))
    }
}

fn is_table(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"))
}

fn write_lines(mut out: Place, asked: &[Asked]) -> Result<()> {
    for question in asked {
        writeln!(out, "{}", serde_json::to_string(question)?)?;
    }
    Ok(out.finish()?)
}

fn write_table(out: Place, asked: &[Asked]) -> Result<()> {
    let name = out.name();
    let mut table = TextTable::new(out, name, &Asked::FIELDS, false)?;
    for question in asked {
        let Value::Object(fields) = serde_json::to_value(question)? else { continue };
        let cells = fields.into_iter().map(|(_, value)| match value {
            Value::String(text) => text,
            other => other.to_string(),
        });
        table.row(cells)?;
    }
    Ok(table.finish()?.finish()?)
}
