//! Judged pairs and the weights that judged them -> weights that are right more often, if there are any.

use super::table::{Logistic, sigmoid};
use super::{AROUND, Features, Links, MEANING, Models, PAIR};
use crate::model::Decided;

/// The features of a pair.
type Pair = [f64; PAIR.len() + MEANING.len() + AROUND.len()];

/// A pair of sentences, judged or not.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its features, as its document has them without any judgement.
    pub features: Box<Pair>,
    /// Whether it was judged. One that was not has the probabilities of the model: questions are about
    /// doubtful pairs, and what holds for these should not change the others.
    pub judged: bool,
    /// The probability that the sentences share substance, according to the judges.
    pub content: f64,
    /// The probability that they share more than a minor part.
    pub sure: f64,
}

/// The pairs of one document, as far as they are judged or not unlikely.
pub type Cases = Vec<Case>;

/// The outcome for one of the two questions that are asked about a pair.
#[derive(Debug, Clone, PartialEq)]
pub struct Refitted {
    /// `content` or `sure`.
    pub model: &'static str,
    /// Log likelihood per judgement in documents that were held out: with the weights before, and with those
    /// that are best by it.
    pub likelihood: (f64, f64),
    /// Whether the gain is beyond chance, and the weights are changed.
    pub kept: bool,
}

/// Strengths of the pull towards the weights before, in judgements; the largest one that suffices is best.
const PULLS: [f64; 5] = [1000.0, 300.0, 100.0, 30.0, 10.0];
/// With fewer documents nothing can be held out in a way that means anything.
pub const FEWEST: usize = 4;
/// The number of parts into which documents are put to hold one out.
const FOLDS: usize = 10;
/// The .995 quantiles of Student's distribution by degrees of freedom, from 3: a gain counts from so many
/// standard errors of its mean over documents. With the best of five pulls for two questions, one in twenty
/// is due to chance.
const ERRORS: [f64; 10] = [5.84, 4.60, 4.03, 3.71, 3.50, 3.36, 3.25, 3.17, 3.11, 3.05];
/// Unjudged pairs that are less likely than this are left out.
const LEAST: f64 = 0.02;
const STEPS: usize = 25;

/// Refits both judgements of `models` to judged documents. Each is changed only if documents that were held
/// out gain; with fewer than [`FEWEST`] documents nothing is.
pub fn refit(models: &mut Models, documents: &[Cases]) -> [Refitted; 2] {
    let content = fit(&mut models.content, documents, "content", |case| case.content);
    let sure = fit(&mut models.sure, documents, "sure", |case| case.sure);
    [content, sure]
}

/// The pairs of a document that were judged, and those that are not unlikely, in order. `links` has those
/// without any judgement.
pub fn cases(features: &Features, links: &Links, decided: &Decided) -> Cases {
    let width = links.content.width();
    let case = |at: usize| {
        let judged = decided.link(at / width, at % width);
        let (content, sure) = match judged {
            Some(link) => (sigmoid(link.content), sigmoid(link.sure)),
            None => (links.content.cells()[at], links.sure.cells()[at]),
        };
        let known = judged.is_some() || content >= LEAST;
        known.then(|| Case { features: Box::new(features[at]), judged: judged.is_some(), content, sure })
    };
    (0..features.len()).filter_map(case).collect()
}

fn fit(model: &mut Logistic, documents: &[Cases], name: &'static str, label: fn(&Case) -> f64) -> Refitted {
    let all: Vec<usize> = (0..documents.len()).collect();
    let before: Vec<f64> = documents.iter().map(|cases| likelihood(model, cases, label)).collect();
    let count = documents.iter().flatten().filter(|case| case.judged).count().max(1) as f64;
    let mut best = (before.iter().sum::<f64>(), None);
    for pull in PULLS.into_iter().filter(|_| documents.len() >= FEWEST) {
        let mut after = before.clone();
        for fold in 0..FOLDS.min(documents.len()) {
            let (out, rest): (Vec<usize>, Vec<usize>) = all.iter().partition(|&&at| at % FOLDS == fold);
            let fitted = fitted(model, &pick(documents, &rest), pull, label);
            out.iter().for_each(|&at| after[at] = likelihood(&fitted, &documents[at], label));
        }
        let sum = after.iter().sum::<f64>();
        if sum > best.0 {
            best = (sum, Some((pull, after)));
        }
    }
    let kept = best.1.filter(|(_, after)| is_beyond_chance(&before, after));
    if let Some((pull, _)) = &kept {
        *model = fitted(model, &pick(documents, &all), *pull, label);
    }
    let likelihood = (before.iter().sum::<f64>() / count, best.0 / count);
    Refitted { model: name, likelihood, kept: kept.is_some() }
}

fn pick<'d>(documents: &'d [Cases], which: &[usize]) -> Vec<&'d Case> {
    which.iter().flat_map(|&at| &documents[at]).collect()
}

/// Whether the mean gain of a document is larger, in standard errors, than chance would have it.
fn is_beyond_chance(before: &[f64], after: &[f64]) -> bool {
    let gains: Vec<f64> = before.iter().zip(after).map(|(before, after)| after - before).collect();
    let count = gains.len() as f64;
    let mean = gains.iter().sum::<f64>() / count;
    let spread = gains.iter().map(|gain| (gain - mean).powi(2)).sum::<f64>() / (count - 1.0);
    let errors = ERRORS[gains.len().saturating_sub(FEWEST).min(ERRORS.len() - 1)];
    mean > errors * (spread / count).sqrt()
}

/// The log likelihood of what judges say.
fn likelihood(model: &Logistic, cases: &[Case], label: fn(&Case) -> f64) -> f64 {
    let one = |case: &Case| {
        let p = model.probability(&case.features[..]).clamp(1e-6, 1.0 - 1e-6);
        label(case) * p.ln() + (1.0 - label(case)) * (1.0 - p).ln()
    };
    cases.iter().filter(|case| case.judged).map(one).sum()
}

/// The weights that fit best, pulled towards those before (ridge, Newton's method); the intercept is free.
fn fitted(model: &Logistic, cases: &[&Case], pull: f64, label: fn(&Case) -> f64) -> Logistic {
    let scale = Scale::of(cases);
    let rows: Vec<Vec<f64>> = cases.iter().map(|case| scale.row(&case.features)).collect();
    let offsets: Vec<f64> = cases.iter().map(|case| model.odds(&case.features[..])).collect();
    let size = scale.spread.len() + 1;
    let mut change = vec![0.0; size];
    for _ in 0..STEPS {
        let mut gradient: Vec<f64> = change.iter().map(|x| pull * x).collect();
        gradient[size - 1] = 1e-3 * change[size - 1];
        let mut curvature = vec![vec![0.0; size]; size];
        (0..size).for_each(|at| curvature[at][at] = if at + 1 == size { 1e-3 } else { pull });
        for ((row, offset), case) in rows.iter().zip(&offsets).zip(cases) {
            let p = sigmoid(offset + row.iter().zip(&change).map(|(x, b)| x * b).sum::<f64>());
            let (miss, weight) = (p - label(case), (p * (1.0 - p)).max(1e-9));
            for (at, x) in row.iter().enumerate().filter(|(_, x)| **x != 0.0) {
                gradient[at] += miss * x;
                curvature[at].iter_mut().zip(row).for_each(|(cell, y)| *cell += weight * x * y);
            }
        }
        let step = solve(curvature, gradient);
        change.iter_mut().zip(&step).for_each(|(x, step)| *x -= step);
        if step.iter().all(|step| step.abs() < 1e-8) {
            break;
        }
    }
    let weights = change.iter().zip(&scale.spread).map(|(x, spread)| x / spread).collect::<Vec<f64>>();
    model.moved(&weights, &scale.mean, change[size - 1])
}

/// The mean and the spread of each feature.
struct Scale {
    mean: Vec<f64>,
    spread: Vec<f64>,
}

impl Scale {
    fn of(cases: &[&Case]) -> Self {
        let count = cases.len().max(1) as f64;
        let size = PAIR.len() + MEANING.len() + AROUND.len();
        let mean: Vec<f64> =
            (0..size).map(|at| cases.iter().map(|case| case.features[at]).sum::<f64>() / count).collect();
        let spread = (0..size).map(|at| {
            let squares = cases.iter().map(|case| (case.features[at] - mean[at]).powi(2)).sum::<f64>();
            (squares / count).sqrt()
        });
        let spread = spread.map(|spread| if spread > 1e-7 { spread } else { f64::INFINITY }).collect();
        Scale { mean, spread }
    }

    /// The features in units of their spread, and 1 for the intercept.
    fn row(&self, features: &Pair) -> Vec<f64> {
        let scaled = features.iter().zip(&self.mean).zip(&self.spread);
        scaled.map(|((x, mean), spread)| (x - mean) / spread).chain([1.0]).collect()
    }
}

/// The solution of `matrix` x = `right`, for a positive definite matrix.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for at in 0..size {
        let (above, below) = matrix.split_at_mut(at + 1);
        let pivot = &above[at];
        for (n, row) in below.iter_mut().enumerate() {
            let factor = row[at] / pivot[at];
            if factor != 0.0 {
                row[at..].iter_mut().zip(&pivot[at..]).for_each(|(cell, x)| *cell -= factor * x);
                right[at + 1 + n] -= factor * right[at];
            }
        }
    }
    for at in (0..size).rev() {
        let known: f64 = (at + 1..size).map(|n| matrix[at][n] * right[n]).sum();
        right[at] = (right[at] - known) / matrix[at][at];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Documents whose pairs are links as the model says, but for a feature that it does not know.
    fn documents(count: usize, by: f64) -> Vec<Cases> {
        let model = &super::super::builtin(false).content;
        let case = |n: usize| {
            let mut features = [0.0; PAIR.len() + MEANING.len() + AROUND.len()];
            features[0] = (n * 7 % 11) as f64 - 5.0;
            features[2] = (n * 5 % 13) as f64;
            let noise = (n as f64 * 0.618_034).fract();
            let link = f64::from(sigmoid(model.odds(&features) + by * features[0]) > noise);
            Case { features: Box::new(features), judged: true, content: link, sure: link }
        };
        (0..count).map(|document| (document * 40..document * 40 + 40).map(case).collect()).collect()
    }

    #[test]
    fn weights_that_are_right_stay() {
        let mut models = super::super::builtin(false).clone();
        let content = models.content.clone();
        let [refitted, _] = refit(&mut models, &documents(12, 0.0));
        assert!(!refitted.kept, "{refitted:?}");
        assert_eq!(models.content, content);
    }

    #[test]
    fn weights_follow_judgements_that_differ_and_hold_for_others() {
        let mut models = super::super::builtin(false).clone();
        let (before, taught) = (models.content.clone(), documents(24, -1.5));
        let [refitted, _] = refit(&mut models, &taught[..12]);
        assert!(refitted.kept && refitted.likelihood.1 > refitted.likelihood.0, "{refitted:?}");
        let of = |model: &Logistic| -> f64 {
            taught[12..].iter().map(|cases| likelihood(model, cases, |case| case.content)).sum()
        };
        assert!(of(&models.content) > of(&before));
    }

    #[test]
    fn pairs_without_a_judgement_are_no_reason_for_a_change() {
        let mut documents = documents(12, -1.5);
        documents.iter_mut().flatten().for_each(|case| case.judged = false);
        let mut models = super::super::builtin(false).clone();
        assert!(refit(&mut models, &documents).iter().all(|refitted| !refitted.kept));
        assert_eq!(&models, super::super::builtin(false));
    }

    #[test]
    fn a_few_documents_change_nothing() {
        let mut models = super::super::builtin(false).clone();
        let refitted = refit(&mut models, &documents(FEWEST - 1, -3.0));
        assert!(refitted.iter().all(|refitted| !refitted.kept));
        assert_eq!(&models, super::super::builtin(false));
    }

    #[test]
    fn equations_are_solved() {
        let found = solve(vec![vec![4.0, 1.0], vec![1.0, 3.0]], vec![9.0, 5.0]);
        assert!((found[0] - 2.0).abs() < 1e-12 && (found[1] - 1.0).abs() < 1e-12, "{found:?}");
    }
}
