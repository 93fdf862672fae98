//! Units -> mentions: the runs of units that are names, and the kind of each.

use smol_str::{SmolStr, SmolStrBuilder};

use crate::lang::Known;
use crate::model::{Language, Span};

use super::context::NameContext;
use super::found::{Mention, NameKind};
use super::run::{PartKind, RunPart};
use super::unit::Unit;
use super::writing::Case;

/// Adds the names of one sentence, in order, disjoint; `parts` is a buffer reused between sentences.
pub(super) fn mentions(context: &NameContext<'_>, parts: &mut Vec<RunPart>, found: &mut Vec<Mention>) {
    let units = context.units;
    let mut at = 0;
    while at < units.len() {
        if units[at].is_capital() {
            context.run(at, parts);
            at = parts.last().map_or(at, |part| part.last) + 1;
            context.compose(parts, found);
        } else {
            at += 1;
        }
    }
}

impl NameContext<'_> {
    /// Turns the parts of a run into names.
    pub(super) fn compose(&self, parts: &[RunPart], found: &mut Vec<Mention>) {
        for group in parts.split(|part| part.kind == PartKind::Title) {
            let mut rest = group;
            while let Some(first) = rest.first() {
                let count = self.take(rest);
                let (name, behind) = rest.split_at(count);
                match first.kind {
                    PartKind::Known(known) if count == 1 => self.add_known(*first, known, found),
                    _ => self.add(name, found),
                }
                rest = behind;
            }
        }
    }

    fn add_known(&self, part: RunPart, known: Known, found: &mut Vec<Mention>) {
        let unit = &self.units[part.first];
        // `Lima` opens a sentence as the number five; `Polish` and `China` do not as the verb and the
        // porcelain.
        if part.first == part.last
            && unit.uncertain
            && unit.case == Case::Capital
            && !unit.folded.is_name()
            && self.is_everyday(unit)
        {
            return;
        }
        found.push(Mention {
            span: self.span(part.first, part.last),
            first: part.first,
            last: part.last,
            entity: None,
            full: self.full(part.first, part.last),
            kind: NameKind::Known(known),
        });
    }

    /// Adds the unknown names in `parts`, without words at either end that do not belong to them.
    fn add(&self, parts: &[RunPart], found: &mut Vec<Mention>) {
        let mut parts = parts;
        while let Some((first, rest)) = parts.split_first() {
            if self.is_filler(first, rest) {
                parts = rest;
                continue;
            }
            // In a headline, ordinary words come between names: a name ends where they begin.
            let end = rest
                .iter()
                .enumerate()
                .position(|(n, part)| {
                    let initial = self.units[part.first].case == Case::Initial && n + 1 < rest.len();
                    !initial && self.is_filler(part, &[]) && !self.is_numeral(part)
                })
                .map_or(parts.len(), |n| n + 1);
            let (name, behind) = parts.split_at(end);
            match first.kind {
                PartKind::Known(known) if name.len() == 1 => self.add_known(*first, known, found),
                _ => self.push(first.first, name[end - 1].last, name, found),
            }
            parts = behind;
        }
    }

    fn push(&self, first: usize, last: usize, parts: &[RunPart], found: &mut Vec<Mention>) {
        let unit = &self.units[first];
        if parts.len() == 1 {
            let word = &unit.folded;
            // Checked first because it is cheap: most single words are surnames of persons seen before.
            let plain = || {
                unit.case == Case::Capital
                    && !word.is_steady()
                    && (self.organisation(unit).is_some() || self.is_common(unit))
                    && (unit.uncertain || !self.is_capital_word(unit))
                    && !self.follows_short_title(first)
            };
            if word.len() < 2 || plain() {
                return;
            }
        }
        let kind = match parts.len() {
            1 => self.short(first).unwrap_or(NameKind::Single),
            _ => self.classify(first, last, parts),
        };
        let (span, full) = (self.span(first, last), self.full(first, last));
        found.push(Mention { span, first, last, full, kind, entity: None });
    }

    /// Whether an everyday word with a capital inside a sentence is a name: because persons have the name
    /// (`Yuan`), or because English has no other use for the capital (`Common`).
    fn is_capital_word(&self, unit: &Unit) -> bool {
        let english = self.ordinary.language() == Language::Eng;
        let bare = || self.is_opener(unit) || self.organisation(unit).is_some();
        self.is_given(unit) || (english && !(bare() || self.names.is_never_alone(&unit.folded)))
    }

    pub(super) fn span(&self, first: usize, last: usize) -> Span {
        Span::new(self.units[first].span().start, self.units[last].span().end)
    }

    pub(super) fn full(&self, first: usize, last: usize) -> SmolStr {
        spaced(self.units[first..=last].iter().map(|unit| &**unit.folded))
    }
}

/// The words joined by single spaces; empty words at the start add no space.
pub(super) fn spaced<'w>(words: impl Iterator<Item = &'w str> + Clone) -> SmolStr {
    let length: usize = words.clone().map(|word| word.len() + 1).sum();
    let mut phrase = SmolStrBuilder::with_capacity(length.saturating_sub(1));
    let mut empty = true;
    for word in words {
        if !empty {
            phrase.push(' ');
        }
        phrase.push_str(word);
        empty &= word.is_empty();
    }
    phrase.finish()
}
