//! Units -> the tagger's view of each: classes from the lists, from the rules and from its writing.

use crate::lang::{Particle, Place};
use crate::model::Entity;

use super::features::{Class, EDGE, JOINED, LISTS, Part, Seen};
use crate::evidence::name::context::NameContext;
use crate::evidence::name::found::{Mention, Sort};
use crate::evidence::name::unit::Unit;

macro_rules! parts {
    ($($text:literal),+) => { [$(const { &Part::new($text) }),+] };
}

const NO: Class = &Part::new("-");

/// Fills `seen` with the tagger's view of each unit. Units far from any capital, which are not classified,
/// stay empty.
pub(super) fn all<'s>(finder: &NameContext<'s>, mentions: &[Mention], seen: &mut Vec<Seen<'s>>) {
    let units = finder.units;
    seen.clear();
    seen.resize(units.len(), EDGE);
    for at in (0..units.len()).filter(|&at| units[at].is_capital()) {
        mark(units, at, seen);
    }
    for at in 0..units.len() {
        let beside = |at: usize| seen.get(at).is_some_and(|seen| seen.capital || seen.near);
        if beside(at) || beside(at + 1) || at > 0 && beside(at - 1) {
            let end = if at > 0 { units[at - 1].span().end } else { 0 };
            let unit = &units[at];
            look(finder, unit, between(unit, &finder.text[end..unit.span().start]), &mut seen[at]);
        }
    }
    let mut at = 0;
    while at < units.len() {
        at += known(finder, at, seen);
    }
    for mention in mentions {
        for (n, seen) in seen[mention.first..=mention.last].iter_mut().enumerate() {
            seen.mention = rule(mention, n == 0);
        }
    }
    seen.iter_mut().filter(|seen| seen.is_looked_at()).for_each(Seen::set_shape);
}

/// Marks the capital at `at` and the units near it: up to three words before it, two after.
fn mark(units: &[Unit], at: usize, seen: &mut [Seen<'_>]) {
    seen[at].capital = true;
    for n in (at.saturating_sub(2)..=at).rev().take_while(|&n| n > 0 && units[n].joined) {
        seen[n - 1].near = true;
    }
    for n in (at + 1..units.len().min(at + 3)).take_while(|&n| units[n].joined) {
        seen[n].near = true;
    }
}

fn look<'s>(finder: &NameContext<'s>, unit: &'s Unit, before: Class, seen: &mut Seen<'s>) {
    seen.word = Some(&unit.folded);
    seen.case = parts!["small", "capital", "acronym", "code", "initial"][unit.case as usize];
    (seen.uncertain, seen.before) = (unit.uncertain, before);
    (seen.mention, seen.known, seen.title) = (parts!["O"][0], NO, NO);
    (seen.organisation, seen.particle) = (NO, NO);
    if seen.capital {
        seen.lists = lists(finder, unit);
    }
    if seen.capital || seen.near {
        seen.organisation = organisation(finder, unit);
        seen.particle = particle(finder, unit);
    }
}

fn lists(finder: &NameContext<'_>, unit: &Unit) -> u8 {
    let has: [bool; LISTS.len()] = [
        finder.is_common(unit),
        finder.is_given(unit),
        finder.is_opener(unit),
        finder.is_everyday(unit),
        finder.is_personal(unit),
        finder.is_never(unit),
        finder.is_ordinary(unit),
    ];
    has.iter().enumerate().map(|(n, &has)| u8::from(has) << n).sum()
}

fn organisation(finder: &NameContext<'_>, unit: &Unit) -> Class {
    match finder.organisation(unit).map(|word| (word.place, word.entity)) {
        None => NO,
        Some((Place::Kind, _)) => parts!["kind"][0],
        Some((Place::First | Place::Any, entity)) => {
            parts!["firstorg", "firstplace", "firstother"][number(entity)]
        }
        Some((Place::Last, entity)) => parts!["lastorg", "lastplace", "lastother"][number(entity)],
    }
}

fn particle(finder: &NameContext<'_>, unit: &Unit) -> Class {
    match finder.particle(unit) {
        None => NO,
        Some(Particle::Person) => parts!["person"][0],
        Some(Particle::Name) => parts!["name"][0],
        Some(Particle::Joined) => parts!["joined"][0],
        Some(Particle::Known) => parts!["known"][0],
    }
}

/// Marks the known name or the title at a unit; returns its number of units.
fn known(finder: &NameContext<'_>, at: usize, seen: &mut [Seen<'_>]) -> usize {
    const ALONE: [Class; 4] = parts!["sorg", "splace", "sother", "sperson"];
    const FIRST: [Class; 4] = parts!["borg", "bplace", "bother", "bperson"];
    const NEXT: [Class; 4] = parts!["iorg", "iplace", "iother", "iperson"];
    if !finder.units[at].is_capital() {
        return 1;
    }
    for n in 0..finder.title(at) {
        seen[at + n].title = parts!["B", "I"][n.min(1)];
    }
    let Some((count, known)) = finder.known(at) else { return 1 };
    for n in 0..count {
        let class = if count == 1 { ALONE } else { [FIRST, NEXT][n.min(1)] };
        seen[at + n].known = class[number(known.entity)];
    }
    count
}

fn number(entity: Entity) -> usize {
    match entity {
        Entity::Organisation => 0,
        Entity::Place => 1,
        Entity::Other => 2,
        Entity::Person => 3,
    }
}

/// The class of a unit by the mention of the rules that contains it.
fn rule(mention: &Mention, first: bool) -> Class {
    const FIRST: [Class; 8] =
        parts!["Bsingle", "Bperson", "Bplace", "Bother", "Bkorg", "Bkplace", "Bkother", "Bkperson"];
    const NEXT: [Class; 8] =
        parts!["Isingle", "Iperson", "Iplace", "Iother", "Ikorg", "Ikplace", "Ikother", "Ikperson"];
    let sort = match &mention.sort {
        Sort::Single => 0,
        Sort::Person(_) => 1,
        Sort::Place(..) => 2,
        Sort::Other(..) => 3,
        Sort::Known(known) => 4 + number(known.entity),
    };
    if first { FIRST[sort] } else { NEXT[sort] }
}

/// The class of the text between a unit and the one before it.
fn between(unit: &Unit, text: &str) -> Class {
    const SIGNS: &[u8] = b"(,.\"':-/)";
    if unit.joined {
        return JOINED;
    }
    if text.contains('(') {
        return parts!["("][0];
    }
    match text.trim_start().bytes().next() {
        None => parts!["none"][0],
        Some(b) if b.is_ascii_digit() => parts!["digit"][0],
        Some(b) => match SIGNS.iter().position(|&sign| sign == b) {
            Some(n) => parts!["(", ",", ".", "\"", "'", ":", "-", "/", ")"][n],
            None => parts!["sign"][0],
        },
    }
}
