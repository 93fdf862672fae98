//! Digits within a number -> its next part: grouped, separated and spaced figures, and written fractions.

use super::QuantityReader;
use super::decimal::Decimal;
use super::digits::{self, Value};
use super::sum::{Last, Sum};
use crate::evidence::token::Shape;
use crate::lang::NumberRole as Role;

/// Maximum number of groups of three digits after the first, so that reading stays linear.
const MOST_GROUPS: usize = 6;

impl QuantityReader<'_> {
    pub(super) fn step_digits(&self, sum: &mut Sum, at: usize) -> Option<usize> {
        let again = sum.last == Last::Scale
            && matches!(self.role(at + 1), Some(Role::Scale(e) | Role::Abbr(e)) if e < sum.scale);
        if let Some(part) = self.written_fraction(at) {
            return sum.part(part, at + 3);
        }
        if sum.last != Last::Start && !again {
            return None;
        }
        let (value, end) = match self.spaced(at).or_else(|| self.point_led(at)).or_else(|| self.broken(at)) {
            Some((value, end)) => (Value::sure(value), end),
            None => (digits::read(self.text(at), self.pack.numbers.decimal)?, at + 1),
        };
        sum.group = Some(value);
        sum.last = Last::Digits;
        sum.digits = true;
        sum.number.bare = sum.total.is_none() && end == at + 1;
        sum.grown(end)
    }

    /// `1/3`, `3/4`: a share, if the denominator is a common one.
    fn written_fraction(&self, at: usize) -> Option<Decimal> {
        if !(1..=2).all(|k| self.touches(at + k)) || !self.is(at + 1, "/") {
            return None;
        }
        if self.is(at + 3, "/") && self.touches(at + 3) || at > 0 && self.is(at - 1, "/") && self.touches(at)
        {
            return None;
        }
        let (upper, lower) = (self.plain(at, 1..=2)?, self.plain(at + 2, 1..=3)?);
        let usual = matches!(lower, 2..=10 | 12 | 16 | 20 | 100 | 1000);
        (usual && 0 < upper && upper < lower).then(|| Decimal::fraction(Decimal::whole(upper), lower))
    }

    /// `.5`: digits after a point that does not directly follow a word.
    fn point_led(&self, at: usize) -> Option<(Decimal, usize)> {
        let point = at.checked_sub(1).filter(|&k| self.pack.numbers.decimal == '.' && self.is(k, "."))?;
        let sign = point.checked_sub(1).is_some_and(|k| self.pieces[k].shape == Shape::Sign);
        let free = !self.touches(point) || sign;
        self.plain(at, 1..=4).filter(|_| free && self.touches(at))?;
        let text = self.text(at);
        Some((Decimal::from_digits(text.bytes(), u32::try_from(text.len()).ok()?)?, at + 1))
    }

    /// `41, 7 miliar`: a decimal with a space after its separator, before a scale.
    fn broken(&self, at: usize) -> Option<(Decimal, usize)> {
        let whole = self.plain(at, 1..=3)?;
        let sign = self.pack.numbers.decimal == ',' && self.is(at + 1, ",") && self.touches(at + 1);
        self.plain(at + 2, 1..=2).filter(|_| sign && matches!(self.role(at + 3), Some(Role::Scale(6..))))?;
        let places = u32::try_from(self.text(at + 2).len()).ok()?;
        let part = Decimal::from_digits(self.text(at + 2).bytes(), places)?;
        Some((Decimal::whole(whole).plus(part)?, at + 3))
    }

    /// `273 879 750`, `12 000`: groups of three between single spaces, and one past them. Two groups may be
    /// two numbers unless the second starts with a zero or the space is a no-break space.
    fn spaced(&self, at: usize) -> Option<(Decimal, usize)> {
        self.plain(at, 1..=3).filter(|&head| head > 0 && !self.text(at).starts_with('0'))?;
        let gap = |k: usize| &self.source[self.pieces[k - 1].span.end..self.pieces[k].span.start];
        let group = |k: usize| {
            self.plain(k, 3..=3).is_some() && matches!(gap(k), " " | "\u{a0}" | "\u{202f}" | "\u{2009}")
        };
        // A longer series of groups is a list.
        let end = (at + 1..=at + MOST_GROUPS).find(|&k| !group(k))?;
        let sure =
            end > at + 2 || end == at + 2 && (self.text(at + 1).starts_with('0') || gap(at + 1) != " ");
        if !sure {
            return None;
        }
        let digits = (at..end).flat_map(|k| self.text(k).bytes());
        Some((Decimal::from_digits(digits, 0)?, end))
    }
}
