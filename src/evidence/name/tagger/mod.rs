//! The units of a sentence and what the rules say of them -> persons, organisations and places, by weights learnt from news.
//!
//! Only capitals and the small words that names are made of beside them are looked at; anything else is no name.

#[cfg(test)]
mod compile;
mod features;
mod model;
mod observe;
mod path;
mod seen;

use std::sync::OnceLock;

use crate::model::{Entity, Language};

use super::mention::{Finder, Mention};
use features::{Name, Part, Seen, Sink};
use model::Model;
use path::Path;

pub(super) use model::Weights;
pub(super) use observe::observe;

/// A stretch of units that is a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tagged {
    pub first: usize,
    pub last: usize,
    pub entity: Entity,
}

/// The model of a language that has one.
fn model(language: Language) -> Option<&'static Model> {
    static IND: OnceLock<Model> = OnceLock::new();
    match language {
        Language::Ind => Some(
            IND.get_or_init(|| Model::open(include_bytes!(concat!(env!("OUT_DIR"), "/tagger-ind.image")))),
        ),
        Language::Eng => None,
    }
}

/// Tags sentence after sentence.
#[derive(Debug)]
pub(super) struct Tagger {
    model: &'static Model,
    /// Kept from stretch to stretch for their room.
    rows: Vec<Weights>,
    path: Path,
}

impl Tagger {
    /// The tagger of a language that has one.
    pub fn new(language: Language) -> Option<Tagger> {
        Some(Tagger { model: model(language)?, rows: Vec::new(), path: Path::default() })
    }

    /// The names of a sentence, in order, disjoint; `mentions` are those of the rules.
    pub fn tag(&mut self, finder: &Finder<'_>, mentions: &[Mention]) -> Vec<Tagged> {
        let mut found = Vec::new();
        if !finder.units.iter().any(super::unit::Unit::is_capital) {
            return found;
        }
        let model = self.model;
        let seen = seen::all(finder, mentions);
        let may =
            |at: usize| seen.get(at).is_some_and(|unit| unit.capital || (unit.near && is_inner(unit, model)));
        let mut at = 0;
        while at < seen.len() {
            let start = at;
            self.rows.clear();
            while may(at) {
                self.rows.push(weigh(finder, &seen, at, model));
                at += 1;
            }
            if at > start {
                let labels = self.path.best(&self.rows, model, start == 0, at == seen.len());
                path::names(labels, start, &mut found);
            }
            at += 1;
        }
        found
    }
}

/// Whether a small word is one that names are made of.
fn is_inner(seen: &Seen<'_>, model: &Model) -> bool {
    let hash = model::with(INNER.hash, seen.word.1);
    seen.organisation.text != "-" || seen.particle.text != "-" || model.add(hash, &mut Weights::default())
}

const INNER: Name = Name { hash: model::of(b"inner"), text: "inner" };

/// The hash of a folded word.
pub(super) fn hash(folded: &str) -> u64 {
    model::of(folded.as_bytes())
}

/// What the features of a unit add to each label.
fn weigh(finder: &Finder<'_>, seen: &[Seen<'_>], at: usize, model: &Model) -> Weights {
    let mut sums = Sums { model, sums: Weights::default() };
    features::of_place(seen, at, &mut sums);
    let alone = |seen: &Seen<'_>| {
        let mut alone = Sums { model, sums: Weights::default() };
        features::of_word(seen, &mut alone);
        alone.sums
    };
    let weights = &finder.units[at].folded.more().weights[usize::from(seen[at].capital)];
    let word = weights.get_or_init(|| alone(&seen[at]));
    sums.sums.iter_mut().zip(word).for_each(|(sum, weight)| *sum += weight);
    sums.sums
}

/// Adds up the weights of features.
struct Sums<'m> {
    model: &'m Model,
    sums: Weights,
}

impl Sink for Sums<'_> {
    #[inline]
    fn put(&mut self, name: Name, parts: &[Part<'_>]) {
        let hash = parts.iter().fold(name.hash, |hash, part| model::with(hash, part.hash));
        self.model.add(hash, &mut self.sums);
    }
}
