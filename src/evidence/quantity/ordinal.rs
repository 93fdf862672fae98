//! A number and a mark of order -> ordinals, years and decades.

use super::decimal::Decimal;
use super::digits;
use super::roman::roman;
use super::sum::Number;
use super::{Quantity, QuantityReader, QuantityToken};
use crate::evidence::token::Shape;
use crate::lang::{DateRole, NumberRole as Role};
use crate::model::{Key, Kind};

/// Bare four-digit figures in this range are read as years.
const YEARS: std::ops::RangeInclusive<u32> = 1500..=2100;

/// Figures in this range are read as years if the word before them means a year.
const EARLY_YEARS: std::ops::RangeInclusive<u32> = 100..=1499;

impl QuantityReader<'_> {
    /// `ke-3`, `ke-XX`, `menit ke 89`, `abad XIX`, `abad 8`, `World War II`: an ordinal by the word before
    /// it.
    pub(super) fn marked_ordinal(&self, at: usize) -> Option<Quantity> {
        let (from, figure) = match self.role(at)? {
            Role::Ke => (at, self.behind_ke(at)?),
            Role::Century => (self.after_number(at), self.after_number(at)),
            Role::Rank => {
                let figure = self.after_number(at);
                let letter = self.pieces[at].span.len() == 1;
                return self
                    .ranked_by_letters(figure)
                    .or_else(|| self.quarter(at, figure).filter(|_| letter));
            }
            Role::Roman(value) => return self.regnal(at, value),
            _ => return None,
        };
        let text = self.pieces.get(figure).map(|_| self.text(figure))?;
        // `the war I fought` contains no figure.
        let figured = text.len() > 1 || from < figure || self.pieces[at].capital;
        let grouped = || {
            let figures = self.pieces[figure].shape == Shape::Digits && text.contains(['.', ',']);
            figures.then(|| digits::read(text, self.pack.numbers.decimal)?.main.small())?
        };
        let value = self.plain(figure, 1..=6).or_else(|| roman(text).filter(|_| figured)).or_else(grouped)?;
        let mut keys = vec![Key::new(Kind::Ordinal, value)];
        // `gelar ke 5`: `ke` before a separate figure may also be the preposition "to".
        if from == figure || self.closes_with_figure(at) && figure == at + 1 {
            keys.push(Key::new(Kind::Number, value));
        }
        Some(Quantity { kind: Kind::Ordinal, keys, from, to: figure + 1, approximate: false })
    }

    /// `triwulan IV`, `Phase I`.
    fn ranked_by_letters(&self, figure: usize) -> Option<Quantity> {
        let piece = self.pieces.get(figure).filter(|p| p.shape == Shape::Word && p.capital)?;
        let value = roman(piece.span.of(self.source))?;
        // `Level I` before a word in lower case may end with the pronoun.
        let sure =
            piece.span.len() > 1 || !self.pieces.get(figure + 1).is_some_and(|p| p.shape == Shape::Word);
        sure.then(|| ordinal(value, figure, figure + 1))
    }

    /// `Q3`.
    fn quarter(&self, at: usize, figure: usize) -> Option<Quantity> {
        let value = self.plain(figure, 1..=1).filter(|n| self.touches(figure) && (1..=4).contains(n))?;
        Some(ordinal(value, at, figure + 1))
    }

    /// `Charles III`, `PON XX`: after a name.
    fn regnal(&self, at: usize, value: u32) -> Option<Quantity> {
        let before = self.pieces.get(at.checked_sub(1)?)?;
        let name = before.shape == Shape::Word && before.capital && before.span.len() > 1;
        let shouted = !before.span.of(self.source).contains(char::is_lowercase);
        // `PRESIDEN XI JINPING`
        let surname = shouted && self.pieces.get(at + 1).is_some_and(|p| p.capital);
        (name && !surname && !self.pieces[at].touches).then(|| ordinal(value, at, at + 1))
    }

    /// The figure that `ke` at `at` makes an ordinal: after a hyphen, or if a counted noun comes before
    /// (`menit ke 89`; not `ke 3 kota`).
    fn behind_ke(&self, at: usize) -> Option<usize> {
        if self.pieces.get(at + 1)?.hyphen {
            return Some(at + 1);
        }
        if self.is_hyphen(at + 1) && self.touches(at + 1) && self.touches(at + 2) {
            return Some(at + 2);
        }
        let before = at.checked_sub(1)?;
        let counted =
            self.is_counted(before) || matches!(self.role(before), Some(Role::Century | Role::Rank));
        (self.plain(at + 1, 1..=3).is_some() && (counted || self.closes_with_figure(at))).then_some(at + 1)
    }

    /// `gelar ke 5`: between an ordinary word and a figure at the end of the statement, `ke` may make it an
    /// ordinal.
    fn closes_with_figure(&self, at: usize) -> bool {
        let word = |at: usize| self.pieces.get(at).filter(|piece| piece.shape == Shape::Word);
        // `ke 13:10` gives the time of a match.
        let goes_on = self.pieces.get(at + 3).is_some_and(|p| p.shape == Shape::Digits && p.touches);
        let sign = self.pieces.get(at + 2).is_none_or(|next| next.is_plain() && !goes_on);
        let before = at.checked_sub(1).filter(|&before| !self.is_counted(before)).and_then(word);
        before.is_some_and(QuantityToken::is_plain)
            && !self.pieces[at + 1].hyphen
            && word(at + 2).is_none()
            && sign
    }

    pub(super) fn ordinal(&self, at: usize, number: Number) -> Quantity {
        let mut keys = vec![Key::new(Kind::Ordinal, number.value.main)];
        if number.all {
            keys.push(Key::new(Kind::Number, number.value.main));
        }
        // `kedua` introduces an enumeration as often as it means both.
        if number.all && number.value.main.at_least(3) && self.counts_all(at, number.end) {
            keys.swap(0, 1);
            return Quantity { kind: Kind::Number, keys, from: at, to: number.end, approximate: false };
        }
        // `fell by a fifth.`: after an article and before no noun it may also be a fraction.
        let article = at > 0 && matches!(self.role(at - 1), Some(Role::Article));
        let counts = self.pieces.get(number.end).is_some_and(|next| next.shape == Shape::Word);
        if let Some(lower) = number.value.main.small().filter(|n| article && !counts && (3..=100).contains(n))
        {
            keys.push(Key::new(Kind::Number, Decimal::fraction(Decimal::whole(1), lower)));
        }
        Quantity { kind: Kind::Ordinal, keys, from: at, to: number.end, approximate: false }
    }

    /// Whether `ketiga` is a count of the next noun rather than the rank of the previous one: it opens a
    /// statement, or follows a verb or preposition, and precedes an ordinary word in lower case (`Ketiga
    /// tersangka ditahan`, `dari ketiga negara`; not `ketiga kalinya`).
    fn counts_all(&self, at: usize, end: usize) -> bool {
        let opens = at == 0
            || self.pieces[at - 1].shape == Shape::Sign
            || matches!(self.role(at - 1), Some(Role::Governs | Role::Among | Role::Between));
        let noun = |piece: &QuantityToken| piece.shape == Shape::Word && !piece.capital && piece.is_plain();
        opens && self.pieces.get(end).is_some_and(noun)
    }

    /// `13th`, `1990-an`, `1990s`, `90's`.
    pub(super) fn suffixed(&self, at: usize, number: Number) -> Option<Quantity> {
        let end = number.end;
        if !number.bare {
            let spoken = self.role(at.checked_sub(1)?) == Some(Role::Year) && number.approximate;
            let decade = number.value.main.small().filter(|n| spoken && (20..100).contains(n))?;
            return Some(self.decade(at, end, decade));
        }
        if self.role(end) == Some(Role::Suffix) && self.touches(end) {
            return Some(self.ordinal(at, Number { end: end + 1, ..number }));
        }
        let joined = (self.is_hyphen(end) || self.is(end, "'") || self.is(end, "’")) && self.touches(end);
        let end = if joined { end + 1 } else { end };
        let decade = self.role(end) == Some(Role::Decade(0)) && self.touches(end);
        let value = number.value.main.small().filter(|_| decade)?;
        Some(self.decade(at, end + 1, value))
    }

    /// This many and more, or a decade.
    pub(super) fn decade(&self, from: usize, to: usize, value: u32) -> Quantity {
        let dated = self.is_decade_cued(from) && !self.is_counted(to);
        let number = Key::new(Kind::Number, value);
        let year = match value {
            20..=90 if dated => Some(1900 + value),
            _ => Some(value).filter(|v| YEARS.contains(v)),
        };
        let (kind, keys) = match year {
            Some(year) => (Kind::Year, vec![Key::new(Kind::Year, year), number]),
            None => (Kind::Number, vec![number]),
        };
        Quantity { kind, keys, from, to, approximate: true }
    }

    /// Whether the word before `at` marks a decade: `tahun 90-an`, `the 90s`, `the mid-90s`, `awal 80-an`,
    /// `'90s`.
    fn is_decade_cued(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        // `mid-90s`
        let word = if self.is_hyphen(before) { before.saturating_sub(1) } else { before };
        let cued = |k: usize| self.role(k) == Some(Role::Year) || self.date_role(k) == Some(DateRole::The);
        let part = matches!(self.date_role(word), Some(DateRole::On(_)))
            && (self.pack.numbers.day_first || word > 0 && cued(word - 1));
        cued(before) || part || self.is(before, "'") || self.is(before, "’") || self.is_described(at)
    }

    /// Whether one ordinary word comes between `the` and the decade in words at `at`: `the roaring twenties`.
    fn is_described(&self, at: usize) -> bool {
        let Some(article) = at.checked_sub(2) else { return false };
        let word = &self.pieces[at - 1];
        matches!(self.role(at), Some(Role::Decade(1..)))
            && self.date_role(article) == Some(DateRole::The)
            && word.is_plain()
            && word.shape == Shape::Word
    }

    /// Four digits alone, or the two digits at the end of `2019-20`.
    pub(super) fn bare_year(&self, at: usize, number: &Number) -> Option<Quantity> {
        if !number.bare {
            return None;
        }
        let plain = Key::new(Kind::Number, number.value.main);
        let dated = at > 0 && self.role(at - 1) == Some(Role::Year);
        let year = match self.plain(at, 4..=4).or_else(|| self.plain(at, 3..=3).filter(|_| dated)) {
            Some(year) => year,
            None => self.short_year(at)?,
        };
        let early =
            || EARLY_YEARS.contains(&year) && (dated || self.is_in(at)) && self.is_no_count(number.end);
        if !YEARS.contains(&year) && !early() {
            return None;
        }
        let year = Key::new(Kind::Year, year);
        let (kind, keys) = if !dated && self.is_counted(number.end) {
            (Kind::Number, vec![plain, year])
        } else {
            (Kind::Year, vec![year, plain])
        };
        Some(Quantity { kind, keys, from: at, to: number.end, approximate: false })
    }

    /// `tahun '98`, `the summer of '98`: two figures after an apostrophe that belongs neither to a word nor
    /// to a quotation.
    fn marked_year(&self, at: usize) -> Option<u32> {
        let mark = at.checked_sub(1).filter(|&mark| self.is_apostrophe(mark) && self.touches(at))?;
        let closed = self.is_apostrophe(at + 1) && self.touches(at + 1);
        // `said '20 people died'`
        let quoted = (at + 1..self.pieces.len()).any(|k| self.is_apostrophe(k));
        let cued = mark.checked_sub(1).is_some_and(|before| {
            matches!(self.role(before), Some(Role::Year | Role::Of))
                || matches!(self.date_role(before), Some(DateRole::On(_) | DateRole::The))
        });
        self.plain(at, 2..=2)
            .filter(|_| !self.touches(mark) && !closed && (cued || !quoted || self.closes_list(at + 1)))
            .map(|year| self.century_of(year))
    }

    /// Whether the token at `at` is not counted by the figure before it; capitalized words rarely are (`In
    /// 1066 William`).
    fn is_no_count(&self, at: usize) -> bool {
        self.closes_list(at) || self.pieces.get(at).is_some_and(|p| p.capital)
    }

    /// Whether a preposition that is used with years comes before `at`.
    fn is_in(&self, at: usize) -> bool {
        at > 0 && matches!(self.date_role(at - 1), Some(DateRole::On(_)))
    }

    /// The `20` of `2019-20`, the `98` of `tahun '98`.
    fn short_year(&self, at: usize) -> Option<u32> {
        if let Some(year) = self.marked_year(at) {
            return Some(year);
        }
        // `tahun 72`
        let called =
            self.role(at.checked_sub(1)?) == Some(Role::Year) && !self.touches(at) && !self.is_in(at);
        if let Some(year) =
            self.plain(at, 2..=2).filter(|&year| called && year > 31 && self.is_short_year(year, at + 1))
        {
            return Some(self.century_of(year));
        }
        // `FY24`
        if self.role(at.checked_sub(1)?) == Some(Role::Year) && self.touches(at) {
            return self.plain(at, 2..=2).map(|year| 2000 + year);
        }
        let first = self.plain(at.checked_sub(2)?, 4..=4).filter(|year| YEARS.contains(year))?;
        let joined =
            (self.is_hyphen(at - 1) || self.is(at - 1, "/")) && self.touches(at) && self.touches(at - 1);
        let last = first / 100 * 100 + self.plain(at, 2..=2)?;
        (joined && last > first).then_some(last)
    }
}

/// A rank given as a figure: the other language may have the number only.
fn ordinal(value: u32, from: usize, to: usize) -> Quantity {
    let keys = vec![Key::new(Kind::Ordinal, value), Key::new(Kind::Number, value)];
    Quantity { kind: Kind::Ordinal, keys, from, to, approximate: false }
}
