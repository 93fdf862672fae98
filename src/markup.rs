//! Text -> text of a page or of Markdown, in which nothing of it is markup.

use crate::model::Evidence;

/// A text as HTML shows it, inside an element or a quoted attribute; a control character becomes a space.
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            c => push(&mut out, c),
        }
    }
    out
}

/// A text as Markdown shows it, on one line.
///
/// ```
/// assert_eq!(sejajar::markup::markdown("<script> | *x*\n# y"), "&lt;script&gt; \\| \\*x\\* \\# y");
/// ```
pub fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\`*_[]|#~".contains(c) {
            out.push('\\');
        }
        push(&mut out, c);
    }
    out
}

/// A character as HTML and Markdown both have it.
fn push(out: &mut String, c: char) {
    match c {
        '<' => *out += "&lt;",
        '>' => *out += "&gt;",
        '&' => *out += "&amp;",
        c if c.is_control() => out.push(' '),
        c => out.push(c),
    }
}

/// A text as HTML in which `mark` writes each piece of its evidence: it is given the position of the piece,
/// the piece, and its words as HTML.
pub fn marked(text: &str, evidence: &[Evidence], mark: impl Fn(usize, &Evidence, &str) -> String) -> String {
    let (mut out, mut done) = (String::new(), 0);
    for (at, piece) in evidence.iter().enumerate().filter(|(_, piece)| !piece.span.is_empty()) {
        let (Some(before), Some(inside)) = (text.get(done..piece.span.start), text.get(piece.span.range()))
        else {
            continue;
        };
        out += &html(before);
        out += &mark(at, piece, &html(inside));
        done = piece.span.end;
    }
    out + &html(text.get(done..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Key, Kind, Span};

    #[test]
    fn evidence_is_marked_and_text_is_escaped() {
        let piece = |start, end| Evidence {
            kind: Kind::Name,
            keys: vec![Key::new(Kind::Name, "palu")],
            surface: String::new(),
            span: Span::new(start, end),
            entity: None,
            approximate: false,
        };
        let mark = |at, piece: &Evidence, words: &str| format!("[{at} {} {words}]", piece.keys[0]);
        let html = marked("<b> Palu & Donggala", &[piece(4, 8), piece(11, 19)], mark);
        assert_eq!(html, "&lt;b&gt; [0 name:palu Palu] &amp; [1 name:palu Donggala]");
    }

    #[test]
    fn text_is_no_markup() {
        assert_eq!(html("'a' \"b\"\0<i>"), "&#39;a&#39; &quot;b&quot; &lt;i&gt;");
    }
}
