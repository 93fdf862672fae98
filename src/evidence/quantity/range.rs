//! The two ends of a range -> the currency, unit or scale that one takes from the other.

use super::digits::Value;
use super::sum::Number;
use super::{Before, Quantity, QuantityReader};
use crate::evidence::token::Shape;
use crate::lang::{NumberRole as Role, Unit};
use crate::model::Kind;

impl QuantityReader<'_> {
    /// The `10 million` of `$5-10 million`: the second end takes the currency of the first.
    pub(super) fn second_amount(&self, at: usize, before: Option<Before>) -> Option<Quantity> {
        let before = before.filter(|b| b.kind == Kind::Money && b.to < at)?;
        let (unit, _) = self.currency_before(before.from)?;
        let joined = match self.role(before.to) {
            Some(Role::Range) => self.after_number(before.to) == at,
            Some(Role::And) => {
                before.to + 1 == at && before.from > 0 && self.role(before.from - 1) == Some(Role::Between)
            }
            _ => self.is_hyphen(before.to) && before.to + 1 == at,
        };
        let number = self.number(at, true).filter(|n| joined && !n.ordinal && !self.is_counted(n.end))?;
        self.unit_after(&number).is_none().then(|| self.measured(at, number, unit, number.end))
    }

    /// `5-10 persen`, `between 5 and 10 percent`: the first end takes the unit of the second.
    pub(super) fn unit_of_next(&self, number: &Number) -> Option<(Unit, usize)> {
        let next = self.other_end(number)?;
        // `5.000-7.500 rupiah`; not `from 1,200 to 5 percent`, `2,3 persen pada 2019 menjadi 1.500 rupiah`.
        if number.value.main.at_least(1000) {
            let year = self.plain(number.end - 1, 4..=4).is_some() && !self.is_hyphen(number.end);
            if year || !next.value.main.at_least(1000) {
                return None;
            }
        }
        let (unit, _) = self.unit_after(&next)?;
        Some((unit, number.end))
    }

    /// `5-10 juta`, `$5 to 6 million`: the first end takes the scale of the second, and has the bare figure
    /// as its other reading.
    pub(super) fn scaled_with_next(&self, number: Number, money: bool) -> Number {
        let scaled = self
            .other_end(&number)
            .or_else(|| self.other_amount(&number).filter(|_| money))
            .filter(|next| !number.value.main.at_least(1000) || next.unscaled_at_least(1000))
            .filter(|next| next.scale >= 3 && number.scale == 0 && (money || !number.unity))
            .and_then(|next| number.value.main.shifted(next.scale));
        match scaled {
            Some(scaled) => {
                Number { value: Value::sure(scaled), unscaled: Some(number.value.main), ..number }
            }
            None => number,
        }
    }

    /// The number after the connector of a range that starts with `number`.
    pub(super) fn other_end(&self, number: &Number) -> Option<Number> {
        // `turun seperempat menjadi 612 juta`: a fraction in words is not an end of a range.
        let share = !number.value.main.at_least(1) && self.pieces[number.end - 1].shape == Shape::Word;
        if share || number.scale != 0 || number.approximate || number.ordinal || number.all {
            return None;
        }
        let at = number.end;
        let margin = self.margin_behind(at);
        let end = match self.role(at) {
            _ if margin.is_some() => margin?,
            Some(Role::Range) => self.after_number(at),
            Some(Role::And) if self.between_before(number) => at + 1,
            _ if self.is_hyphen(at) => at + 1,
            _ => return None,
        };
        let start = if let Some((len, Unit::Currency { before: true, .. })) = self.roles(end).unit {
            self.reach(end, len.into())
        } else {
            end
        };
        self.number(start, false).filter(|next| !next.ordinal && !next.all)
    }

    /// One past the words at `at` that introduce a margin of error: `, plus or minus`, ` ±`.
    fn margin_behind(&self, at: usize) -> Option<usize> {
        let words = at + usize::from(self.is(at, ","));
        let margin = (self.role(words) == Some(Role::Margin)).then(|| self.after_number(words));
        margin.or_else(|| self.is(words, "±").then_some(words + 1))
    }

    /// Whether the number that starts at `at` is the margin of error of another one.
    pub(super) fn is_margin(&self, at: usize) -> bool {
        at > 0
            && (self.is(at - 1, "±")
                || (1..=3).any(|back| {
                    at.checked_sub(back).is_some_and(|from| {
                        self.role(from) == Some(Role::Margin) && self.after_number(from) == at
                    })
                }))
    }

    /// The sum after `and` with a currency of its own: `Rp 610 dan Rp 275 triliun`.
    fn other_amount(&self, number: &Number) -> Option<Number> {
        let (_, start) =
            self.currency_before(number.end + 1).filter(|_| self.role(number.end) == Some(Role::And))?;
        let plain = number.bare && self.currency_before(number.end.checked_sub(2)?).is_some();
        self.number(start, true).filter(|next| plain && !next.ordinal && !next.all)
    }

    fn between_before(&self, number: &Number) -> bool {
        (1..=5)
            .any(|back| number.end.checked_sub(back).is_some_and(|at| self.role(at) == Some(Role::Between)))
    }
}
