//! The text of a web page -> its tags and texts, separated by the rules of browsers (HTML5, 13.2.5).
//!
//! One pass over the bytes without recursion: neither nesting nor the number of attributes uses the stack.

use std::borrow::Cow;

use super::entities::decoded;

/// Receives the tags and texts of a page.
pub trait Listener {
    /// Whether the value of the attribute with this name (in lower case) is needed.
    fn wants(&self, name: &str) -> bool;
    /// A start tag with the attributes that are needed.
    fn start(&mut self, name: &str, attributes: Vec<(String, String)>, self_closing: bool);
    /// An end tag.
    fn end(&mut self, name: &str);
    /// A text with entities decoded.
    fn text(&mut self, text: &str);
}

/// Reports the content of a page to `listener`.
pub fn scan(page: &str, listener: &mut impl Listener) {
    let mut scanner = Scanner { page, at: 0, foreign: 0, endless: Vec::new(), listener };
    while scanner.at < page.len() {
        scanner.step();
    }
}

struct Scanner<'p, 'l, L> {
    page: &'p str,
    at: usize,
    /// Open drawings and formulas: inside them any element may be self-closing, and none has raw text.
    foreign: usize,
    /// Names without a further end tag.
    endless: Vec<String>,
    listener: &'l mut L,
}

impl<'p, L: Listener> Scanner<'p, '_, L> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.page.as_bytes().get(at).copied()
    }

    /// Reads the text before the next tag, or a tag or comment.
    fn step(&mut self) {
        let rest = &self.page[self.at..];
        let start = tag(rest).unwrap_or(rest.len());
        if start > 0 {
            self.listener.text(&decoded(&rest[..start]));
            self.at += start;
            return;
        }
        match self.byte(self.at + 1) {
            Some(b'!' | b'?') => self.comment(),
            Some(b'/') => self.end_tag(),
            _ => self.start_tag(),
        }
    }

    /// Skips a comment, a document type or a construct that browsers take for a comment.
    fn comment(&mut self) {
        let rest = &self.page[self.at..];
        let len = match rest.strip_prefix("<!--") {
            Some(inside) => inside.match_indices('>').map(|(at, _)| at).find(|&at| {
                let before = &inside[..at];
                matches!(before, "" | "-") || before.ends_with("--") || before.ends_with("--!")
            }),
            None => rest.find('>'),
        };
        let opening = if rest.starts_with("<!--") { "<!--".len() } else { 0 };
        self.at += len.map_or(rest.len(), |len| opening + len + 1);
    }

    fn end_tag(&mut self) {
        if !self.byte(self.at + 2).is_some_and(|b| b.is_ascii_alphabetic()) {
            return self.comment();
        }
        self.at += 2;
        let name = self.name();
        if self.attributes().is_some() {
            if is_foreign(&name) {
                self.foreign = self.foreign.saturating_sub(1);
            }
            self.listener.end(&name);
        }
    }

    fn start_tag(&mut self) {
        self.at += 1;
        let name = self.name();
        let Some((attributes, self_closing)) = self.attributes() else { return };
        self.foreign += usize::from(is_foreign(&name) && !self_closing);
        let entities = match name.as_str() {
            "script" | "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(false),
            "title" | "textarea" => Some(true),
            _ => None,
        };
        // Outside of drawings no element is self-closing; but if there is no end tag, the author of the page
        // meant it.
        let raw = entities.is_some() && !(self_closing && (self.foreign > 0 || self.end_of(&name).is_none()));
        self.listener.start(&name, attributes, self_closing && !raw);
        match entities {
            Some(entities) if raw => self.raw(&name, entities),
            _ if name == "plaintext" => {
                self.listener.text(&self.page[self.at..]);
                self.at = self.page.len();
            }
            _ => {}
        }
    }

    /// The name of a tag, in lower case.
    fn name(&mut self) -> String {
        self.until(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>')).to_ascii_lowercase()
    }

    /// The attributes that are needed, and whether the tag is self-closing; `None` at the end of the page.
    fn attributes(&mut self) -> Option<(Vec<(String, String)>, bool)> {
        let mut found: Vec<(String, String)> = Vec::new();
        loop {
            let gap = self.until(|b| !(b.is_ascii_whitespace() || b == b'/'));
            if self.byte(self.at)? == b'>' {
                self.at += 1;
                return Some((found, gap.ends_with('/')));
            }
            let start = self.at;
            // A `=` without a name before it starts a name.
            self.at += 1;
            while !self.page.is_char_boundary(self.at) {
                self.at += 1;
            }
            self.until(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>' | b'='));
            let name = self.page[start..self.at].to_ascii_lowercase();
            let value = self.value()?;
            // If an attribute is repeated, the first one counts.
            if self.listener.wants(&name) && found.iter().all(|(known, _)| *known != name) {
                found.push((name, decoded(value).into_owned()));
            }
        }
    }

    /// The value of the attribute whose name was just read, empty if it has none; `None` at the end of the
    /// page.
    fn value(&mut self) -> Option<&'p str> {
        let behind = self.at;
        self.until(|b| !b.is_ascii_whitespace());
        if self.byte(self.at)? != b'=' {
            self.at = behind;
            return Some("");
        }
        self.at += 1;
        self.until(|b| !b.is_ascii_whitespace());
        match self.byte(self.at)? {
            quote @ (b'"' | b'\'') => {
                let start = self.at + 1;
                self.at = start;
                let len = self.until(|b| b == quote).len();
                self.byte(self.at)?;
                self.at += 1;
                Some(&self.page[start..start + len])
            }
            _ => Some(self.until(|b| b.is_ascii_whitespace() || b == b'>')),
        }
    }

    /// Reads the text of an element without child elements, up to its end tag; inside a drawing, at most to
    /// the end of that.
    fn raw(&mut self, name: &str, entities: bool) {
        let rest = &self.page[self.at..];
        let text = &rest[..self.end_of(name).unwrap_or(rest.len())];
        if !text.is_empty() {
            self.listener.text(&if entities { decoded(text) } else { Cow::Borrowed(text) });
        }
        self.at += text.len();
    }

    /// The distance to the end tag of that name, or of the drawing around it.
    fn end_of(&mut self, name: &str) -> Option<usize> {
        if self.endless.iter().any(|known| known == name) {
            return None;
        }
        let rest = &self.page[self.at..];
        let is_end = |at: &usize| {
            let behind = &rest[at + 2..];
            ends(behind, name) || self.foreign > 0 && (ends(behind, "svg") || ends(behind, "math"))
        };
        let len = rest.match_indices("</").map(|(at, _)| at).find(is_end);
        if len.is_none() {
            self.endless.push(name.to_owned());
        }
        len
    }

    /// The text before the next ASCII byte for which `stops` holds.
    fn until(&mut self, stops: impl Fn(u8) -> bool) -> &'p str {
        let page: &'p str = self.page;
        let rest = &page[self.at..];
        let len = rest.bytes().position(|b| b.is_ascii() && stops(b) || !b.is_ascii() && stops(b'x'));
        let len = len.unwrap_or(rest.len());
        self.at += len;
        &rest[..len]
    }
}

/// Whether an element does not contain HTML.
fn is_foreign(name: &str) -> bool {
    matches!(name, "svg" | "math")
}

/// The start of the next tag or comment.
fn tag(text: &str) -> Option<usize> {
    let opens = |at: &usize| {
        let behind = text.as_bytes().get(at + 1).copied();
        matches!(behind, Some(b'!' | b'?'))
            || behind.is_some_and(|b| b.is_ascii_alphabetic())
            || behind == Some(b'/') && at + 2 < text.len()
    };
    text.match_indices('<').map(|(at, _)| at).find(opens)
}

/// Whether a text continues with `name` as that of a tag.
fn ends(text: &str, name: &str) -> bool {
    let same = text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    same && text[name.len()..]
        .bytes()
        .next()
        .is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The reported events, in one line.
    struct Told(String);

    impl Listener for Told {
        fn wants(&self, name: &str) -> bool {
            name != "x"
        }

        fn start(&mut self, name: &str, attributes: Vec<(String, String)>, self_closing: bool) {
            let attributes: String =
                attributes.iter().map(|(name, value)| format!(" {name}={value}")).collect();
            self.0 += &format!("<{name}{attributes}{}>", if self_closing { "/" } else { "" });
        }

        fn end(&mut self, name: &str) {
            self.0 += &format!("</{name}>");
        }

        fn text(&mut self, text: &str) {
            self.0 += &format!("[{text}]");
        }
    }

    fn told(page: &str) -> String {
        let mut told = Told(String::new());
        scan(page, &mut told);
        told.0
    }

    #[test]
    fn tags_and_texts() {
        for (page, wanted) in [
            ("<P Class='a b' id=x>a &lt; b</p >", "<p class=a b id=x>[a < b]</p>"),
            ("a < b <3 c</ d>e", "[a < b <3 c][e]"),
            ("<br/><img x=1 src=a/><a =b c = d e>", "<br/><img src=a/><a =b= c=d e=>"),
            ("<a b=1 B=2 c=\"&quot;&amp;\">", "<a b=1 c=\"&>"),
            ("<!-- a > b --!>x<!-->y<!--->z<!DOCTYPE html><?xml ?>w", "[x][y][z][w]"),
            ("<!--- a --->b<!-- never closed <p>", "[b]"),
            (
                "<script>if (a</b) '<p>'; </scripts> </SCRIPT >x",
                "<script>[if (a</b) '<p>'; </scripts> ]</script>[x]",
            ),
            ("<title>A &amp; B <b></title>", "<title>[A & B <b>]</title>"),
            ("<style>p{", "<style>[p{]"),
            ("a<p class='never closed", "[a]"),
            ("é<é><p é=ü>&eacute;&#233;&nosuch;&", "[é<é>]<p é=ü>[éé&nosuch;&]"),
            ("</", "[</]"),
            ("x<", "[x<]"),
            ("<p/", ""),
            ("<svg><title/><style/>a</svg>b", "<svg><title/><style/>[a]</svg>[b]"),
            ("<svg><title>a</svg>b", "<svg><title>[a]</svg>[b]"),
            ("<title/>a<p>", "<title/>[a]<p>"),
            ("<script/>a<p></script>b", "<script>[a<p>]</script>[b]"),
        ] {
            assert_eq!(told(page), wanted, "{page}");
        }
    }
}
