//! Counts over rows -> a page to read in a terminal.

use std::fmt::Write;

use sejajar::audit::{SideStatistics, Statistics};

use crate::say::grouped;
use crate::summary::by_count;

/// The counts to read.
pub fn text(counts: &Statistics) -> String {
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
    histograms(&mut out, counts);
    for (what, counts) in [("flags", &counts.flags), ("outlets", &counts.outlets)] {
        if !counts.is_empty() {
            let _ = writeln!(out, "\n{what}: {}", by_count(counts));
        }
    }
    out
}

fn histograms(out: &mut String, counts: &Statistics) {
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
    bars(out, "aligned rows by confidence", confidence.collect());
    bars(out, "aligned rows by shared evidence", evidence);
    bars(out, "rows by shape", shapes.collect());
    bars(out, "aligned rows by month", months.collect());
}

/// Counts with a bar each, the longest for the largest.
fn bars(out: &mut String, title: &str, counts: Vec<(String, usize)>) {
    const LONGEST: usize = 30;
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    if most == 0 {
        return;
    }
    let _ = writeln!(out, "\n{title}");
    for (name, count) in counts {
        let length = (count * LONGEST).div_ceil(most);
        let line = format!("  {name:<18}{:>12}  {}", grouped(count), "█".repeat(length));
        let _ = writeln!(out, "{}", line.trim_end());
    }
}
