//! An article's first paragraph -> whether it is the title, by shape alone.

use super::{Paragraph, SourceText, Span};

/// Headlines of news sites stay below this (the longest seen had 24 words, 150 characters).
const LONGEST: usize = 200;
/// A headline typed over more lines than this is a paragraph.
const MOST_LINES: usize = 3;
/// Without a blank line behind it a title shows itself by a next paragraph this much longer.
const LONGER: f64 = 1.3;

impl SourceText {
    /// Sets [`SourceText::title`] to the first paragraph if that is short, ends like a headline, and more
    /// text follows behind a blank line or in a longer paragraph.
    pub fn find_title(&mut self) {
        self.title = match self.paragraphs.as_slice() {
            [first, next, ..] if self.is_title(first, next) => Some(first.span),
            _ => None,
        };
    }

    /// Whether `first` looks like the title of a text whose next paragraph is `next`.
    pub fn is_title(&self, first: &Paragraph, next: &Paragraph) -> bool {
        let headline = first.span.of(&self.content);
        let gap = &self.content[first.span.end..next.span.start];
        let stands_apart = breaks(gap) > 1 || next.span.len() as f64 > LONGER * headline.len() as f64;
        headline.len() <= LONGEST && first.lines.len() <= MOST_LINES && stands_apart && ends_open(headline)
    }
}

/// Line breaks in white space; `\r\n` is one.
fn breaks(gap: &str) -> usize {
    let pairs = gap.matches("\r\n").count();
    gap.matches(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']).count() - pairs
}

/// Ends as a headline does: with a word, a quote or a question, not with a full stop or in the middle of a
/// clause.
fn ends_open(headline: &str) -> bool {
    let body = headline.trim_end_matches(['"', '”', '\'', '’', ')', ']']);
    let inner_end = || headline.find(['?', '!']).is_some_and(|at| at + 1 < body.len());
    match body.chars().next_back() {
        Some('?' | '!') => !inner_end() && !headline.starts_with(['"', '“']),
        Some('.' | '…' | ',' | ':' | ';' | '-' | '–' | '—') | None => false,
        Some(_) => headline.chars().any(char::is_alphabetic),
    }
}

impl Paragraph {
    /// A paragraph of one line.
    pub fn line(span: Span) -> Self {
        Paragraph { span, lines: vec![span] }
    }
}
