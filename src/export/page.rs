//! Pages to read: their width, their colours, and where their lines break.

use std::borrow::Cow;
use std::ops::Range;

/// Columns of a page where nothing says how wide the reader's window is.
const USUAL: usize = 100;
/// Columns of a line at least, however narrow the window and however deep the indentation.
const LEAST: usize = 24;

/// How a page is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageOptions {
    /// Columns of a line.
    pub width: usize,
    /// Whether escape sequences colour it.
    pub colours: bool,
}

impl Default for PageOptions {
    fn default() -> Self {
        PageOptions { width: USUAL, colours: false }
    }
}

/// What a part of a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A title.
    Title,
    /// Something that both sides share.
    Shared,
    /// Something that one side lacks, or a warning.
    Doubtful,
    /// Something wrong.
    Wrong,
}

impl PageOptions {
    /// The text in the colour of its part.
    pub fn paint<'t>(&self, part: Part, text: &'t str) -> Cow<'t, str> {
        let code = match part {
            Part::Title => "1",
            Part::Shared => "32",
            Part::Doubtful => "33",
            Part::Wrong => "31",
        };
        if self.colours { format!("\u{1b}[{code}m{text}\u{1b}[0m").into() } else { text.into() }
    }

    /// The byte ranges of the lines into which the words of `text` fall, behind an indentation of so many
    /// columns. A word that is wider than a line has one of its own.
    pub fn lines(&self, text: &str, indentation: usize) -> Vec<Range<usize>> {
        let width = self.width.saturating_sub(indentation).max(LEAST);
        let mut lines: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        for part in text.split_inclusive(char::is_whitespace) {
            let end = at + part.trim_end().len();
            match lines.last_mut() {
                _ if end == at => {}
                Some(line) if text[line.start..end].chars().nth(width).is_none() => line.end = end,
                _ => lines.push(at..end),
            }
            at += part.len();
        }
        lines
    }

    /// The text behind `lead`, with further lines below its beginning; each line ends.
    pub fn wrapped(&self, lead: &str, text: &str) -> String {
        let indentation = lead.chars().count();
        let mut out = lead.to_owned();
        for (n, line) in self.lines(text, indentation).into_iter().enumerate() {
            if n > 0 {
                out.push('\n');
                out.extend(std::iter::repeat_n(' ', indentation));
            }
            let words = text[line].split_whitespace().enumerate();
            words.for_each(|(n, word)| out.extend([if n == 0 { "" } else { " " }, word]));
        }
        out.push('\n');
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fall_into_lines() {
        let page = PageOptions { width: 30, colours: false };
        let text = "Rumah sakit itu merawat  1.250 pasien sejak Selasa.\nMereka pulang.";
        assert_eq!(
            page.wrapped("  ind ", text),
            "  ind Rumah sakit itu merawat\n      1.250 pasien sejak\n      Selasa. Mereka pulang.\n"
        );
        assert_eq!(page.wrapped("! ", ""), "! \n");
        let wide = "x".repeat(50);
        assert_eq!(page.wrapped("", &format!("a {wide} b")), format!("a\n{wide}\nb\n"));
        assert_eq!(page.paint(Part::Wrong, "x"), "x");
        assert_eq!(PageOptions { colours: true, ..page }.paint(Part::Wrong, "x"), "\u{1b}[31mx\u{1b}[0m");
    }
}
