//! Sentences with their evidence -> lines for a person, in colours where those are wanted, and counts of what was found.

use std::collections::BTreeMap;
use std::io::{self, Write};

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use clap::ColorChoice;
use sejajar::model::{Entity, Evidence, Key, Kind};
use sejajar::pipeline::Document;

use crate::say::counted;
use crate::summary::by_count;

/// Columns in which the words of a piece of evidence stand, before its key.
const SURFACE: usize = 24;

/// Writes documents to read.
#[derive(Debug, Clone, Copy)]
pub struct View {
    colours: bool,
}

impl View {
    /// A view for standard output or for a file; a file is coloured only where that is asked for.
    pub fn new(choice: ColorChoice, to_file: bool) -> Self {
        // NO_COLOR, CLICOLOR, CLICOLOR_FORCE and TERM have their say here.
        let allowed = || AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never;
        let colours = match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => !to_file && allowed(),
        };
        View { colours }
    }

    /// Every sentence, its evidence indented below it.
    pub fn write(self, out: &mut impl Write, document: &Document) -> io::Result<()> {
        for (sentence, profile) in document.sentences.iter().zip(&document.profiles) {
            self.sentence(out, &sentence.text, &profile.evidence)?;
            profile.evidence.iter().try_for_each(|evidence| self.evidence(out, evidence))?;
        }
        Ok(())
    }

    fn sentence(self, out: &mut impl Write, text: &str, evidence: &[Evidence]) -> io::Result<()> {
        let mut at = 0;
        for piece in evidence.iter().filter(|_| self.colours) {
            let (plain, coloured) = (text.get(at..piece.span.start), text.get(piece.span.range()));
            let (Some(plain), Some(coloured)) = (plain, coloured) else { continue };
            let style = self.style(piece.kind);
            write!(out, "{plain}{style}{coloured}{style:#}")?;
            at = piece.span.end;
        }
        writeln!(out, "{}", &text[at..])
    }

    fn evidence(self, out: &mut impl Write, evidence: &Evidence) -> io::Result<()> {
        let style = self.style(evidence.kind);
        let gap = SURFACE.saturating_sub(evidence.surface.chars().count()) + 1;
        write!(out, "    {style}{}{style:#}{:gap$}", evidence.surface, "")?;
        let mut keys = evidence.keys.iter().map(Key::as_str);
        write!(out, "{}{}", keys.next().unwrap_or_default(), about(evidence))?;
        let others: Vec<&str> = keys.collect();
        if !others.is_empty() {
            let dim = if self.colours { Style::new().dimmed() } else { Style::new() };
            write!(out, "{dim}, or {}{dim:#}", others.join(" "))?;
        }
        writeln!(out)
    }

    fn style(self, kind: Kind) -> Style {
        let colour = match kind {
            Kind::Name => AnsiColor::Green,
            Kind::Number | Kind::Percent | Kind::Ordinal => AnsiColor::Cyan,
            Kind::Money => AnsiColor::Yellow,
            Kind::Date | Kind::Year | Kind::Time | Kind::Weekday | Kind::Month => AnsiColor::Magenta,
        };
        if self.colours { colour.on_default() } else { Style::new() }
    }
}

/// What is known besides the value.
fn about(evidence: &Evidence) -> String {
    let entity = evidence.entity.map(|entity| format!(" ({})", entity_name(entity)));
    let approximate = evidence.approximate.then_some(" (approximate)");
    entity.unwrap_or_default() + approximate.unwrap_or_default()
}

fn entity_name(entity: Entity) -> &'static str {
    match entity {
        Entity::Person => "person",
        Entity::Organisation => "organisation",
        Entity::Place => "place",
        Entity::Other => "other",
    }
}

/// How much evidence of which kind documents hold.
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
                *self.entities.entry(evidence.entity.map_or("unknown", entity_name)).or_default() += 1;
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
