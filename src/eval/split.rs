//! Two splittings of the same text -> the number of sentence ends inside paragraphs on which they agree.

use std::collections::BTreeMap;

use serde::Serialize;

use super::measure::Measure;
use crate::error::{Error, Result};

/// A sentence end on which the two sides differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SplitMiss {
    /// Line of the gold file with the sentence that ends (or should not have ended), from 1.
    pub line: usize,
    /// Whether the hypothesis lacks an end of the gold; otherwise it has an extra one.
    pub missed: bool,
    /// The last characters before the end and the first after it, without white space.
    pub around: (String, String),
}

/// Agreement of a splitting with the gold.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SplitReport {
    /// Precision, recall and F1 over sentence ends, without the last one of each paragraph.
    #[serde(flatten)]
    pub measure: Measure,
    /// Ends in the gold.
    pub gold: usize,
    /// Ends in the hypothesis.
    pub hyp: usize,
    /// Ends in both.
    pub right: usize,
    /// Paragraphs.
    pub paragraphs: usize,
    /// Paragraphs with a difference.
    pub paragraphs_wrong: usize,
    /// Every end on which the two differ, in order.
    pub misses: Vec<SplitMiss>,
}

/// Compares two texts with one sentence per line and a blank line between paragraphs.
///
/// # Errors
/// [`Error::Input`] if the gold is empty or the numbers of paragraphs differ, [`Error::Line`] if the texts
/// differ in more than white space.
pub fn split(gold_name: &str, gold: &str, hyp_name: &str, hyp: &str) -> Result<SplitReport> {
    let (gold, hyp) = (paragraphs(gold), paragraphs(hyp));
    if gold.is_empty() {
        return Err(Error::input(gold_name, "holds no sentences"));
    }
    if let Some((gold, hyp)) = gold.iter().zip(&hyp).find(|(gold, hyp)| gold.text != hyp.text) {
        return Err(differ(gold_name, gold, hyp_name, hyp));
    }
    if gold.len() != hyp.len() {
        let what = format!("{} paragraphs where {gold_name} has {}", hyp.len(), gold.len());
        return Err(Error::input(hyp_name, what));
    }
    let ends = |side: &[Paragraph]| side.iter().map(|paragraph| paragraph.ends.len()).sum();
    let wrong = gold.iter().zip(&hyp).filter(|(gold, hyp)| !gold.ends.keys().eq(hyp.ends.keys()));
    let misses: Vec<_> = wrong.clone().flat_map(|(gold, hyp)| misses(gold, hyp)).collect();
    let (wanted, given) = (ends(&gold), ends(&hyp));
    let right = wanted - misses.iter().filter(|miss| miss.missed).count();
    Ok(SplitReport {
        measure: Measure::new(right, given, right, wanted),
        gold: wanted,
        hyp: given,
        right,
        paragraphs: gold.len(),
        paragraphs_wrong: wrong.count(),
        misses,
    })
}

/// A paragraph without its white space.
#[derive(Default)]
struct Paragraph {
    text: String,
    /// The ends of sentences in `text` (in bytes), without the last, each with its line.
    ends: BTreeMap<usize, usize>,
    /// The line of the last sentence.
    last_line: usize,
}

/// White space as Python's `str` defines it, so that both scorers read the same sentences.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1C}'..='\u{1F}').contains(&c)
}

fn paragraphs(text: &str) -> Vec<Paragraph> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
    let mut done = Vec::new();
    let mut open = Paragraph::default();
    for (n, line) in text.split('\n').enumerate() {
        if line.chars().all(is_space) {
            done.extend(Some(std::mem::take(&mut open)).filter(|paragraph| !paragraph.text.is_empty()));
            continue;
        }
        if !open.text.is_empty() {
            open.ends.insert(open.text.len(), open.last_line);
        }
        open.text.extend(line.chars().filter(|&c| !is_space(c)));
        open.last_line = n + 1;
    }
    done.extend(Some(open).filter(|paragraph| !paragraph.text.is_empty()));
    done
}

fn misses(gold: &Paragraph, hyp: &Paragraph) -> Vec<SplitMiss> {
    let missed = gold.ends.keys().filter(|end| !hyp.ends.contains_key(end)).map(|&end| (end, true));
    let extra = hyp.ends.keys().filter(|end| !gold.ends.contains_key(end)).map(|&end| (end, false));
    let mut ends: Vec<_> = missed.chain(extra).collect();
    ends.sort_unstable();
    let miss = |(end, missed): (usize, bool)| {
        let (before, after) = gold.text.split_at(end);
        let skip = before.chars().count().saturating_sub(20);
        let around = (before.chars().skip(skip).collect(), after.chars().take(20).collect());
        let line = gold.ends.range(end..).next().map_or(gold.last_line, |(_, &line)| line);
        SplitMiss { line, missed, around }
    };
    ends.into_iter().map(miss).collect()
}

fn differ(gold_name: &str, gold: &Paragraph, hyp_name: &str, hyp: &Paragraph) -> Error {
    let same = gold.text.chars().zip(hyp.text.chars()).take_while(|(a, b)| a == b).count();
    let part =
        |side: &Paragraph| side.text.chars().skip(same.saturating_sub(20)).take(40).collect::<String>();
    let line = |side: &Paragraph| side.ends.values().next().copied().unwrap_or(side.last_line);
    let what = format!(
        "the paragraph that starts here differs from {gold_name}:{}: \"{}\" instead of \"{}\"",
        line(gold),
        part(hyp),
        part(gold)
    );
    Error::line(hyp_name, line(hyp), what)
}
