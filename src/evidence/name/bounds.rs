//! A tagged name -> the same with its article and its last element, without titles and everyday
//! words, and of the kind that the words around it say.

use crate::lang::{Particle, Place};
use crate::model::Entity;

use super::context::NameContext;
use super::run::PartKind;
use super::tagger::Tagged;
use super::unit::Unit;
use super::writing::Case;

/// Maximum number of letters of the last element of a name that the tagger cuts off (`Un`, `Ha`).
const SYLLABLE: usize = 3;
/// Maximum number of letters of initials without full stops (`WS Rendra`).
const INITIALS: usize = 3;

impl NameContext<'_> {
    /// The tagged name with the foreign article before it (`Le Golf National`, `Al Hilal`), or the saint's
    /// `St.`
    pub(super) fn with_article(&self, tag: Tagged) -> Tagged {
        let article =
            |unit: &Unit| unit.case == Case::Capital && self.particle(unit) == Some(Particle::Person);
        match tag.first.checked_sub(1) {
            Some(before)
                if self.units[tag.first].joined
                    && (article(&self.units[before]) || self.is_saint(before)) =>
            {
                Tagged { first: before, ..tag }
            }
            _ => tag,
        }
    }

    /// A person without the title, or the long acronym that is not a name (`PTSD`), before the name.
    pub(super) fn without_title(&self, tag: Tagged) -> Tagged {
        let first = self.part(tag.first);
        let unit = &self.units[tag.first];
        let acronym = |unit: &Unit| unit.case == Case::Acronym && unit.folded.len() > INITIALS;
        let title = first.kind == PartKind::Title
            || (acronym(unit)
                && self.units.get(tag.first + 1).is_some_and(|next| next.case == Case::Capital));
        if title && tag.entity == Entity::Person && first.last < tag.last {
            Tagged { first: first.last + 1, ..tag }
        } else {
            tag
        }
    }

    /// A person with the short last element that was cut off (`Kim Jong` of `Kim Jong Un`): to the tagger, a
    /// word of two or three letters is rarely the end of a name.
    ///
    /// In a headline with capitals everywhere the next word may be any, so it must be unknown as a word;
    /// after a surname that comes first it may also be a given name that looks like one (`Kim Jong Nam`).
    pub(super) fn with_last_syllable(&self, tag: Tagged) -> Tagged {
        let elements = tag.last - tag.first + 1;
        let eastern = self.is_first_surname(&self.units[tag.first]);
        let goes_on = |unit: &&Unit| {
            unit.joined
                && !unit.apart
                && unit.case == Case::Capital
                && unit.folded.len() <= SYLLABLE
                && !self.is_never(unit)
                && self.organisation(unit).is_none()
                && (!self.is_ordinary(unit) || eastern && self.is_given(unit) && !self.is_everyday(unit))
        };
        let alone = |at: usize| self.known(at).is_none() && self.title(at) == 0;
        let next = self.units.get(tag.last + 1).filter(goes_on);
        let cut = tag.entity == Entity::Person
            && (elements == 2 || elements == 1 && eastern)
            && next.is_some()
            && alone(tag.last + 1);
        Tagged { last: tag.last + usize::from(cut), ..tag }
    }

    /// A name without an everyday word that opens the sentence before the word for its kind (`Nelayan Pulau
    /// Sebira`).
    pub(super) fn without_opener(&self, tag: Tagged) -> Tagged {
        let unit = &self.units[tag.first];
        let opener = unit.uncertain
            && unit.case == Case::Capital
            && tag.first < tag.last
            && self.is_ordinary(unit)
            && self.organisation(unit).is_none()
            && self.known(tag.first).is_none_or(|(count, _)| count == 1);
        let next = if opener { self.organisation(&self.units[tag.first + 1]) } else { None };
        match next.filter(|word| word.place != Place::Last) {
            Some(word) => Tagged { first: tag.first + 1, entity: word.entity, ..tag },
            None => tag,
        }
    }

    /// A name after the word for a kind of place is a place (`Warga Desa Sidorejo`), except after a title
    /// with such a word in it (`Kepala Desa Sutrisno`).
    pub(super) fn of_kind(&self, tag: Tagged) -> Tagged {
        let kind =
            |at: usize| self.organisation(&self.units[at]).is_some_and(|word| word.place == Place::Kind);
        let behind = || {
            tag.first > 0
                && self.units[tag.first].joined
                && self.units[tag.first - 1].is_capital()
                && kind(tag.first - 1)
        };
        let titled = || (2..=3).any(|back| tag.first >= back && self.title(tag.first - back) == back);
        let place = tag.entity == Entity::Person && (kind(tag.first) || behind() && !titled());
        Tagged { entity: if place { Entity::Place } else { tag.entity }, ..tag }
    }
}
