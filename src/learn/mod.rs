//! Aligned pairs of a whole corpus -> a lexicon that knows its words.

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

/// How to learn.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct LearnOptions {
    /// Rounds of aligning and estimating at most.
    pub rounds: usize,
    /// Iterations of EM within a round.
    pub iterations: usize,
    /// Linked occurrences that an entry of the lexicon one starts from weighs at least.
    pub prior: f64,
    /// Words of text that the lexicon one starts from weighs: its entries weigh their share of them. With
    /// fewer, what news of any kind says of `di` and `ke` makes all links of function words dearer, and beads
    /// with them.
    pub tokens: f64,
    /// Nats by which a translation that the start knows must move to be kept.
    pub change: f64,
    /// Nats of mean log likelihood ratio below which a translation is not kept.
    pub least: f64,
    /// Linked occurrences below which a translation that the corpus alone knows is not kept.
    pub seen: f64,
    /// Documents with the translation below which it is not kept. One is enough, because it helps that
    /// document most, and what it gets wrong does not outweigh the start.
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

/// What one round found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Round {
    /// Pairs learnt from.
    pub pairs: usize,
    /// Translations of the lexicon after the round.
    pub translations: usize,
    /// Mean log probability of a word given the other side, in nats, before the round and after it, by what
    /// documents other than its own say.
    pub likelihood: (f64, f64),
    /// Whether that is a gain beyond chance.
    pub kept: bool,
}

/// A lexicon and how it came about.
#[derive(Debug)]
#[non_exhaustive]
pub struct Learned {
    /// What the corpus says: every translation found in it, with the start's share in its probabilities.
    pub lexicon: Lexicon,
    /// The rounds; the last one is the first that did not help (its lexicon is not kept) unless the limit
    /// came before.
    pub rounds: Vec<Round>,
}

/// Estimates a lexicon from a corpus that is aligned anew with each better one, until documents stop becoming
/// more probable.
///
/// `align` aligns the whole corpus with a lexicon. Estimation is IBM model 1 in both directions with a
/// diagonal prior, agreeing links only (Liang, Taskar and Klein 2006), over *all* documents at once; the
/// lexicon one starts from is its Dirichlet prior, so that words the corpus hardly shows keep their
/// translations. A round is kept if it helps documents that it has not seen: each fifth of them is judged by
/// what the others say, and the gain must be no chance.
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
    // The best lexicon, and for each fold what the same is worth without its documents.
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

/// For each fold a lexicon estimated without it, and what its documents say of that and of the earlier one.
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

/// The translations of a corpus, or of all of it but a fold.
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
