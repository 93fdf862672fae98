//! Article -> Sentences.

mod context;
mod decide;
mod scan;
mod spans;

use crate::lang::Pack;
use crate::model::{Article, Sentence, Span, trimmed};

/// How to split.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SplitOptions {
    /// Keep a quote of several sentences in one piece, as Universal Dependencies treebanks do. Otherwise it is split like
    /// any other text, as translated news is.
    pub whole_quotes: bool,
}

/// Splits every paragraph into sentences; the title is a sentence of its own.
///
/// Spans are ordered and disjoint, and every visible character of a paragraph stands in exactly one sentence.
pub fn split(article: &Article, pack: &Pack) -> Vec<Sentence> {
    split_with(article, pack, SplitOptions::default())
}

/// [`split`] with options.
pub fn split_with(article: &Article, pack: &Pack, options: SplitOptions) -> Vec<Sentence> {
    let mut out = Vec::new();
    for (number, paragraph) in article.paragraphs.iter().enumerate() {
        let text = paragraph.span.of(&article.text);
        let is_title = number == 0 && article.title == Some(paragraph.span);
        let ends = if is_title { Vec::new() } else { scan::ends(text, &pack.sentences, options) };
        let mut start = 0;
        for end in ends.into_iter().chain([text.len()]) {
            let visible = trimmed(&text[start..end]);
            if !visible.is_empty() {
                let base = paragraph.span.start + start;
                let span = Span::new(base + visible.start, base + visible.end);
                out.push(Sentence::at(&article.text, span, number));
            }
            start = end;
        }
    }
    out
}
