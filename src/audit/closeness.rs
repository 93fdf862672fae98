//! The rows of one document pair -> how faithful a translation the article is.

use crate::model::Pair;

/// How an article was made from its report.
///
/// Among the development documents, all faithful translations (including roughened ones) have a closeness of
/// .51 or more. Of those retold by hand, nine in ten have at most .47, and nine in ten have at least .30. Of
/// articles paired with the wrong report, nine in ten have at most .23.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retelling {
    /// A translation, sentence by sentence apart from omissions and additions.
    Faithful,
    /// Summarized, rearranged and retold, as newsrooms do.
    TransEdited,
    /// Little more than the event is the same.
    SameEvent,
}

/// Minimum closeness of a faithful translation.
const FAITHFUL: f64 = 0.5;
/// Minimum closeness of an article made from the report.
const TRANS_EDITED: f64 = 0.25;

impl Retelling {
    /// The class of a closeness.
    pub fn of(closeness: f64) -> Self {
        match closeness {
            FAITHFUL.. => Retelling::Faithful,
            TRANS_EDITED.. => Retelling::TransEdited,
            _ => Retelling::SameEvent,
        }
    }

    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Retelling::Faithful => "faithful",
            Retelling::TransEdited => "trans-edited",
            Retelling::SameEvent => "same-event",
        }
    }
}

/// The mean, over aligned rows, of the smaller of the two coverages: 0 to 1. Rows are weighted by their
/// number of sentences and by `content_confidence`. `None` if no row has coverages.
pub fn closeness<'r>(rows: impl IntoIterator<Item = &'r Pair>) -> Option<f64> {
    let (mut sum, mut all) = (0.0, 0.0);
    for row in rows.into_iter().filter(|row| !row.group.is_null()) {
        let (Some(ind), Some(eng)) = (row.ind_coverage, row.eng_coverage) else { continue };
        let weight = row.content_confidence.unwrap_or(1.0) * row.group.len() as f64;
        sum += weight * ind.min(eng);
        all += weight;
    }
    (all > 0.0).then(|| sum / all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Group};

    fn row(b: usize, content: f64, coverage: (f64, f64)) -> Pair {
        Pair {
            group: Group::from(Block::new(0, 1, 0, b)),
            content_confidence: Some(content),
            ind_coverage: Some(coverage.0),
            eng_coverage: Some(coverage.1),
            ..Pair::default()
        }
    }

    #[test]
    fn surer_and_larger_rows_count_more() {
        let rows = [row(1, 1.0, (0.8, 0.6)), row(3, 0.5, (0.2, 0.9)), row(0, 0.0, (0.0, 0.0))];
        assert!((closeness(&rows).unwrap() - (2.0 * 0.6 + 2.0 * 0.2) / 4.0).abs() < 1e-9);
        assert_eq!(closeness(&[]), None);
    }

    #[test]
    fn kinds_follow_one_another() {
        let kinds = [0.9, 0.5, 0.49, 0.25, 0.2].map(|share| Retelling::of(share).name());
        assert_eq!(kinds, ["faithful", "faithful", "trans-edited", "trans-edited", "same-event"]);
    }
}
