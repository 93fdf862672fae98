//! `sejajar split`: a document -> its sentences.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::Result;
use sejajar::model::{Article, Sentence};
use sejajar::pipeline;
use serde_json::json;

use super::reading::{DocumentArgs, Quotes};
use crate::say::{self, Outcome};
use crate::summary::by_count;

/// Arguments of `split`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  sejajar split kim.ind.txt --lang ind                 one sentence a line, a blank line between paragraphs
  sejajar split kim.ind.txt --lang ind -f jsonl        text, place and paragraph; dropped lines with their reasons
  curl -s … | sejajar split - --lang ind")]
pub struct Args {
    #[command(flatten)]
    document: DocumentArgs,
    /// text or jsonl
    #[arg(short, long, default_value = "text")]
    format: Form,
    /// What to do with a quote of several sentences (align uses split)
    #[arg(long, value_name = "HOW", default_value = "whole")]
    quotes: Quotes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// One sentence a line, a blank line between paragraphs
    Text,
    /// A JSON object a line: sentences, and dropped lines with their reasons, in order
    Jsonl,
}

/// Runs the verb.
pub fn run(args: &Args) -> Result<Outcome> {
    let (source, mut out) = args.document.open()?;
    let document = pipeline::sentences(
        &source.display(),
        &source.bytes()?,
        args.document.lang,
        &args.document.reading.options(false, args.quotes)?,
    )?;
    args.document.reading.pass_on(&source.display(), &document.article);
    match args.format {
        Form::Text => text(&mut out, &document.sentences)?,
        Form::Jsonl => jsonl(&mut out, &document.article, &document.sentences)?,
    }
    out.finish()?;
    if !args.document.reading.quiet {
        say_dropped(&document.article);
    }
    Ok(Outcome::Done)
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

/// Sentences `{"text", "start", "end", "paragraph"}` and dropped lines `{"dropped", "start", "end", "reason"}`, by place.
fn jsonl(out: &mut impl Write, article: &Article, sentences: &[Sentence]) -> std::io::Result<()> {
    let kept = sentences.iter().map(|s| {
        (
            s.span.start,
            json!({"text": s.text, "start": s.span.start, "end": s.span.end, "paragraph": s.paragraph}),
        )
    });
    let dropped = article.dropped.iter().map(|d| {
        let line = d.span.of(&article.text);
        (d.span.start, json!({"dropped": line, "start": d.span.start, "end": d.span.end, "reason": d.reason}))
    });
    let mut lines: Vec<_> = kept.chain(dropped).collect();
    lines.sort_by_key(|(start, _)| *start);
    lines.iter().try_for_each(|(_, line)| writeln!(out, "{line}"))
}

/// Tells how many lines were dropped as page debris, and why.
pub(super) fn say_dropped(article: &Article) {
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for dropped in &article.dropped {
        *reasons.entry(&dropped.reason).or_default() += 1;
    }
    if !reasons.is_empty() {
        let lines = say::counted(article.dropped.len(), "line");
        say::info(&format!(
            "dropped {lines} of page debris: {} (--keep-boilerplate keeps them)",
            by_count(&reasons)
        ));
    }
}
