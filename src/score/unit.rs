//! Profiles -> units: what can be linked, each kind of thing numbered once for a document.

use rustc_hash::FxHashMap;

use super::constants::*;
use super::spelling::skeleton;
use crate::lexicon::Lexicon;
use crate::model::{Evidence, Kind, Language, Lexeme, Profile};

/// What a unit is, as far as the parts of a score tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// A name.
    Name,
    /// A number, date, time or amount.
    Number,
    /// A word.
    Word,
}

/// A kind of unit: every occurrence of it in a document's side is the same to the score.
#[derive(Debug, Clone)]
pub struct Type {
    /// What it is.
    pub class: Class,
    /// What it is called in a link: its preferred key, or the folded word.
    pub label: String,
    /// Keys, preferred first; none for a word.
    pub keys: Vec<String>,
    /// Spellings for likeness of spelling; none for numbers.
    pub skeletons: Vec<Vec<u8>>,
    /// Entries of the lexicon, best first.
    pub entries: Vec<u32>,
    /// Smoothed probability of meeting it.
    pub p: f64,
    /// What leaving it unlinked costs, as a share of the full cost.
    pub weight: f64,
    /// How often it occurs on its side.
    pub count: usize,
}

/// One side of a pair of documents as units.
#[derive(Debug, Clone, Default)]
pub struct Side {
    /// The kinds of units.
    pub types: Vec<Type>,
    /// For each sentence its units, as positions in `types`.
    pub sentences: Vec<Vec<u32>>,
    /// For each sentence its length in characters.
    pub chars: Vec<usize>,
}

/// What tells two units apart.
#[derive(PartialEq, Eq, Hash)]
enum Identity<'p> {
    Keys(&'p [crate::model::Key]),
    Form(&'p str),
}

impl Side {
    /// Numbers the units of one side.
    pub fn new(profiles: &[Profile], language: Language, lexicon: &Lexicon) -> Self {
        let mut side = Side::default();
        let mut known: FxHashMap<Identity<'_>, u32> = FxHashMap::default();
        for profile in profiles {
            let mut units = Vec::with_capacity(profile.evidence.len() + profile.words.len());
            for evidence in &profile.evidence {
                let at = *known.entry(Identity::Keys(&evidence.keys)).or_insert(side.types.len() as u32);
                if at as usize == side.types.len() {
                    side.types.push(of_evidence(evidence, language, lexicon));
                }
                units.push(at);
            }
            for word in &profile.words {
                let at = *known.entry(Identity::Form(&word.lexeme.form)).or_insert(side.types.len() as u32);
                if at as usize == side.types.len() {
                    side.types.push(of_word(&word.lexeme, language, lexicon));
                }
                units.push(at);
            }
            side.sentences.push(units);
            side.chars.push(profile.chars);
        }
        side.weigh();
        side
    }

    /// Counts, then the probabilities and weights that depend on them.
    fn weigh(&mut self) {
        for &unit in self.sentences.iter().flatten() {
            self.types[unit as usize].count += 1;
        }
        let tokens = self.sentences.iter().map(Vec::len).sum::<usize>().max(200) as f64;
        for kind in &mut self.types {
            let (low, high) = UNLINKED_WEIGHT;
            let (from, to) = UNLINKED_RISE;
            kind.weight = ((-kind.p.ln() - from) / (to - from)).clamp(low, high);
            // What occurs once says nothing about how often it recurs, so the document speaks from the second time on.
            let again = kind.count.saturating_sub(1) as f64;
            kind.p += DOCUMENT_WEIGHT * again / tokens;
        }
    }
}

fn of_word(word: &Lexeme, language: Language, lexicon: &Lexicon) -> Type {
    let p = word.entries.first().map_or(lexicon.unknown(language), |&entry| lexicon.unigram(language, entry));
    Type {
        class: Class::Word,
        label: word.form.clone(),
        keys: Vec::new(),
        skeletons: vec![skeleton(&word.form)],
        entries: word.entries.clone(),
        p: f64::from(p),
        weight: 1.0,
        count: 0,
    }
}

fn of_evidence(evidence: &Evidence, language: Language, lexicon: &Lexicon) -> Type {
    let keys: Vec<String> = evidence.keys.iter().map(|key| key.as_str().to_owned()).collect();
    let name = evidence.kind == Kind::Name;
    let spellings = evidence.keys.iter().map(crate::model::Key::value).filter(|_| name);
    Type {
        class: if name { Class::Name } else { Class::Number },
        label: keys[0].clone(),
        skeletons: spellings.clone().map(skeleton).collect(),
        entries: spellings.filter_map(|value| lexicon.find(language, value)).collect(),
        p: background(evidence),
        keys,
        weight: 1.0,
        count: 0,
    }
}

/// How often one meets such a value anywhere: small numbers and days often, long numbers hardly ever.
fn background(evidence: &Evidence) -> f64 {
    let value = evidence.keys[0].value();
    match evidence.kind {
        Kind::Name => P_NAME,
        Kind::Weekday | Kind::Month | Kind::Ordinal => P_SMALL_NUMBER,
        Kind::Number if value.parse::<f64>().is_ok_and(|x| x <= 20.0 && x.fract() == 0.0) => P_SMALL_NUMBER,
        _ => P_NUMBER,
    }
}
