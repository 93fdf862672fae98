//! A name found by the rules and its neighbours -> the kind of entity that it names, if no tagger decides
//! that.

use crate::lang::{Cue, Place};
use crate::model::Entity;

use super::context::NameContext;
use super::found::{Mention, NameKind};
use super::keys::Keys;
use super::run::PartKind;
use super::writing::Case;

/// The article that English puts before things and places, not before persons.
const ARTICLE: &str = "the";
/// Endings of English adjectives of peoples and eras.
const PEOPLES: [&str; 7] = ["ian", "ean", "can", "ese", "ish", "enid", "ic"];

impl NameContext<'_> {
    /// The kind of entity of a name, by the lists, by its own words and by the words around it.
    pub(super) fn guess(&self, mention: &Mention) -> Option<Entity> {
        match &mention.kind {
            NameKind::Known(known) => Some(known.entity),
            NameKind::Single => self.single(mention),
            NameKind::Person(_) if self.after_place_word(mention) && !self.has_given(mention) => {
                Some(Entity::Place)
            }
            NameKind::Person(_) if self.is_no_person(mention) => Some(Entity::Other),
            NameKind::Person(_) => Some(Entity::Person),
            NameKind::Place(..) => Some(Entity::Place),
            NameKind::Other(..) => self.by_its_words(mention),
        }
    }

    fn single(&self, mention: &Mention) -> Option<Entity> {
        let unit = &self.units[mention.first];
        match unit.case {
            Case::Acronym => Some(Entity::Organisation),
            Case::Code => Some(Entity::Other),
            _ if self.follows_title(mention.first) => Some(Entity::Person),
            _ if self.says(mention) => Some(Entity::Person),
            _ if self.after_place_word(mention) => Some(Entity::Place),
            _ if self.is_given(unit) => Some(Entity::Person),
            _ if self.after_article(mention) => Some(self.behind_article(mention)),
            _ if self.is_ordinary(unit) || self.describes(mention) => Some(Entity::Other),
            _ => None,
        }
    }

    /// Whether several words that could be a person's name are a thing's: persons have no article, and none
    /// is named by ordinary words.
    fn is_no_person(&self, mention: &Mention) -> bool {
        let units = &self.units[mention.first..=mention.last];
        let ordinary = || units.iter().all(|unit| self.is_ordinary(unit) && unit.case == Case::Capital);
        !self.has_given(mention) && !self.says(mention) && (self.after_article(mention) || ordinary())
    }

    /// Whether `the` comes directly before the name.
    fn after_article(&self, mention: &Mention) -> bool {
        let before = mention.first.checked_sub(1).map(|before| &self.units[before]);
        before.is_some_and(|before| {
            self.units[mention.first].joined && before.folded.eq_ignore_ascii_case(ARTICLE)
        })
    }

    /// `along the Brahmaputra` is a place, `the Achaemenid empire` is not.
    fn behind_article(&self, mention: &Mention) -> Entity {
        let cue = mention.first.checked_sub(2).map(|at| self.names.cue(&self.units[at].folded));
        if cue == Some(Some(Cue::Place)) && !self.is_followed(mention) {
            Entity::Place
        } else {
            Entity::Other
        }
    }

    /// Whether a small word of the language other than a verb of saying comes directly after the name.
    fn is_followed(&self, mention: &Mention) -> bool {
        self.units.get(mention.last + 1).is_some_and(|unit| {
            unit.joined && unit.case == Case::Small && !self.is_opener(unit) && self.is_ordinary(unit)
        })
    }

    /// Whether the name looks like an adjective of a people and precedes a noun (`Achaemenid rulers`).
    fn describes(&self, mention: &Mention) -> bool {
        let word = &self.units[mention.first].folded;
        PEOPLES.iter().any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending))
            && self.is_followed(mention)
    }

    /// The kind given by an organisation word in the name: by the first one that can open names, or else by
    /// the last one.
    fn by_its_words(&self, mention: &Mention) -> Option<Entity> {
        let words = &self.units[mention.first..=mention.last];
        let opens = |word: &crate::lang::OrganisationWord| word.place != Place::Last;
        let first = self.organisation(&words[0]).filter(opens);
        let word = first.or_else(|| words.iter().rev().find_map(|unit| self.organisation(unit)));
        match word {
            Some(word) => Some(word.entity),
            None if words.iter().any(|unit| unit.case == Case::Acronym) => Some(Entity::Organisation),
            None => Some(Entity::Other),
        }
    }

    fn has_given(&self, mention: &Mention) -> bool {
        self.is_given(&self.units[mention.first]) || self.follows_title(mention.first)
    }

    /// Whether the name comes after `in`, `near` or the like.
    fn after_place_word(&self, mention: &Mention) -> bool {
        mention.first.checked_sub(1).is_some_and(|before| {
            self.units[mention.first].joined
                && self.names.cue(&self.units[before].folded.to_lowercase()) == Some(Cue::Place)
        })
    }

    /// Whether a verb that takes only persons as subject is next to the name.
    fn says(&self, mention: &Mention) -> bool {
        let is = |at: usize| self.names.cue(&self.units[at].folded) == Some(Cue::Person);
        let behind = mention.last + 1;
        let before = mention.first.checked_sub(1);
        self.units.get(behind).is_some_and(|unit| unit.joined && is(behind))
            || before.is_some_and(|before| self.units[mention.first].joined && is(before))
    }

    fn follows_title(&self, at: usize) -> bool {
        let ends = |start: usize| self.units[start].is_capital() && start + self.title(start) == at;
        self.units[at].joined
            && (at.saturating_sub(3)..at).any(|start| ends(start) && self.part(start).kind == PartKind::Title)
    }
}

/// A single word without other evidence is a place if it is coordinated with one (`between Innsbruck and
/// Bolzano`).
pub(super) fn coordinate(text: &str, mentions: &mut [Mention]) {
    for at in 1..mentions.len() {
        let (before, behind) = (&mentions[at - 1], &mentions[at]);
        let between = text.get(before.span.end..behind.span.start).unwrap_or_default();
        if !matches!(between, " and " | " or " | ", " | ", and " | " to ") {
            continue;
        }
        let open = |mention: &Mention| mention.entity.is_none() && matches!(mention.kind, NameKind::Single);
        let (place, other) = (Some(Entity::Place), [open(before), open(behind)]);
        match other {
            [false, true] if before.entity == place => mentions[at].entity = place,
            [true, false] if behind.entity == place && between != ", " => mentions[at - 1].entity = place,
            _ => {}
        }
    }
}

/// Kinds of the names whose context gives none: a single word gets the kind of the person whose name contains
/// it.
pub(super) fn resolve(mentions: &mut [Mention], keys: &Keys) {
    for mention in mentions {
        let bears = matches!(mention.kind, NameKind::Single) && keys.is_person(&mention.full);
        if bears && mention.entity != Some(Entity::Organisation) {
            mention.entity = Some(Entity::Person);
        }
        mention.entity = mention.entity.or(Some(Entity::Person));
    }
}
