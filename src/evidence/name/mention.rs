//! Units -> mentions: which runs of units are names, and of what sort.

use crate::lang::{Names, Particle, Piece, Place};
use crate::model::Span;

use super::document::Usage;
use super::unit::{Case, Unit};

/// A name of one sentence before the document has had its say.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// Where it stands.
    pub span: Span,
    /// The whole name folded.
    pub full: String,
    /// What it is.
    pub sort: Sort,
}

/// What a mention is.
#[derive(Debug, Clone)]
pub(super) enum Sort {
    /// In the gazetteer: its keys, preferred first, a space between two.
    Known(&'static str),
    /// One word that the gazetteer has not.
    Single,
    /// Several words that look like the name of a person, folded.
    Person(Vec<String>),
    /// A place with the word for its kind: its folded name without that word, and the keys of the known names in it.
    Place(String, Vec<&'static str>),
    /// An organisation, a work, a place: the folded name without the words for what it is, its telling words, and the keys of the known names in it.
    Other(Vec<String>, Vec<&'static str>),
}

/// A stretch of units inside a run.
#[derive(Debug, Clone, Copy)]
struct Part {
    first: usize,
    last: usize,
    what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Known(&'static str),
    Title,
    Word,
}

/// The names of one sentence, in order, disjoint.
pub(super) fn mentions(units: &[Unit<'_>], text: &str, names: &Names, usage: &Usage<'_>) -> Vec<Mention> {
    let finder = Finder { units, text, names, usage };
    let mut found = Vec::new();
    let mut at = 0;
    while at < units.len() {
        if units[at].is_capital() {
            let parts = finder.run(at);
            at = parts.last().map_or(at, |part| part.last) + 1;
            finder.compose(&parts, &mut found);
        } else {
            at += 1;
        }
    }
    found
}

struct Finder<'u, 't> {
    units: &'u [Unit<'t>],
    text: &'u str,
    names: &'u Names,
    usage: &'u Usage<'u>,
}

impl Finder<'_, '_> {
    /// The parts of the run that opens at the capital unit `first`.
    fn run(&self, first: usize) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        let mut at = first;
        loop {
            let part = self.part(at);
            at = part.last + 1;
            parts.push(part);
            match self.next(at, &parts) {
                Some(next) => at = next,
                None => return parts,
            }
        }
    }

    /// Where the run goes on behind a part: at `at`, or behind the small words of a name that stand there.
    fn next(&self, at: usize, parts: &[Part]) -> Option<usize> {
        let mut here = at;
        loop {
            let unit = self.units.get(here).filter(|unit| unit.joined)?;
            if unit.is_capital() {
                return Some(here);
            }
            if here >= at + 2 || !self.inside(unit, parts) {
                return None;
            }
            here += 1;
        }
    }

    /// Whether a small word keeps the run together.
    fn inside(&self, unit: &Unit<'_>, parts: &[Part]) -> bool {
        let words = || parts.iter().filter(|part| part.what == What::Word);
        let place = |part: &Part| self.names.organisation(&self.units[part.last].folded);
        match self.names.particle(&unit.folded) {
            Some(Particle::Person) => parts.last().is_some_and(|part| part.what == What::Word),
            Some(Particle::Name) => words().any(|part| place(part).is_some()),
            Some(Particle::Joined) => {
                words().any(|part| matches!(place(part), Some(Place::First | Place::Any)))
            }
            Some(Particle::Known) | None => false,
        }
    }

    fn pieces(&self, at: usize) -> impl Iterator<Item = Piece<'_>> + Clone {
        let units = &self.units[at..];
        units
            .iter()
            .enumerate()
            .take_while(|(n, unit)| {
                *n == 0 || unit.joined && (unit.is_capital() || self.names.particle(&unit.folded).is_some())
            })
            .map(|(_, unit)| Piece { folded: &unit.folded, joins: unit.is_capital() })
    }

    /// The known name, the title or the single word at a capital unit.
    fn part(&self, at: usize) -> Part {
        let unit = &self.units[at];
        let known = self.known(at);
        let title = self.names.title(&self.pieces(at));
        if let Some((count, keys)) = known
            && count >= title
        {
            return Part { first: at, last: at + count - 1, what: What::Known(keys) };
        }
        if title > 0 && unit.case != Case::Code {
            return Part { first: at, last: at + title - 1, what: What::Title };
        }
        Part { first: at, last: at, what: What::Word }
    }

    fn known(&self, at: usize) -> Option<(usize, &'static str)> {
        let unit = &self.units[at];
        let phrase = self.names.known(&self.pieces(at));
        if unit.case == Case::Acronym && phrase.is_none_or(|(count, _)| count == 1) {
            let form = unit.span.of(self.text);
            let keys = if form.contains('.') {
                self.names.known_capitals(&form.replace('.', ""))
            } else {
                self.names.known_capitals(form)
            };
            if let Some(keys) = keys {
                return Some((1, keys));
            }
        }
        phrase
    }

    /// Turns the parts of a run into names.
    fn compose(&self, parts: &[Part], found: &mut Vec<Mention>) {
        for group in parts.split(|part| part.what == What::Title) {
            let mut rest = group;
            while let Some(first) = rest.first() {
                let count = self.take(rest);
                let (name, behind) = rest.split_at(count);
                match first.what {
                    What::Known(keys) if count == 1 => self.add_known(*first, keys, found),
                    _ => self.add(name, found),
                }
                rest = behind;
            }
        }
    }

    /// How many of the parts the first name takes.
    fn take(&self, parts: &[Part]) -> usize {
        let place = |part: &Part| {
            (part.what == What::Word)
                .then(|| self.names.organisation(&self.units[part.first].folded))
                .flatten()
        };
        if matches!(place(&parts[0]), Some(Place::First | Place::Any | Place::Kind)) && parts.len() > 1 {
            // `Fraksi Partai Demokrat`: the known organisation stands for itself.
            return if self.opens_organisation(&parts[1]) { 1 } else { parts.len() };
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

    fn opens_organisation(&self, part: &Part) -> bool {
        let place = self.names.organisation(&self.units[part.first].folded);
        part.what != What::Word && part.last > part.first && matches!(place, Some(Place::First | Place::Any))
    }

    /// Whether a part is a word of an unknown name: unknown itself, or a known name that persons bear beside one.
    fn is_word(&self, parts: &[Part], n: usize) -> bool {
        let unknown = |n: usize| parts.get(n).is_some_and(|part| part.what == What::Word);
        let Part { first, last, what } = parts[n];
        what == What::Word
            || (first == last
                && self.names.is_personal(&self.units[first].folded)
                && (unknown(n + 1) || (n > 0 && unknown(n - 1))))
    }

    fn add_known(&self, part: Part, keys: &'static str, found: &mut Vec<Mention>) {
        let unit = &self.units[part.first];
        // `Lima` opens a sentence as the number five; `Polish` and `China` do not as the verb and the porcelain.
        if part.first == part.last
            && unit.uncertain
            && unit.case == Case::Capital
            && !self.usage.is_name(&unit.folded)
            && self.names.is_everyday(&unit.folded)
        {
            return;
        }
        found.push(Mention {
            span: self.span(part.first, part.last),
            full: self.full(part.first, part.last),
            sort: Sort::Known(keys),
        });
    }

    /// Adds the unknown name that `parts` make, without the words at its start and end that are none.
    fn add(&self, parts: &[Part], found: &mut Vec<Mention>) {
        let mut parts = parts;
        while let Some((first, rest)) = parts.split_first() {
            if !self.is_filler(first, rest) {
                break;
            }
            parts = rest;
        }
        // A headline's words stand between its names: the name ends where they begin.
        let end = parts
            .iter()
            .skip(1)
            .position(|part| self.is_filler(part, &[]) && !self.is_numeral(part))
            .map_or(parts.len(), |n| n + 1);
        let (name, behind) = parts.split_at(end);
        if let (Some(first), Some(last)) = (name.first(), name.last()) {
            match first.what {
                What::Known(keys) if name.len() == 1 => self.add_known(*first, keys, found),
                _ => self.push(first.first, last.last, name, found),
            }
            if !behind.is_empty() {
                self.add(behind, found);
            }
        }
    }

    /// Whether a word may count the name before it (`World War III`).
    fn is_numeral(&self, part: &Part) -> bool {
        self.units[part.first].folded.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'))
    }

    /// Whether a word is written with a capital for its place only.
    fn is_filler(&self, part: &Part, rest: &[Part]) -> bool {
        let unit = &self.units[part.first];
        let word: &str = &unit.folded;
        if part.what != What::Word {
            return false;
        }
        if self.names.is_never(word) || (unit.case == Case::Initial && rest.is_empty()) {
            return true;
        }
        if !unit.uncertain
            || matches!(unit.case, Case::Acronym | Case::Code | Case::Initial)
            || self.usage.is_name(word)
        {
            return false;
        }
        let makes = rest.first().is_some_and(|next| !self.units[next.first].uncertain)
            && self.names.organisation(word).is_some();
        !makes && (self.names.is_word(word) || self.usage.is_small(word))
    }

    fn push(&self, first: usize, last: usize, parts: &[Part], found: &mut Vec<Mention>) {
        let unit = &self.units[first];
        if parts.len() == 1 {
            let word: &str = &unit.folded;
            // Found cheap first: most single words are the surnames of persons met before.
            let plain = || {
                unit.case == Case::Capital
                    && !self.usage.is_steady(word)
                    && (self.names.organisation(word).is_some() || self.names.is_common(word))
                    && !self.follows_short_title(first)
            };
            if word.len() < 2 || plain() {
                return;
            }
        }
        let sort = match parts.len() {
            1 => self.short(first).unwrap_or(Sort::Single),
            _ => self.sort(first, last, parts),
        };
        found.push(Mention { span: self.span(first, last), full: self.full(first, last), sort });
    }

    /// `Yang Uk berkata`: a word of two or three letters is seldom a whole name, so the small word that opens the sentence
    /// before it may be half of it (`Yang` is a surname, and Indonesian for "which").
    fn short(&self, at: usize) -> Option<Sort> {
        let unit = &self.units[at];
        let before = &self.units[at.checked_sub(1)?];
        let may = unit.joined
            && unit.case == Case::Capital
            && unit.folded.len() <= 3
            && !self.usage.is_steady(&unit.folded);
        (may && before.case == Case::Capital && before.uncertain)
            .then(|| Sort::Other(vec![format!("{} {}", before.folded, unit.folded)], Vec::new()))
    }

    /// Whether `Dr.`, `Mr` or the like stands before the unit: then even an everyday word is a name.
    fn follows_short_title(&self, at: usize) -> bool {
        self.units[at].joined
            && at.checked_sub(1).map(|before| &self.units[before]).is_some_and(|before| {
                before.folded.len() <= 4
                    && before.is_capital()
                    && self.names.title(&std::iter::once(Piece { folded: &before.folded, joins: true })) > 0
            })
    }

    /// A person, unless an organisation word, an acronym or a code is among the parts.
    fn sort(&self, first: usize, last: usize, parts: &[Part]) -> Sort {
        let units = &self.units[first..=last];
        let other = units.iter().any(|unit| {
            matches!(unit.case, Case::Acronym | Case::Code)
                || self.names.organisation(&unit.folded).is_some()
                || matches!(self.names.particle(&unit.folded), Some(Particle::Name | Particle::Joined))
        });
        let words = units.iter().filter(|unit| unit.is_capital() && unit.case != Case::Initial);
        if !other {
            return Sort::Person(words.map(|unit| unit.folded.to_string()).collect());
        }
        let known: Vec<_> = parts
            .iter()
            .filter_map(|part| match part.what {
                What::Known(keys) => Some(keys),
                _ => None,
            })
            .collect();
        if self.names.organisation(&units[0].folded) == Some(Place::Kind) {
            return Sort::Place(self.full(first + 1, last), known);
        }
        let telling: Vec<&str> = words
            .map(|unit| &*unit.folded)
            .filter(|word| {
                self.names.organisation(word).is_none()
                    && self.names.title(&std::iter::once(Piece { folded: word, joins: true })) == 0
            })
            .collect();
        // `Liga Elite`, `Elite League`; `Roa Roa Hotel`, `Hotel Roa-Roa`: what is left without the words for what it is.
        let mut readings = vec![telling.join(" ")];
        readings.extend(
            telling
                .iter()
                .filter(|w| !self.names.is_word(w) && !self.names.is_known(w))
                .map(|w| (*w).to_owned()),
        );
        Sort::Other(readings, known)
    }

    fn span(&self, first: usize, last: usize) -> Span {
        Span::new(self.units[first].span.start, self.units[last].span.end)
    }

    fn full(&self, first: usize, last: usize) -> String {
        let mut full = String::with_capacity(self.span(first, last).len());
        for unit in &self.units[first..=last] {
            if !full.is_empty() {
                full.push(' ');
            }
            full.push_str(&unit.folded);
        }
        full
    }
}
