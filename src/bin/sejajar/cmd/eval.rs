//! `sejajar eval`: a hypothesis against gold.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, anyhow, bail};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use sejajar::eval::{self, BeadFormat};
use sejajar::export::Place;
use serde::Serialize;

use crate::say::{self, Outcome};

/// Arguments of `eval`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  # alignments: NAME.gold against NAME.align, .csv, .tsv, .jsonl or .ladder
  sejajar eval align gold/ beads/
  # sentence ends, one sentence per line
  sejajar eval split kim.gold.txt kim.split.txt")]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Beads against gold beads: strict and lax precision, recall, F1
    #[command(after_help = "\
Examples:
  # NAME.gold against NAME.align, .csv, .tsv, .jsonl or .ladder
  sejajar eval align gold/ beads/
  # against one native table of all articles
  sejajar eval align gold/ pairs.csv
  sejajar eval align a.gold a.ladder --from hunalign -f json
  sejajar align a.ind.txt a.eng.txt -f vecalign | sejajar eval align a.gold -

Counting: a bead is strictly right if gold has it, laxly right if it shares a sentence pair with gold. \
Unaligned sentences count in precision, never in recall (as in the scorer of Vecalign), and are left out in \
the lines \"no nulls\".")]
    Align(AlignArgs),
    /// Sentence ends against gold: one sentence per line, a blank line between paragraphs
    #[command(after_help = "\
Examples:
  sejajar eval split kim.gold.txt kim.split.txt
  sejajar split kim.ind.txt --lang ind | sejajar eval split kim.gold.txt -

Counting: precision, recall and F1 over sentence ends inside paragraphs; the texts may differ in white space \
only.")]
    Split(SplitArgs),
}

#[derive(Debug, clap::Args)]
struct AlignArgs {
    /// Gold beads, one `[0]:[0, 1]` per line, - for standard input; or a folder of NAME.gold
    gold: PathBuf,
    /// The hypothesis, - for standard input; or a folder of NAME.align, NAME.csv …; or one table for a folder
    /// of gold
    hypothesis: PathBuf,
    #[arg(long, value_name = "FORM", ignore_case = true, value_parser = bead_format())]
    #[arg(help_heading = "Input", help = forms(), hide_possible_values = true)]
    from: Option<BeadFormat>,
    /// text or json
    #[arg(short, long, default_value = "text", help_heading = "Output")]
    format: Form,
}

#[derive(Debug, clap::Args)]
struct SplitArgs {
    /// Gold sentences, - for standard input
    gold: PathBuf,
    /// Sentences to measure, - for standard input
    hypothesis: PathBuf,
    /// text or json
    #[arg(short, long, default_value = "text", help_heading = "Output")]
    format: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// Tables to read
    Text,
    /// One JSON object
    Json,
}

/// The help of `--from`, with the names that the library knows.
fn forms() -> String {
    format!("Format, if it cannot be inferred: {}", BeadFormat::ALL.map(BeadFormat::name).join(", "))
}

/// Accepts the names that the library knows.
fn bead_format() -> impl TypedValueParser<Value = BeadFormat> {
    PossibleValuesParser::new(BeadFormat::ALL.map(BeadFormat::name))
        .try_map(|name| name.parse::<BeadFormat>())
}

/// Runs the command.
pub fn run(args: &Args) -> Result<Outcome> {
    match &args.what {
        What::Align(args) => {
            let report = eval::align_paths(&args.gold, &args.hypothesis, args.from)?;
            for failure in &report.failures {
                say::error(&anyhow!("{}: {}", failure.name, failure.what));
            }
            if report.documents == 0 {
                bail!("nothing was measured");
            }
            write(&report, args.format)?;
            Ok(if report.failures.is_empty() { Outcome::Done } else { Outcome::Partly })
        }
        What::Split(args) => {
            write(&eval::split_paths(&args.gold, &args.hypothesis)?, args.format)?;
            Ok(Outcome::Done)
        }
    }
}

fn write(report: &(impl Serialize + std::fmt::Display), format: Form) -> Result<()> {
    let mut out = Place::open(None, false)?;
    match format {
        Form::Text => write!(out, "{report}")?,
        Form::Json => writeln!(out, "{}", serde_json::to_string_pretty(report)?)?,
    }
    Ok(out.finish()?)
}
