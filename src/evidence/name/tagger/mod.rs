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
use super::vocabulary::Form;
use features::{Name, Part, Seen, Sink};
use model::{LABELS, Model};

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
pub(super) fn model(language: Language) -> Option<&'static Model> {
    static IND: OnceLock<Model> = OnceLock::new();
    match language {
        Language::Ind => Some(
            IND.get_or_init(|| Model::open(include_bytes!(concat!(env!("OUT_DIR"), "/tagger-ind.image")))),
        ),
        Language::Eng => None,
    }
}

/// The names of a sentence, in order, disjoint; `mentions` are those of the rules.
pub(super) fn tag(finder: &Finder<'_, '_>, mentions: &[Mention], model: &Model) -> Vec<Tagged> {
    let mut found = Vec::new();
    if !finder.units.iter().any(super::unit::Unit::is_capital) {
        return found;
    }
    let seen = seen::all(finder, mentions);
    let may = |at: usize| seen[at].capital || (seen[at].near && is_inner(&seen[at], model));
    let mut at = 0;
    while at < seen.len() {
        if !may(at) {
            at += 1;
            continue;
        }
        let start = at;
        let mut rows: Vec<Weights> = Vec::with_capacity(8);
        while at < seen.len() && may(at) {
            rows.push(weigh(finder, &seen, at, model));
            at += 1;
        }
        let labels = path::best(&rows, model, start == 0, at == seen.len());
        path::names(&labels, start, &mut found);
    }
    found
}

/// Whether a small word is one that names are made of.
fn is_inner(seen: &Seen<'_>, model: &Model) -> bool {
    let hash = model::with(INNER.hash, seen.word.1);
    seen.organisation.text != "-" || seen.particle.text != "-" || model.add(hash, &mut [0; LABELS])
}

const INNER: Name = Name { hash: model::of(b"inner"), text: "inner" };

/// What the features of a unit add to each label.
fn weigh(finder: &Finder<'_, '_>, seen: &[Seen<'_>], at: usize, model: &Model) -> Weights {
    let mut sums = Sums { model, sums: [0; LABELS] };
    features::of_place(seen, at, &mut sums);
    let alone = |seen: &Seen<'_>| {
        let mut alone = Sums { model, sums: [0; LABELS] };
        features::of_word(seen, &mut alone);
        alone.sums
    };
    let word = match &finder.units[at].folded {
        Form::Word(word) => *word.weights.get_or_init(|| alone(&seen[at])),
        Form::Small(_) => alone(&seen[at]),
    };
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
