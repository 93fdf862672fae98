//! A judgement -> the contribution of each feature to its log odds, and the reason that the feature belongs
//! to.

use super::bead::{ALONE, BEAD, ROW};
use super::table::{Logistic, sigmoid};
use super::{AROUND, MEANING, Models, PAIR, logit};

/// The parts of a judgement: the log odds of an average case, and the contribution of each feature of this
/// one.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Why {
    /// The log odds if every feature has its mean.
    pub usual: f64,
    /// The contributions of the features.
    pub parts: Vec<Contribution>,
}

/// One feature of a case.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contribution {
    /// The reason that features of its kind stand for, such as `names` or `rivals`.
    pub reason: &'static str,
    /// Its name in the tables of weights.
    pub feature: &'static str,
    /// Its value.
    pub value: f64,
    /// Its contribution to the log odds; below 0 it counts against the case.
    pub added: f64,
}

/// The features with the log odds of the first judgement.
const FIRST: &str = "first";
const FIRST_X_CLOSE: &str = "first_x_close";

/// The question that is asked about a pair of sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkQuestion {
    /// Whether two sentences share substance at all.
    Content,
    /// Whether they share more than a minor part, as the sentences of a bead do.
    Sure,
}

impl Why {
    /// The log odds of the case.
    pub fn odds(&self) -> f64 {
        self.usual + self.parts.iter().map(|part| part.added).sum::<f64>()
    }

    /// The probability of the case, 0 to 1.
    pub fn probability(&self) -> f64 {
        sigmoid(self.odds())
    }

    /// The same with a judgement from outside, which makes the case as probable as it is.
    pub fn judged(mut self, probability: f64) -> Self {
        let added = logit(probability) - self.odds();
        let (reason, feature) = ("judgement", "judgement");
        self.parts.push(Contribution { reason, feature, value: probability, added });
        self
    }

    /// The contribution of each reason, the largest first.
    pub fn reasons(&self) -> Vec<(&'static str, f64)> {
        let mut reasons: Vec<(&'static str, f64)> = Vec::new();
        for part in &self.parts {
            match reasons.iter_mut().find(|(reason, _)| *reason == part.reason) {
                Some((_, sum)) => *sum += part.added,
                None => reasons.push((part.reason, part.added)),
            }
        }
        reasons.sort_by(|x, y| y.1.abs().total_cmp(&x.1.abs()).then(x.0.cmp(y.0)));
        reasons
    }

    fn new(model: &Logistic, names: impl Iterator<Item = &'static str>, features: &[f64]) -> Self {
        let parts = names.zip(features).zip(model.parts(features));
        let parts = parts.map(|((feature, &value), added)| Contribution {
            reason: reason(feature),
            feature,
            value,
            added,
        });
        Why {
            usual: model.odds(features) - model.parts(features).iter().sum::<f64>(),
            parts: parts.collect(),
        }
    }
}

impl Models {
    /// Why a pair with these [`Features`](super::Features) is a link, or is none.
    ///
    /// The second judgement has the log odds of the first one as a feature. They are unfolded here, so that
    /// all contributions of a feature are in one place; `first` is the remainder where they are capped.
    pub fn why_link(&self, asked: LinkQuestion, features: &[f64]) -> Why {
        let model = if asked == LinkQuestion::Content { &self.content } else { &self.sure };
        let pair: Vec<&'static str> = PAIR.into_iter().chain(MEANING).collect();
        let first = Why::new(&self.first, pair.iter().copied(), features);
        let mut why = Why::new(model, pair.iter().copied().chain(AROUND), features);
        let at = |name: &str| why.parts.iter().position(|part| part.feature == name);
        let weight = |name: &str| at(name).map_or(0.0, |at| model.weight(at));
        let value = |name: &str| at(name).map_or(0.0, |at| features[at]);
        let per_nat = weight(FIRST) + weight(FIRST_X_CLOSE) * value("closeness");
        let (odds, capped) = (why.odds(), value(FIRST));
        why.parts.retain(|part| part.feature != FIRST_X_CLOSE);
        for (part, before) in why.parts.iter_mut().zip(&first.parts) {
            part.added += per_nat * before.added;
        }
        if let Some(part) = why.parts.iter_mut().find(|part| part.feature == FIRST) {
            part.added = per_nat * (capped - first.odds());
        }
        why.usual += odds - why.odds();
        why
    }

    /// Why a group with these features (in [`BEAD`]) is exactly a bead, or is none.
    pub fn why_bead(&self, features: &[f64; BEAD.len()]) -> Why {
        Why::new(&self.bead, BEAD.into_iter(), features)
    }

    /// Why a sentence with these features (in [`ALONE`]) has no partner, or has one.
    pub fn why_alone(&self, features: &[f64; ALONE.len()]) -> Why {
        Why::new(&self.alone, ALONE.into_iter(), features)
    }

    /// Why a row with these features (in [`ROW`]) has the confidence that it has.
    pub fn why_row(&self, features: &[f64; ROW.len()]) -> Why {
        Why::new(&self.row, ROW.into_iter(), features)
    }
}

/// The features that each reason stands for.
const REASONS: [(&str, &[&str]); 17] = [
    ("names", &["names", "nameless_ind", "nameless_eng"]),
    ("numbers", &["numbers"]),
    ("words", &["words"]),
    ("unlinked", &["unlinked"]),
    ("length", &["length", "length_ratio", "length_difference", "chars_ind", "chars_eng", "chars"]),
    (
        "coverage",
        &["coverage_ind", "coverage_eng", "coverage_larger", "coverage_smaller", "coverage_product"],
    ),
    ("coverage", &["links_per_weight", "coverage_smaller_x_close"]),
    (
        "rivals",
        &["row_links", "column_links", "row_coverage", "column_coverage", "row_meaning", "column_meaning"],
    ),
    ("only here", &["unique", "unique_root", "unique_root_x_close", "row_unique", "column_unique"]),
    ("position", &["headlines", "headline_ind", "headline_eng", "position", "english"]),
    ("vectors", &["meaning", "meaning_root"]),
    ("neighbours", &["next", "previous", "diagonal", "diagonal_second", "across_right", "across_left"]),
    ("other links", &["right", "left", "below", "above", "rest_root", "rest_share", "rest_root_x_close"]),
    ("context", &["context_ind", "context_eng", "follows_ind", "follows_eng"]),
    ("links outside", &["outside", "outside_best", "outside_best_odds", "outside_x_close"]),
    (
        "links inside",
        &[
            "weakest",
            "weakest_odds",
            "tree",
            "attachment",
            "inside",
            "tree_x_close",
            "attachment_x_close",
            "content",
        ],
    ),
    ("its links", &["none", "none_odds", "best", "best_odds", "probability", "none_odds_x_close"]),
];

/// The reason that a feature belongs to.
fn reason(feature: &str) -> &'static str {
    let named = REASONS.iter().find(|(_, features)| features.contains(&feature));
    match (named, feature) {
        (Some((reason, _)), _) => reason,
        (None, _) if feature.starts_with("lattice") => "order",
        (None, "close" | "closeness") => "closeness",
        (None, FIRST | FIRST_X_CLOSE) => "cap",
        (None, _) if ROW.contains(&feature) => "kind of row",
        (None, _) => "shape",
    }
}

#[cfg(test)]
mod tests {
    use super::super::builtin;
    use super::*;

    #[test]
    fn what_features_add_makes_up_the_probability() {
        for vectors in [false, true] {
            let models = builtin(vectors);
            let mut features: Vec<f64> = (0..PAIR.len() + MEANING.len() + AROUND.len())
                .map(|at| ((at * 7 + 3) % 11) as f64 / 11.0)
                .collect();
            features[PAIR.len() + MEANING.len()] = 1.5;
            let why = models.why_link(LinkQuestion::Content, &features);
            assert!((why.probability() - models.content.probability(&features)).abs() < 1e-9);
            let reasons: f64 = why.reasons().iter().map(|(_, added)| added).sum();
            assert!((why.usual + reasons - why.odds()).abs() < 1e-9);
        }
    }

    #[test]
    fn every_feature_of_a_pair_has_a_reason() {
        for feature in PAIR.into_iter().chain(MEANING).chain(AROUND) {
            assert_ne!(reason(feature), "shape", "{feature}");
        }
    }
}
