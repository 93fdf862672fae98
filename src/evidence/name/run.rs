//! Units -> the parts of a run of capitalized units: known names, titles, single words.

use crate::lang::{Known, Particle, Piece, Place};

use super::context::NameContext;
use super::unit::Unit;
use super::writing::Case;

/// Maximum number of parts of a run: names are shorter, and the search for the end of a name is repeated for
/// each name of a run.
const LONGEST: usize = 32;

/// A range of units inside a run.
#[derive(Debug, Clone, Copy)]
pub(super) struct RunPart {
    pub first: usize,
    pub last: usize,
    pub kind: PartKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PartKind {
    Known(Known),
    Title,
    Word,
}

impl NameContext<'_> {
    /// Fills `parts` with those of the run that starts at the capital unit `first`; very long lines in
    /// capitals are cut.
    pub(super) fn run(&self, first: usize, parts: &mut Vec<RunPart>) {
        parts.clear();
        let mut at = first;
        loop {
            let part = self.part(at);
            at = part.last + 1;
            parts.push(part);
            match self.next(at, parts) {
                Some(next) if parts.len() < LONGEST => at = next,
                _ => return,
            }
        }
    }

    /// The unit at which the run continues after a part: `at`, or the unit after small words of a name at
    /// `at`.
    fn next(&self, at: usize, parts: &[RunPart]) -> Option<usize> {
        let mut here = at;
        loop {
            let unit = self.units.get(here).filter(|unit| unit.joined)?;
            if unit.is_capital() {
                return Some(here);
            }
            if here >= at + 2 || !(self.inside(unit, parts) || (here == at && self.couples(at, parts))) {
                return None;
            }
            here += 1;
        }
    }

    /// Whether a small word continues the run.
    fn inside(&self, unit: &Unit, parts: &[RunPart]) -> bool {
        let words = || parts.iter().filter(|part| part.kind == PartKind::Word);
        let place = |part: &RunPart| self.organisation(&self.units[part.last]).map(|word| word.place);
        match self.particle(unit) {
            Some(Particle::Person) => parts.last().is_some_and(|part| part.kind == PartKind::Word),
            Some(Particle::Name) => words().any(|part| place(part).is_some()),
            Some(Particle::Joined) => {
                words().any(|part| matches!(place(part), Some(Place::First | Place::Any)))
            }
            Some(Particle::Known) | None => false,
        }
    }

    /// Whether the small word joins two subjects of a body (`Fish and Wildlife Commission`): capitalized
    /// everyday words on both sides, followed closely by the word for a body.
    fn couples(&self, at: usize, parts: &[RunPart]) -> bool {
        const SOON: usize = 3;
        let thing = |unit: &Unit| unit.case == Case::Capital && self.is_ordinary(unit);
        let behind =
            self.units[at + 1..].iter().take(SOON).take_while(|unit| unit.joined && unit.is_capital());
        self.particle(&self.units[at]) == Some(Particle::Name)
            && parts.last().is_some_and(|part| part.kind == PartKind::Word && thing(&self.units[part.first]))
            && self.units.get(at + 1).is_some_and(thing)
            && behind.skip(1).any(|unit| {
                matches!(self.organisation(unit).map(|word| word.place), Some(Place::Last | Place::Any))
            })
    }

    pub(super) fn pieces(&self, at: usize) -> impl Iterator<Item = Piece<'_>> + Clone {
        let units = &self.units[at..];
        units
            .iter()
            .enumerate()
            .take_while(|(n, unit)| {
                *n == 0 || unit.joined && (unit.is_capital() || self.particle(unit).is_some())
            })
            .map(|(_, unit)| Piece { folded: &unit.folded, joins: unit.is_capital() })
    }

    /// The known name, the title or the single word at a capital unit.
    pub(super) fn part(&self, at: usize) -> RunPart {
        let unit = &self.units[at];
        let known = self.known(at);
        let title = self.title(at);
        if let Some((count, known)) = known
            && count >= title
        {
            return RunPart { first: at, last: at + count - 1, kind: PartKind::Known(known) };
        }
        if title > 0 && unit.case != Case::Code && !(title == 1 && self.is_saint(at)) {
            return RunPart { first: at, last: at + title - 1, kind: PartKind::Title };
        }
        RunPart { first: at, last: at, kind: PartKind::Word }
    }

    /// Whether the unit is the `St.` of the name after it.
    pub(super) fn is_saint(&self, at: usize) -> bool {
        let unit = &self.units[at];
        unit.case == Case::Capital
            && self.units.get(at + 1).is_some_and(|next| next.joined && next.case == Case::Capital)
            && self.opens_saint(unit)
    }

    /// The known name at a unit, and its number of units.
    pub(super) fn known(&self, at: usize) -> Option<(usize, Known)> {
        *self.known[at].get_or_init(|| self.look_up(at))
    }

    fn look_up(&self, at: usize) -> Option<(usize, Known)> {
        let unit = &self.units[at];
        let phrase = self.phrase(at);
        let short = unit.case == Case::Acronym && phrase.is_none_or(|(count, _)| count == 1);
        let capitals = if short { self.capitals(unit) } else { None };
        capitals.map(|known| (1, known)).or(phrase)
    }
}
