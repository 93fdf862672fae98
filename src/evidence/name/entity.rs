//! A name that the rules found and its neighbours -> what it is the name of, where no tagger says so.

use crate::lang::{Cue, Place};
use crate::model::Entity;

use super::keys::Keys;
use super::mention::{Finder, Mention, Sort};
use super::run::What;
use super::writing::Case;

impl Finder<'_> {
    /// What a name is the name of, by the lists, by its own words and by the words around it.
    pub(super) fn guess(&self, mention: &Mention) -> Option<Entity> {
        match &mention.sort {
            Sort::Known(known) => Some(known.entity),
            Sort::Single => self.single(mention),
            Sort::Person(_) if self.after_place_word(mention) && !self.has_given(mention) => {
                Some(Entity::Place)
            }
            Sort::Person(_) => Some(Entity::Person),
            Sort::Place(..) => Some(Entity::Place),
            Sort::Other(..) => self.by_its_words(mention),
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
            _ => None,
        }
    }

    /// The word that makes a name of the others says what it is: the first one that opens names, else the last one.
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

    /// Whether the name stands behind `in`, `near` or the like.
    fn after_place_word(&self, mention: &Mention) -> bool {
        mention.first.checked_sub(1).is_some_and(|before| {
            self.units[mention.first].joined
                && self.names.cue(&self.units[before].folded.to_lowercase()) == Some(Cue::Place)
        })
    }

    /// Whether a verb that only people are the subject of stands beside the name.
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
            && (at.saturating_sub(3)..at).any(|start| ends(start) && self.part(start).what == What::Title)
    }
}

/// Types of the names that nothing beside them tells: a word alone is called as the person is whose name it is part of.
pub(super) fn resolve(mentions: &mut [Mention], keys: &Keys) {
    for mention in mentions {
        let bears = matches!(mention.sort, Sort::Single) && keys.is_person(&mention.full);
        if bears && mention.entity != Some(Entity::Organisation) {
            mention.entity = Some(Entity::Person);
        }
        mention.entity = mention.entity.or(Some(Entity::Person));
    }
}
