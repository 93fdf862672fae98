//! `sejajar evidence`: a document -> the names, numbers and dates of every sentence.

use std::io::Write;

use anyhow::Result;
use sejajar::lexicon::Lexicon;
use sejajar::model::Evidence;
use sejajar::pipeline::{self, Document};

use super::reading::{DocumentArgs, Quotes};
use crate::say::Outcome;

/// Arguments of `evidence`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  sejajar evidence kim.ind.txt --lang ind                   every sentence with what was read from it
  sejajar evidence kim.ind.txt --lang ind -f jsonl          {\"text\", \"evidence\": [{\"kind\", \"keys\", \"surface\", \"start\", \"end\"}]}
  echo 'Gempa 5,6 SR, Rabu (13/9).' | sejajar evidence - --lang ind --sentences")]
pub struct Args {
    #[command(flatten)]
    document: DocumentArgs,
    /// text or jsonl
    #[arg(short, long, default_value = "text")]
    format: Form,
    /// The input is one sentence a line: no cleaning, no splitting, every line keeps its number
    #[arg(long)]
    sentences: bool,
    /// What to do with a quote of several sentences
    #[arg(long, value_name = "HOW", default_value = "split")]
    quotes: Quotes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// Every sentence, its evidence indented below it
    Text,
    /// A JSON object a sentence; start and end are byte offsets into its text
    Jsonl,
}

/// Runs the verb.
pub fn run(args: &Args) -> Result<Outcome> {
    let (source, mut out) = args.document.open()?;
    let options = args.document.reading.options(args.sentences, args.quotes)?;
    let document = pipeline::document(
        &source.display(),
        &source.bytes()?,
        args.document.lang,
        &Lexicon::builtin(),
        &options,
    )?;
    args.document.reading.pass_on(&source.display(), &document.article);
    match args.format {
        Form::Text => text(&mut out, &document)?,
        Form::Jsonl => jsonl(&mut out, &document)?,
    }
    out.finish()?;
    Ok(Outcome::Done)
}

fn text(out: &mut impl Write, document: &Document) -> std::io::Result<()> {
    for (sentence, profile) in document.sentences.iter().zip(&document.profiles) {
        writeln!(out, "{}", sentence.text)?;
        for evidence in &profile.evidence {
            writeln!(out, "    {:<24} {}", evidence.surface, keys(evidence))?;
        }
    }
    Ok(())
}

fn keys(evidence: &Evidence) -> String {
    let keys: Vec<&str> = evidence.keys.iter().map(sejajar::model::Key::as_str).collect();
    let about = if evidence.approximate { " (approximate)" } else { "" };
    match keys.as_slice() {
        [only] => format!("{only}{about}"),
        [first, others @ ..] => format!("{first}{about}, or {}", others.join(" ")),
        [] => String::new(),
    }
}

/// A line of the jsonl form.
#[derive(serde::Serialize)]
struct Line<'d> {
    text: &'d str,
    evidence: &'d [Evidence],
}

fn jsonl(out: &mut impl Write, document: &Document) -> Result<()> {
    for (sentence, profile) in document.sentences.iter().zip(&document.profiles) {
        let line = Line { text: &sentence.text, evidence: &profile.evidence };
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
