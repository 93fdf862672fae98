//! Pairs -> the native table as comma separated values (RFC 4180 with `\n`).
//!
//! Control characters other than tab, line feed and carriage return are left out: U+0000 ends the text in
//! many readers.

use std::borrow::Cow;
use std::io::{self, Write};

use super::cell::{guard, is_control, strip_controls};
use super::held::held;
use super::{ExportOptions, Format, Losses, columns};
use crate::model::Pair;

/// Writer of comma separated values.
pub struct Csv {
    excel: bool,
    meta: bool,
    line: String,
    losses: Losses,
}

impl Csv {
    /// A writer with `options`.
    pub fn new(options: &ExportOptions) -> Self {
        Csv { excel: options.excel, meta: options.meta, line: String::new(), losses: Losses::default() }
    }
}

impl Format for Csv {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let names: Vec<_> = columns(self.meta).map(|column| column.name).collect();
        let mark = if self.excel { "\u{FEFF}" } else { "" };
        writeln!(out, "{mark}{}", names.join(","))
    }

    fn pair(&mut self, out: &mut dyn Write, pair: &Pair) -> io::Result<()> {
        self.line.clear();
        let pair = &*held(pair, is_control, &mut self.losses.characters);
        for (n, column) in columns(self.meta).enumerate() {
            if n > 0 {
                self.line.push(',');
            }
            let cell = (column.get)(pair);
            let whole = cell.plain(column.kind);
            let text = strip_controls(&whole);
            if matches!(text, Cow::Owned(_)) {
                self.losses.characters += whole.matches(is_control).count();
            }
            quote(&mut self.line, &if self.excel && cell.is_text() { guard(text) } else { text });
        }
        self.line.push('\n');
        out.write_all(self.line.as_bytes())
    }

    fn end(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn losses(&self) -> Losses {
        self.losses
    }
}

/// Appends `text`, in quotes where RFC 4180 asks for them.
fn quote(line: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let asks = memchr::memchr3(b',', b'"', b'\n', bytes).is_some() || bytes.contains(&b'\r');
    if !asks {
        return line.push_str(text);
    }
    line.push('"');
    let mut start = 0;
    for quote in memchr::memchr_iter(b'"', bytes) {
        line.push_str(&text[start..=quote]);
        start = quote;
    }
    line.push_str(&text[start..]);
    line.push('"');
}
