//! The answers of all judges -> how often each of them is right.
//!
//! The estimate of Dawid and Skene (1979) with one accuracy per judge, by expectation and maximisation. A
//! link that was asked about has the model's probability as its prior, so that even a single judge can be
//! weighed; certain answers are known.

use rustc_hash::FxHashMap;

use super::row::{Answer, Judged, Row};

/// What is supposed of a judge before the first answer: that so many answers were right, and so many wrong.
const SUPPOSED: (f64, f64) = (8.0, 2.0);
/// A judge who is right less often says nothing; nobody is taken for surer than the second.
const RANGE: (f64, f64) = (0.5, 0.98);
const ROUNDS: usize = 60;
/// The prior of a link without a known probability, and the bounds of those that have one.
const PRIOR: f64 = 0.5;
const PRIOR_RANGE: (f64, f64) = (0.05, 0.95);

/// How often each judge is right.
#[derive(Debug, Clone, Default)]
pub(super) struct Judges {
    /// Number of answers and accuracy, by name.
    of: FxHashMap<String, (usize, f64)>,
}

/// A link, with the answers on it.
struct Item<'r> {
    prior: f64,
    /// Whether it is one, if that is certain.
    known: Option<bool>,
    /// Judge, and whether the answer is in favour.
    answers: Vec<(&'r str, bool)>,
}

impl Judges {
    /// From all rows of a file.
    pub(super) fn estimated(rows: &[Row]) -> Self {
        let items = items(rows);
        let mut judges = Judges::default();
        for (judge, _) in items.iter().flat_map(|item| &item.answers) {
            judges.of.entry((*judge).to_owned()).or_insert((0, supposed(0.0, 0.0))).0 += 1;
        }
        for row in rows.iter().filter(|row| !row.judge.is_empty()) {
            judges.of.entry(row.judge.clone()).or_insert((0, supposed(0.0, 0.0)));
        }
        for _ in 0..ROUNDS {
            judges.improve(&items);
        }
        judges
    }

    /// One round: the probability of every link by the accuracies, then the accuracies by these.
    fn improve(&mut self, items: &[Item<'_>]) {
        let mut right: FxHashMap<&str, f64> = FxHashMap::default();
        for item in items {
            let odds = (item.prior / (1.0 - item.prior)).ln()
                + item.answers.iter().map(|(judge, yes)| signed(self.odds(judge), *yes)).sum::<f64>();
            let link = item.known.map_or(1.0 / (1.0 + (-odds).exp()), f64::from);
            for (judge, yes) in &item.answers {
                *right.entry(judge).or_default() += if *yes { link } else { 1.0 - link };
            }
        }
        for (judge, (count, accuracy)) in &mut self.of {
            let right = right.get(judge.as_str()).copied().unwrap_or_default();
            *accuracy = supposed(right, *count as f64 - right);
        }
    }

    fn odds(&self, judge: &str) -> f64 {
        let accuracy = self.of.get(judge).map_or_else(|| supposed(0.0, 0.0), |(_, accuracy)| *accuracy);
        (accuracy / (1.0 - accuracy)).ln()
    }

    /// The log odds that the answer of a row is right; infinite if it is certain.
    pub(super) fn weight(&self, row: &Row) -> f64 {
        match row.right {
            Some(p) => {
                let p = p.clamp(RANGE.0, RANGE.1);
                (p / (1.0 - p)).ln()
            }
            None if row.is_certain() => f64::INFINITY,
            None => self.odds(&row.judge),
        }
    }

    /// Name, number of answers, accuracy.
    pub(super) fn all(&self) -> Vec<(&str, usize, f64)> {
        let mut all: Vec<_> =
            self.of.iter().map(|(name, &(count, right))| (name.as_str(), count, right)).collect();
        all.sort_unstable_by(|x, y| x.0.cmp(y.0));
        all
    }
}

fn supposed(right: f64, wrong: f64) -> f64 {
    let share = (SUPPOSED.0 + right) / (SUPPOSED.0 + SUPPOSED.1 + right + wrong);
    share.clamp(RANGE.0, RANGE.1)
}

fn signed(odds: f64, yes: bool) -> f64 {
    if yes { odds } else { -odds }
}

/// The links that judges have answered about, in the order of the file.
fn items(rows: &[Row]) -> Vec<Item<'_>> {
    let mut places: FxHashMap<(&str, &str, &Judged), usize> = FxHashMap::default();
    let mut items: Vec<Item<'_>> = Vec::new();
    for row in rows.iter().filter(|row| matches!(row.judged, Judged::Link(..))) {
        let at = *places.entry((&row.article, &row.report, &row.judged)).or_insert_with(|| {
            items.push(Item { prior: PRIOR, known: None, answers: Vec::new() });
            items.len() - 1
        });
        let (item, yes) = (&mut items[at], row.answer != Answer::No);
        if let Some(model) = row.model {
            item.prior = model.clamp(PRIOR_RANGE.0, PRIOR_RANGE.1);
        }
        if row.is_certain() {
            item.known = Some(yes);
        } else if row.right.is_none() {
            item.answers.push((&row.judge, yes));
        }
    }
    items
}
