//! The units of a sentence and the mentions of the rules -> persons, organisations and places, by weights
//! learnt from news.
//!
//! Only capitalized words, and small words next to them that can occur inside names, are classified; all
//! other words are outside names.

#[cfg(test)]
mod compile;
mod features;
pub(super) mod hash;
pub(super) mod model;
mod observe;
mod path;
pub(super) mod slots;
pub(super) mod sums;
mod unit_view;

use std::sync::OnceLock;

use crate::model::{Entity, Language};

use super::context::NameContext;
use super::found::Mention;
use super::unit::Unit;
use super::vocabulary::WordFact;
use features::{FeatureValue, Name, Place, Sink, UnitView};
use model::{Model, Weights};
use path::Path;
use slots::{Role, Slots};
use sums::Memory;

pub(super) use observe::observe;

/// A range of units that is a name.
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
pub(super) struct Tagger<'s> {
    model: &'static Model,
    memory: &'s mut Memory,
    /// Reused between sentences.
    views: Vec<UnitView<'s>>,
    rows: Vec<Weights>,
    path: Path,
    found: Vec<Tagged>,
}

impl<'s> Tagger<'s> {
    /// The tagger of a language that has one.
    pub fn new(language: Language, memory: &'s mut Memory) -> Option<Self> {
        let model = model(language)?;
        let (views, rows, path, found) = Default::default();
        Some(Tagger { model, memory, views, rows, path, found })
    }

    /// The names of a sentence, in order, disjoint; `mentions` are those of the rules.
    pub fn tag(&mut self, context: &NameContext<'s>, mentions: &[Mention]) -> &[Tagged] {
        self.found.clear();
        if !context.units.iter().any(Unit::is_capital) {
            return &self.found;
        }
        unit_view::all(context, mentions, &mut self.views);
        let mut at = 0;
        while at < context.units.len() {
            let start = at;
            self.rows.clear();
            while self.may(context, at) {
                let weights = self.weigh(&context.units[at], at);
                self.rows.push(weights);
                at += 1;
            }
            if at > start {
                let closes = at == context.units.len();
                let labels = self.path.best(&self.rows, self.model, start == 0, closes);
                path::names(labels, start, &mut self.found);
            }
            at += 1;
        }
        &self.found
    }

    /// Whether unit `at` may be part of a name: it is capitalized, or is near a capital and can occur inside
    /// names.
    fn may(&self, context: &NameContext<'_>, at: usize) -> bool {
        self.views.get(at).is_some_and(|view| {
            let word = &context.units[at].folded;
            view.capital
                || view.near
                    && (view.organisation.text != "-"
                        || view.particle.text != "-"
                        || word.fact(WordFact::Inner, |_| is_inner(word.hash, self.model)))
        })
    }

    /// The sum of the weights of a unit's features for each label.
    fn weigh(&mut self, unit: &Unit, at: usize) -> Weights {
        let (model, place, view) = (self.model, Place::new(&self.views, at), &self.views[at]);
        let mut sum = Sum { model, sum: Weights::default() };
        place.of_words(&mut sum);
        sum.add(self.memory.runs.of(place.run_hash(), || Sum::of(model, |sum| place.of_run(sum))));
        sum.add(self.memory.shapes.of(place.shapes_hash(), || Sum::of(model, |sum| place.of_shapes(sum))));
        let word = &unit.folded.rare_facts().weights[usize::from(view.capital)];
        sum.add(word.get_or_init(|| Sum::of(model, |sum| features::of_word(view, sum))));
        sum.sum
    }
}

/// Whether a small word, given by its hash, can occur inside names.
fn is_inner(word: u64, model: &Model) -> bool {
    model.add(model::with(INNER.hash, word), &mut Weights::default())
}

const INNER: Name = Name { hash: model::of(b"inner"), text: "inner" };

/// The hash of a feature.
#[inline]
fn feature(name: Name, parts: &[FeatureValue<'_>]) -> u64 {
    parts.iter().fold(name.hash, |hash, part| model::with(hash, part.hash))
}

/// Adds up the weights of features.
struct Sum<'m> {
    model: &'m Model,
    sum: Weights,
}

impl<'m> Sum<'m> {
    /// The sum over the features that `put` passes.
    fn of(model: &'m Model, put: impl FnOnce(&mut Self)) -> Weights {
        let mut sum = Sum { model, sum: Weights::default() };
        put(&mut sum);
        sum.sum
    }

    fn add(&mut self, weights: &Weights) {
        self.sum.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
    }
}

impl Sink for Sum<'_> {
    #[inline]
    fn put(&mut self, name: Name, parts: &[FeatureValue<'_>]) {
        self.model.add(feature(name, parts), &mut self.sum);
    }

    #[inline]
    fn put_role<'s, const N: usize>(
        &mut self,
        role: Role,
        slots: Option<&Slots>,
        name: Name,
        parts: impl FnOnce() -> [FeatureValue<'s>; N],
    ) {
        let find = || self.model.find(feature(name, &parts()));
        let slot = match slots {
            Some(slots) => slots.get(role, find),
            None => find(),
        };
        if let Some(slot) = slot {
            self.model.add_slot(slot, &mut self.sum);
        }
    }
}
