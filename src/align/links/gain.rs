//! The links of two documents -> those that are worth asking about, by what an answer would decide.

use super::judge::{Known, LinkJudge};
use super::{Links, logit};
use crate::model::Decided;

/// A link to ask about.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct Question {
    /// The Indonesian sentence, counted from 0.
    pub ind: usize,
    /// The English sentence, counted from 0.
    pub eng: usize,
    /// The probability that they share substance, 0 to 1.
    pub probability: f64,
    /// By how many bits the answer is expected to make all links of the documents more certain, beyond the
    /// answers to the questions before it.
    pub gain: f64,
}

/// Links less uncertain than this (in bits) are not asked about.
const LEAST: f64 = 0.02;
/// For each question so many of the most uncertain links are tried, and so many in any case.
const TRIED: (usize, usize) = (3, 40);
/// The log odds of an answer that is supposed.
const ANSWERED: f64 = 9.0;

/// A link that may be asked about.
struct Candidate {
    at: usize,
    /// For each link the share of its uncertainty that is expected to remain after the answer.
    rest: Vec<f32>,
}

/// The `most` best questions about two documents, in the order in which they should be asked.
///
/// Both answers to each uncertain link are supposed, and all links judged anew. The expected uncertainty that
/// remains is submodular in the set of questions if their effects are taken to be independent, so the best
/// one next is near the best set (Nemhauser and others 1978), and questions about one place are not repeated.
pub fn questions(judge: &LinkJudge<'_>, links: &Links, decided: &Decided, most: usize) -> Vec<Question> {
    let known = known(links, decided);
    let mut open: Vec<f64> = unsure(links);
    let (width, mut order) = (links.content.width(), Vec::new());
    decided.links().iter().for_each(|link| open[link.ind * width + link.eng] = 0.0);
    order.extend((0..open.len()).filter(|&at| open[at] > LEAST));
    order.sort_by(|&x, &y| open[y].total_cmp(&open[x]).then(x.cmp(&y)));
    order.truncate(TRIED.1.max(TRIED.0.saturating_mul(most)));
    let mut candidates: Vec<Candidate> =
        order.iter().map(|&at| Candidate { at, rest: rest(judge, links, &known, &open, at) }).collect();
    let mut chosen = Vec::new();
    while chosen.len() < most
        && let Some((best, gain)) = best(&candidates, &open)
    {
        let Candidate { at, rest } = candidates.swap_remove(best);
        open.iter_mut().zip(&rest).for_each(|(open, rest)| *open *= f64::from(*rest));
        let (ind, eng) = (at / width, at % width);
        chosen.push(Question { ind, eng, probability: links.content.at(ind, eng), gain });
    }
    chosen
}

/// The judged links with the log odds that they now have.
fn known(links: &Links, decided: &Decided) -> Vec<Known> {
    let odds = |i, j| logit(links.content.at(i, j));
    decided.links().iter().map(|link| (link.ind, link.eng, odds(link.ind, link.eng))).collect()
}

/// The candidate that removes most of what is still open, and how much.
fn best(candidates: &[Candidate], open: &[f64]) -> Option<(usize, f64)> {
    let gain = |candidate: &Candidate| -> f64 {
        open.iter().zip(&candidate.rest).map(|(open, rest)| open * (1.0 - f64::from(*rest))).sum()
    };
    let gains = candidates.iter().map(gain).enumerate().filter(|(_, gain)| *gain > 0.0);
    // Of equal gains the first.
    gains.reduce(|x, y| if y.1 > x.1 { y } else { x })
}

/// For each link the share of its uncertainty that remains, as expected, once the link at `at` is answered.
fn rest(judge: &LinkJudge<'_>, links: &Links, known: &[Known], open: &[f64], at: usize) -> Vec<f32> {
    let (i, j) = (at / links.content.width(), at % links.content.width());
    let p = links.content.at(i, j);
    let after = |odds: f64| -> Vec<f64> {
        let mut known = known.to_vec();
        known.push((i, j, odds));
        unsure(&judge.links(&known, |_| {}))
    };
    let (yes, no) = (after(ANSWERED), after(-ANSWERED));
    let now = unsure(links);
    let share = |(cell, open): (usize, &f64)| {
        if cell == at || *open <= 0.0 {
            return if cell == at { 0.0 } else { 1.0 };
        }
        let left = p * yes[cell] + (1.0 - p) * no[cell];
        (left / now[cell].max(1e-9)).clamp(0.0, 1.0) as f32
    };
    open.iter().enumerate().map(share).collect()
}

/// The uncertainty of each link, row by row.
fn unsure(links: &Links) -> Vec<f64> {
    links.content.cells().iter().map(|&p| bits(p)).collect()
}

/// The entropy of a probability.
fn bits(p: f64) -> f64 {
    let term = |p: f64| if p > 0.0 { -p * p.log2() } else { 0.0 };
    term(p) + term(1.0 - p)
}
