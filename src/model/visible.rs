//! A name of a file or of a person -> the same for a message: nothing in it moves the cursor or turns letters
//! around.

use std::borrow::Cow;
use std::fmt::Write;

/// Whether a character changes the direction of the letters around it and is not seen itself.
pub fn turns_letters(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// `text` with `\u{1b}` in place of each control character and of each that turns letters around; line feeds
/// and tabs stay.
///
/// ```
/// assert_eq!(sejajar::model::visible("a\x1b[31mb"), "a\\u{1b}[31mb");
/// ```
pub fn visible(text: &str) -> Cow<'_, str> {
    let is_unseen = |c: char| (c.is_control() && !matches!(c, '\n' | '\t')) || turns_letters(c);
    if !text.contains(is_unseen) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_unseen(c) {
            let _ = write!(shown, "{}", c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown.into()
}
