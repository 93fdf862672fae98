//! The main part of an odt file -> its text.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Content;
use super::lines::Lines;
use super::parts::{LOCKED, Parts};

/// The part with the text.
pub const MAIN: &str = "content.xml";

/// Elements whose content is no text: removed revisions, comments, notes, the reading aid of a character,
/// descriptions of pictures.
const SKIPPED: [&str; 7] = [
    "text:tracked-changes",
    "office:annotation",
    "text:note",
    "text:ruby-text",
    "svg:title",
    "svg:desc",
    "office:binary-data",
];

/// Whether the archive is an OpenDocument text.
///
/// # Errors
/// A message for one with a password.
pub fn is_odt(parts: &mut Parts) -> Result<bool, String> {
    let kind = parts.text("mimetype")?.unwrap_or_default();
    if !kind.starts_with("application/vnd.oasis.opendocument.text") {
        return Ok(false);
    }
    let manifest = parts.text("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") { Err(LOCKED.to_owned()) } else { Ok(true) }
}

/// The text of the main part.
///
/// # Errors
/// XML that is not well-formed.
pub fn content(xml: &str) -> quick_xml::Result<Content> {
    let mut reader = Reader::from_str(xml);
    let (mut lines, mut changes) = (Lines::default(), 0);
    loop {
        match reader.read_event()? {
            Event::Start(tag) if SKIPPED.contains(&tag.name().as_ref()) => {
                let skipped = reader.read_text(tag.name())?;
                if tag.name().as_ref() == "text:tracked-changes" {
                    changes = skipped.matches("<text:changed-region").count();
                }
            }
            Event::Start(tag) => start(&tag, &mut lines),
            Event::Empty(tag) => {
                start(&tag, &mut lines);
                end(tag.name().as_ref(), &mut lines);
            }
            Event::End(tag) => end(tag.name().as_ref(), &mut lines),
            Event::Text(text) => spaced(&text, &mut lines),
            Event::CData(text) => spaced(&text.into_inner(), &mut lines),
            Event::GeneralRef(entity) => lines.entity(&entity)?,
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(Content { text: lines.finish(), changes })
}

fn start(tag: &BytesStart, lines: &mut Lines) {
    match tag.name().as_ref() {
        "text:p" | "text:h" => lines.open(),
        // More of them are layout.
        "text:s" => lines.space(),
        "text:tab" => lines.push("\t"),
        "text:line-break" => lines.push("\n"),
        _ => {}
    }
}

fn end(name: &str, lines: &mut Lines) {
    if matches!(name, "text:p" | "text:h") {
        lines.close();
    }
}

/// Adds text in which a run of white space is one space, as the standard has it.
fn spaced(text: &str, lines: &mut Lines) {
    for (n, word) in text.split([' ', '\t', '\n', '\r']).enumerate() {
        if n > 0 {
            lines.space();
        }
        lines.push(word);
    }
}
