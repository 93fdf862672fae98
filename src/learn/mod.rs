//! Aligned pairs of a whole corpus -> a lexicon that covers its words.

mod corpus;
mod judge;
mod model;
#[cfg(test)]
mod tests;

pub use corpus::{Corpus, Words};

use crate::error::Result;
use crate::lexicon::Lexicon;
use corpus::FOLDS;
use judge::{Judge, Verdict};
use model::Model;

/// Options of learning.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct LearnOptions {
    /// Maximum number of rounds of aligning and estimating.
    pub rounds: usize,
    /// Iterations of EM within a round.
    pub iterations: usize,
    /// Minimum weight of an entry of the initial lexicon, in linked occurrences.
    pub prior: f64,
    /// Total weight of the initial lexicon, in words of text, of which each entry gets its share. With a
    /// lower weight, the general evidence on words such as `di` and `ke` makes all links of function words
    /// dearer, and with them whole beads.
    pub tokens: f64,
    /// Minimum change, in nats, for which a translation of the initial lexicon is kept.
    pub change: f64,
    /// Minimum mean log likelihood ratio of a translation, in nats.
    pub least: f64,
    /// Minimum number of linked occurrences of a translation that is not in the initial lexicon.
    pub seen: f64,
    /// Minimum number of documents with the translation. One is enough, because the translation helps that
    /// document most, and its errors do not outweigh the initial lexicon.
    pub documents: u32,
}

impl Default for LearnOptions {
    fn default() -> Self {
        LearnOptions {
            rounds: 4,
            iterations: 5,
            prior: 100.0,
            tokens: 3e5,
            change: 0.05,
            least: 0.7,
            seen: 1.0,
            documents: 1,
        }
    }
}

/// The result of one round.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Round {
    /// Pairs used for learning.
    pub pairs: usize,
    /// Translations of the lexicon after the round.
    pub translations: usize,
    /// Mean log probability of a word given the other side, in nats, before and after the round, estimated
    /// without the word's own document.
    pub likelihood: (f64, f64),
    /// Whether the gain is significant.
    pub kept: bool,
}

/// A lexicon and the history of its learning.
#[derive(Debug)]
#[non_exhaustive]
pub struct Learned {
    /// The learnt lexicon: every translation found in the corpus, with the initial lexicon's share in its
    /// probabilities.
    pub lexicon: Lexicon,
    /// The rounds. The last one did not help, so that its lexicon is not kept, unless the maximum number of
    /// rounds was reached first.
    pub rounds: Vec<Round>,
}

/// Estimates a lexicon from a corpus that is aligned again with each better one, until the documents do not
/// become more probable.
///
/// `align` aligns the whole corpus with a lexicon. Estimation is IBM model 1 in both directions with a
/// diagonal prior, agreeing links only (Liang, Taskar and Klein 2006), over *all* documents at once; the
/// initial lexicon is its Dirichlet prior, so that words that are rare in the corpus keep their translations.
/// A round is kept if it helps unseen documents: each fifth of the corpus is judged by an estimate from the
/// others, and the gain must be significant.
///
/// # Errors
/// Those of `align`, and a corpus of more words than a lexicon can hold.
pub fn learn(
    start: &Lexicon,
    options: &LearnOptions,
    mut align: impl FnMut(&Lexicon) -> Result<Corpus>,
    mut told: impl FnMut(&Round),
) -> Result<Learned> {
    let mut learned = Learned { lexicon: Lexicon::empty(), rounds: Vec::new() };
    // The best lexicon, and for each fold the lexicon estimated without its documents.
    let mut best = start.clone();
    let mut fair = vec![Lexicon::empty(); FOLDS as usize];
    for _ in 0..options.rounds {
        let corpus = align(&best)?;
        let (judged, verdict) = judged(&corpus, start, &fair, options)?;
        let lexicon = estimated(&corpus, start, options, None)?;
        let (likelihood, kept) = (verdict.likelihood(), verdict.is_gain());
        let round = Round { pairs: corpus.pairs.len(), translations: lexicon.links(), likelihood, kept };
        told(&round);
        learned.rounds.push(round);
        if !kept {
            break;
        }
        fair = judged;
        best = start.merge(&lexicon)?;
        learned.lexicon = lexicon;
    }
    Ok(learned)
}

/// For each fold a lexicon estimated without it, and the log probabilities that this one and the earlier one
/// give to it.
fn judged(
    corpus: &Corpus,
    start: &Lexicon,
    fair: &[Lexicon],
    options: &LearnOptions,
) -> Result<(Vec<Lexicon>, Verdict)> {
    let (judge, mut verdict) = (Judge::new(corpus, start), Verdict::default());
    let mut judged = Vec::with_capacity(fair.len());
    for (fold, before) in (0..FOLDS).zip(fair) {
        let after = estimated(corpus, start, options, Some(fold))?;
        judge.hear(fold, before, &after, &mut verdict);
        judged.push(after);
    }
    Ok((judged, verdict))
}

/// The translations of a corpus, or of all folds but one.
fn estimated(
    corpus: &Corpus,
    start: &Lexicon,
    options: &LearnOptions,
    without: Option<u32>,
) -> Result<Lexicon> {
    let mut model = Model::new(corpus, start, options, |pair| Some(pair.fold()) != without);
    model.train(options.iterations);
    model.lexicon()
}
