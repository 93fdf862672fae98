//! Texts and the places in them.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use serde::Serialize;

use super::Meta;

/// Indonesian characters per English character (white space left out) in translated news.
pub const LENGTH_RATIO: f64 = 1.13;

/// A half-open range of byte offsets into a decoded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to, not including, `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }

    /// The part of `text` that the span covers.
    ///
    /// # Panics
    /// When the span is not one of `text`.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// The same as a standard range.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `self` and `other` share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// A language that sejajar reads, named by its ISO 639-3 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Indonesian.
    Ind,
    /// English.
    Eng,
}

impl Language {
    /// The ISO 639-3 code.
    pub fn code(self) -> &'static str {
        match self {
            Language::Ind => "ind",
            Language::Eng => "eng",
        }
    }

    /// The name of its documents: `article` or `report`.
    pub fn document(self) -> &'static str {
        match self {
            Language::Ind => "article",
            Language::Eng => "report",
        }
    }

    /// The language of the other side of a pair.
    pub fn other(self) -> Language {
        match self {
            Language::Ind => Language::Eng,
            Language::Eng => Language::Ind,
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Language {
    type Err = String;

    fn from_str(code: &str) -> Result<Self, String> {
        match code.to_ascii_lowercase().as_str() {
            "ind" | "id" => Ok(Language::Ind),
            "eng" | "en" => Ok(Language::Eng),
            _ => Err(format!(
                "\"{code}\" is not a language sejajar reads: ind or eng (id and en are accepted)"
            )),
        }
    }
}

/// A paragraph: where it stands, and the physical lines it was typed in (one, unless the text was
/// hard-wrapped).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paragraph {
    /// The paragraph, from its first to its last non-space character.
    pub span: Span,
    /// Its lines, trimmed, in order, never empty.
    pub lines: Vec<Span>,
}

/// A line that was taken out as page debris, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Dropped {
    /// Its position in [`SourceText::content`].
    pub span: Span,
    /// The reason code of the rule that dropped it, such as `read-also`.
    pub reason: String,
}

/// Something that was noticed of a document and that its user should know.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Note {
    /// Its kind: `guessed-encoding`, `replaced-bytes`, `mended-encoding`, `decoded-entities`,
    /// `literal-breaks`, `separator`, `usual-fields`, `converted` or `other-language`; of a web page
    /// `class-names`, `from-metadata` or `more-pages`; of a word processor `tracked-changes`.
    pub code: &'static str,
    /// What there is to know, a sentence.
    pub text: String,
}

/// A document as read: the decoded text and its paragraphs.
///
/// Every span points into `text`, which is the input after decoding, with what its encoding and its entities
/// had gone through mended (each reported in a note).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct SourceText {
    /// The document's name, without folder and endings.
    pub name: String,
    /// The decoded text.
    pub content: String,
    /// The encoding it was decoded from, by its WHATWG label.
    pub encoding: &'static str,
    /// What the reader noticed and the user should know (a guessed encoding, replaced bytes), a sentence
    /// each.
    pub notes: Vec<Note>,
    /// The title, when the first paragraph looks like one; it is also the first of `paragraphs`.
    pub title: Option<Span>,
    /// What the page says of itself.
    pub meta: Meta,
    /// Paragraphs in order, disjoint.
    pub paragraphs: Vec<Paragraph>,
    /// What cleaning took out, in order.
    pub dropped: Vec<Dropped>,
}

/// A sentence (or a headline, or a fragment that stands alone).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// Its text with runs of white space made one space and control characters left out.
    pub text: String,
    /// Its position in the content of the document, inner white space included.
    pub span: Span,
    /// Position of its paragraph in the article after cleaning.
    pub paragraph: usize,
}

impl Sentence {
    /// The sentence at `span` of an article's `text`: white space runs to one space, invisible characters are
    /// left out.
    pub fn at(text: &str, span: Span, paragraph: usize) -> Self {
        Sentence { text: plain(span.of(text)), span, paragraph }
    }
}

/// Whether a character has no place in running text: controls, zero-width and soft-hyphen characters,
/// direction marks.
///
/// White space, line breaks included, is not among them.
pub fn is_invisible(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// `raw` without the white space and the invisible characters at its ends, as a range of it; empty when
/// nothing is left.
pub fn trimmed(raw: &str) -> Range<usize> {
    // Most texts start and end with a letter or a mark.
    if let [first, .., last] = raw.as_bytes()
        && first.is_ascii_graphic()
        && last.is_ascii_graphic()
    {
        return 0..raw.len();
    }
    let gone = |c: char| c.is_whitespace() || is_invisible(c);
    let end = raw.trim_end_matches(gone).len();
    let start = end - raw[..end].trim_start_matches(gone).len();
    start..end
}

fn plain(raw: &str) -> String {
    // Nearly every sentence is clean as it stands, and copying it whole is ten times as fast.
    if is_plain(raw) {
        return raw.trim_matches(' ').to_owned();
    }
    let mut out = String::with_capacity(raw.len());
    let mut space = false;
    for c in raw.chars() {
        if c.is_whitespace() {
            space = true;
        } else if !is_invisible(c) {
            if space && !out.is_empty() {
                out.push(' ');
            }
            space = false;
            out.push(c);
        }
    }
    out
}

/// Whether a text holds no white space but single spaces, and nothing invisible.
fn is_plain(raw: &str) -> bool {
    let bytes = raw.as_bytes();
    let odd = |byte: u8| byte < b' ' || byte == 0x7f;
    // Without a way out in the middle these are done many bytes at a time.
    let any_odd = bytes.iter().fold(false, |any, &byte| any | odd(byte));
    let wide = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let any_wide = wide.fold(false, |any, (&byte, &next)| any | ((byte == b' ') & (next == b' ')));
    !any_odd && !any_wide && (raw.is_ascii() || raw.chars().all(is_plain_char))
}

fn is_plain_char(c: char) -> bool {
    c.is_ascii() || !(c.is_whitespace() || is_invisible(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentence_text_is_plain() {
        let raw = "\u{feff}Satu\u{a0} dua\r\n ti\u{ad}ga\0 \u{200b} empat. ";
        let sentence = Sentence::at(raw, Span::new(0, raw.len()), 0);
        assert_eq!(sentence.text, "Satu dua tiga empat.");
        assert_eq!(&raw[trimmed(raw)], "Satu\u{a0} dua\r\n ti\u{ad}ga\0 \u{200b} empat.");
        assert!(trimmed(" \0\u{2028} ").is_empty());
    }
}
