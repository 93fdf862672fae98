//! Two lexicons and a corpus -> which of them makes the corpus more probable, document by document.

use rustc_hash::FxHashMap;

use super::corpus::{Corpus, Pair};
use super::model::{Couple, entries, prior, unigrams};
use crate::lexicon::Lexicon;
use crate::model::Language;

/// Share of an English form's probability that comes from its frequency.
const ALONE: f64 = 0.5;
/// Minimum mean gain of a document, in standard errors.
const ERRORS: f64 = 2.0;
/// With fewer documents no gain is accepted.
const FEWEST: usize = 5;

/// The probabilities of a lexicon: t(eng|ind), and those of English forms.
pub(super) struct Judge<'c> {
    corpus: &'c Corpus,
    start: FxHashMap<Couple, f64>,
    p: Vec<f64>,
}

/// Log probabilities of the words of each document, before and after.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    /// For each document the weight of its words, and the sums of their log probabilities: before, after.
    documents: FxHashMap<u32, (f64, f64, f64)>,
}

impl<'c> Judge<'c> {
    /// A judge of lexicons that extend `start`.
    pub fn new(corpus: &'c Corpus, start: &Lexicon) -> Self {
        let mut occurs = vec![0.0; corpus.eng.forms.len()];
        corpus.pairs.iter().flat_map(|pair| &pair.eng).for_each(|&e| occurs[e as usize] += 1.0);
        Judge { corpus, start: forward(corpus, start), p: unigrams(&occurs) }
    }

    /// Adds the log probabilities that two lexicons give to a fold of the corpus.
    pub fn hear(&self, fold: u32, before: &Lexicon, after: &Lexicon, verdict: &mut Verdict) {
        let (before, after) = (forward(self.corpus, before), forward(self.corpus, after));
        for pair in self.corpus.pairs.iter().filter(|pair| pair.fold() == fold) {
            let document = verdict.documents.entry(pair.document).or_default();
            document.0 += pair.weight * pair.eng.len() as f64;
            document.1 += pair.weight * self.log_probability(pair, &before);
            document.2 += pair.weight * self.log_probability(pair, &after);
        }
    }

    /// Log probability of the English forms of a pair given its Indonesian ones (IBM model 1).
    fn log_probability(&self, pair: &Pair, over: &FxHashMap<Couple, f64>) -> f64 {
        let t = |fe: Couple| over.get(&fe).or_else(|| self.start.get(&fe)).copied().unwrap_or(0.0);
        let of = |&e: &u32| {
            let from: f64 = pair.ind.iter().map(|&f| t((f, e))).sum();
            (ALONE * self.p[e as usize] + (1.0 - ALONE) * from / pair.ind.len() as f64).ln()
        };
        pair.eng.iter().map(of).sum()
    }
}

impl Verdict {
    /// Mean log probability of a word in nats, before and after; 0 without words.
    pub fn likelihood(&self) -> (f64, f64) {
        let mut documents: Vec<_> = self.documents.iter().collect();
        documents.sort_by_key(|document| document.0);
        let sum =
            documents.iter().fold((0.0, 0.0, 0.0), |sum, (_, d)| (sum.0 + d.0, sum.1 + d.1, sum.2 + d.2));
        if sum.0 > 0.0 { (sum.1 / sum.0, sum.2 / sum.0) } else { (0.0, 0.0) }
    }

    /// Whether the gain is significant: compares the mean gain per word of a document with its standard
    /// error.
    pub fn is_gain(&self) -> bool {
        let mut documents: Vec<_> = self.documents.iter().filter(|document| document.1.0 > 0.0).collect();
        documents.sort_by_key(|document| document.0);
        let gains: Vec<f64> = documents.iter().map(|(_, d)| (d.2 - d.1) / d.0).collect();
        let count = gains.len() as f64;
        if gains.len() < FEWEST {
            return false;
        }
        let mean = gains.iter().sum::<f64>() / count;
        let variance = gains.iter().map(|gain| (gain - mean).powi(2)).sum::<f64>() / (count - 1.0);
        mean > 0.0 && mean >= ERRORS * (variance / count).sqrt()
    }
}

/// t(eng|ind) between forms of the corpus.
fn forward(corpus: &Corpus, lexicon: &Lexicon) -> FxHashMap<Couple, f64> {
    let entries =
        (entries(&corpus.ind, Language::Ind, lexicon), entries(&corpus.eng, Language::Eng, lexicon));
    prior(&entries, lexicon).into_iter().map(|(fe, t)| (fe, t.0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(gains: &[f64]) -> Verdict {
        let document = |(n, &gain): (u32, &f64)| (n, (10.0, -50.0, -50.0 + 10.0 * gain));
        Verdict { documents: (0..).zip(gains).map(document).collect() }
    }

    #[test]
    fn a_gain_is_one_of_nearly_all_documents() {
        assert!(verdict(&[0.1, 0.2, 0.1, 0.15, 0.05]).is_gain());
        assert!(!verdict(&[0.1, 0.2, 0.1, 0.15]).is_gain(), "four documents are too few");
        assert!(!verdict(&[0.9, -0.1, -0.1, 0.0, -0.2]).is_gain(), "one document gains, most lose");
        assert!(!verdict(&[0.0; 8]).is_gain());
        assert!(!Verdict::default().is_gain());
    }

    #[test]
    fn words_weigh_alike() {
        let (before, after) = verdict(&[0.1, 0.3]).likelihood();
        assert!((before + 5.0).abs() < 1e-9 && (after + 4.8).abs() < 1e-9, "{before} -> {after}");
    }
}
