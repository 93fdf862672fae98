//! Aligned pairs of a whole corpus -> a lexicon that knows its words.

mod corpus;
mod model;
#[cfg(test)]
mod tests;

pub use corpus::{Corpus, Words};

use crate::error::Result;
use crate::lexicon::Lexicon;
use model::Model;

/// How to learn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LearnOptions {
    /// Rounds of aligning and estimating at most.
    pub rounds: usize,
    /// Iterations of EM within a round.
    pub iterations: usize,
    /// Linked occurrences that an entry of the lexicon one starts from weighs.
    pub prior: f64,
    /// Nats of mean log likelihood ratio below which a translation is not kept.
    pub least: f64,
    /// Linked occurrences below which a translation that the corpus alone knows is not kept.
    pub seen: f64,
    /// Documents with the translation below which it is not kept: one document may be wrong about itself.
    pub documents: u32,
}

impl Default for LearnOptions {
    fn default() -> Self {
        LearnOptions { rounds: 4, iterations: 5, prior: 30.0, least: 0.7, seen: 1.5, documents: 2 }
    }
}

/// What one round found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Round {
    /// Pairs learnt from.
    pub pairs: usize,
    /// Translations of the lexicon after the round.
    pub translations: usize,
    /// Mean log probability of a word of held-out documents given the other side, in nats, before the round and after it.
    pub likelihood: (f64, f64),
}

/// A lexicon and how it came about.
#[derive(Debug)]
pub struct Learned {
    /// What the corpus says: every translation found in it, with the start's share in its probabilities.
    pub lexicon: Lexicon,
    /// The rounds, the last one being the first that did not help (its lexicon is not kept) unless the limit came before.
    pub rounds: Vec<Round>,
}

/// Estimates a lexicon from a corpus that is aligned anew with each better one, until held-out documents stop becoming
/// more probable.
///
/// `align` aligns the whole corpus with a lexicon: every fifth document of it is held out when a
/// round is judged, and learnt from when it is kept. Estimation is IBM model 1 in both directions with a diagonal prior,
/// agreeing links only (Liang, Taskar and Klein 2006), over *all* documents at once; the lexicon one starts from is its
/// Dirichlet prior, so that words the corpus hardly shows keep their translations.
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
    // The best lexicon, and what the same is worth without the documents kept apart.
    let (mut best, mut fair) = (start.clone(), start.clone());
    for _ in 0..options.rounds {
        let corpus = align(&best)?;
        let mut judged = Model::new(&corpus, start, options, |pair| !pair.is_held_out());
        judged.train(options.iterations);
        let judged = start.merge(&judged.lexicon()?)?;
        let likelihood = (model::likelihood(&corpus, &fair), model::likelihood(&corpus, &judged));
        let mut whole = Model::new(&corpus, start, options, |_| true);
        whole.train(options.iterations);
        let lexicon = whole.lexicon()?;
        let round = Round { pairs: corpus.pairs.len(), translations: lexicon.links(), likelihood };
        told(&round);
        learned.rounds.push(round);
        if likelihood.1 <= likelihood.0 {
            break;
        }
        fair = judged;
        best = start.merge(&lexicon)?;
        learned.lexicon = lexicon;
    }
    Ok(learned)
}
