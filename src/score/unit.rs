//! Profiles -> units: the names, numbers and words that can be linked, with equal ones numbered once per
//! document.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::constants::*;
use super::kinds::EvidenceKinds;
use super::spelling::Skeletons;
use crate::lexicon::Lexicon;
use crate::model::{Evidence, Key, Kind, Language, Lexeme, Profile, Skeleton, known_share};

/// The class of a unit, by the parts of a score. A link belongs to the part of its greater end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// A word.
    Word,
    /// A name.
    Name,
    /// A number, date, time or amount.
    Number,
}

/// A kind of unit: all its occurrences on a side are the same to the score.
#[derive(Debug, Clone)]
pub struct Type<'p> {
    /// What it is.
    pub class: Class,
    /// Its name in a link: the preferred key, or the folded word.
    pub label: &'p str,
    /// Keys, preferred first; none for a word.
    pub keys: &'p [Key],
    /// The skeletons of its spellings, as positions among those of the side; none for numbers.
    pub skeletons: Range<usize>,
    /// Entries of the lexicon, best first.
    pub entries: Cow<'p, [u32]>,
    /// Its smoothed probability.
    pub p: f64,
    /// The cost of leaving it unlinked, as a share of the full cost.
    pub weight: f64,
    /// The number of its occurrences on its side.
    pub count: usize,
}

/// One side of a pair of documents as units.
#[derive(Debug, Clone, Default)]
pub struct Side<'p> {
    /// The kinds of units.
    pub types: Arc<[Type<'p>]>,
    /// Their spellings.
    pub skeletons: Skeletons,
    /// For each sentence its units, as positions in `types`.
    pub sentences: Vec<Vec<u32>>,
    /// For each sentence its length in characters.
    pub chars: Vec<usize>,
    /// For each line of several sentences its parts, in order; empty for the others.
    pub parts: Vec<Vec<Part>>,
}

/// One sentence of a line with several.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// The number of its units.
    pub units: u32,
    /// Its share of the line's characters.
    pub chars: f64,
}

/// The initial capacity for kinds of units: few articles have more.
const ROOM: usize = 512;

/// The identity of a unit.
#[derive(PartialEq, Eq, Hash)]
enum Identity<'p> {
    Keys(&'p [Key]),
    Form(&'p str),
}

impl<'p> Side<'p> {
    /// Numbers the units of one side.
    pub fn new(profiles: &'p [Profile], language: Language, lexicon: &Lexicon, kinds: EvidenceKinds) -> Self {
        let tokens: usize = profiles.iter().map(|profile| profile.evidence.len() + profile.words.len()).sum();
        let room = tokens.min(ROOM);
        let mut numbering = Numbering {
            language,
            lexicon,
            kinds,
            known: FxHashMap::with_capacity_and_hasher(room, FxBuildHasher),
            types: Vec::with_capacity(room),
            skeletons: Skeletons::with_capacity(room),
        };
        let mut side = Side {
            sentences: Vec::with_capacity(profiles.len()),
            chars: Vec::with_capacity(profiles.len()),
            parts: Vec::with_capacity(profiles.len()),
            ..Side::default()
        };
        for profile in profiles {
            let (units, parts) = numbering.sentence(profile);
            side.sentences.push(units);
            side.parts.push(parts);
            side.chars.push(profile.chars);
        }
        let (known, _) = known_share(profiles.iter().flat_map(|profile| &profile.words));
        weigh(&mut numbering.types, &side.sentences, if kinds.words { known } else { 0.0 });
        (side.types, side.skeletons) = (numbering.types.into(), numbering.skeletons);
        side
    }

    /// Some neighbouring sentences, with the kinds of units of all; spellings are left out, because the
    /// weights of links are known by then.
    pub fn section(&self, range: Range<usize>) -> Self {
        Side {
            types: Arc::clone(&self.types),
            skeletons: Skeletons::default(),
            sentences: self.sentences[range.clone()].to_vec(),
            chars: self.chars[range.clone()].to_vec(),
            parts: self.parts[range].to_vec(),
        }
    }
}

/// Computes the counts, then the probabilities and weights that depend on them; `known` is the share of words
/// in the lexicon.
fn weigh(types: &mut [Type<'_>], sentences: &[Vec<u32>], known: f64) {
    for &unit in sentences.iter().flatten() {
        types[unit as usize].count += 1;
    }
    let tokens = sentences.iter().map(Vec::len).sum::<usize>().max(200) as f64;
    for kind in types {
        let (low, high) = UNLINKED_WEIGHT;
        let (from, to) = UNLINKED_RISE;
        let rare = ((-kind.p.ln() - from) / (to - from)).clamp(low, high);
        kind.weight = rare
            * match kind.class {
                Class::Name => UNLINKED_NAME,
                Class::Word if kind.entries.is_empty() || known == 0.0 => {
                    known.powi(UNLISTED_TRUST).max(UNLINKED_UNREAD)
                }
                Class::Number | Class::Word => 1.0,
            };
        // A single occurrence is no evidence of a frequency in the document; the second one is.
        let again = kind.count.saturating_sub(1) as f64;
        kind.p += DOCUMENT_WEIGHT * again / tokens;
    }
}

/// The kinds of units so far.
struct Numbering<'p, 'l> {
    language: Language,
    lexicon: &'l Lexicon,
    kinds: EvidenceKinds,
    known: FxHashMap<Identity<'p>, u32>,
    types: Vec<Type<'p>>,
    skeletons: Skeletons,
}

impl<'p> Numbering<'p, '_> {
    /// The units of a sentence, its evidence before its words; of a line with several sentences part by part.
    fn sentence(&mut self, profile: &'p Profile) -> (Vec<u32>, Vec<Part>) {
        let mut units = Vec::with_capacity(profile.evidence.len() + profile.words.len());
        let mut evidence = profile.evidence.iter().peekable();
        let mut words = profile.words.iter().peekable();
        let mut parts = Vec::new();
        let mut start = 0;
        for end in profile.inner.iter().copied().chain([usize::MAX]) {
            let (before, mut last) = (units.len(), start);
            while let Some(evidence) = evidence.next_if(|evidence| evidence.span.start < end) {
                if self.kinds.include(evidence.kind) {
                    units.push(self.evidence(evidence));
                }
                last = last.max(evidence.span.end);
            }
            while let Some(word) = words.next_if(|word| word.span.start < end) {
                if self.kinds.include_words() {
                    units.push(self.word(&word.lexeme));
                }
                last = last.max(word.span.end);
            }
            if !profile.inner.is_empty() {
                let bytes = end.min(last.max(start)) - start;
                parts.push(Part { units: (units.len() - before) as u32, chars: bytes as f64 });
            }
            start = end;
        }
        let bytes: f64 = parts.iter().map(|part| part.chars).sum();
        parts.iter_mut().for_each(|part| part.chars *= profile.chars as f64 / bytes.max(1.0));
        (units, parts)
    }

    fn evidence(&mut self, evidence: &'p Evidence) -> u32 {
        let next = self.types.len() as u32;
        let at = *self.known.entry(Identity::Keys(&evidence.keys)).or_insert(next);
        if at == next {
            let kind = self.of_evidence(evidence);
            self.types.push(kind);
        }
        at
    }

    fn word(&mut self, lexeme: &'p Lexeme) -> u32 {
        let next = self.types.len() as u32;
        let at = *self.known.entry(Identity::Form(&lexeme.form)).or_insert(next);
        if at == next {
            let kind = self.of_word(lexeme);
            self.types.push(kind);
        }
        at
    }

    fn of_word(&mut self, word: &'p Lexeme) -> Type<'p> {
        let (lexicon, language) = (self.lexicon, self.language);
        let p =
            word.entries.first().map_or(lexicon.unknown(language), |&entry| lexicon.unigram(language, entry));
        Type {
            class: Class::Word,
            label: &word.form,
            keys: &[],
            skeletons: self.spell(|all| all.push(&word.skeleton)),
            entries: Cow::Borrowed(&word.entries),
            p: f64::from(p),
            weight: 1.0,
            count: 0,
        }
    }

    fn of_evidence(&mut self, evidence: &'p Evidence) -> Type<'p> {
        let name = !evidence.kind.is_number();
        let spellings = evidence.keys.iter().map(Key::value).filter(|_| name);
        Type {
            class: if name { Class::Name } else { Class::Number },
            label: evidence.keys[0].as_str(),
            skeletons: self.spell(|all| spellings.clone().for_each(|form| all.push(&Skeleton::of(form)))),
            entries: spellings.filter_map(|value| self.lexicon.find(self.language, value)).collect(),
            p: background(evidence),
            keys: &evidence.keys,
            weight: 1.0,
            count: 0,
        }
    }

    /// Adds spellings to those of the side.
    fn spell(&mut self, add: impl FnOnce(&mut Skeletons)) -> Range<usize> {
        let start = self.skeletons.len();
        add(&mut self.skeletons);
        start..self.skeletons.len()
    }
}

/// The background probability of such a value: small numbers and days are common, long numbers rare.
fn background(evidence: &Evidence) -> f64 {
    let value = evidence.keys[0].value();
    match evidence.kind {
        Kind::Name | Kind::Attribution => P_NAME,
        Kind::Weekday | Kind::Month | Kind::Ordinal => P_SMALL_NUMBER,
        Kind::Number if value.parse::<f64>().is_ok_and(|x| x <= 20.0 && x.fract() == 0.0) => P_SMALL_NUMBER,
        Kind::Number | Kind::Percent | Kind::Money => P_NUMBER,
        Kind::Date | Kind::Year | Kind::Time => P_DATE,
    }
}
