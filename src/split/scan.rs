//! A paragraph -> the positions where its sentences end.

use super::SplitOptions;
use super::decide::Decider;
use super::ending::Ending;
use crate::lang::SentenceRules;
use crate::model::is_invisible;

/// Longer runs of emoji (and their joiners) do not belong to a sentence before them.
const EMOJI_RUN: usize = 32;

/// Offsets in `text` where a sentence ends and another follows.
pub fn ends(text: &str, rules: &SentenceRules, options: SplitOptions) -> Vec<usize> {
    let mut decider = Decider::new(text, rules, options);
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut in_quote = false;
    let mut at = 0;
    let mut signs = Signs::new(bytes);
    while let Some(found) = signs.at_or_behind(at) {
        at = found;
        if bytes[at] == b'"' {
            in_quote = !in_quote;
        }
        if mark_len(&bytes[at..]) == 0 {
            at += 1;
            continue;
        }
        let ending = decider.with_note(ending(text, at, in_quote));
        if ending.next < text.len() && decider.ends(&ending) {
            out.push(ending.end);
            decider.start_at(ending.next);
        }
        let straight = bytes[ending.marks_end..ending.end].iter().filter(|&&b| b == b'"').count();
        in_quote ^= straight % 2 == 1;
        at = ending.end;
    }
    out
}

/// The bytes of a text that open a mark or are a straight quote; each kind is searched once.
struct Signs<'t> {
    bytes: &'t [u8],
    /// The next full stop, exclamation or question mark; straight quote; byte that opens a wider mark.
    next: [usize; 3],
}

impl<'t> Signs<'t> {
    fn new(bytes: &'t [u8]) -> Self {
        let mut signs = Signs { bytes, next: [0; 3] };
        signs.next = [0, 1, 2].map(|kind| signs.find(kind, 0));
        signs
    }

    fn find(&self, kind: usize, from: usize) -> usize {
        let rest = &self.bytes[from..];
        let found = match kind {
            0 => memchr::memchr3(b'.', b'!', b'?', rest),
            1 => memchr::memchr(b'"', rest),
            _ => memchr::memchr3(0xe2, 0xe3, 0xef, rest),
        };
        found.map_or(self.bytes.len(), |at| from + at)
    }

    /// The first one at or after `from`.
    fn at_or_behind(&mut self, from: usize) -> Option<usize> {
        for kind in 0..self.next.len() {
            if self.next[kind] < from {
                self.next[kind] = self.find(kind, from);
            }
        }
        let [stop, quote, wide] = self.next;
        Some(stop.min(quote).min(wide)).filter(|&at| at < self.bytes.len())
    }
}

/// Length of the mark at the start of `rest`, 0 if there is none.
fn mark_len(rest: &[u8]) -> usize {
    match rest {
        [b'.' | b'!' | b'?', ..] => 1,
        // … and ‼ ‽ ⁇ ⁈ ⁉
        [0xe2, 0x80, 0xa6 | 0xbc | 0xbd, ..] | [0xe2, 0x81, 0x87..=0x89, ..] => 3,
        _ if is_wide(rest) => 3,
        _ => 0,
    }
}

/// Whether `rest` opens with `。`, `！`, `．`, `？` or `｡`.
fn is_wide(rest: &[u8]) -> bool {
    matches!(rest, [0xe3, 0x80, 0x82, ..] | [0xef, 0xbc, 0x81 | 0x8e | 0x9f, ..] | [0xef, 0xbd, 0xa1, ..])
}

fn ending(text: &str, mark: usize, in_quote: bool) -> Ending {
    let marks_end = marks_end(text, mark);
    let (end, closes_quote) = closers_end(text, marks_end, in_quote);
    let wide = is_wide(&text.as_bytes()[marks_end.saturating_sub(3).max(mark)..marks_end]);
    Ending { mark, marks_end, end, next: end + invisible_len(&text[end..]), closes_quote, wide }
}

/// The end of a run of marks; `. . .` is one run.
fn marks_end(text: &str, mark: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = mark;
    loop {
        match mark_len(&bytes[end..]) {
            0 if bytes[end..].starts_with(b" .") && bytes[mark] == b'.' && spaced_dots(&bytes[end..]) => {
                end += 2;
            }
            0 => return end,
            len => end += len,
        }
    }
}

/// Whether `rest` continues as ` . .` or ` .`, without a letter or digit after it (`. 5` is not an ellipsis).
fn spaced_dots(rest: &[u8]) -> bool {
    !rest.get(2).is_some_and(u8::is_ascii_alphanumeric)
}

/// The end of quotes, brackets and footnote marks that close after `from`, and whether there is a quote among
/// them.
fn closers_end(text: &str, from: usize, mut in_quote: bool) -> (usize, bool) {
    let mut end = from;
    let mut quote = false;
    loop {
        let rest = &text[end..];
        let len = match rest.chars().next() {
            Some('"') if closes(&rest[1..], in_quote) => {
                in_quote = false;
                quote = true;
                1
            }
            Some('”') => {
                quote = true;
                '”'.len_utf8()
            }
            // A quote typed in the wrong direction: `selesai.“ Namun`.
            Some(c @ ('“' | '‘')) if stands_open(&rest[c.len_utf8()..]) => {
                quote = true;
                c.len_utf8()
            }
            Some(c @ ('\'' | '’')) if !rest[c.len_utf8()..].starts_with(char::is_alphanumeric) => {
                quote = true;
                c.len_utf8()
            }
            Some(c @ (')' | ']' | '»' | '¹' | '²' | '³')) => c.len_utf8(),
            Some('[') => footnote_len(rest),
            Some(' ') if rest.as_bytes().get(1).is_some_and(u8::is_ascii_alphanumeric) => 0,
            Some(' ') if rest.starts_with(" [") && footnote_len(&rest[1..]) > 0 => 1,
            Some(' ') if in_quote && detached_quote(&rest[1..]) => 1,
            Some(' ') if end == from && spaced_quote(&text[..from], &rest[1..]) => {
                quote = true;
                1 + rest[1..].chars().next().map_or(0, char::len_utf8)
            }
            Some(_) => emoji_len(rest),
            None => 0,
        };
        if len == 0 {
            return (end, quote);
        }
        end += len;
    }
}

/// Whether a straight quote after a mark closes: white space or punctuation follows, or a quote is open
/// (`selesai."Kami` lacks a space).
fn closes(behind: &str, in_quote: bool) -> bool {
    in_quote || !behind.starts_with(|c: char| c.is_alphanumeric())
}

/// A straight quote with white space on both sides: `selesai. " kata dia`.
fn detached_quote(rest: &str) -> bool {
    rest.strip_prefix('"').is_some_and(|behind| behind.is_empty() || behind.starts_with(char::is_whitespace))
}

/// Whether white space or nothing follows a quote, so that it opens nothing.
fn stands_open(behind: &str) -> bool {
    behind.chars().next().is_none_or(char::is_whitespace)
}

/// A curly or single quote with white space on both sides that closes an earlier one: `siap. “ Lalu`,
/// `phrase. ' And`.
fn spaced_quote(before: &str, rest: &str) -> bool {
    /// Maximum distance in bytes of the quote that it closes.
    const FURTHEST: usize = 600;
    let Some(sign) = rest.chars().next() else { return false };
    if !matches!(sign, '“' | '”' | '‘' | '’' | '\'') || !stands_open(&rest[sign.len_utf8()..]) {
        return false;
    }
    let start = before.len().saturating_sub(FURTHEST);
    let start = (start..before.len()).find(|&at| before.is_char_boundary(at)).unwrap_or(before.len());
    let (mut open, mut previous) = (false, ' ');
    for c in before[start..].chars() {
        match (sign, c) {
            ('“' | '”', '“' | '”' | '"') => open = !open,
            ('‘' | '’' | '\'', '‘' | '\'') if !previous.is_alphanumeric() => open = true,
            ('‘' | '’' | '\'', '’' | '\'') if open => open = false,
            _ => {}
        }
        previous = c;
    }
    open
}

/// Length of an emoji, including the space before it, if only white space follows: `Menang! 🎉`.
fn emoji_len(rest: &str) -> usize {
    let bare = rest.strip_prefix(' ').unwrap_or(rest);
    let picture = bare.chars().next().filter(|c| is_emoji(*c)).map_or(0, char::len_utf8);
    if picture == 0 {
        return 0;
    }
    let joined = |c: char| is_emoji(c) || matches!(c, '\u{200d}' | '\u{fe0f}' | '♀' | '♂');
    let run: usize = bare.chars().take(EMOJI_RUN).take_while(|c| joined(*c)).map(char::len_utf8).sum();
    let ends = bare[run..].chars().next().is_none_or(char::is_whitespace);
    if ends { rest.len() - bare.len() + run } else { 0 }
}

/// Emoji that express a mood; pointing hands do not, because they refer to the text after them.
fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1faff}' | '❤' | '☹' | '☺') && !matches!(c, '\u{1f446}'..='\u{1f449}')
}

/// Length of `[12]`, `[3 - 5]`, `[a]`, `[note 2]`.
fn footnote_len(rest: &str) -> usize {
    /// Maximum number of bytes between the brackets.
    const LONGEST: usize = 12;
    let Some(len) = rest.bytes().take(LONGEST + 2).position(|b| b == b']') else { return 0 };
    let inside = &rest[1..len];
    let numbers = inside.starts_with(|c: char| c.is_ascii_digit())
        && inside.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | ',' | '-' | '–'));
    let letter = inside.len() == 1 && inside.bytes().all(|b| b.is_ascii_lowercase());
    let named = ["note ", "nb ", "catatan "].iter().any(|word| {
        inside.strip_prefix(word).is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    });
    let longest_number = inside.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0);
    if (numbers && longest_number <= 3) || letter || named { len + 1 } else { 0 }
}

fn invisible_len(rest: &str) -> usize {
    rest.find(|c: char| !c.is_whitespace() && !is_invisible(c)).unwrap_or(rest.len())
}
