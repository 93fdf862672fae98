//! Text -> the spans of its lines.

use super::span_at;
use crate::model::{Span, trimmed};

/// Number of bytes that are examined together.
const BLOCK: usize = 32;

/// Trimmed lines of running text; `\n`, `\r\n`, lone `\r`, VT, FF, U+0085, U+2028 and U+2029 end one. Blank
/// lines are empty spans.
pub fn lines(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < bytes.len() {
        at += plain_len(&bytes[at..]);
        match break_at(&bytes[at..]) {
            0 => at = (at + 1).min(bytes.len()),
            width => {
                out.push(span_at(start, &trimmed(&text[start..at])));
                at += width;
                start = at;
            }
        }
    }
    out.push(span_at(start, &trimmed(&text[start..])));
    out
}

/// The number of bytes at the start that cannot begin a line break: every line break begins with a byte below
/// 0x0e, with 0xc2 or with 0xe2.
fn plain_len(bytes: &[u8]) -> usize {
    let opens = |byte: u8| byte <= 0x0d || byte == 0xc2 || byte == 0xe2;
    // Blocks without such bytes are skipped as a whole.
    let (blocks, _) = bytes.as_chunks::<BLOCK>();
    let holds = |block: &[u8; BLOCK]| block.iter().fold(false, |any, &byte| any | opens(byte));
    let start = BLOCK * blocks.iter().take_while(|block| !holds(block)).count();
    start + bytes[start..].iter().take_while(|&&byte| !opens(byte)).count()
}

/// Length of the line break at the start of `rest`, 0 if there is none.
fn break_at(rest: &[u8]) -> usize {
    match rest {
        [b'\r', b'\n', ..] | [0xc2, 0x85, ..] => 2,
        [b'\n' | b'\r' | 0x0b | 0x0c, ..] => 1,
        [0xe2, 0x80, 0xa8 | 0xa9, ..] => 3,
        _ => 0,
    }
}

/// Trimmed lines that keep their numbers: only `\n` and `\r\n` end one (a lone `\r` only if there is no `\n`
/// at all), and no line follows a final line break.
pub fn numbered(text: &str) -> Vec<Span> {
    let separator = if text.contains('\n') { '\n' } else { '\r' };
    let mut start = 0;
    text.split_inclusive(separator)
        .map(|line| {
            let span = span_at(start, &trimmed(line));
            start += line.len();
            span
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, spans: &[Span]) -> Vec<String> {
        spans.iter().map(|s| s.of(text).to_owned()).collect()
    }

    #[test]
    fn every_line_break_ends_a_line() {
        let text = "a\r\nb\rc\nd\u{85}e\u{2028}f\u{2029}g\n";
        assert_eq!(of(text, &lines(text)), ["a", "b", "c", "d", "e", "f", "g", ""]);
    }

    #[test]
    fn numbered_lines_keep_their_numbers() {
        let text = "a\r\n\n b\u{2028}c\u{85}d\n";
        assert_eq!(of(text, &numbered(text)), ["a", "", "b\u{2028}c\u{85}d"]);
        let mac = "a\r\rb";
        assert_eq!(of(mac, &numbered(mac)), ["a", "", "b"]);
    }
}
