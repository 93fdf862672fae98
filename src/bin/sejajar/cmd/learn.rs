//! `sejajar learn`: pairs of documents -> a lexicon of their words, or weights of links.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, bail};
use sejajar::align::links::{FEWEST, Refitted};
use sejajar::export::Place;
use sejajar::learn::{LearnOptions, Round};
use sejajar::learning::{self, Learning};
use sejajar::{Aligner, Decisions};

use super::deciding::read_weights;
use super::jobs::JobsArgs;
use super::pairs::PairArgs;
use super::reading::{Quotes, ReadingArgs};
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
  # the weights of links, refitted to judgements
  sejajar learn pairs/ --judged answers.csv -o weights.tsv
  sejajar align pairs/ --weights weights.tsv -o pairs.csv

Learning is unsupervised: the pairs are aligned, translations are estimated from all of them at once, and so \
on, as long as each fifth of the documents becomes more probable by the lexicon learnt from the others. If \
the gain is not significant, the lexicon stays empty. The built-in one covers .95 of the words of news; \
improving it takes hundreds of pairs, or pairs on special subjects. From nothing (--from empty), a few dozen \
pairs suffice.

With --judged the weights are refitted by which two sentences are judged to share substance, pulled towards \
the built-in ones. Each document is held out in turn; if these gain no likelihood beyond chance, or fewer than \
four are judged, the weights that are written are those before, and a warning says so.")]
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
    #[command(flatten)]
    reading: ReadingArgs,
    /// The lexicon to start from: builtin, empty, or a file; with --judged the weights: builtin, or a file
    #[arg(long, value_name = "LEXICON", default_value = "builtin", help_heading = "Learning")]
    from: String,
    /// Maximum number of rounds of aligning and estimating
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u8).range(1..=20))]
    #[arg(help_heading = "Learning")]
    rounds: u8,
    /// Refit the weights of links to these judgements, in place of learning words
    ///
    /// The table is that of sejajar align --decisions. The weights are changed only if documents that were
    /// held out gain beyond chance.
    #[arg(long, value_name = "FILE", conflicts_with = "rounds", help_heading = "Learning")]
    judged: Option<PathBuf>,
    #[command(flatten)]
    jobs: JobsArgs,
}

/// Runs the command.
pub fn run(args: &Args) -> Result<Outcome> {
    if let Some(judged) = &args.judged {
        return weights(args, judged);
    }
    let options = args.reading.options(args.inputs.sentences, Quotes::Split)?;
    let steps = args.reading.steps();
    let start = learning::start(&args.from)?;
    let mut jobs = args.inputs.find(&args.reading)?;
    args.inputs.spare(args.output.as_deref(), &jobs.jobs, args.start().as_ref())?;
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

impl Args {
    /// The file to start from, if it is none of the names.
    fn start(&self) -> Option<PathBuf> {
        let named = self.from == "builtin" || (self.from == "empty" && self.judged.is_none());
        (!named).then(|| PathBuf::from(&self.from))
    }
}

/// Refits the weights of links.
fn weights(args: &Args, judged: &Path) -> Result<Outcome> {
    let start = args.start();
    let mut options = args.reading.options(args.inputs.sentences, Quotes::Split)?;
    options.decisions = Some(Arc::new(Decisions::read(judged)?));
    if let Some(file) = &start {
        options.weights = Some(Arc::new(read_weights(file)?));
    }
    let jobs = args.inputs.find(&args.reading)?;
    let tables = args.judged.iter().chain(start.as_ref());
    args.inputs.spare(args.output.as_deref(), &jobs.jobs, tables)?;
    let mut out = Place::open(args.output.as_deref(), args.overwrite)?;
    jobs.failures.iter().for_each(say::failure);
    let aligner = Aligner::default().with_options(options);
    let (models, fared, documents) =
        learning::refitted(&aligner, &jobs.jobs, &args.jobs.pool()?, &args.reading.steps())?;
    if documents == 0 {
        bail!("{}: no judgement is on one of these pairs; article_id names the article", judged.display());
    }
    if !args.reading.quiet {
        say::info(&format!("judged: {}", say::counted(documents, "pair")));
        fared.iter().for_each(|refitted| say::info(&told_refitted(refitted)));
    }
    write!(out, "{}", models.to_tsv())?;
    out.finish()?;
    if documents < FEWEST {
        say::warning(&format!("the weights are those before: at least {FEWEST} pairs must be judged"));
    } else if !fared.iter().any(|refitted| refitted.kept) {
        say::warning("the weights are those before: held-out documents gain nothing beyond chance by others");
    }
    Ok(if jobs.failures.is_empty() { Outcome::Done } else { Outcome::Partly })
}

fn told_refitted(Refitted { model, likelihood: (before, after), kept }: &Refitted) -> String {
    let asked = if *model == "sure" { "more than a minor part" } else { "any substance" };
    let kept = if *kept { "kept" } else { "no gain beyond chance: not kept" };
    format!(
        "{asked} shared: log likelihood per judgement in held-out documents {before:.4} -> {after:.4} ({kept})"
    )
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
