//! Rows of a table -> what there is in it, counted, to read or for programs.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;
use std::hash::{BuildHasher, BuildHasherDefault};

use rustc_hash::FxHasher;
use sejajar::audit::told;
use sejajar::model::Pair;
use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;

use crate::say::grouped;
use crate::summary::by_count;

/// Bins of the histogram of confidence.
const BINS: usize = 10;

/// Counts over rows; adding up is independent of order.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Statistics {
    rows: usize,
    aligned_rows: usize,
    articles: Names,
    reports: Names,
    ind: Side,
    eng: Side,
    /// Rows by shape, `1-1`.
    shapes: BTreeMap<String, usize>,
    /// Aligned rows with a confidence from 0 to .1, from .1 to .2 … to 1.
    confidence: [usize; BINS],
    evidence: Evidence,
    /// Rows by code of their flags.
    flags: BTreeMap<String, usize>,
    /// Aligned rows by outlet of the article, where that is known.
    outlets: BTreeMap<String, usize>,
    /// Aligned rows by month of the article, `2016-02`, where that is known.
    months: BTreeMap<String, usize>,
}

/// One language's sentences of aligned rows, and all of them.
#[derive(Debug, Clone, Default, Serialize)]
struct Side {
    sentences: usize,
    aligned_sentences: usize,
    /// Sentences that the other side tells, by probability.
    told_sentences: f64,
    aligned_characters: usize,
    /// Words as UAX#29 segments them.
    aligned_tokens: usize,
    /// Of these how many different ones, in any case.
    aligned_types: Names,
}

/// What aligned rows rest on.
#[derive(Debug, Clone, Default, Serialize)]
struct Evidence {
    names_and_numbers: usize,
    names_only: usize,
    numbers_only: usize,
    neither: usize,
}

/// Different texts; only how many there are is told.
#[derive(Debug, Clone, Default)]
struct Names(HashSet<u64, BuildHasherDefault<FxHasher>>);

impl Names {
    fn add(&mut self, name: &str) {
        self.0.insert(BuildHasherDefault::<FxHasher>::default().hash_one(name));
    }
}

impl Serialize for Names {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.0.len() as u64)
    }
}

impl Side {
    fn add(&mut self, sentences: usize, text: &str, row: &Pair) {
        self.sentences += sentences;
        self.told_sentences += told(row) * sentences as f64;
        if row.group.is_null() {
            return;
        }
        self.aligned_sentences += sentences;
        self.aligned_characters += text.chars().count();
        for word in text.unicode_words() {
            self.aligned_tokens += 1;
            self.aligned_types.add(&word.to_lowercase());
        }
    }
}

impl Statistics {
    /// Counts a row.
    pub fn add(&mut self, row: &Pair) {
        self.rows += 1;
        self.articles.add(&row.article_id);
        self.reports.add(&row.report_id);
        self.ind.add(row.group.ind.len(), &row.ind_text, row);
        self.eng.add(row.group.eng.len(), &row.eng_text, row);
        *self.shapes.entry(row.align_type()).or_default() += 1;
        for flag in &row.flags {
            *self.flags.entry(flag.code.to_owned()).or_default() += 1;
        }
        if !row.group.is_null() {
            self.aligned(row);
        }
    }

    fn aligned(&mut self, row: &Pair) {
        self.aligned_rows += 1;
        if let Some(confidence) = row.confidence {
            self.confidence[((confidence * BINS as f64) as usize).min(BINS - 1)] += 1;
        }
        *match (row.matched_names.is_empty(), row.matched_numbers.is_empty()) {
            (false, false) => &mut self.evidence.names_and_numbers,
            (false, true) => &mut self.evidence.names_only,
            (true, false) => &mut self.evidence.numbers_only,
            (true, true) => &mut self.evidence.neither,
        } += 1;
        if let Some(meta) = row.meta.as_deref().map(|meta| &meta.article) {
            if let Some(outlet) = &meta.outlet {
                *self.outlets.entry(outlet.clone()).or_default() += 1;
            }
            if let Some(day) = meta.published {
                *self.months.entry(format!("{:04}-{:02}", day.year(), day.month())).or_default() += 1;
            }
        }
    }

    /// The counts to read.
    pub fn text(&self) -> String {
        let mut out = String::new();
        let figures = [
            ("rows", self.rows),
            ("aligned rows", self.aligned_rows),
            ("articles", self.articles.0.len()),
            ("reports", self.reports.0.len()),
        ];
        for (what, count) in figures {
            let _ = writeln!(out, "{what:<20}{:>12}", grouped(count));
        }
        let _ = writeln!(out, "\n{:<20}{:>12}{:>12}", "", "Indonesian", "English");
        let sides = |of: &dyn Fn(&Side) -> usize| [&self.ind, &self.eng].map(|side| grouped(of(side)));
        for (what, [ind, eng]) in [
            ("sentences", sides(&|side| side.sentences)),
            ("aligned sentences", sides(&|side| side.aligned_sentences)),
            ("told sentences", sides(&|side| side.told_sentences.round() as usize)),
            ("their tokens", sides(&|side| side.aligned_tokens)),
            ("their types", sides(&|side| side.aligned_types.0.len())),
            ("their characters", sides(&|side| side.aligned_characters)),
        ] {
            let _ = writeln!(out, "{what:<20}{ind:>12}{eng:>12}");
        }
        self.histograms(&mut out);
        for (what, counts) in [("flags", &self.flags), ("outlets", &self.outlets)] {
            if !counts.is_empty() {
                let _ = writeln!(out, "\n{what}: {}", by_count(counts));
            }
        }
        out
    }

    fn histograms(&self, out: &mut String) {
        let named = |counts: &[(&str, usize)]| counts.iter().map(|&(name, n)| (name.to_owned(), n)).collect();
        let bins = self.confidence.iter().enumerate().rev();
        let evidence: Vec<(String, usize)> = named(&[
            ("names and numbers", self.evidence.names_and_numbers),
            ("names only", self.evidence.names_only),
            ("numbers only", self.evidence.numbers_only),
            ("neither", self.evidence.neither),
        ]);
        let confidence = bins.map(|(n, &count)| (format!("from .{n}"), count));
        let shapes = self.shapes.iter().map(|(shape, &count)| (shape.clone(), count));
        let months = self.months.iter().map(|(month, &count)| (month.clone(), count));
        bars(out, "aligned rows by confidence", confidence.collect());
        bars(out, "aligned rows by shared evidence", evidence);
        bars(out, "rows by shape", shapes.collect());
        bars(out, "aligned rows by month", months.collect());
    }
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
