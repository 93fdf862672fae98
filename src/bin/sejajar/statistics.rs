//! Counts over rows -> a page to read in a terminal.

use std::fmt::Write;

use sejajar::audit::{SideStatistics, Statistics};

use sejajar::export::{PageOptions, PagePart};

use crate::say::grouped;
use crate::summary::by_count;

/// The counts to read.
pub fn text(counts: &Statistics, page: PageOptions) -> String {
    let mut out = String::new();
    let figures = [
        ("rows", counts.rows),
        ("aligned rows", counts.aligned_rows),
        ("articles", counts.articles.count()),
        ("reports", counts.reports.count()),
    ];
    for (what, count) in figures {
        let _ = writeln!(out, "{what:<20}{:>12}", grouped(count));
    }
    let _ = writeln!(out, "\n{:<20}{:>12}{:>12}", "", "Indonesian", "English");
    let sides =
        |of: &dyn Fn(&SideStatistics) -> usize| [&counts.ind, &counts.eng].map(|side| grouped(of(side)));
    for (what, [ind, eng]) in [
        ("sentences", sides(&|side| side.sentences)),
        ("aligned sentences", sides(&|side| side.aligned_sentences)),
        ("told sentences", sides(&|side| side.told_sentences.round() as usize)),
        ("their tokens", sides(&|side| side.aligned_tokens)),
        ("their types", sides(&|side| side.aligned_types.count())),
        ("their characters", sides(&|side| side.aligned_characters)),
    ] {
        let _ = writeln!(out, "{what:<20}{ind:>12}{eng:>12}");
    }
    histograms(&mut out, counts, &page);
    for (what, counts) in [("flags", &counts.flags), ("outlets", &counts.outlets)] {
        if !counts.is_empty() {
            out += &("\n".to_owned() + &page.wrapped(&format!("{what}: "), &by_count(counts)));
        }
    }
    out
}

fn histograms(out: &mut String, counts: &Statistics, page: &PageOptions) {
    let named = |counts: &[(&str, usize)]| counts.iter().map(|&(name, n)| (name.to_owned(), n)).collect();
    let bins = counts.confidence.iter().enumerate().rev();
    let evidence: Vec<(String, usize)> = named(&[
        ("names and numbers", counts.evidence.names_and_numbers),
        ("names only", counts.evidence.names_only),
        ("numbers only", counts.evidence.numbers_only),
        ("neither", counts.evidence.neither),
    ]);
    let confidence = bins.map(|(n, &count)| (format!("from .{n}"), count));
    let shapes = counts.shapes.iter().map(|(shape, &count)| (shape.clone(), count));
    let months = counts.months.iter().map(|(month, &count)| (month.clone(), count));
    bars(out, page, "aligned rows by confidence", confidence.collect());
    bars(out, page, "aligned rows by shared evidence", evidence);
    bars(out, page, "rows by shape", shapes.collect());
    bars(out, page, "aligned rows by month", months.collect());
}

/// Counts with a bar each, the longest for the largest.
fn bars(out: &mut String, page: &PageOptions, title: &str, counts: Vec<(String, usize)>) {
    /// The longest bar at most, and the columns before it.
    const LONGEST: usize = 30;
    const BEFORE: usize = 34;
    let longest = page.width.saturating_sub(BEFORE).clamp(5, LONGEST);
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    if most == 0 {
        return;
    }
    let _ = writeln!(out, "\n{}", page.paint(PagePart::Title, title));
    for (name, count) in counts {
        let length = (count * longest).div_ceil(most);
        let bar = "█".repeat(length);
        let bar = if length == 0 { bar.into() } else { page.paint(PagePart::Shared, &bar) };
        let line = format!("  {name:<18}{:>12}  {bar}", grouped(count));
        let _ = writeln!(out, "{}", line.trim_end());
    }
}
