//! A document of a word processor (docx, odt) -> its text, one line per paragraph.

mod lines;
mod odt;
mod parts;
mod word;

use self::parts::Parts;
use super::form::{Form, SPREADSHEET, ZIP};
use crate::error::{Error, ErrorKind, Result};
use crate::model::Note;

/// The text of a document, and the number of its tracked changes.
struct Content {
    text: String,
    changes: usize,
}

/// The text of a document, with notes on it; `None` if the bytes are something else.
///
/// Headings, items of lists and cells of tables are paragraphs like any other. Deleted revisions, hidden
/// text, field codes, comments, notes, headers and footers are no part of the text.
///
/// # Errors
/// [`Error::Input`] for a document that is broken, has a password, or is too long when it is unpacked.
pub fn text(name: &str, bytes: &[u8]) -> Result<Option<(String, Vec<Note>)>> {
    if !bytes.starts_with(ZIP) {
        return Ok(None);
    }
    let refused = |what: String| Error::input(name, what).with_kind(ErrorKind::NotText);
    let Some(content) = content(bytes).map_err(refused)? else { return Ok(None) };
    let notes = Vec::from_iter((content.changes > 0).then(|| tracked(content.changes)));
    Ok(Some((content.text, notes)))
}

fn content(bytes: &[u8]) -> Result<Option<Content>, String> {
    let mut parts = match Parts::open(bytes) {
        // What is left of a broken workbook is still none of ours.
        Err(_) if Form::of_bytes(bytes) == Some(Form::Refused(SPREADSHEET)) => return Ok(None),
        parts => parts?,
    };
    if let Some(main) = word::main_part(&mut parts)? {
        let xml = parts.text(&main)?.ok_or_else(|| format!("is a broken Word document: it lacks {main}"))?;
        return word::content(&xml).map(Some).map_err(|fault| parts::broken(&main, &fault));
    }
    if odt::is_odt(&mut parts)? {
        let xml =
            parts.text(odt::MAIN)?.ok_or_else(|| format!("is a broken document: it lacks {}", odt::MAIN))?;
        return odt::content(&xml).map(Some).map_err(|fault| parts::broken(odt::MAIN, &fault));
    }
    Ok(None)
}

fn tracked(changes: usize) -> Note {
    let noun = if changes == 1 { "change" } else { "changes" };
    let text = format!("holds {changes} tracked {noun}, read as accepted: deleted text is left out");
    Note { code: "tracked-changes", text }
}
