//! Pairs -> a page to read: the two texts of a row one above the other, the evidence and what does not agree
//! below them.

use std::io::{self, Write};
use std::ops::Range;

use super::page::{PageOptions, Part};
use super::spec::{FileSpec, FormatSpec, Holds};
use super::{ExportOptions, Format};
use crate::model::{Pair, visible};
use crate::wording;

/// White space before evidence.
const INDENT: &str = "        ";

/// Writer of pages to read.
struct Text {
    page: PageOptions,
    /// The documents whose rows are being written.
    current: Option<(String, String)>,
}

impl Text {
    fn new(options: &ExportOptions) -> Self {
        Text { page: options.page, current: None }
    }
}

impl Format for Text {
    fn pair(&mut self, out: &mut dyn Write, pair: &Pair) -> io::Result<()> {
        let current = self.current.as_ref().map(|(article, report)| (&**article, &**report));
        if current != Some((&pair.article_id, &pair.report_id)) {
            let gap = if current.is_some() { "\n" } else { "" };
            let [article, report] = [visible(&pair.article_id), visible(&pair.report_id)];
            let title = format!("=== {article} (ind) beside {report} (eng)");
            writeln!(out, "{gap}{}", self.page.paint(Part::Title, &title))?;
            self.current = Some((pair.article_id.clone(), pair.report_id.clone()));
        }
        write!(out, "\n{}", head(pair, &self.page))?;
        for (name, text) in [("ind", &pair.ind_text), ("eng", &pair.eng_text)] {
            if !text.is_empty() {
                write!(out, "{}", self.page.wrapped(&format!("  {name}   "), text))?;
            }
        }
        evidence(out, pair, &self.page)
    }
}

/// `1-1   ind 3, eng 4 · confidence 0.98 · score 21.3 · names 8.1 · numbers 5.0 · words 12.2`.
fn head(pair: &Pair, page: &PageOptions) -> String {
    let mut sides = Vec::new();
    for (name, places) in [("ind", &pair.group.ind), ("eng", &pair.group.eng)] {
        let run = |run: Range<usize>| match run.len() {
            1 => run.start.to_string(),
            _ => format!("{}-{}", run.start, run.end - 1),
        };
        let runs: Vec<_> = places.runs().map(run).collect();
        if !runs.is_empty() {
            sides.push(format!("{name} {}", runs.join(", ")));
        }
    }
    let figure = |name: &str, value: Option<f64>| value.map(|value| format!("{name} {value:.1}"));
    let parts = [("names", pair.name_score), ("numbers", pair.number_score), ("words", pair.word_score)];
    let confidence = pair.confidence.map(|confidence| format!("confidence {confidence:.2}"));
    let parts = parts.map(|(name, value)| figure(name, value.filter(|value| *value != 0.0)));
    let figures = [confidence, figure("score", pair.score)].into_iter().chain(parts).flatten();
    let all: Vec<_> = std::iter::once(sides.join(" ")).chain(figures).collect();
    page.wrapped(&format!("{:<5} ", pair.align_type()), &all.join(" · "))
}

fn evidence(out: &mut dyn Write, pair: &Pair, page: &PageOptions) -> io::Result<()> {
    let both: Vec<&str> =
        pair.matched_names.iter().chain(&pair.matched_numbers).map(String::as_str).collect();
    let flags: Vec<String> = pair.flags.iter().map(wording::named).collect();
    let lists = [
        ("=", Part::Shared, both.join(" ")),
        ("ind only", Part::Doubtful, pair.unmatched_ind.join(" ")),
        ("eng only", Part::Doubtful, pair.unmatched_eng.join(" ")),
        ("!", Part::Wrong, flags.join(" · ")),
    ];
    // A sentence of one side has nothing to disagree with: its evidence is of no interest.
    let shown =
        lists.iter().filter(|(name, _, list)| !list.is_empty() && (!pair.group.is_null() || *name == "!"));
    shown.into_iter().try_for_each(|(name, part, list)| {
        let lines = page.wrapped(&format!("{INDENT}{name} "), list);
        lines.lines().try_for_each(|line| writeln!(out, "{}", page.paint(*part, line)))
    })
}

/// A page to read.
pub const FORMAT: FormatSpec = FormatSpec {
    name: "text",
    about: "a page to read: both texts, shared evidence, what does not agree",
    holds: Holds::Rows,
    files: &[FileSpec::whole("txt", |options| Ok(Box::new(Text::new(options))))],
    reader: None,
};
