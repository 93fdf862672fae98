//! `sejajar learn`: pairs of documents -> a lexicon of their words.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, bail};
use sejajar::export::{self, Place};
use sejajar::learn::{LearnOptions, Round};
use sejajar::learning::{self, Learning};

use super::jobs::JobsArgs;
use super::pairs::PairArgs;
use super::reading::{Quotes, ReadingArgs};
use crate::output::no_input;
use crate::say::{self, Outcome};

/// Arguments of `learn`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  # from the built-in lexicon and all pairs of a folder
  sejajar learn pairs/ -o mine.tsv
  # with the learnt lexicon on top of the built-in one
  sejajar align pairs/ --lexicon mine.tsv -o pairs.csv
  # from these pairs alone
  sejajar learn pairs/ --from empty -o mine.tsv
  sejajar align pairs/ --lexicon mine.tsv --lexicon-only -o pairs.csv

Learning is unsupervised: the pairs are aligned, translations are estimated from all of them at once, and so \
on, as long as each fifth of the documents becomes more probable by the lexicon learnt from the others. If \
the gain is not significant, the lexicon stays empty. The built-in one covers .95 of the words of news; \
improving it takes hundreds of pairs, or pairs on special subjects. From nothing (--from empty), a few dozen \
pairs suffice.")]
pub struct Args {
    /// The lexicon to write; standard output when absent
    ///
    /// It is separated by tabs: ind, eng, t(eng|ind), t(ind|eng).
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
    /// Replace an output file that exists
    #[arg(long, help_heading = "Output")]
    overwrite: bool,
    #[command(flatten)]
    inputs: PairArgs,
    /// One sentence per line: no cleaning, no splitting
    #[arg(long, help_heading = "Input")]
    sentences: bool,
    #[command(flatten)]
    reading: ReadingArgs,
    /// The lexicon to start from: builtin, empty, or a file
    #[arg(long, value_name = "LEXICON", default_value = "builtin", help_heading = "Learning")]
    from: String,
    /// Maximum number of rounds of aligning and estimating
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u8).range(1..=20))]
    #[arg(help_heading = "Learning")]
    rounds: u8,
    #[command(flatten)]
    jobs: JobsArgs,
}

/// Runs the command.
pub fn run(args: &Args) -> Result<Outcome> {
    let options = args.reading.options(args.sentences, Quotes::Split)?;
    let steps = args.reading.steps();
    let start = learning::start(&args.from)?;
    let mut jobs = args.inputs.find(args.sentences, &args.reading)?;
    if let Some(output) = &args.output {
        no_input(output, &jobs.jobs)?;
        let from = (!["builtin", "empty"].contains(&args.from.as_str())).then(|| PathBuf::from(&args.from));
        let tables: Vec<_> = from.into_iter().chain(args.inputs.manifest().cloned()).collect();
        export::no_input(output, &tables)?;
    }
    let mut out = Place::open(args.output.as_deref(), args.overwrite)?;
    let pool = args.jobs.pool()?;
    let mut learn = LearnOptions::default();
    learn.rounds = usize::from(args.rounds);
    let learning = Learning { start, options, learn, pool: &pool, observer: &steps };
    let unreadable = learning.remove_unreadable(&mut jobs)?;
    let failed = jobs.failures.len() + unreadable.len();
    unreadable.iter().for_each(say::failure);
    jobs.failures.iter().for_each(say::failure);
    if jobs.jobs.is_empty() {
        bail!("nothing to learn from: {} failed", say::counted(failed, "pair"));
    }
    let mut rounds = 0;
    let learned = learning.run(&jobs.jobs, |round| {
        rounds += 1;
        if !args.reading.quiet {
            say::info(&told(rounds, round));
        }
    })?;
    write!(out, "{}", learned.lexicon.to_tsv())?;
    out.finish()?;
    if learned.lexicon.is_empty() {
        say::warning("nothing learnt makes held-out documents more probable: more pairs are needed");
    }
    Ok(if failed == 0 { Outcome::Done } else { Outcome::Partly })
}

fn told(number: usize, round: &Round) -> String {
    let (before, after) = round.likelihood;
    format!(
        "round {number}: {}, {}, log likelihood per word in held-out documents {before:.4} -> {after:.4}{}",
        say::counted(round.pairs, "row"),
        say::counted(round.translations, "translation"),
        if round.kept { "" } else { " (no gain beyond chance: not kept)" },
    )
}
