//! A document -> its fingerprint for `link`; the rows of two documents -> the evidence that one is the source
//! of the other.

use crate::audit;
use crate::lexicon::Lexicon;
use crate::link::{Builder, Fingerprint, Rarity, Support, Term, term};
use crate::model::{Language, Pair, Word};
use crate::score;

use super::{Aligner, Document};

/// English words more frequent than this do not characterise a text.
const COMMON: f32 = 0.004;
/// The number of translations of a word in a fingerprint at most.
const TRANSLATIONS: usize = 4;
/// Translations less likely than this are left out.
const UNLIKELY: f32 = 0.03;

impl Aligner {
    /// The fingerprint of a document in terms that both languages share: the keys of its evidence, and its
    /// words in English.
    pub fn fingerprint(&self, document: &Document) -> Fingerprint {
        let mut builder = Builder::default();
        let mut readings = Vec::new();
        for (profile, sentence) in document.profiles.iter().zip(&document.sentences) {
            for evidence in &profile.evidence {
                readings.clear();
                readings.extend(evidence.keys.iter().map(|key| (term(key.as_str()), 1.0)));
                builder.mention(&readings);
                builder.key(readings[0].0);
            }
            for word in &profile.words {
                readings.clear();
                english(word, document.language, &self.lexicon, &mut readings);
                builder.mention(&readings);
            }
            sentence.text.split_whitespace().for_each(|word| builder.word(word));
        }
        builder.finish(document.text.meta.published)
    }
}

/// The English words that a word is or translates to, each with its probability; the word itself if the
/// lexicon lacks it.
fn english(word: &Word, language: Language, lexicon: &Lexicon, into: &mut Vec<(Term, f32)>) {
    let named = |entry: u32| term(&format!("word:{}", lexicon.form(Language::Eng, entry)));
    let telling = |entry: u32| lexicon.unigram(Language::Eng, entry) < COMMON;
    match (word.lexeme.entries.as_slice(), language) {
        ([], _) => into.push((term(&format!("word:{}", word.lexeme.form)), 1.0)),
        (entries, Language::Eng) => {
            into.extend(entries.iter().filter(|&&entry| telling(entry)).map(|&entry| (named(entry), 1.0)));
        }
        ([entry, ..], Language::Ind) => {
            let mut likely: Vec<_> = lexicon
                .translations(*entry)
                .filter(|&(eng, forward, _)| forward > UNLIKELY && telling(eng))
                .map(|(eng, forward, _)| (eng, forward))
                .collect();
            likely.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
            into.extend(likely.iter().take(TRANSLATIONS).map(|&(eng, forward)| (named(eng), forward)));
        }
    }
}

/// The evidence in the rows of an article and a report that the one was made from the other.
pub fn support(article: &Document, rows: &[Pair], rarity: &Rarity) -> Support {
    let mut gains = vec![0.0; article.sentences.len()];
    let (mut told, mut matched, mut missed) = (0.0, 0.0, 0.0);
    let mut shared = Vec::new();
    let worth = |key: &str| f64::from(rarity.weight(term(key)));
    for row in rows {
        let Some(score) = row.score else { continue };
        let (ind, eng) = (&row.group.ind, &row.group.eng);
        let gain = score - score::null_beads(ind.len() + eng.len());
        ind.iter().for_each(|at| gains[at] = gain / ind.len() as f64);
        told += audit::told(row) * ind.len() as f64;
        for key in row.matched_names.iter().chain(&row.matched_numbers) {
            matched += worth(key);
            shared.push(key.clone());
        }
        missed += row.unmatched_ind.iter().map(|key| worth(key)).sum::<f64>();
    }
    shared.sort_by(|x, y| worth(y).total_cmp(&worth(x)).then(x.cmp(y)));
    shared.dedup();
    Support { gains, told, matched, missed, shared }
}
