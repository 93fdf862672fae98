//! Units -> what the tagger sees of each: classes from the lists, from the rules and from how it is written.

use crate::lang::{Particle, Place};
use crate::model::Entity;

use super::features::{EDGE, LISTS, Part, Seen};
use crate::evidence::name::mention::{Finder, Mention, Sort};
use crate::evidence::name::unit::Unit;

macro_rules! parts {
    ($($text:literal),+) => { [$(const { Part::new($text) }),+] };
}

const NO: Part<'static> = Part::new("-");

/// What the tagger sees of each unit.
pub(super) fn all<'s>(finder: &Finder<'s, '_>, mentions: &[Mention]) -> Vec<Seen<'s>> {
    let units = finder.units;
    let mut seen: Vec<Seen<'s>> = Vec::with_capacity(units.len());
    for (at, unit) in units.iter().enumerate() {
        let before = at.checked_sub(1).map_or(0, |n| units[n].span.end);
        seen.push(one(finder, at, between(unit, &finder.text[before..unit.span.start])));
    }
    let mut at = 0;
    while at < units.len() {
        at += known(finder, at, &mut seen);
    }
    for mention in mentions {
        for (n, seen) in seen[mention.first..=mention.last].iter_mut().enumerate() {
            seen.mention = rule(mention, n == 0);
        }
    }
    seen
}

fn one<'s>(finder: &Finder<'s, '_>, at: usize, before: Part<'static>) -> Seen<'s> {
    let unit = &finder.units[at];
    let word = Part::new(&unit.folded);
    let case = parts!["small", "capital", "acronym", "code", "initial"][unit.case as usize];
    let mut seen = Seen { word, case, uncertain: unit.uncertain, before, ..EDGE };
    (seen.mention, seen.known, seen.title) = (parts!["O"][0], NO, NO);
    (seen.organisation, seen.particle) = (NO, NO);
    if unit.is_capital() {
        seen.capital = true;
        seen.lists = lists(finder, unit);
    }
    if unit.is_capital() || near(finder.units, at) {
        seen.organisation = organisation(finder, unit);
        seen.particle = particle(finder, unit);
    }
    seen
}

/// Whether a small word stands next to a capital: up to three words before one, or two behind.
pub(super) fn near(units: &[Unit<'_>], at: usize) -> bool {
    let ahead = (at + 1..units.len().min(at + 4)).take_while(|&n| units[n].joined);
    let behind = (at.saturating_sub(1)..=at).rev().take_while(|&n| n > 0 && units[n].joined).map(|n| n - 1);
    let mut near = ahead.chain(behind);
    near.any(|n| units[n].is_capital())
}

fn lists(finder: &Finder<'_, '_>, unit: &Unit<'_>) -> u8 {
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

fn organisation(finder: &Finder<'_, '_>, unit: &Unit<'_>) -> Part<'static> {
    match finder.organisation(unit).map(|word| (word.place, word.entity)) {
        None => NO,
        Some((Place::Kind, _)) => parts!["kind"][0],
        Some((Place::First | Place::Any, entity)) => {
            parts!["firstorg", "firstplace", "firstother"][number(entity)]
        }
        Some((Place::Last, entity)) => parts!["lastorg", "lastplace", "lastother"][number(entity)],
    }
}

fn particle(finder: &Finder<'_, '_>, unit: &Unit<'_>) -> Part<'static> {
    match finder.names.particle(&unit.folded) {
        None => NO,
        Some(Particle::Person) => parts!["person"][0],
        Some(Particle::Name) => parts!["name"][0],
        Some(Particle::Joined) => parts!["joined"][0],
        Some(Particle::Known) => parts!["known"][0],
    }
}

/// Marks the known name or the title at a unit; how many units it takes.
fn known(finder: &Finder<'_, '_>, at: usize, seen: &mut [Seen<'_>]) -> usize {
    const ALONE: [Part<'static>; 4] = parts!["sorg", "splace", "sother", "sperson"];
    const FIRST: [Part<'static>; 4] = parts!["borg", "bplace", "bother", "bperson"];
    const NEXT: [Part<'static>; 4] = parts!["iorg", "iplace", "iother", "iperson"];
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

/// What the rules found.
fn rule(mention: &Mention, first: bool) -> Part<'static> {
    const FIRST: [Part<'static>; 8] =
        parts!["Bsingle", "Bperson", "Bplace", "Bother", "Bkorg", "Bkplace", "Bkother", "Bkperson"];
    const NEXT: [Part<'static>; 8] =
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

/// What stands between a unit and the one before it.
fn between(unit: &Unit<'_>, text: &str) -> Part<'static> {
    const SIGNS: &[u8] = b"(,.\"':-/)";
    if unit.joined {
        return parts!["J"][0];
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
