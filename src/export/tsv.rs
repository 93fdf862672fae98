//! Pairs -> the native table as tab separated values, never quoted.
//!
//! Tabs, line feeds and carriage returns inside a cell become one space each, other control characters are
//! left out; a quotation mark stands for itself, so read it without quoting (`quoting=3` in pandas, `quote =
//! ""` in R).

use std::borrow::Cow;
use std::io::{self, Write};

use super::cell::{guard, is_control};
use super::held::held;
use super::{ExportOptions, Format, Losses, columns};
use crate::model::Pair;

/// Writer of tab separated values.
pub struct Tsv {
    excel: bool,
    meta: bool,
    line: String,
    losses: Losses,
}

impl Tsv {
    /// A writer with `options`.
    pub fn new(options: &ExportOptions) -> Self {
        Tsv { excel: options.excel, meta: options.meta, line: String::new(), losses: Losses::default() }
    }
}

impl Format for Tsv {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let names: Vec<_> = columns(self.meta).map(|column| column.name).collect();
        let mark = if self.excel { "\u{FEFF}" } else { "" };
        writeln!(out, "{mark}{}", names.join("\t"))
    }

    fn pair(&mut self, out: &mut dyn Write, pair: &Pair) -> io::Result<()> {
        self.line.clear();
        let pair = &*held(pair, is_control, &mut self.losses.characters);
        for (n, column) in columns(self.meta).enumerate() {
            if n > 0 {
                self.line.push('\t');
            }
            let cell = (column.get)(pair);
            let text = cell.plain(column.kind);
            self.losses.characters += text.matches(is_control).count();
            let text = flatten(text);
            self.line.push_str(&if self.excel && cell.is_text() { guard(text) } else { text });
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

/// `text` on one line and in one cell.
pub fn flatten(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains(|c: char| c.is_control() || is_control(c)) {
        return text;
    }
    let kept = text.chars().filter(|&c| !is_control(c));
    kept.map(|c| if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c }).collect()
}
