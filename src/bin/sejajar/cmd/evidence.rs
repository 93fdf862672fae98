//! `sejajar evidence`: a document -> the names, numbers and dates of every sentence.

use std::io::Write;

use anyhow::Result;
use sejajar::lexicon::Lexicon;
use sejajar::model::Evidence;
use sejajar::pipeline::Document;

use super::reading::{DocumentArgs, Quotes, heading};
use crate::say::Outcome;

/// Arguments of `evidence`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  sejajar evidence kim.ind.txt --lang ind                   every sentence with what was read from it
  sejajar evidence kim.ind.txt --lang ind -f jsonl          {\"text\", \"evidence\": [{\"kind\", \"keys\", \"surface\", \"start\", \"end\"}]}
  sejajar evidence articles.jsonl --lang ind -f jsonl       every record of a collection; each line names its document
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
    let DocumentArgs { reading, lang, .. } = &args.document;
    let (options, lexicon) = (reading.options(args.sentences, args.quotes)?, Lexicon::builtin());
    let mut first = true;
    args.document.each(args.sentences, |source, out, named| {
        let document = source.document(*lang, &lexicon, &options)?;
        reading.pass_on(&source.display(), &document.article);
        let name = named.then_some(document.article.name.as_str());
        match args.format {
            Form::Text => text(out, name, std::mem::take(&mut first), &document)?,
            Form::Jsonl => jsonl(out, name, &document)?,
        }
        Ok(())
    })
}

fn text(out: &mut impl Write, name: Option<&str>, first: bool, document: &Document) -> std::io::Result<()> {
    heading(out, name, first)?;
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
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'d str>,
    text: &'d str,
    evidence: &'d [Evidence],
}

fn jsonl(out: &mut impl Write, name: Option<&str>, document: &Document) -> Result<()> {
    for (sentence, profile) in document.sentences.iter().zip(&document.profiles) {
        let line = Line { document: name, text: &sentence.text, evidence: &profile.evidence };
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
