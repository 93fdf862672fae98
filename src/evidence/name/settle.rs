//! Names that the rules found and names that the tagger found -> one list: the tagger says where a name begins and ends and
//! what it is; what only the rules found stays, as neither person nor organisation nor place.

use std::collections::VecDeque;

use crate::lang::Place;
use crate::model::Entity;

use super::mention::{Finder, Mention, Sort};
use super::run::{Part, What};
use super::tagger::Tagged;

/// The names of a sentence, in order, disjoint.
pub(super) fn settle(finder: &Finder<'_, '_>, mentions: Vec<Mention>, tagged: &[Tagged]) -> Vec<Mention> {
    let mut rules = VecDeque::from(mentions);
    let mut found = Vec::with_capacity(rules.len() + 2);
    let tagged = finder.whole(&rules, tagged);
    let pieces = tagged.into_iter().flat_map(|tag| finder.cut(tag));
    for tag in pieces.flat_map(|tag| finder.without_brackets(finder.without_title(tag))) {
        while let Some(rule) = rules.pop_front_if(|rule| rule.last < tag.first) {
            found.push(other(rule));
        }
        let mut met: Vec<Mention> = Vec::new();
        while let Some(rule) = rules.pop_front_if(|rule| rule.first <= tag.last) {
            met.push(rule);
        }
        if let Some(first) = met.first().map(|rule| rule.first).filter(|&first| first < tag.first) {
            found.extend(finder.within(first, tag.first - 1).into_iter().map(other));
        }
        if let Some(last) = met.last().map(|rule| rule.last).filter(|&last| last > tag.last) {
            finder.within(tag.last + 1, last).into_iter().rev().for_each(|rule| rules.push_front(rule));
        }
        found.push(finder.tagged(tag, met));
    }
    found.extend(rules.into_iter().map(other));
    found
}

fn other(mention: Mention) -> Mention {
    Mention { entity: Some(Entity::Other), ..mention }
}

impl Finder<'_, '_> {
    /// The tagged names; a school, a hall or the like that is called after a person keeps the person's name
    /// (`Universitas Islam Syarif Kasim`).
    fn whole(&self, rules: &VecDeque<Mention>, tagged: &[Tagged]) -> Vec<Tagged> {
        let mut whole: Vec<Tagged> = Vec::with_capacity(tagged.len());
        let called_after = |tag: &Tagged| {
            self.organisation(&self.units[tag.first])
                .is_some_and(|word| word.place == Place::First && !word.body)
        };
        for tag in tagged {
            let held = |rule: &Mention, before: &Tagged| rule.first <= before.first && rule.last >= tag.last;
            match whole.last_mut().filter(|before| {
                tag.entity == Entity::Person
                    && before.entity != Entity::Person
                    && called_after(before)
                    && rules.iter().any(|rule| held(rule, before))
            }) {
                Some(before) => before.last = tag.last,
                None => whole.push(*tag),
            }
        }
        whole
    }

    /// The tagged name, or what stands of it before and behind a number or date in it, from capital to capital.
    fn cut(&self, tag: Tagged) -> impl Iterator<Item = Tagged> + use<'_> {
        let mut next = tag.first;
        std::iter::from_fn(move || {
            let capital = |n: &usize| self.units[*n].is_capital();
            let whole =
                next == tag.first && !self.units[next..=tag.last].iter().skip(1).any(|unit| unit.apart);
            if whole {
                next = tag.last + 1;
                return Some(tag);
            }
            let first = (next..=tag.last).find(capital)?;
            let end = (first + 1..=tag.last).find(|&n| self.units[n].apart).unwrap_or(tag.last + 1);
            let last = (first..end).rfind(capital).unwrap_or(first);
            next = end;
            Some(Tagged { first, last, ..tag })
        })
    }

    /// A person without the title that stands before the name.
    fn without_title(&self, tag: Tagged) -> Tagged {
        let first = self.part(tag.first);
        let title = tag.entity == Entity::Person && first.what == What::Title && first.last < tag.last;
        if title { Tagged { first: first.last + 1, ..tag } } else { tag }
    }

    /// The tagged name, or what stands before a bracket in it and what stands in the bracket.
    fn without_brackets(&self, tag: Tagged) -> impl Iterator<Item = Tagged> + use<> {
        let inside = (tag.first + 1..=tag.last).find(|&n| {
            let (before, unit) = (&self.units[n - 1], &self.units[n]);
            !unit.joined && self.text[before.span.end..unit.span.start].contains('(')
        });
        let (long, short) = match inside {
            Some(n) => (Tagged { last: n - 1, ..tag }, Some(Tagged { first: n, ..tag })),
            None => (tag, None),
        };
        std::iter::once(long).chain(short)
    }

    /// What the rules find in a stretch of units.
    fn within(&self, first: usize, last: usize) -> Vec<Mention> {
        let mut found = Vec::new();
        let mut at = first;
        while at <= last {
            if !self.units[at].is_capital() {
                at += 1;
                continue;
            }
            let mut parts = self.run(at);
            parts.retain(|part| part.last <= last);
            let Some(end) = parts.last().map(|part| part.last) else { break };
            self.compose(&parts, &mut found);
            at = end + 1;
        }
        found
    }

    /// A tagged name; `met` are the names of the rules that share a unit with it.
    fn tagged(&self, tag: Tagged, mut met: Vec<Mention>) -> Mention {
        let Tagged { first, last, entity } = tag;
        let whole = |rule: &Mention| {
            (first..rule.first).chain(rule.last + 1..last + 1).all(|n| !self.units[n].is_capital())
                && rule.first >= first
                && rule.last <= last
        };
        let span = self.span(first, last);
        if met.len() == 1 && whole(&met[0]) {
            let rule = met.remove(0);
            return Mention { span, first, last, entity: Some(entity), ..rule };
        }
        let parts = self.parts(first, last);
        let sort = match parts.as_slice() {
            [Part { what: What::Known(known), .. }] => Sort::Known(*known),
            [_] => Sort::Single,
            parts => self.typed(first, last, parts, entity),
        };
        Mention { span, first, last, full: self.full(first, last), sort, entity: Some(entity) }
    }

    fn typed(&self, first: usize, last: usize, parts: &[Part], entity: Entity) -> Sort {
        match (self.sort(first, last, parts), entity) {
            (Sort::Person(words), Entity::Organisation | Entity::Place) => {
                Sort::Other(vec![words.join(" ")], Self::known_of(parts))
            }
            (sort, _) => sort,
        }
    }

    fn parts(&self, first: usize, last: usize) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut at = first;
        while at <= last {
            let mut part = Part { first: at, last: at, what: What::Word };
            if self.units[at].is_capital() {
                part = Some(self.part(at)).filter(|part| part.last <= last).unwrap_or(part);
            }
            at = part.last + 1;
            parts.push(part);
        }
        parts
    }
}
