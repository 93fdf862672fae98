//! The bytes of a small table -> its text in UTF-8, and what separates its cells.

use super::decode;
use crate::error::Result;
use crate::model::Note;

/// Possible delimiters of cells, whatever the extension of a table, with their names in notes.
pub const DELIMITERS: [(u8, &str); 4] =
    [(b',', "commas"), (b';', "semicolons"), (b'\t', "tabs"), (b'|', "bars")];

/// A table as text.
#[derive(Debug)]
pub struct Delimited {
    /// The text; a line `sep=;`, as spreadsheets write it, is blank.
    pub text: String,
    /// The byte between its cells.
    pub delimiter: u8,
    /// Its encoding and its delimiter, if they are not the usual ones.
    pub notes: Vec<Note>,
}

impl Delimited {
    /// Decodes a table. Its delimiter is the first one with which the columns are those `wanted`; where none
    /// is, tabs or commas.
    ///
    /// # Errors
    /// Those of decoding.
    pub fn of(name: &str, bytes: &[u8], wanted: impl Fn(&csv::StringRecord) -> bool) -> Result<Delimited> {
        let decoded = decode::decode(name, bytes, None)?;
        let (mut text, mut notes) = (decoded.text, decoded.notes);
        notes.extend(converted(decoded.encoding));
        let first = text.lines().next().unwrap_or_default();
        let declared = first.strip_prefix("sep=").and_then(|sign| sign.bytes().next());
        if declared.is_some() {
            text.replace_range(..first.len(), "");
        }
        let signs = declared.into_iter().chain(DELIMITERS.map(|(sign, _)| sign));
        let found = signs.into_iter().find(|&sign| header(&text, sign).is_some_and(|names| wanted(&names)));
        let tabs = text.trim_start().lines().next().is_some_and(|head| head.contains('\t'));
        let delimiter = found.unwrap_or(if tabs { b'\t' } else { b',' });
        notes.extend(separated(delimiter).filter(|_| !matches!(delimiter, b',' | b'\t')));
        Ok(Delimited { text, delimiter, notes })
    }
}

fn header(text: &str, delimiter: u8) -> Option<csv::StringRecord> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).trim(csv::Trim::All).from_reader(text.as_bytes());
    reader.headers().ok().cloned()
}

/// The note on a delimiter that the ending of a file does not say.
pub fn separated(delimiter: u8) -> Option<Note> {
    let (_, name) = DELIMITERS.iter().find(|(sign, _)| *sign == delimiter)?;
    let text = format!("cells are separated by {name}, whatever the ending of the file says");
    Some(Note { code: "separator", text })
}

/// The note on a table in UTF-16, which most tools do not read.
pub fn converted(encoding: &str) -> Option<Note> {
    let text = || format!("read as {encoding}, as spreadsheets save \"Unicode text\"");
    encoding.starts_with("UTF-16").then(|| Note { code: "converted", text: text() })
}
