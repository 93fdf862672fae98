//! A name's parts -> its kind: a person, a place, an organisation, half of a name.

use std::sync::Arc;

use smol_str::SmolStr;

use crate::lang::{Particle, Place};
use crate::model::Entity;

use super::context::NameContext;
use super::found::NameKind;
use super::mention::spaced;
use super::run::{PartKind, RunPart};
use super::unit::Unit;
use super::writing::Case;

impl NameContext<'_> {
    /// `Yang Uk berkata`: a word of two or three letters is seldom a whole name, so a small word before it at
    /// the start of the sentence may be half of it (`Yang` is a surname, and Indonesian for "which").
    pub(super) fn short(&self, at: usize) -> Option<NameKind> {
        let unit = &self.units[at];
        let before = &self.units[at.checked_sub(1)?];
        let may =
            unit.joined && unit.case == Case::Capital && unit.folded.len() <= 3 && !unit.folded.is_steady();
        (may && before.case == Case::Capital && before.uncertain)
            .then(|| NameKind::Other(vec![self.full(at - 1, at)], Vec::new()))
    }

    /// Whether `Dr.`, `Mr` or the like comes before the unit: then even an everyday word is a name.
    pub(super) fn follows_short_title(&self, at: usize) -> bool {
        self.units[at].joined
            && at.checked_sub(1).map(|before| &self.units[before]).is_some_and(|before| {
                before.folded.len() <= 4 && before.is_capital() && before.folded.is_title(self.names)
            })
    }

    /// The kind of a name: a person, unless an organisation word, an acronym or a code is among the parts.
    pub(super) fn classify(&self, first: usize, last: usize, parts: &[RunPart]) -> NameKind {
        let units = &self.units[first..=last];
        // `Park Geun-hye` is not a park.
        let surname = units.len() == 2 && units[1].folded.contains(' ') && self.is_first_surname(&units[0]);
        let other = units[usize::from(surname)..].iter().any(|unit| {
            matches!(unit.case, Case::Acronym | Case::Code)
                || self.organisation(unit).is_some()
                || matches!(self.particle(unit), Some(Particle::Name | Particle::Joined))
        });
        let words = units.iter().filter(|unit| unit.is_capital() && unit.case != Case::Initial);
        if !other {
            return NameKind::Person(words.map(|unit| Arc::clone(&unit.folded)).collect());
        }
        let known = Self::known_of(parts);
        if self.organisation(&units[0]).is_some_and(|word| word.place == Place::Kind) {
            return NameKind::Place(self.full(first + 1, last), known);
        }
        let mut readings = self.readings(words);
        readings.extend(self.before_place(parts));
        NameKind::Other(readings, known)
    }

    /// `Mogollon Rim Arizona`: the text before the known place at the end of the name.
    pub(super) fn before_place(&self, parts: &[RunPart]) -> Option<SmolStr> {
        let (last, before) = parts.split_last()?;
        let place = matches!(last.kind, PartKind::Known(known) if known.entity == Entity::Place);
        let long = before.len() > 1 && before.iter().all(|part| part.kind == PartKind::Word);
        (place && long).then(|| self.full(parts[0].first, last.first - 1))
    }

    /// The keys of the known names among the parts.
    pub(super) fn known_of(parts: &[RunPart]) -> Vec<&'static str> {
        let known = |part: &RunPart| match part.kind {
            PartKind::Known(known) => Some(known.keys),
            _ => None,
        };
        parts.iter().filter_map(known).collect()
    }

    /// `Liga Elite`, `Elite League`; `Roa Roa Hotel`, `Hotel Roa-Roa`: the name without generic words, and
    /// its distinctive words.
    fn readings<'w>(&self, words: impl Iterator<Item = &'w Unit>) -> Vec<SmolStr> {
        let telling: Vec<&Unit> = words
            .filter(|unit| {
                self.opens_saint(unit)
                    || self.organisation(unit).is_none() && !unit.folded.is_title(self.names)
            })
            .collect();
        let mut readings = vec![spaced(telling.iter().map(|unit| &**unit.folded))];
        let unknown = telling.iter().filter(|unit| !self.is_listed(unit));
        readings.extend(unknown.map(|unit| SmolStr::new(&**unit.folded)));
        readings
    }
}
