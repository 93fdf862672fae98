//! Sentences with their evidence -> lines to read, optionally coloured, and counts of the evidence.

use std::collections::BTreeMap;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use sejajar::aligner::Document;
use sejajar::export::PageOptions;
use sejajar::model::{Entity, Evidence, Key, Kind};

use crate::say::counted;
use crate::summary::by_count;

/// Columns for the words of a piece of evidence, before its key.
const SURFACE: usize = 24;

/// Blanks for all of these columns, and one before the key.
const BLANKS: &str = "                         ";

/// Blanks before the second line of a sentence.
const HANGING: &str = "  ";

/// Writes documents to read.
#[derive(Debug, Clone, Copy)]
pub struct View {
    page: PageOptions,
}

impl View {
    /// A view with this layout.
    pub fn new(page: PageOptions) -> Self {
        View { page }
    }

    /// Every sentence, its evidence indented below it.
    pub fn write(self, out: &mut impl Write, document: &Document) -> io::Result<()> {
        let mut lines = String::new();
        for (sentence, profile) in document.sentences.iter().zip(&document.profiles) {
            lines.clear();
            self.sentence(&mut lines, &sentence.text, &profile.evidence);
            profile.evidence.iter().for_each(|evidence| self.evidence(&mut lines, evidence));
            out.write_all(lines.as_bytes())?;
        }
        Ok(())
    }

    fn sentence(self, lines: &mut String, text: &str, evidence: &[Evidence]) {
        let parts = self.page.lines(text, HANGING.len());
        if parts.is_empty() {
            lines.push('\n');
        }
        for (n, line) in parts.into_iter().enumerate() {
            lines.push_str(if n == 0 { "" } else { HANGING });
            let mut at = line.start;
            for piece in evidence.iter().filter(|_| self.page.colours) {
                let (start, end) = (piece.span.start.max(at), piece.span.end.min(line.end));
                let (Some(plain), Some(coloured)) = (text.get(at..start), text.get(start..end)) else {
                    continue;
                };
                lines.push_str(plain);
                painted(lines, self.style(piece.kind), [coloured]);
                at = end;
            }
            lines.extend([&text[at..line.end], "\n"]);
        }
    }

    fn evidence(self, lines: &mut String, evidence: &Evidence) {
        lines.push_str("    ");
        painted(lines, self.style(evidence.kind), [evidence.surface.as_str()]);
        let chars = evidence.surface.chars().count().min(SURFACE);
        lines.push_str(&BLANKS[chars..]);
        let mut keys = evidence.keys.iter().map(Key::as_str);
        lines.push_str(keys.next().unwrap_or_default());
        about(lines, evidence);
        if let Some(second) = keys.next() {
            let dim = if self.page.colours { Style::new().dimmed() } else { Style::new() };
            painted(lines, dim, [", or ", second].into_iter().chain(keys.flat_map(|key| [" ", key])));
        }
        lines.push('\n');
    }

    fn style(self, kind: Kind) -> Style {
        let colour = match kind {
            Kind::Name | Kind::Attribution => AnsiColor::Green,
            Kind::Money => AnsiColor::Yellow,
            _ if kind.is_dated() => AnsiColor::Magenta,
            _ => AnsiColor::Cyan,
        };
        if self.page.colours { colour.on_default() } else { Style::new() }
    }
}

/// Adds a text, in parts, in a style.
fn painted<'t>(lines: &mut String, style: Style, parts: impl IntoIterator<Item = &'t str>) {
    if style.is_plain() {
        return lines.extend(parts);
    }
    lines.push_str(&style.render().to_string());
    lines.extend(parts);
    lines.push_str(&style.render_reset().to_string());
}

/// Adds the type of a name, and whether the value is approximate.
fn about(lines: &mut String, evidence: &Evidence) {
    if let Some(entity) = evidence.entity {
        lines.extend([" (", entity.name(), ")"]);
    }
    if evidence.approximate {
        lines.push_str(" (approximate)");
    }
}

/// Counts of evidence by kind.
#[derive(Debug, Clone, Default)]
pub struct Counts {
    sentences: usize,
    kinds: BTreeMap<&'static str, usize>,
    entities: BTreeMap<&'static str, usize>,
}

impl Counts {
    /// Counts one document.
    pub fn add(&mut self, document: &Document) {
        self.sentences += document.sentences.len();
        for evidence in document.profiles.iter().flat_map(|profile| &profile.evidence) {
            *self.kinds.entry(evidence.kind.name()).or_default() += 1;
            if evidence.kind == Kind::Name {
                *self.entities.entry(evidence.entity.map_or("unknown", Entity::name)).or_default() += 1;
            }
        }
    }

    /// The closing lines.
    pub fn text(&self) -> String {
        let all: usize = self.kinds.values().sum();
        let mut out =
            format!("{}: {} of evidence", counted(self.sentences, "sentence"), counted(all, "piece"));
        for (what, counts) in [("kinds", by_count(&self.kinds)), ("names", by_count(&self.entities))] {
            if !counts.is_empty() {
                out += &format!("\n{what}: {counts}");
            }
        }
        out
    }
}
