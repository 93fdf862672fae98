//! List files -> entries: one entry per line, `left = right` or `left` alone; `#` opens a comment line.

use crate::error::{Error, Result};

/// A list file: its name for messages, and its text.
#[derive(Debug, Clone, Copy)]
pub struct List<'t> {
    /// Name of the file in errors, such as `packs/ind/months.txt`.
    pub file: &'t str,
    /// Its text.
    pub text: &'t str,
}

/// An entry of a list file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'t> {
    /// 1-based line number.
    pub line: usize,
    /// The text before the first ` = `, trimmed; the whole line if there is none.
    pub left: &'t str,
    /// The text after it, trimmed.
    pub right: Option<&'t str>,
}

impl<'t> List<'t> {
    /// A list from its file name and text.
    pub fn new(file: &'t str, text: &'t str) -> Self {
        List { file, text }
    }

    /// The entries in order, without blank lines and comments.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'t>> + use<'t> {
        let (mut rest, mut line) = (self.text, 0);
        std::iter::from_fn(move || {
            while !rest.is_empty() {
                let (end, equals) = shape(rest);
                let (text, behind) = rest.split_at(end);
                (rest, line) = (behind.get(1..).unwrap_or_default(), line + 1);
                let (left, right) = match equals {
                    Some(at) => (text[..at].trim(), Some(text[at + 1..].trim())),
                    None => (text.trim(), None),
                };
                if left.starts_with('#') || left.is_empty() && right.is_none() {
                    continue;
                }
                return Some(Entry { line, left, right });
            }
            None
        })
    }

    /// The entries of a list in which every line must be `left = right`.
    pub fn pairs(self) -> impl Iterator<Item = Result<(Entry<'t>, &'t str)>> {
        self.entries().map(move |entry| match entry.right {
            Some(right) => Ok((entry, right)),
            None => Err(self.error(entry, "left = right")),
        })
    }

    /// The error for an entry of another form than the list requires: `packs/ind/months.txt:4: "Agusutus" is
    /// not "name = 1..12"`.
    pub fn error(&self, entry: Entry<'_>, form: &str) -> Error {
        let found = match entry.right {
            Some(right) => format!("{} = {right}", entry.left),
            None => entry.left.to_owned(),
        };
        Error::line(self.file, entry.line, format!("\"{found}\" is not \"{form}\""))
    }
}

/// The length of the first line of `text`, and the position of the first `=` in it with a space on both
/// sides.
fn shape(text: &str) -> (usize, Option<usize>) {
    // Thousands of lines are read at every start, and one pass over the bytes is several times faster than a
    // search for each.
    let bytes = text.as_bytes();
    let mut equals = None;
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            b'\n' => return (at, equals),
            b'=' if equals.is_none()
                && at > 0
                && bytes[at - 1] == b' '
                && bytes.get(at + 1) == Some(&b' ') =>
            {
                equals = Some(at);
            }
            _ => {}
        }
    }
    (bytes.len(), equals)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_keep_their_line_numbers() {
        let list = List::new("x.txt", "# head\n\nsatu = 1\nbare entry\n");
        let entries: Vec<_> = list.entries().collect();
        assert_eq!(entries[0], Entry { line: 3, left: "satu", right: Some("1") });
        assert_eq!(entries[1], Entry { line: 4, left: "bare entry", right: None });
        let error = list.pairs().last().expect("two entries").unwrap_err().to_string();
        assert_eq!(error, "x.txt:4: \"bare entry\" is not \"left = right\"");
    }
}
