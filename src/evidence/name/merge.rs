//! Names from the rules and names from the tagger -> one list: the tagger decides on the extent and the kind
//! of a name; names that only the rules found are kept, but not as persons, organisations or places.

use std::collections::VecDeque;

use crate::lang::{Particle, Place};
use crate::model::Entity;

use super::context::NameContext;
use super::found::{Mention, NameKind};
use super::mention::spaced;
use super::run::{PartKind, RunPart};
use super::tagger::Tagged;
use super::unit::Unit;
use super::writing::Case;

/// Maximum number of units of names joined by small words.
const LONGEST: usize = 32;

/// Buffers for merging, reused between sentences.
#[derive(Debug, Default)]
pub(super) struct Room {
    rules: VecDeque<Mention>,
    met: Vec<Mention>,
    parts: Vec<RunPart>,
}

/// Replaces the names of the rules in `found` by the merged names of the sentence, in order, disjoint.
pub(super) fn settle(
    context: &NameContext<'_>,
    found: &mut Vec<Mention>,
    tagged: &[Tagged],
    room: &mut Room,
) {
    let Room { rules, met, parts } = room;
    rules.clear();
    rules.extend(found.drain(..));
    let tagged = context.whole(rules, tagged);
    for tag in tagged.into_iter().flat_map(|tag| {
        let tag = context.with_last_syllable(context.without_title(tag));
        context.pieces_of(context.of_kind(context.without_opener(tag)))
    }) {
        while let Some(rule) = pop_if(rules, |rule| rule.last < tag.first) {
            if !context.leads_to(&rule, tag) {
                found.push(context.untagged(rule));
            }
        }
        met.clear();
        while let Some(rule) = pop_if(rules, |rule| rule.first <= tag.last) {
            met.push(rule);
        }
        if let Some(first) = met.first().map(|rule| rule.first).filter(|&first| first < tag.first) {
            let before = context.within(first, tag.first - 1, parts).into_iter();
            let before = before.filter(|rule| !context.leads_to(rule, tag));
            found.extend(before.map(|rule| context.untagged(rule)));
        }
        if let Some(last) = met.last().map(|rule| rule.last).filter(|&last| last > tag.last) {
            context
                .within(tag.last + 1, last, parts)
                .into_iter()
                .rev()
                .for_each(|rule| rules.push_front(rule));
        }
        found.push(context.tagged(tag, met));
    }
    found.extend(rules.drain(..).map(|rule| context.untagged(rule)));
    // An added article or title (`Le Wai` after `Wi Li Le`) may overlap the name before it, which keeps the
    // unit.
    let mut end = 0;
    found.retain(|mention| {
        let free = mention.first >= end && mention.span.start <= mention.span.end;
        end = if free { mention.last + 1 } else { end };
        free
    });
}

/// Removes and returns the first mention if `is` holds for it.
fn pop_if(rules: &mut VecDeque<Mention>, is: impl Fn(&Mention) -> bool) -> Option<Mention> {
    if rules.front().is_some_and(is) { rules.pop_front() } else { None }
}

/// The tagged name, extended to whole listed names that it would split (`Uni Eropa`, tagged as `Uni` and
/// `Eropa`).
fn listed(rules: &VecDeque<Mention>, tag: Tagged) -> Tagged {
    let mut tag = tag;
    for rule in rules.iter().filter(|rule| rule.first < rule.last) {
        let NameKind::Known(known) = rule.kind else { continue };
        let meets = rule.first <= tag.last && tag.first <= rule.last;
        let inside = rule.first <= tag.first && tag.last <= rule.last;
        if inside && known.entity != Entity::Other && rule.last - rule.first > tag.last - tag.first {
            tag.entity = known.entity;
        }
        if meets {
            (tag.first, tag.last) = (tag.first.min(rule.first), tag.last.max(rule.last));
        }
    }
    tag
}

impl NameContext<'_> {
    /// Whether a name is only the word for a kind of place before the tagged name (`Desa Sidorejo`).
    fn leads_to(&self, rule: &Mention, tag: Tagged) -> bool {
        rule.first == rule.last
            && rule.last + 1 == tag.first
            && self.units[tag.first].joined
            && self.organisation(&self.units[rule.first]).is_some_and(|word| word.place == Place::Kind)
    }

    /// A name that only the rules found; the word for its kind makes it a place (`Desa Sidorejo`, `Pulau
    /// Sebira`).
    fn untagged(&self, mention: Mention) -> Mention {
        let word = || self.organisation(&self.units[mention.first]);
        let place = match mention.kind {
            NameKind::Place(..) => true,
            NameKind::Other(..) => word().is_some_and(|word| word.entity == Entity::Place),
            _ => false,
        };
        Mention { entity: Some(if place { Entity::Place } else { Entity::Other }), ..mention }
    }

    /// Whether a name starts with the word for a storm or the like, so that the rest is not a person (`Badai
    /// Rosa`).
    fn is_thing(&self, rule: &Mention) -> bool {
        self.organisation(&self.units[rule.first])
            .is_some_and(|word| word.place == Place::First && word.entity == Entity::Other)
    }

    /// The tagged names, where a person's name is merged into the school, hall, storm or the like that is
    /// named after the person (`Universitas Islam Syarif Kasim`).
    fn whole(&self, rules: &VecDeque<Mention>, tagged: &[Tagged]) -> Vec<Tagged> {
        let mut whole: Vec<Tagged> = Vec::with_capacity(tagged.len());
        let called_after = |tag: &Tagged| {
            self.organisation(&self.units[tag.first])
                .is_some_and(|word| word.place == Place::First && !word.body)
        };
        for tag in tagged.iter().map(|tag| listed(rules, *tag)) {
            if let Some(before) = whole.last_mut().filter(|before| tag.first <= before.last) {
                before.last = before.last.max(tag.last);
                continue;
            }
            if rules
                .iter()
                .any(|rule| rule.first <= tag.first && tag.last <= rule.last && self.is_thing(rule))
            {
                continue;
            }
            let held = |rule: &Mention, before: &Tagged| rule.first <= before.first && rule.last >= tag.last;
            let goes_on = |before: &Tagged| {
                before.entity != Entity::Person
                    && tag.last - before.first < LONGEST
                    && (self.is_tied(before.last, tag.first)
                        || tag.entity == Entity::Person
                            && called_after(before)
                            && rules.iter().any(|rule| held(rule, before)))
            };
            match whole.last_mut().filter(|before| goes_on(before)) {
                Some(before) => before.last = tag.last,
                None => whole.push(self.with_article(tag)),
            }
        }
        whole
    }

    /// Whether only small words of English names come between two units (`Fish and Wildlife Commission`):
    /// Indonesian text has no other use for them.
    fn is_tied(&self, before: usize, next: usize) -> bool {
        let between = &self.units[before + 1..next];
        let english = |unit: &Unit| unit.case == Case::Small && self.particle(unit) == Some(Particle::Name);
        (1..=2).contains(&between.len())
            && between.iter().all(|unit| unit.joined && english(unit))
            && self.units[next].joined
    }

    /// The tagged name, or its pieces: the parts before and inside of brackets, and the parts separated by
    /// other evidence.
    fn pieces_of(&self, tag: Tagged) -> impl Iterator<Item = Tagged> + use<'_> {
        let parts = move |n: &usize| {
            let (before, unit) = (&self.units[n - 1], &self.units[*n]);
            unit.apart || (!unit.joined && self.text[before.span().end..unit.span().start].contains('('))
        };
        let mut next = Some(tag.first);
        std::iter::from_fn(move || {
            let first = next?;
            next = (first + 1..=tag.last).find(parts);
            Some(Tagged { first, last: next.map_or(tag.last, |n| n - 1), ..tag })
        })
    }

    /// The names that the rules find in a range of units.
    fn within(&self, first: usize, last: usize, parts: &mut Vec<RunPart>) -> Vec<Mention> {
        let mut found = Vec::new();
        let mut at = first;
        while at <= last {
            if !self.units[at].is_capital() {
                at += 1;
                continue;
            }
            self.run(at, parts);
            parts.retain(|part| part.last <= last);
            let Some(end) = parts.last().map(|part| part.last) else { break };
            self.compose(parts, &mut found);
            at = end + 1;
        }
        found
    }

    /// The mention of a tagged name; `met` are the names of the rules that share a unit with it.
    fn tagged(&self, tag: Tagged, met: &mut Vec<Mention>) -> Mention {
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
        let kind = match parts.as_slice() {
            [RunPart { kind: PartKind::Known(known), .. }] => NameKind::Known(*known),
            [_] => NameKind::Single,
            parts => self.typed(first, last, parts, entity),
        };
        Mention { span, first, last, full: self.full(first, last), kind, entity: Some(entity) }
    }

    fn typed(&self, first: usize, last: usize, parts: &[RunPart], entity: Entity) -> NameKind {
        match (self.classify(first, last, parts), entity) {
            (NameKind::Person(words), Entity::Organisation | Entity::Place) => {
                let readings = std::iter::once(spaced(words.iter().map(|word| &***word)))
                    .chain(self.before_place(parts))
                    .collect();
                NameKind::Other(readings, Self::known_of(parts))
            }
            (kind, _) => kind,
        }
    }

    fn parts(&self, first: usize, last: usize) -> Vec<RunPart> {
        let mut parts = Vec::new();
        let mut at = first;
        while at <= last {
            let mut part = RunPart { first: at, last: at, kind: PartKind::Word };
            if self.units[at].is_capital() {
                part = Some(self.part(at)).filter(|part| part.last <= last).unwrap_or(part);
            }
            at = part.last + 1;
            parts.push(part);
        }
        parts
    }
}
