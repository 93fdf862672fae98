//! Units -> the tagger's view of each: classes from the lists, from the rules and from its writing.

use crate::lang::{Particle, Place};
use crate::model::Entity;

use super::features::{Class, EDGE, FeatureValue, JOINED, LISTS, UnitView};
use crate::evidence::name::context::NameContext;
use crate::evidence::name::found::{Mention, NameKind};
use crate::evidence::name::unit::Unit;

macro_rules! parts {
    ($($text:literal),+) => { [$(const { &FeatureValue::new($text) }),+] };
}

const NO: Class = &FeatureValue::new("-");

/// Fills `views` with the tagger's view of each unit. Units far from any capital, which are not classified,
/// stay empty.
pub(super) fn all<'s>(context: &NameContext<'s>, mentions: &[Mention], views: &mut Vec<UnitView<'s>>) {
    let units = context.units;
    views.clear();
    views.resize(units.len(), EDGE);
    for at in (0..units.len()).filter(|&at| units[at].is_capital()) {
        mark(units, at, views);
    }
    for at in 0..units.len() {
        let beside = |at: usize| views.get(at).is_some_and(|view| view.capital || view.near);
        if beside(at) || beside(at + 1) || at > 0 && beside(at - 1) {
            let end = if at > 0 { units[at - 1].span().end } else { 0 };
            let unit = &units[at];
            look(context, unit, between(unit, &context.text[end..unit.span().start]), &mut views[at]);
        }
    }
    let mut at = 0;
    while at < units.len() {
        at += known(context, at, views);
    }
    for mention in mentions {
        for (n, view) in views[mention.first..=mention.last].iter_mut().enumerate() {
            view.mention = rule(mention, n == 0);
        }
    }
    views.iter_mut().filter(|view| view.is_looked_at()).for_each(UnitView::set_shape);
}

/// Marks the capital at `at` and the units near it: up to three words before it, two after.
fn mark(units: &[Unit], at: usize, views: &mut [UnitView<'_>]) {
    views[at].capital = true;
    for n in (at.saturating_sub(2)..=at).rev().take_while(|&n| n > 0 && units[n].joined) {
        views[n - 1].near = true;
    }
    for n in (at + 1..units.len().min(at + 3)).take_while(|&n| units[n].joined) {
        views[n].near = true;
    }
}

fn look<'s>(context: &NameContext<'s>, unit: &'s Unit, before: Class, view: &mut UnitView<'s>) {
    view.word = Some(&unit.folded);
    view.case = parts!["small", "capital", "acronym", "code", "initial"][unit.case as usize];
    (view.uncertain, view.before) = (unit.uncertain, before);
    (view.mention, view.known, view.title) = (parts!["O"][0], NO, NO);
    (view.organisation, view.particle) = (NO, NO);
    if view.capital {
        view.lists = lists(context, unit);
    }
    if view.capital || view.near {
        view.organisation = organisation(context, unit);
        view.particle = particle(context, unit);
    }
}

fn lists(context: &NameContext<'_>, unit: &Unit) -> u8 {
    let has: [bool; LISTS.len()] = [
        context.is_common(unit),
        context.is_given(unit),
        context.is_opener(unit),
        context.is_everyday(unit),
        context.is_personal(unit),
        context.is_never(unit),
        context.is_ordinary(unit),
    ];
    has.iter().enumerate().map(|(n, &has)| u8::from(has) << n).sum()
}

fn organisation(context: &NameContext<'_>, unit: &Unit) -> Class {
    match context.organisation(unit).map(|word| (word.place, word.entity)) {
        None => NO,
        Some((Place::Kind, _)) => parts!["kind"][0],
        Some((Place::First | Place::Any, entity)) => {
            parts!["firstorg", "firstplace", "firstother"][number(entity)]
        }
        Some((Place::Last, entity)) => parts!["lastorg", "lastplace", "lastother"][number(entity)],
    }
}

fn particle(context: &NameContext<'_>, unit: &Unit) -> Class {
    match context.particle(unit) {
        None => NO,
        Some(Particle::Person) => parts!["person"][0],
        Some(Particle::Name) => parts!["name"][0],
        Some(Particle::Joined) => parts!["joined"][0],
        Some(Particle::Known) => parts!["known"][0],
    }
}

/// Marks the known name or the title at a unit; returns its number of units.
fn known(context: &NameContext<'_>, at: usize, views: &mut [UnitView<'_>]) -> usize {
    const ALONE: [Class; 4] = parts!["sorg", "splace", "sother", "sperson"];
    const FIRST: [Class; 4] = parts!["borg", "bplace", "bother", "bperson"];
    const NEXT: [Class; 4] = parts!["iorg", "iplace", "iother", "iperson"];
    if !context.units[at].is_capital() {
        return 1;
    }
    for n in 0..context.title(at) {
        views[at + n].title = parts!["B", "I"][n.min(1)];
    }
    let Some((count, known)) = context.known(at) else { return 1 };
    for n in 0..count {
        let class = if count == 1 { ALONE } else { [FIRST, NEXT][n.min(1)] };
        views[at + n].known = class[number(known.entity)];
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
    let sort = match &mention.kind {
        NameKind::Single => 0,
        NameKind::Person(_) => 1,
        NameKind::Place(..) => 2,
        NameKind::Other(..) => 3,
        NameKind::Known(known) => 4 + number(known.entity),
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
