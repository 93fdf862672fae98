//! Paragraphs of a document, which may contain others -> lines.

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::BytesRef;

/// The lines of a document as far as it is read.
#[derive(Debug, Default)]
pub struct Lines {
    text: String,
    /// The paragraphs around the present place, the innermost last.
    open: Vec<String>,
    /// Finished paragraphs of text boxes, which follow the paragraph that they are anchored in.
    boxes: Vec<String>,
}

impl Lines {
    /// Opens a paragraph.
    pub fn open(&mut self) {
        self.open.push(String::new());
    }

    /// Adds text to the innermost paragraph; text outside of paragraphs is layout.
    pub fn push(&mut self, text: &str) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.push_str(text);
        }
    }

    /// Adds white space unless the paragraph has some at its end.
    pub fn space(&mut self) {
        if self.open.last().is_some_and(|text| !text.ends_with(char::is_whitespace)) {
            self.push(" ");
        }
    }

    /// Adds the character that an entity means.
    ///
    /// # Errors
    /// An entity that is no number of a character, or unknown.
    pub fn entity(&mut self, entity: &BytesRef) -> quick_xml::Result<()> {
        match entity.resolve_char_ref()? {
            Some(character) => self.push(character.encode_utf8(&mut [0; 4])),
            None => self.push(resolve_predefined_entity(entity).unwrap_or_default()),
        }
        Ok(())
    }

    /// Closes the innermost paragraph.
    pub fn close(&mut self) {
        let Some(paragraph) = self.open.pop() else { return };
        if !self.open.is_empty() {
            self.boxes.push(paragraph);
            return;
        }
        for line in std::iter::once(paragraph).chain(self.boxes.drain(..)) {
            self.text.push_str(&line);
            self.text.push('\n');
        }
    }

    /// The text; paragraphs that were not closed end here.
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.text
    }
}
