//! A number and the words around it -> evidence: money, percentage or bare number.

use super::decimal::Decimal;
use super::sum::Number;
use super::{Quantity, QuantityReader};
use crate::evidence::token::Shape;
use crate::lang::{CurrencyCondition, Folded, NumberRole as Role, Unit};
use crate::model::{Key, Kind};

/// Number of tokens between a count and the one coordinated with it: the noun and `and`.
const COUNTED: usize = 3;

impl QuantityReader<'_> {
    /// The amount, ordinal, year or bare number that starts at `at`.
    pub(super) fn amount(&self, at: usize) -> Option<Quantity> {
        if let Some((unit, start)) = self.currency_before(at) {
            let number = self.number(start, true).filter(|n| !n.ordinal && !n.unity && !n.all)?;
            if matches!(unit, Unit::Currency { condition: CurrencyCondition::Letters, .. })
                && (number.scale < 3 || !self.touches(start))
            {
                return None;
            }
            return Some(self.measured(at, self.scaled_with_next(number, true), unit, number.end));
        }
        if let Some(start) = self.behind_minus(at) {
            return self.below_zero(at, start);
        }
        if let Some(read) = self.marked_ordinal(at) {
            return Some(read);
        }
        if let Some(Role::Decade(decade @ 1..)) = self.role(at) {
            return Some(self.decade(at, at + 1, decade));
        }
        // `the nineteen-twenties`
        if let (Some(Role::Teen(century @ 15..)), Some(Role::Decade(decade @ 1..))) =
            (self.role(at), self.role(at + 1))
        {
            return Some(self.decade(at, at + 2, 100 * century + decade));
        }
        let number = self.number(at, false).filter(|n| !self.is_zero_led(at) && !self.is_called(at, n))?;
        if let Some(to) = self.to_below_zero(&number) {
            let negative = self.measured_or_bare(at, number.negated());
            return Some(Quantity { to: to.max(negative.to), ..negative });
        }
        self.in_words(at, &number)
            .or_else(|| self.suffixed(at, number))
            .or_else(|| self.unit_or_bare(at, number))
    }

    /// `007`, `05`: not a number by itself.
    fn is_zero_led(&self, at: usize) -> bool {
        let mut bytes = self.text(at).bytes();
        bytes.next() == Some(b'0') && bytes.next().is_some_and(|b| b.is_ascii_digit())
    }

    /// `the fourth of July`, `seven o'clock`.
    fn in_words(&self, at: usize, number: &Number) -> Option<Quantity> {
        let value = number.value.main.small().filter(|_| self.pieces[at].shape == Shape::Word)?;
        if number.ordinal {
            return self.spoken_day(at, number.end, value);
        }
        self.day_in_words(at, number.end, value).or_else(|| self.spoken_hour(at, value, number.end))
    }

    fn unit_or_bare(&self, at: usize, number: Number) -> Option<Quantity> {
        if number.ordinal {
            return Some(self.ordinal(at, number));
        }
        if let Some(year) = self.year_of_era(at, &number) {
            return Some(year);
        }
        if let Some((unit, end)) = self.unit_after(&number).or_else(|| self.unit_of_next(&number)) {
            return Some(self.measured(at, self.scaled_with_next(number, false), unit, end));
        }
        if let Some(read) = self.bare_year(at, &number) {
            return Some(read);
        }
        if number.unity && !self.is_count(at, number.end) {
            return None;
        }
        let mut read = self.bare(at, self.scaled_with_next(number, false));
        if let Some(count) = number.value.main.small() {
            read.keys.extend(self.ago(count, number.end));
        }
        let ranked = self.is_ranked(at);
        if (ranked || number.all) && self.role(at) != Some(Role::Both(2)) {
            read.keys.push(Key::new(Kind::Ordinal, number.value.main));
        }
        Some(read)
    }

    /// `nomor 1`, `No. 1`, `abad 8`.
    fn is_ranked(&self, at: usize) -> bool {
        let Some(mut before) = at.checked_sub(1) else { return false };
        if self.is(before, ".") && self.touches(before) {
            before = before.saturating_sub(1);
        }
        matches!(self.role(before), Some(Role::Rank | Role::Century | Role::Ke))
    }

    /// The number alone.
    fn bare(&self, from: usize, number: Number) -> Quantity {
        let plain = values(&number).map(|value| Key::new(Kind::Number, value));
        // `separuh` beside `50 percent`.
        let word = self.pieces[from].shape == Shape::Word && self.role(from) != Some(Role::Unit(0));
        let part = word && !number.value.main.at_least(1);
        let percent =
            number.value.main.shifted(2).filter(|percent| part && percent.small().is_some_and(|n| n > 0));
        let keys = plain.chain(percent.map(|percent| Key::new(Kind::Percent, percent))).collect();
        Quantity { kind: Kind::Number, keys, from, to: number.end, approximate: number.approximate }
    }

    /// The number with the unit after it, if there is one.
    fn measured_or_bare(&self, from: usize, number: Number) -> Quantity {
        match self.unit_after(&number) {
            Some((unit, end)) => self.measured(from, number, unit, end),
            None => self.bare(from, number),
        }
    }

    /// Money of a currency, or a percentage; the bare number is the last reading.
    pub(super) fn measured(&self, from: usize, number: Number, unit: Unit, to: usize) -> Quantity {
        let plain = values(&number).map(|value| Key::new(Kind::Number, value));
        let (kind, keys) = match unit {
            Unit::Currency { code, other, .. } => {
                let codes = [Some(code), other].into_iter().flatten();
                let money = codes.flat_map(|code| {
                    values(&number).map(move |value| Key::new(Kind::Money, format_args!("{code}:{value}")))
                });
                (Kind::Money, money.chain(plain).collect())
            }
            Unit::Percent | Unit::Points => {
                let percent = values(&number).map(|value| Key::new(Kind::Percent, value));
                (Kind::Percent, percent.chain(plain).collect())
            }
            // A quarter of a percentage point, also called 25 basis points.
            Unit::Basis => {
                let percent = number.value.main.divided(2).map(|value| Key::new(Kind::Percent, value));
                (Kind::Number, plain.chain(percent).collect())
            }
            Unit::Part => {
                let percent = values(&number).map(|value| Key::new(Kind::Percent, value));
                (Kind::Number, plain.chain(percent).collect())
            }
        };
        Quantity { kind, keys, from, to, approximate: number.approximate }
    }

    /// Whether a sign at `at` makes the digits after it a number below zero: not the one in `3-1`, `3 -1`.
    pub(super) fn is_minus(&self, at: usize) -> bool {
        let sign = self.is(at, "-") || self.is(at, "−") || self.is(at, "–") && self.is(at + 2, "°");
        sign && self.touches(at + 1)
            && self.plain_or_parted(at + 1)
            && (at == 0
                || !self.touches(at) && self.pieces[at - 1].shape != Shape::Digits
                || self.is(at - 1, "("))
    }

    fn plain_or_parted(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|p| p.shape == Shape::Digits)
    }

    /// The start of the number that a minus at `at` makes negative.
    fn behind_minus(&self, at: usize) -> Option<usize> {
        let word = self.role(at) == Some(Role::Minus);
        (word || self.is_minus(at)).then_some(at + 1)
    }

    fn below_zero(&self, from: usize, start: usize) -> Option<Quantity> {
        let dated = || self.day_and_month(start).or_else(|| self.numeric_date(start));
        self.pieces.get(start).filter(|p| p.shape == Shape::Digits || self.roles(start).number.is_some())?;
        if self.pieces[start].shape == Shape::Digits && dated().is_some() {
            return None;
        }
        let number = self.number(start, false).filter(|n| !n.ordinal && !n.all)?;
        Some(self.measured_or_bare(from, number.negated()))
    }

    /// `7 degrees below zero`, `7 derajat Celsius di bawah nol`: one past the words that make the number
    /// negative.
    fn to_below_zero(&self, number: &Number) -> Option<usize> {
        /// Maximum number of tokens of a unit: `°`, `C`; `derajat`, `Celsius`.
        const UNIT: usize = 2;
        if number.ordinal || number.all {
            return None;
        }
        let at = (number.end..=number.end + UNIT).find(|&at| self.role(at) == Some(Role::Below))?;
        Some(self.after_number(at))
    }

    /// Whether the word is part of a name: it is capitalized after another capitalized word, in running text
    /// (`Kepulauan Seribu`, `Group of Seven`).
    fn is_called(&self, at: usize, number: &Number) -> bool {
        self.is_called_so(at) && !number.ordinal
    }

    /// Whether a number word is capitalized after another capitalized word.
    pub(super) fn is_called_so(&self, at: usize) -> bool {
        let piece = &self.pieces[at];
        let Some(before) = at.checked_sub(1).map(|k| &self.pieces[k]) else { return false };
        let name = before.shape == Shape::Word && before.capital && before.is_plain();
        self.running && self.role(at).is_some() && piece.capital && !piece.touches && name
    }

    /// `Rp`, `US$` before a number: the currency and the start of the number.
    pub(super) fn currency_before(&self, at: usize) -> Option<(Unit, usize)> {
        let (len, unit @ Unit::Currency { before: true, condition, .. }) = self.roles(at).unit? else {
            return None;
        };
        if !self.running && condition != CurrencyCondition::Any {
            return None;
        }
        let mut start = self.reach(at, len.into());
        // `Rp. 500`, `Rp.500`
        if self.is(start, ".") && self.touches(start) {
            start += 1;
        }
        Some((unit, start))
    }

    /// The currency or percent word after a number, and one past it.
    pub(super) fn unit_after(&self, number: &Number) -> Option<(Unit, usize)> {
        let mut at = number.end;
        // `4, plus or minus 1, percent`
        if self.is(at, ",") && number.end.checked_sub(1).is_some_and(|last| self.is_margin(last)) {
            at += 1;
        }
        let joined = self.is_hyphen(at) && self.touches(at) && self.touches(at + 1);
        let part = !number.value.main.at_least(1);
        if joined || (part || number.approximate) && self.role(at) == Some(Role::Of) {
            at += 1;
        }
        // `half a percent`, `a quarter of a percentage point`
        if part && self.role(at) == Some(Role::Article) {
            at += 1;
        }
        let (len, unit) = self.roles(at).unit.filter(|&(_, unit)| part || unit != Unit::Part)?;
        if let Unit::Currency { after, condition, mass, .. } = unit {
            // `40 US$5 notes`: a sign directly before the next number belongs to that number.
            let next = self.reach(at, len.into());
            let of_next = self.pieces[at].shape == Shape::Sign
                && self.touches(next)
                && self.plain(next, 1..=18).is_some();
            let sure = match condition {
                CurrencyCondition::Large => number.value.main.at_least(1000),
                CurrencyCondition::Capitals => self.running,
                CurrencyCondition::Any | CurrencyCondition::Letters => true,
            };
            if !after || of_next || !sure || mass && self.is_weighed(at) {
                return None;
            }
        }
        Some((unit, self.reach(at, len.into())))
    }

    /// Whether a verb of weight comes shortly before the unit at `at` (`lost 20 pounds`).
    fn is_weighed(&self, at: usize) -> bool {
        const BEFORE: usize = 5;
        (at.saturating_sub(BEFORE)..at).any(|verb| self.role(verb) == Some(Role::Weighs))
    }

    /// Whether the noun at `at` is one of counted things.
    pub(super) fn is_counted(&self, at: usize) -> bool {
        let word = self.pieces.get(at).and_then(|_| Folded::new(self.text(at)));
        word.is_some_and(|word| self.pack.numbers.counted.contains(word.as_str()))
    }

    /// Whether `satu`, `one` at `at` is a count: in a rank, a range, a share or a score. Before a noun it
    /// mostly corresponds to an article on the other side (`satu jam`, `an hour`), and an unmatched number
    /// does harm.
    fn is_count(&self, at: usize, end: usize) -> bool {
        let before = at.checked_sub(1).and_then(|k| self.role(k));
        if before == Some(Role::No) {
            return false;
        }
        let numeral = |k: usize| {
            self.pieces.get(k).is_some_and(|p| p.shape == Shape::Digits)
                || matches!(self.role(k), Some(Role::Unit(_) | Role::Teen(_) | Role::Tens(_) | Role::One(_)))
        };
        let share = matches!(self.role(end), Some(Role::Among | Role::Of | Role::Measure | Role::Range));
        let behind = at >= 2 && matches!(before, Some(Role::Range | Role::And)) && numeral(at - 2);
        let score = self.pieces.get(end).is_some_and(|p| p.hyphen) && numeral(end);
        // `three frigates and one boat`
        let counted = before == Some(Role::And) && at >= COUNTED && numeral(at - COUNTED);
        counted
            || matches!(before, Some(Role::Rank | Role::Century | Role::Between))
            || share && numeral(self.after_number(end))
            || behind
            || score
    }
}

/// The values of a number, preferred first.
fn values(number: &Number) -> impl Iterator<Item = Decimal> {
    [Some(number.value.main), number.value.other, number.unscaled].into_iter().flatten()
}
