//! The main part of a docx file -> its text.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Content;
use super::lines::Lines;
use super::parts::Parts;

/// The part that names the main one.
const RELATIONS: &str = "_rels/.rels";
/// The end of the type of the relation to the main part, whose prefix each edition of the standard changes.
const MAIN_RELATION: &str = "/officeDocument";

/// Elements whose content is no text: removed revisions, the copy of a text box for old programs, the
/// reading aid of a character, properties.
const SKIPPED: [&str; 6] = ["del", "moveFrom", "Fallback", "rt", "sectPr", "sdtPr"];

/// The name of the main part, if the archive is a Word document.
pub fn main_part(parts: &mut Parts) -> Result<Option<String>, String> {
    const USUAL: &str = "word/document.xml";
    if parts.holds(USUAL) {
        return Ok(Some(USUAL.to_owned()));
    }
    let Some(relations) = parts.text(RELATIONS)? else { return Ok(None) };
    let mut reader = Reader::from_str(&relations);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag)
                if value(&tag, "Type").is_some_and(|kind| kind.ends_with(MAIN_RELATION)) =>
            {
                let target = value(&tag, "Target").unwrap_or_default();
                let part = target.trim_start_matches('/');
                return Ok(part.starts_with("word/").then(|| part.to_owned()));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(None)
}

/// The text of the main part.
///
/// # Errors
/// XML that is not well-formed.
pub fn content(xml: &str) -> quick_xml::Result<Content> {
    let mut reader = Reader::from_str(xml);
    let mut walk = Walk::default();
    loop {
        match reader.read_event()? {
            Event::Start(tag) if SKIPPED.contains(&tag.local_name().as_ref()) => {
                walk.changes += usize::from(is_change(tag.local_name().as_ref()));
                reader.read_to_end(tag.name())?;
            }
            Event::Start(tag) => walk.start(&tag),
            Event::Empty(tag) => {
                walk.start(&tag);
                walk.end(tag.local_name().as_ref());
            }
            Event::End(tag) => walk.end(tag.local_name().as_ref()),
            Event::Text(text) if walk.is_text() => walk.lines.push(&text.replace(['\n', '\r', '\t'], " ")),
            Event::CData(text) if walk.is_text() => walk.lines.push(&text.into_inner()),
            Event::GeneralRef(entity) if walk.is_text() => walk.lines.entity(&entity)?,
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(Content { text: walk.lines.finish(), changes: walk.changes })
}

/// The state between two elements.
#[derive(Default)]
struct Walk {
    lines: Lines,
    changes: usize,
    /// Whether the place is in the text of a run.
    in_text: bool,
    /// Whether it is in the properties of a paragraph, which have tabs and revisions of their own.
    in_properties: bool,
    /// Whether the mark at the end of the paragraph was deleted, so that the next one continues it.
    continues: bool,
    /// The runs around the place, the innermost last: whether each is hidden.
    hidden: Vec<bool>,
    /// The fields around the place: whether it is in the code of each, before its result.
    codes: Vec<bool>,
}

impl Walk {
    fn is_text(&self) -> bool {
        self.in_text && self.is_shown()
    }

    fn is_shown(&self) -> bool {
        !self.hidden.contains(&true) && !self.codes.contains(&true)
    }

    fn start(&mut self, tag: &BytesStart) {
        match tag.local_name().as_ref() {
            "p" if !std::mem::take(&mut self.continues) => self.lines.open(),
            "pPr" => self.in_properties = true,
            "r" => self.hidden.push(false),
            "t" => self.in_text = true,
            "ins" | "moveTo" => self.changes += 1,
            // Skipped with their content elsewhere; empty ones are properties.
            "del" | "moveFrom" if self.in_properties => {
                self.continues = true;
                self.changes += 1;
            }
            "vanish" | "webHidden" if !self.in_properties && is_on(tag) => {
                if let Some(run) = self.hidden.last_mut() {
                    *run = true;
                }
            }
            "fldChar" => self.field(value(tag, "fldCharType").as_deref()),
            "tab" if !self.in_properties => self.sign("\t"),
            "br" | "cr" => self.sign("\n"),
            "noBreakHyphen" => self.sign("-"),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" if !self.continues => self.lines.close(),
            "pPr" => self.in_properties = false,
            "r" => drop(self.hidden.pop()),
            "t" => self.in_text = false,
            _ => {}
        }
    }

    /// A character that has an element of its own.
    fn sign(&mut self, sign: &str) {
        if self.is_shown() {
            self.lines.push(sign);
        }
    }

    /// The begin of a field, that of its result, or its end.
    fn field(&mut self, kind: Option<&str>) {
        match kind {
            Some("begin") => self.codes.push(true),
            Some("separate") => {
                if let Some(code) = self.codes.last_mut() {
                    *code = false;
                }
            }
            Some("end") => drop(self.codes.pop()),
            _ => {}
        }
    }
}

fn is_change(name: &str) -> bool {
    matches!(name, "del" | "moveFrom")
}

/// Whether a property that is on by being there is not switched off.
fn is_on(tag: &BytesStart) -> bool {
    !matches!(value(tag, "val").as_deref(), Some("0" | "false" | "off"))
}

/// The value of an attribute, whatever its prefix.
fn value(tag: &BytesStart, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.value.into_owned())
}
