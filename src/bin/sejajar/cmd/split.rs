//! `sejajar split`: a document -> its sentences.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::Result;
use sejajar::Aligner;
use sejajar::aligner::Document;
use sejajar::lexicon::Lexicon;
use sejajar::model::{Sentence, SourceText};
use serde_json::{Value, json};

use super::reading::{DocumentArgs, Quotes, heading};
use crate::say::{self, Outcome};
use crate::summary::by_count;

/// Arguments of `split`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  # one sentence per line, a blank line between paragraphs
  sejajar split kim.ind.txt --lang ind
  # text, span and paragraph; dropped lines with their reasons
  sejajar split kim.ind.txt --lang ind -f jsonl
  # a web page: its article and its metadata
  sejajar split kim.ind.html --lang ind -f jsonl --meta
  # every record of a collection; each line names its document
  sejajar split articles.jsonl --lang ind -f jsonl
  curl -s … | sejajar split - --lang ind")]
pub struct Args {
    #[command(flatten)]
    document: DocumentArgs,
    /// text or jsonl
    #[arg(short, long, default_value = "text", help_heading = "Output")]
    format: Form,
    /// Begin with a line of metadata of the document (jsonl only)
    ///
    /// They are title, date, url, outlet, byline and dateline.
    #[arg(long, help_heading = "Output")]
    meta: bool,
    /// Treatment of quotes of several sentences (align uses split)
    #[arg(long, value_name = "HOW", default_value = "whole", help_heading = "Input")]
    quotes: Quotes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// One sentence per line, a blank line between paragraphs
    Text,
    /// One JSON object per line: sentences, and dropped lines with their reasons, in order
    Jsonl,
}

/// Runs the command.
pub fn run(args: &Args) -> Result<Outcome> {
    let DocumentArgs { reading, lang, .. } = &args.document;
    let aligner = Aligner::new(Lexicon::builtin(), reading.options(false, args.quotes)?);
    let (mut dropped, mut first) = (Dropped::default(), true);
    let outcome = args.document.each(false, |source, out, named| {
        let document = source.sentences(*lang, &aligner)?;
        reading.pass_on(&source.display(), &document.text);
        count_dropped(&document.text, &mut dropped);
        let name = named.then_some(document.text.name.as_str());
        match args.format {
            Form::Text => {
                heading(out, name, std::mem::take(&mut first))?;
                text(out, &document.sentences)?;
            }
            Form::Jsonl => jsonl(out, name, args.meta, &document)?,
        }
        Ok(())
    })?;
    if !reading.quiet {
        say_dropped(&dropped);
    }
    Ok(outcome)
}

fn text(out: &mut impl Write, sentences: &[Sentence]) -> std::io::Result<()> {
    let mut paragraph = sentences.first().map_or(0, |s| s.paragraph);
    for sentence in sentences {
        if sentence.paragraph != paragraph {
            writeln!(out)?;
            paragraph = sentence.paragraph;
        }
        writeln!(out, "{}", sentence.text)?;
    }
    Ok(())
}

/// Writes sentences `{"text", "start", "end", "paragraph"}` and dropped lines `{"dropped", "span", "reason"}`
/// in the order of the text, after `{"meta"}` if requested. Lines of a collection begin with the name of
/// their document.
fn jsonl(out: &mut impl Write, name: Option<&str>, meta: bool, document: &Document) -> std::io::Result<()> {
    let Document { text, sentences, .. } = document;
    let kept = sentences.iter().map(|s| {
        (
            s.span.start,
            json!({"text": s.text, "start": s.span.start, "end": s.span.end, "paragraph": s.paragraph}),
        )
    });
    let dropped = text.dropped.iter().map(|d| {
        let line = d.span.of(&text.content);
        (d.span.start, json!({"dropped": line, "span": [d.span.start, d.span.end], "reason": d.reason}))
    });
    let mut lines: Vec<_> = kept.chain(dropped).collect();
    lines.sort_by_key(|(start, _)| *start);
    let meta = meta.then(|| json!({"meta": about(text)}));
    for line in meta.into_iter().chain(lines.into_iter().map(|(_, line)| line)) {
        match (name, line) {
            (Some(name), Value::Object(line)) => {
                let named = std::iter::once(("document".to_owned(), Value::from(name))).chain(line);
                writeln!(out, "{}", Value::Object(named.collect()))?;
            }
            (_, line) => writeln!(out, "{line}")?,
        }
    }
    Ok(())
}

/// The metadata of a page or record.
fn about(article: &SourceText) -> Value {
    let meta = &article.meta;
    let title = article.title.map(|span| span.of(&article.content).to_owned());
    json!({
        "title": meta.title.clone().or(title),
        "date": meta.published.map(|date| date.to_string()),
        "url": meta.url,
        "outlet": meta.outlet,
        "byline": meta.byline,
        "dateline": meta.dateline,
    })
}

/// Lines dropped as page debris, by reason.
pub(super) type Dropped = BTreeMap<String, usize>;

/// Counts the dropped lines of an article.
pub(super) fn count_dropped(article: &SourceText, reasons: &mut Dropped) {
    for dropped in &article.dropped {
        *reasons.entry(dropped.reason.clone()).or_default() += 1;
    }
}

/// Reports how many lines were dropped as page debris, and why.
pub(super) fn say_dropped(reasons: &Dropped) {
    if !reasons.is_empty() {
        let lines = say::counted(reasons.values().sum(), "line");
        say::info(&format!(
            "dropped {lines} of page debris: {} (--keep-boilerplate keeps them)",
            by_count(reasons)
        ));
    }
}
