//! `sejajar eval`: a hypothesis against gold.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, anyhow, bail};
use sejajar::eval::{self, BeadFormat};
use serde::Serialize;

use crate::place::Place;
use crate::say::{self, Outcome};

/// Arguments of `eval`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Beads against gold beads: strict and lax precision, recall, F1
    #[command(after_help = "\
Examples:
  sejajar eval align gold/ beads/                  NAME.gold against NAME.align, .csv, .tsv, .jsonl or .ladder
  sejajar eval align gold/ pairs.csv               against one table of ours that holds all articles
  sejajar eval align a.gold a.ladder --from hunalign -f json

Counting: a bead is strictly right if gold has it, laxly right if it shares a sentence pair with gold; unaligned
sentences count in precision, never in recall (as Vecalign's scorer), and are left out in the lines \"no nulls\".")]
    Align(AlignArgs),
    /// Sentence ends against gold: one sentence a line, a blank line between paragraphs
    Split(SplitArgs),
}

#[derive(Debug, clap::Args)]
struct AlignArgs {
    /// Gold beads, `[0]:[0, 1]` a line; or a folder of NAME.gold
    gold: PathBuf,
    /// The hypothesis; or a folder of NAME.align, NAME.csv …; or one table for a folder of gold
    hypothesis: PathBuf,
    /// Form of the hypothesis, where its look does not tell: vecalign, hunalign, csv, tsv, jsonl
    #[arg(long, value_name = "FORM", value_parser = bead_format)]
    from: Option<BeadFormat>,
    /// text or json
    #[arg(short, long, default_value = "text")]
    format: Form,
}

#[derive(Debug, clap::Args)]
struct SplitArgs {
    /// Gold sentences
    gold: PathBuf,
    /// Sentences to measure
    hypothesis: PathBuf,
    /// text or json
    #[arg(short, long, default_value = "text")]
    format: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// Tables to read
    Text,
    /// One JSON object
    Json,
}

fn bead_format(name: &str) -> Result<BeadFormat, String> {
    name.parse().map_err(|error: sejajar::Error| error.to_string())
}

/// Runs the verb.
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
    out.finish()
}
