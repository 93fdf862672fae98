//! `sejajar evidence`: a document -> the names, numbers and dates of every sentence.

use std::io::Write;

use anyhow::Result;
use sejajar::Aligner;
use sejajar::aligner::Document;
use sejajar::lexicon::Lexicon;
use sejajar::model::Evidence;

use super::reading::{DocumentArgs, Quotes, heading};
use super::split::{Dropped, count_dropped, say_dropped};
use crate::say::{self, Outcome};
use crate::terminal;
use crate::view::{Counts, View};

/// Arguments of `evidence`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  # every sentence with its evidence
  sejajar evidence kim.ind.txt --lang ind
  # {\"text\", \"evidence\": [{\"kind\", \"keys\", \"surface\", \"start\", \"end\"}]}
  sejajar evidence kim.ind.txt --lang ind -f jsonl
  sejajar evidence kim.ind.txt --lang ind --color always | less -R
  # every record of a collection; each line names its document
  sejajar evidence articles.jsonl --lang ind -f jsonl
  echo 'Gempa 5,6 SR, Rabu.' | sejajar evidence - --lang ind --sentences

Colours: names green; numbers, percentages and ordinals cyan; money yellow; dates and times magenta. A key \
is followed by the type of a name, or by \"approximate\"; then by every other reading. Counts of the \
evidence go to standard error, except with --quiet.")]
pub struct Args {
    #[command(flatten)]
    document: DocumentArgs,
    /// text or jsonl
    #[arg(short, long, default_value = "text", help_heading = "Output")]
    format: Form,
    /// One sentence per line: no cleaning, no splitting
    ///
    /// Every line keeps its number.
    #[arg(long, help_heading = "Input")]
    sentences: bool,
    /// Treatment of quotes of several sentences
    #[arg(long, value_name = "HOW", default_value = "split", help_heading = "Input")]
    quotes: Quotes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// Every sentence, its evidence indented below it
    Text,
    /// One JSON object per sentence; start and end are byte offsets into its text
    Jsonl,
}

/// Runs the command.
pub fn run(args: &Args) -> Result<Outcome> {
    let DocumentArgs { reading, lang, .. } = &args.document;
    let options = reading.options(args.sentences, args.quotes)?;
    let aligner = Aligner::new(Lexicon::builtin(), options);
    let view = View::new(terminal::page(args.document.output.as_deref()));
    let (mut counts, mut dropped, mut first) = (Counts::default(), Dropped::default(), true);
    let outcome = args.document.each(args.sentences, |source, out, named| {
        let document = source.document(*lang, &aligner)?;
        reading.pass_on(&source.display(), &document.text);
        if args.format == Form::Text && !reading.quiet {
            counts.add(&document);
        }
        count_dropped(&document.text, &mut dropped);
        let name = named.then_some(document.text.name.as_str());
        match args.format {
            Form::Text => {
                heading(out, name, std::mem::take(&mut first))?;
                view.write(out, &document)?;
            }
            Form::Jsonl => jsonl(out, name, &document)?,
        }
        Ok(())
    })?;
    if !reading.quiet {
        say_dropped(&dropped);
        if args.format == Form::Text {
            say::info(&counts.text());
        }
    }
    Ok(outcome)
}

/// A line of the jsonl form.
#[derive(serde::Serialize)]
struct Line<'d> {
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'d str>,
    text: &'d str,
    evidence: &'d [Evidence],
}

fn jsonl(out: &mut impl Write, name: Option<&str>, document: &Document) -> Result<()> {
    let mut bytes = Vec::new();
    for (sentence, profile) in document.sentences.iter().zip(&document.profiles) {
        bytes.clear();
        serde_json::to_writer(
            &mut bytes,
            &Line { document: name, text: &sentence.text, evidence: &profile.evidence },
        )?;
        bytes.push(b'\n');
        out.write_all(&bytes)?;
    }
    Ok(())
}
