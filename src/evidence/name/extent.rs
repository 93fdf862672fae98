//! The parts of a run -> the end of the first name, the start of the next, and the words that belong to
//! neither.

use crate::lang::Place;
use crate::model::{Entity, Language};

use super::context::NameContext;
use super::run::{PartKind, RunPart};
use super::writing::Case;

impl NameContext<'_> {
    /// The number of parts in the first name.
    pub(super) fn take(&self, parts: &[RunPart]) -> usize {
        let count = self.bare(parts);
        count + self.behind(parts, count)
    }

    /// The number of capitalized common nouns after an English name that belong to it: after a place (`Boston
    /// Globe`, `Denver Nuggets`), or after an organisation word inside a name (`Desert Island Discs`).
    fn behind(&self, parts: &[RunPart], count: usize) -> usize {
        let unit = |part: &RunPart| &self.units[part.first];
        let last = &parts[count - 1];
        let place = matches!(last.kind, PartKind::Known(known) if known.entity == Entity::Place && self.is_called(known.keys, last));
        // `CNN Style`, `BBC Sport`: a section named after its organisation.
        let parent = matches!(last.kind, PartKind::Known(known) if known.entity == Entity::Organisation)
            && unit(last).case == Case::Acronym;
        let body = last.kind == PartKind::Word && count > 1 && self.organisation(unit(last)).is_some();
        if self.ordinary.language() != Language::Eng || !(place || body || parent) {
            return 0;
        }
        let goes_on = |(n, part): &(usize, &RunPart)| {
            let unit = unit(part);
            part.kind == PartKind::Word
                && part.first == parts[count + n - 1].last + 1
                && unit.joined
                && unit.case == Case::Capital
                && !unit.uncertain
                && self.is_ordinary(unit)
                && !self.is_given(unit)
                && self.organisation(unit).is_none()
        };
        parts[count..].iter().enumerate().take_while(goes_on).count()
    }

    /// Whether a known name is the name of a place itself, not of its people (`Boston`, not `Scottish`).
    fn is_called(&self, keys: &str, part: &RunPart) -> bool {
        let key = keys.split(' ').next().unwrap_or_default();
        let words = self.units[part.first..=part.last].iter().map(|unit| &**unit.folded);
        key.split('-').eq(words)
    }

    /// The number of parts in the first name, without common nouns after it.
    fn bare(&self, parts: &[RunPart]) -> usize {
        let place = |part: &RunPart| {
            (part.kind == PartKind::Word)
                .then(|| self.organisation(&self.units[part.first]).map(|word| word.place))
                .flatten()
        };
        if matches!(place(&parts[0]), Some(Place::First | Place::Any | Place::Kind)) && parts.len() > 1 {
            // `Fraksi Partai Demokrat`: the known organisation is a name of its own.
            return if self.opens_organisation(&parts[1]) { 1 } else { self.person_behind(parts) };
        }
        let opening = parts.iter().position(|part| place(part) == Some(Place::First)).unwrap_or(parts.len());
        if let Some(last) =
            parts[..opening].iter().rposition(|part| matches!(place(part), Some(Place::Last | Place::Any)))
            && last > 0
        {
            let numerals = parts[last + 1..].iter().take_while(|part| self.is_numeral(part)).count();
            let last = last + numerals;
            let small = parts.get(last + 1).is_some_and(|next| next.first > parts[last].last + 1);
            return if small { parts.len() } else { last + 1 };
        }
        if self.is_word(parts, 0) {
            return (1..opening.max(1)).find(|&n| !self.is_word(parts, n)).unwrap_or(opening.max(1));
        }
        1
    }

    /// The start of a person's name after the name of a body (`Badan Pengawas Pemilu Rahmat Bagja`); the end
    /// if there is none.
    fn person_behind(&self, parts: &[RunPart]) -> usize {
        let unit = |part: &RunPart| &self.units[part.first];
        if !self.organisation(unit(&parts[0])).is_some_and(|word| word.body) {
            return parts.len();
        }
        let person = |part: &&RunPart| {
            let unit = unit(part);
            part.kind == PartKind::Word
                && unit.joined
                && matches!(unit.case, Case::Capital | Case::Initial)
                && self.organisation(unit).is_none()
                && !self.is_ordinary(unit)
        };
        let count = parts.iter().rev().take_while(person).count();
        if count >= 2 && count + 2 <= parts.len() { parts.len() - count } else { parts.len() }
    }

    fn opens_organisation(&self, part: &RunPart) -> bool {
        let place = self.organisation(&self.units[part.first]).map(|word| word.place);
        part.kind != PartKind::Word
            && part.last > part.first
            && matches!(place, Some(Place::First | Place::Any))
    }

    /// Whether a part is a word of an unknown name: unknown itself, or a known name that is also a name of
    /// persons, next to one.
    fn is_word(&self, parts: &[RunPart], n: usize) -> bool {
        let unknown = |n: usize| parts.get(n).is_some_and(|part| part.kind == PartKind::Word);
        let RunPart { first, last, kind } = parts[n];
        kind == PartKind::Word
            || (first == last
                && self.is_personal(&self.units[first])
                && (unknown(n + 1) || (n > 0 && unknown(n - 1))))
    }

    /// Whether a word may be a numeral of the name before it (`World War III`).
    pub(super) fn is_numeral(&self, part: &RunPart) -> bool {
        self.units[part.first].folded.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'))
    }

    /// Whether a word is capitalized only because of its position.
    pub(super) fn is_filler(&self, part: &RunPart, rest: &[RunPart]) -> bool {
        let unit = &self.units[part.first];
        let word = &unit.folded;
        if part.kind != PartKind::Word {
            return false;
        }
        // `Dionisio A. Lind`: an initial is part of a name, whatever the letter is.
        if unit.case == Case::Initial {
            return rest.is_empty();
        }
        if self.is_never(unit) {
            return true;
        }
        if !unit.uncertain
            || matches!(unit.case, Case::Acronym | Case::Code)
            || (word.is_name() && !word.is_small())
        {
            return false;
        }
        let next = rest.first().map(|part| (part.kind, &self.units[part.first]));
        let next = next.filter(|(_, next)| !next.uncertain || !self.is_ordinary(next));
        if next.is_some() && self.organisation(unit).is_some() {
            return false;
        }
        // `Arun Saelee`, `Guy Cecil`: before another name, a word that only the dictionary has is a name, and
        // so is one that is also a name of persons.
        let plain = match next {
            Some((PartKind::Word, next)) if !next.uncertain && !self.is_ordinary(next) => {
                // A repeated word is a plural (`Lonceng-lonceng`).
                let twice = || word.split_once(' ').is_some_and(|(one, two)| one == two);
                (self.is_frequent(unit) && (self.is_opener(unit) || !self.is_given(unit)))
                    || (twice() && self.is_ordinary(unit))
            }
            _ => self.is_ordinary(unit),
        };
        plain || (word.is_small() && !word.is_name())
    }
}
