//! A line -> the debris in it after finished sentences: links to other articles, codes of writers and
//! editors.

use super::codes;
use super::debris::tail_reason;
use super::words::{ends_sentence, first_end};
use crate::lang::Boilerplate;

/// Maximum length in bytes of a bracket with a link in it.
const LONGEST_BRACKET: usize = 240;
/// Maximum length in bytes of a code at the end of a line.
const LONGEST_CODE: usize = 48;

/// A piece of a line that is debris.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Its first byte.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// The reason code.
    pub reason: &'static str,
}

/// The debris inside a line, in order; only codes if the line is `protected`, which means that it may be a
/// headline.
pub fn pieces(line: &str, rules: &Boilerplate, protected: bool) -> Vec<Piece> {
    let (mut out, end) = codes_at_end(line, rules);
    let mut at = if protected { end } else { 0 };
    while let Some(piece) = next(&line[..end], at, rules) {
        at = piece.end;
        out.push(piece);
    }
    out.sort_unstable_by_key(|piece| piece.start);
    out
}

/// The codes at the end of a line, the last one first, and the end of the finished sentence before them.
fn codes_at_end(line: &str, rules: &Boilerplate) -> (Vec<Piece>, usize) {
    let mut out = Vec::new();
    let mut end = line.len();
    while let Some(code) = code_at_end(&line[..end], rules) {
        end = line[..code.start].trim_end().len();
        out.push(code);
    }
    if !out.is_empty() && ends_sentence(&line[..end]) { (out, end) } else { (Vec::new(), line.len()) }
}

/// A code at the end of a line: `(bud/dew)`, `(E-2)`, `***`.
fn code_at_end(line: &str, rules: &Boilerplate) -> Option<Piece> {
    let open = match line.as_bytes().last()? {
        b')' => line.rfind('(')?,
        b']' => line.rfind('[')?,
        b'*' | b'#' => codes::stars(line)?,
        _ => return None,
    };
    let text = &line[open..];
    if text.len() > LONGEST_CODE {
        return None;
    }
    let reason = codes::reason(text).or_else(|| tail_reason(text, rules));
    reason.map(|reason| Piece { start: open, end: line.len(), reason })
}

/// The first piece from `at` that matches a rule for the inside of a line.
fn next(line: &str, mut at: usize, rules: &Boilerplate) -> Option<Piece> {
    let mut start = at;
    loop {
        let rest = line.get(start..).unwrap_or_default();
        let bare = rest.starts_with(|c: char| c.is_ascii_alphabetic());
        let word = if bare { rest } else { rest.trim_start_matches(['(', '[', '»', '>', ' ']) };
        if rules.may_open_tail(word)
            && let Some(piece) = piece_at(line, start, rules)
        {
            return Some(piece);
        }
        let mark = at + memchr::memchr3(b'.', b'!', b'?', line.as_bytes().get(at..)?)?;
        // Most marks precede a space and a letter, or are inside a number.
        (start, at) = match &line.as_bytes()[mark + 1..] {
            [b' ', next, ..] if next.is_ascii_alphabetic() => (mark + 2, mark + 2),
            [next, ..] if next.is_ascii_digit() || next.is_ascii_lowercase() => (line.len(), mark + 1),
            _ => {
                // Each mark of a run is considered only once.
                let behind = mark + opening(&line[mark..]);
                (behind, behind.max(mark + 1))
            }
        };
    }
}

/// The distance from a mark to the earliest start of the next sentence: past closing quotes and white space.
fn opening(behind: &str) -> usize {
    let rest = behind.trim_start_matches(['.', '!', '?', '…', '"', '”', '\'', '’', ')', ']', ' ', '\u{a0}']);
    behind.len() - rest.trim_start().len()
}

/// The debris that starts at `start`: a bracket, the rest of the line, or a text that ends as a sentence
/// does.
fn piece_at(line: &str, start: usize, rules: &Boilerplate) -> Option<Piece> {
    let rest = &line[start..];
    let piece = |len: usize| {
        let text = &rest[..len];
        tail_reason(text, rules).map(|reason| Piece { start, end: start + len, reason })
    };
    let closer = match rest.as_bytes()[0] {
        b'(' => Some(')'),
        b'[' => Some(']'),
        _ => None,
    };
    if let Some(closer) = closer {
        let mut len = bracket_len(rest, closer)?;
        // `[Read the original](https://…)`: a Markdown link.
        if rest[len..].starts_with('(') {
            len += bracket_len(&rest[len..], ')')?;
        }
        return piece(len);
    }
    let end = if ends_sentence(rest) { first_end(rest) } else { rest.len() };
    piece(end)
}

/// Length of the bracket at the start of a text, if it closes within a few lines.
fn bracket_len(text: &str, closer: char) -> Option<usize> {
    text.bytes().take(LONGEST_BRACKET).position(|byte| char::from(byte) == closer).map(|at| at + 1)
}
