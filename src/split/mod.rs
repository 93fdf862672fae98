//! SourceText -> Sentences.

mod context;
mod decide;
mod ending;
mod next;
mod scan;
mod spans;
mod stop;

use crate::lang::Pack;
use crate::model::{Sentence, SourceText, Span, trimmed};

/// Options of splitting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct SplitOptions {
    /// Split a quote of several sentences like any other text, as in the treebanks GUM and EWT. Otherwise it
    /// stays in one piece, together with its speaker, as in PUD and CSUI.
    pub quotes: bool,
}

impl SplitOptions {
    /// Splitting with quotes of several sentences split, or kept in one piece.
    pub fn with_quotes(quotes: bool) -> Self {
        SplitOptions { quotes }
    }
}

impl Default for SplitOptions {
    /// Quotes are split, as `align` splits them.
    fn default() -> Self {
        SplitOptions { quotes: true }
    }
}

/// Splits every paragraph into sentences; the title is a sentence of its own.
///
/// Spans are ordered and disjoint, and every visible character of a paragraph is in exactly one sentence.
pub fn split(source: &SourceText, pack: &Pack, options: SplitOptions) -> Vec<Sentence> {
    let mut out = Vec::with_capacity(source.paragraphs.len());
    for (number, paragraph) in source.paragraphs.iter().enumerate() {
        let text = paragraph.span.of(&source.content);
        let is_title = number == 0 && source.title == Some(paragraph.span);
        let ends = if is_title { Vec::new() } else { scan::ends(text, &pack.sentences, options) };
        let mut start = 0;
        for end in ends.into_iter().chain([text.len()]) {
            let visible = trimmed(&text[start..end]);
            if !visible.is_empty() {
                let base = paragraph.span.start + start;
                let span = Span::new(base + visible.start, base + visible.end);
                out.push(Sentence::at(&source.content, span, number));
            }
            start = end;
        }
    }
    out
}

/// Byte offsets at which further sentences begin inside `text`, for input with several sentences per line;
/// quotes are split.
pub fn inner(text: &str, pack: &Pack) -> Vec<usize> {
    let ends = scan::ends(text, &pack.sentences, SplitOptions { quotes: true });
    let starts = ends.into_iter().map(|end| end + trimmed(&text[end..]).start);
    starts.filter(|&start| start < text.len()).collect()
}
