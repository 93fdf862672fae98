//! Texts -> XML, in which every character stands as it is read back, but for those that XML cannot hold.

use std::fmt::Write;

/// Markup under way, and how many characters it could not take.
#[derive(Debug, Default)]
pub struct Xml {
    /// What is written so far.
    pub text: String,
    /// Characters left out: XML 1.0 has no way to write control characters but tab, line feed and carriage
    /// return, nor U+FFFE and U+FFFF.
    pub dropped: usize,
}

impl Xml {
    /// Appends markup as it is.
    pub fn raw(&mut self, markup: &str) {
        self.text.push_str(markup);
    }

    /// Appends text between tags.
    pub fn text(&mut self, text: &str) {
        self.escaped(text, false);
    }

    /// Appends ` name="value"`.
    pub fn attribute(&mut self, name: &str, value: &str) {
        self.raw(" ");
        self.raw(name);
        self.raw("=\"");
        self.escaped(value, true);
        self.raw("\"");
    }

    /// Appends an element that holds text only.
    pub fn element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.raw("<");
        self.raw(name);
        attributes.iter().for_each(|(name, value)| self.attribute(name, value));
        self.raw(">");
        self.text(text);
        self.raw("</");
        self.raw(name);
        self.raw(">");
    }

    fn escaped(&mut self, text: &str, attribute: bool) {
        for c in text.chars() {
            match c {
                '&' => self.raw("&amp;"),
                '<' => self.raw("&lt;"),
                '>' => self.raw("&gt;"),
                '"' if attribute => self.raw("&quot;"),
                // A reader makes line feeds of bare carriage returns, and spaces of white space in
                // attributes.
                '\r' => self.raw("&#13;"),
                '\n' | '\t' if attribute => self.reference(c),
                _ if is_forbidden(c) => self.dropped += 1,
                _ => self.text.push(c),
            }
        }
    }

    fn reference(&mut self, c: char) {
        let _ = write!(self.text, "&#{};", u32::from(c)); // a string takes everything
    }
}

/// Whether XML has no way to write a character.
pub fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}
