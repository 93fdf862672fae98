//! `sejajar align`: an article and its report, or a folder of pairs -> a parallel table.

mod sinks;

use std::path::PathBuf;

use anyhow::Result;
use sejajar::documents::{Job, Source, in_order};
use sejajar::score::EvidenceKinds;
use sejajar::{Aligner, Error, Options};

use super::deciding::{Deciding, DecidingArgs};
use super::jobs::JobsArgs;
use super::memory::MemoryArgs;
use super::pairs::PairArgs;
use super::reading::{Quotes, ReadingArgs};
use super::scoring::ScoringArgs;
use crate::embeddings::{EmbeddingArgs, Embeddings};
use crate::explaining::{Told, Which, sentence_links};
use crate::output::OutputArgs;
use crate::progress::Steps;
use crate::reports::{DocumentReportArgs, RunReportArgs};
use crate::say::{self, Outcome};
use sinks::{Aligned, Sinks, Tally};

/// Arguments of `align`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  # one pair: a page to read on a terminal, a table (csv) in a pipe
  sejajar align kim.ind.txt kim.eng.txt
  # all pairs in one table, and a data dictionary
  sejajar align pairs/ -o pairs.csv --schema
  # one file per pair
  sejajar align pairs/ -o tables/ -f jsonl
  # columns article, report and, optionally, name
  sejajar align --manifest pairs.tsv -o pairs.csv
  # records of two collections, paired by name or order
  sejajar align articles.jsonl reports.csv -o pairs.csv
  sejajar align articles.jsonl reports.jsonl --meta -o pairs.csv \\
      --fields text=body,title=headline
  # by some kinds of evidence only
  sejajar align pairs/ --evidence names,numbers,dates,length -o pairs.csv
  # why article sentence 4 and report sentence 2 are linked, or not
  sejajar align kim.ind.txt kim.eng.txt --explain 4:2
  # the links between sentences behind the rows
  sejajar align pairs/ -o pairs.csv --links links.csv
  # around judgements: of a review, or answers to sejajar ask
  sejajar align pairs/ --decisions answers.csv -o pairs.csv
  # for a pipeline: what failed, the counts, and what was left out
  sejajar align pairs/ -o pairs.csv --errors errors.csv \\
      --summary run.json --dropped dropped.csv
  # input of one sentence per line; positions only
  sejajar align lines/ --sentences -f vecalign -o beads/
  # with sentence vectors
  sejajar align lines/ --sentences --embeddings vectors/ -o pairs.csv
  sejajar align kim.ind kim.eng --sentences \\
      --embeddings-ind i.npy --embeddings-eng e.npy
  sejajar align lines/ --sentences -o pairs.csv \\
      --overlaps-ind o.ind o.ind.emb --overlaps-eng o.eng o.eng.emb

Confidence is the probability that a row is exactly right: of the rows with a confidence near .9, nine in \
ten are exactly those of the gold. Rows of unaligned sentences have one too. content_confidence is the \
probability that both sides share any content. Both were measured on documents that the weights had not \
seen: articles retold as newsrooms do, and translations made noisy, edited and out of step. On other kinds \
of text, or with other lexicons than the built-in one, expect larger errors.

Links join two sentences that share substance; rows are groups of linked sentences. The table of --links has \
the links with a probability of .05 and more and all links within a row: article_id, report_id, ind, eng \
(positions), probability, sure_probability (that they share more than a minor part), the pair_id of the row \
that holds both, and rests_on, the reasons with the log odds that each adds. Documents of more than 262,144 \
sentence pairs, and runs with --lattice, --monotone, --evidence or a smaller --max-side, are judged by the \
lattice without links.

Sentence vectors come from a bilingual encoder of your own. Each line of lines/kim.ind has a row in \
vectors/kim.ind.npy (float16, float32 or float64), each line of lines/kim.eng one in vectors/kim.eng.npy; in \
Python, with some encode():

  import numpy as np
  for name in (\"kim.ind\", \"kim.eng\"):
      text = open(f\"lines/{name}\", encoding=\"utf-8\")
      rows = encode([line.strip() for line in text])
      np.save(f\"vectors/{name}.npy\", np.asarray(rows, dtype=np.float32))

Without --sentences the rows are the sentences of \"sejajar split --quotes split\", without blank lines. A \
run of sentences has the mean of their vectors, or its own vector with the files of Vecalign (overlap.py -n \
4), one pair of which may hold all documents. A row of zeros is ignored. Distances are normalised by those \
of the same documents, so any encoder will do.")]
pub struct Args {
    #[command(flatten)]
    pub output: OutputArgs,
    /// Leave out rows of unaligned sentences
    #[arg(long, help_heading = "Output")]
    pub aligned_only: bool,
    /// Write the links between sentences, with their reasons (.csv)
    ///
    /// Each has its probability.
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub links: Option<PathBuf>,
    /// Explain a row (pair_id) or a pair of sentences (4:2); may be repeated
    ///
    /// Positions are those of the article and of the report: 4:2, or 4,5:2 for several, or 4: or :2 for an
    /// unaligned sentence. The confidence of a row or the probability of a pair of sentences is explained.
    /// Without -o no table is written.
    #[arg(long, value_name = "ROW|IND:ENG", help_heading = "Output")]
    pub explain: Vec<Which>,
    #[command(flatten)]
    inputs: PairArgs,
    /// Treatment of quotes of several sentences
    #[arg(long, value_name = "HOW", default_value = "split", help_heading = "Input")]
    quotes: Quotes,
    #[command(flatten)]
    pub reading: ReadingArgs,
    #[command(flatten)]
    scoring: ScoringArgs,
    #[command(flatten)]
    deciding: DecidingArgs,
    #[command(flatten)]
    embeddings: EmbeddingArgs,
    #[command(flatten)]
    pub documents: DocumentReportArgs,
    #[command(flatten)]
    pub reports: RunReportArgs,
    #[command(flatten)]
    jobs: JobsArgs,
    #[command(flatten)]
    memory: MemoryArgs,
}

/// Reads and aligns one pair.
fn align(
    job: &Job,
    embeddings: &Embeddings,
    deciding: &Deciding,
    aligner: &Aligner,
    args: &Args,
) -> Result<Aligned> {
    let (mut ind, mut eng) = job.read(aligner)?;
    embeddings.add(job, &mut ind, &mut eng)?;
    deciding.meet(job, &ind, &eng, args.reading.quiet);
    let (rows, explained) = if args.links.is_some() || !args.explain.is_empty() {
        aligner.align_explained(&ind, &eng)?
    } else {
        (aligner.align(&ind, &eng)?, None)
    };
    let told = Told { ind: &ind, eng: &eng, rows: &rows, aligner, explained: explained.as_ref() };
    let explanations = told.all(&args.explain)?;
    let links = args.links.as_ref().and(explained.as_ref()).map(|explained| sentence_links(&rows, explained));
    Ok(Aligned { rows, links, explanations, article: ind.text, report: eng.text })
}

fn is_exchanged(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(Error::Exchanged { .. }))
}

/// The error for the only pair, whose sides are exchanged: wrong usage, with the right command for two files.
fn exchanged(job: &Job, error: &anyhow::Error) -> anyhow::Error {
    let command = match (&job.article, &job.report) {
        (Source::File(article), Source::File(report)) => {
            format!(": sejajar align {} {}", report.display(), article.display())
        }
        _ => String::new(),
    };
    Error::Option(format!("{error}{command}")).into()
}

/// Runs the command.
pub fn run(args: &Args) -> Result<Outcome> {
    args.check_vectors()?;
    let jobs = args.inputs.find(&args.reading)?;
    let pool = (jobs.jobs.len() > 1).then(|| args.jobs.pool()).transpose()?;
    let mut options = args.options()?;
    let deciding = args.deciding.apply(&mut options)?;
    let threads = pool.as_ref().map_or(1, |pool| pool.current_num_threads().min(jobs.jobs.len()));
    options.max_memory = args.memory.limit(threads);
    let aligner = Aligner::new(args.scoring.lexicon()?, options);
    jobs.no_name_twice()?;
    let embeddings = args.embeddings.open(&jobs.jobs)?;
    let mut sinks = Sinks::open(args, &jobs.jobs)?;
    let mut tally = Tally::default();
    jobs.failures.iter().try_for_each(|error| tally.without_partner(&mut sinks, error))?;
    let steps = Steps { verbose: args.documents.verbose, ..args.reading.steps() };
    let bar = steps.bar("aligning", jobs.jobs.len());
    let align = |job: &&Job| {
        let aligned = align(job, &embeddings, &deciding, &aligner, args);
        bar.inc();
        aligned
    };
    let alone = jobs.jobs.len() == 1;
    in_order(pool.as_ref(), jobs.jobs.iter().map(Ok), align, |job, result| match result {
        Err(error) if alone && is_exchanged(&error) => Err(exchanged(job, &error)),
        result => tally.take(args, &mut sinks, job, result),
    })?;
    bar.finish();
    deciding.close(args.reading.quiet);
    tally.close(args, sinks)
}

impl Args {
    /// Refuses vectors that are requested and not given; warns of vectors that are given and not requested.
    fn check_vectors(&self) -> Result<()> {
        let (given, heard) = (self.embeddings.given(), self.scoring.evidence.embeddings);
        if heard && !given && self.scoring.evidence != EvidenceKinds::default() {
            let what =
                "--evidence embeddings needs vectors: give --embeddings DIR, or one of the related options";
            return Err(Error::Option(what.to_owned()).into());
        }
        if given && !heard && !self.reading.quiet {
            say::warning("--evidence leaves out embeddings: the vectors are ignored");
        }
        Ok(())
    }

    fn options(&self) -> Result<Options> {
        let mut options = self.reading.options(self.inputs.sentences, self.quotes)?;
        self.scoring.apply(&mut options);
        Ok(options)
    }
}
