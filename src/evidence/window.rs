//! Texts far longer than any sentence -> windows that are read one by one; the profiles of the windows -> one
//! profile per text.
//!
//! Reading needs dozens of bytes of memory per byte of text; with windows, most of that is released before
//! the next window is read.

use crate::model::{Profile, Span};

/// Maximum length of a window in bytes: a whole article without a full stop fits. A name or number across a
/// border is read as two.
const WIDEST: usize = 1 << 16;

/// A part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Window<'t> {
    /// Index of the text.
    text: usize,
    /// Offset of the part in it.
    start: usize,
    /// The part.
    pub(super) part: &'t str,
}

/// Whether some text is longer than a window.
pub(super) fn any(texts: &[&str]) -> bool {
    texts.iter().any(|text| text.len() > WIDEST)
}

/// The windows of every text in order, at least one each; they end at white space, if there is any.
pub(super) fn windows<'t>(texts: &[&'t str]) -> Vec<Window<'t>> {
    let mut out = Vec::with_capacity(texts.len());
    for (text, whole) in texts.iter().enumerate() {
        let mut start = 0;
        while whole.len() - start > WIDEST {
            let part = &whole[start..end(whole, start)];
            out.push(Window { text, start, part });
            start += part.len();
        }
        out.push(Window { text, start, part: &whole[start..] });
    }
    out
}

/// The end of the window that starts at `start`.
fn end(text: &str, start: usize) -> usize {
    let limit =
        (start + WIDEST - 3..=start + WIDEST).rfind(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    let space = text.as_bytes()[start..limit].iter().rposition(|byte| *byte == b' ');
    space.filter(|&at| at > 0).map_or(limit, |at| start + at)
}

/// One profile per text, from those of its windows.
pub(super) fn joined(windows: &[Window<'_>], profiles: Vec<Profile>) -> Vec<Profile> {
    let mut out: Vec<Profile> = Vec::new();
    for (window, profile) in windows.iter().zip(profiles) {
        match out.get_mut(window.text) {
            Some(whole) => append(whole, profile, window.start),
            None => out.push(profile),
        }
    }
    out
}

/// Appends a profile whose text starts at `start` to the profile of the text before it.
fn append(whole: &mut Profile, part: Profile, start: usize) {
    let moved = |span: Span| Span::new(span.start + start, span.end + start);
    whole.evidence.extend(part.evidence.into_iter().map(|mut evidence| {
        evidence.span = moved(evidence.span);
        evidence
    }));
    whole.words.extend(part.words.into_iter().map(|mut word| {
        word.span = moved(word.span);
        word
    }));
    whole.chars += part.chars;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_the_text_in_pieces() {
        let long = "kata lain ".repeat(WIDEST / 4);
        let wide = "漢".repeat(WIDEST);
        let texts = ["satu", &long, "", &wide];
        let windows = windows(&texts);
        for (n, text) in texts.iter().enumerate() {
            let parts: Vec<_> = windows.iter().filter(|window| window.text == n).collect();
            assert_eq!(parts.iter().map(|window| window.part).collect::<String>(), **text);
            assert!(parts.iter().all(|window| text[window.start..].starts_with(window.part)));
            assert!(parts.iter().all(|window| window.part.len() <= WIDEST));
        }
        assert!(windows.iter().filter(|w| w.text == 1 && w.start > 0).all(|w| w.part.starts_with(' ')));
    }
}
