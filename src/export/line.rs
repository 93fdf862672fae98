//! Texts -> cells of formats with one pair per line: nothing in them ends a line or a cell.

use std::borrow::Cow;

use super::cell::is_control;

/// `text` on one line: tabs and whatever any reader takes for the end of a line become spaces, other control
/// characters are left out and counted in `dropped`.
pub fn one_line<'t>(text: &'t str, dropped: &mut usize) -> Cow<'t, str> {
    if !text.contains(|c: char| ends_line(c) || is_control(c)) {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            _ if ends_line(c) => line.push(' '),
            _ if is_control(c) => *dropped += 1,
            _ => line.push(c),
        }
    }
    Cow::Owned(line)
}

/// Python's `splitlines` ends a line at each of these, and so do some tokenizers.
fn ends_line(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\u{B}'..='\r' | '\u{1C}'..='\u{1E}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}
