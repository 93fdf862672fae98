//! Figures with separators -> dates (`13/7/2023`, `2023-07-13`).

use super::date::{date, full};
use super::relative::Reference;
use super::{Quantity, QuantityReader};
use crate::evidence::token::Shape;
use crate::lang::DateRole;
use crate::model::Key;

impl QuantityReader<'_> {
    /// `13/7/2023`, `2023-07-13`, `13.07.2023`, `(13/7)`.
    pub(super) fn numeric_date(&self, at: usize) -> Option<Quantity> {
        if self.pieces[at].touches && at > 0 && self.pieces[at - 1].shape != Shape::Sign {
            return None;
        }
        if let Some(keys) = self.dotted(at) {
            return Some(date(keys, at, at + 1));
        }
        let sign = (1..=2)
            .all(|k| self.touches(at + k))
            .then_some(())
            .filter(|()| self.is(at + 1, "/") || self.is_hyphen(at + 1))
            .map(|()| self.text(at + 1))?;
        if self.is(at + 3, sign) && self.touches(at + 3) && self.touches(at + 4) {
            let keys = self.three_parts(at)?;
            return Some(date(keys, at, at + 5));
        }
        let (first, second) = (self.plain(at, 1..=2)?, self.plain(at + 2, 1..=2)?);
        if sign != "/" || self.touches(at + 3) && self.pieces[at + 3].shape == Shape::Word {
            return None;
        }
        // The attacks of that day are named by its figures in the American order.
        if (first, second) == (9, 11) && !self.is_dated(at) {
            return Some(date(self.in_some_year(9, 11, Reference::Nothing)?, at, at + 3));
        }
        let sure = self.is_dated(at) || self.can_only_be_dated(at, first, second);
        let keys = sure.then(|| self.orders(first, second, None))??;
        Some(date(keys, at, at + 3))
    }

    /// `13/9`, `05/06`, `12/31`: neither a fraction nor a ratio; but not `24/7`.
    fn can_only_be_dated(&self, at: usize, first: u32, second: u32) -> bool {
        let noughts = self.text(at).starts_with('0') || self.text(at + 2).starts_with('0');
        let figures = self.roles(at + 3).unit.is_none() && !self.is_counted(at + 3);
        figures && (noughts || first > 12 && second <= 12 && (first, second) != (24, 7))
    }

    fn dotted(&self, at: usize) -> Option<Vec<Key>> {
        let mut parts = self.text(at).split('.');
        let mut part = |lengths: std::ops::RangeInclusive<usize>| {
            parts.next().filter(|p| lengths.contains(&p.len())).and_then(|p| p.parse::<u32>().ok())
        };
        let (day, month, year) = (part(1..=2)?, part(1..=2)?, part(4..=4)?);
        if parts.next().is_some() || !(1000..2200).contains(&year) {
            return None;
        }
        full(year, month, day)
    }

    fn three_parts(&self, at: usize) -> Option<Vec<Key>> {
        if let Some(year) = self.year(at) {
            return full(year, self.plain(at + 2, 1..=2)?, self.plain(at + 4, 1..=2)?);
        }
        let year = match self.year(at + 4) {
            Some(year) => year,
            None => {
                let year = self.plain(at + 4, 2..=2)?;
                // `3-9-98`: a score may have three figures, but not one that cannot be a day.
                let sure = self.is(at + 1, "/") || year > 31;
                self.century_of(Some(year).filter(|_| sure)?)
            }
        };
        self.orders(self.plain(at, 1..=2)?, self.plain(at + 2, 1..=2)?, Some(year))
    }

    /// Day and month in the order of the language, and in both orders if both are in use.
    fn orders(&self, first: u32, second: u32, year: Option<u32>) -> Option<Vec<Key>> {
        let keys = |day, month| match year {
            Some(year) => full(year, month, day),
            None => self.in_some_year(month, day, Reference::Nothing),
        };
        let day_first = keys(first, second);
        if self.pack.numbers.day_first {
            return day_first;
        }
        match (keys(second, first), day_first) {
            (Some(mut keys), Some(more)) => {
                keys.extend(more.into_iter().filter(|_| first != second));
                Some(keys)
            }
            (one, other) => one.or(other),
        }
    }

    /// Whether the context at `at` allows a day and month without a year: `(13/7)`, `Rabu, 13/7`, `tanggal
    /// 13/7`.
    fn is_dated(&self, at: usize) -> bool {
        let weekday = |k: usize| matches!(self.date_role(k), Some(DateRole::Weekday(..)));
        match at {
            0 => false,
            _ if self.is(at - 1, "(") || weekday(at - 1) => true,
            _ if self.is(at - 1, ",") => at > 1 && weekday(at - 2),
            _ => self.opens_date(at - 1),
        }
    }
}
