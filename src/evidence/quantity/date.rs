//! Adjacent days, months and years -> dates; also months and weekdays alone.

use jiff::civil::Date;

use super::relative::Reference;
use super::{Quantity, QuantityReader};
use crate::evidence::token::Shape;
use crate::lang::{DateRole, NumberRole as Role, Sure};
use crate::model::{Key, Kind};

/// The highest figure that can be a day of a month.
const LAST_DAY: u32 = 31;

/// A leap year: a day without a year is valid if it is valid in any year.
const ANY_YEAR: u32 = 2024;

impl QuantityReader<'_> {
    /// `13 Juli 2023`, `13th of July`, and the first day of `13-15 Juli`.
    pub(super) fn day_and_month(&self, at: usize) -> Option<Quantity> {
        let day = self.plain(at, 1..=2)?;
        let (month_at, to) = self.month_behind(at)?;
        let (month, year, end) = self.month_and_year(month_at)?;
        let shared = || self.year_of_next(month, end).filter(|_| to == month_at);
        let keys = match year.or_else(shared) {
            Some(year) => full(year, month, day)?,
            None => self.in_some_year(month, day, self.reference(at, end))?,
        };
        Some(date(keys, at, if to == month_at { end } else { to }))
    }

    /// The position of the month for the day at `at`, and the end of the day itself if other days come
    /// between (`11, 12 dan 13 Mei`).
    fn month_behind(&self, at: usize) -> Option<(usize, usize)> {
        if let Some(month) = self.month_of_day(at) {
            return Some((month, month));
        }
        Some((self.month_of_day(self.days_behind(at + 1).last()?)?, at + 1))
    }

    pub(super) fn month_of_day(&self, at: usize) -> Option<usize> {
        let mut next = at + 1;
        if self.role(next) == Some(Role::Suffix) && self.touches(next) {
            next += 1;
            // `on the 14th, August 2009`
            next += usize::from(self.is(next, ","));
        }
        if self.role(next) == Some(Role::Of) {
            next += 1;
        }
        self.is_month_beside_day(next).then_some(next)
    }

    pub(super) fn is_month_beside_day(&self, at: usize) -> bool {
        match self.date_role(at) {
            Some(DateRole::Month(_, Sure::Near)) => self.pieces[at].capital,
            Some(DateRole::Month(..)) => true,
            _ => false,
        }
    }

    /// The month at `at`, the year after it if any, and one past both.
    fn month_and_year(&self, at: usize) -> Option<(u32, Option<u32>, usize)> {
        let DateRole::Month(month, _) = self.date_role(at)? else { return None };
        Some(match self.year_behind(at + 1) {
            Some((year, end)) => (month.into(), Some(year), end),
            None => (month.into(), None, at + 1),
        })
    }

    /// A year at `at`, after `.`, `,` or `of`, and one past it.
    pub(super) fn year_behind(&self, at: usize) -> Option<(u32, usize)> {
        let mut next = at;
        if self.is(next, ".") && self.touches(next) {
            next += 1;
        }
        if self.is(next, ",") || self.role(next) == Some(Role::Of) {
            next += 1;
        }
        if let Some(year) = self.short_year_behind(next) {
            return Some(year);
        }
        if let (Some(DateRole::Years(years)), Some(today)) = (self.date_role(next), self.published) {
            let year = u32::try_from(i32::from(today.year()) + i32::from(years)).ok()?;
            return Some((year, self.after_date(next)));
        }
        let glued = self.touches(next + 1) && self.pieces[next + 1].shape == Shape::Word;
        Some((self.year(next).filter(|_| !glued)?, next + 1))
    }

    /// The year of `Mei '98`, and in Indonesian of `Mei 98`, if the figures are not a day; and one past it.
    fn short_year_behind(&self, at: usize) -> Option<(u32, usize)> {
        let marked = self.is_apostrophe(at) && self.touches(at + 1);
        let figures = if marked { at + 1 } else { at };
        let year = self.plain(figures, 2..=2).filter(|&year| marked || year > LAST_DAY)?;
        // `Mei 98 orang`, `May '98s`
        let free = !self.touches(figures + 1) || self.pieces[figures + 1].shape == Shape::Sign;
        let sure = marked || self.pack.numbers.day_first && self.is_short_year(year, figures + 1);
        (free && sure).then(|| (self.century_of(year), figures + 1))
    }

    /// Whether two figures that end before `end` are a year by the text after them: no noun that they could
    /// count, and no era (`49 SM`). Before an ordinary word (`Mei 98 terjadi`) only years of the recent past
    /// are accepted.
    pub(super) fn is_short_year(&self, year: u32, end: usize) -> bool {
        const RECENT: u32 = 60;
        let era = matches!(self.date_role(end), Some(DateRole::Era(_)));
        let ordinary = self.pieces.get(end).is_some_and(|p| p.shape == Shape::Word && p.is_plain());
        let noun = ordinary && !self.is_counted(end) && year >= RECENT;
        !era && (self.closes_list(end) || noun)
    }

    pub(super) fn is_apostrophe(&self, at: usize) -> bool {
        self.is(at, "'") || self.is(at, "’") || self.is(at, "‘")
    }

    /// The full year of two figures: the latest such year by the day of publication; if that is not known, a
    /// year from 1941 to 2040.
    pub(super) fn century_of(&self, year: u32) -> u32 {
        const PIVOT: u32 = 40;
        let last = self
            .published
            .and_then(|day| u32::try_from(day.year()).ok())
            .map_or(2000 + PIVOT, |year| year + 1);
        if 2000 + year > last { 1900 + year } else { 2000 + year }
    }

    /// `July 13, 2023`, `Juli 2023`, `July`, `Rabu`.
    pub(super) fn date_word(&self, at: usize) -> Option<Quantity> {
        match self.date_role(at)? {
            DateRole::Month(_, sure) if self.is_month(at, sure) => self.month(at),
            DateRole::Weekday(n, sure) if self.is_weekday(at, sure) => Some(self.weekday(at, n)),
            _ => None,
        }
    }

    fn month(&self, at: usize) -> Option<Quantity> {
        let (month, year, end) = self.month_and_year(at)?;
        if let Some(year) = year {
            return Some(date(vec![Key::new(Kind::Date, format_args!("{year:04}-{month:02}"))], at, end));
        }
        self.month_first(at, month).or_else(|| {
            let plain = Key::new(Kind::Month, month);
            let in_year = |year: u32| Key::new(Kind::Date, format_args!("{year:04}-{month:02}"));
            let (kind, keys) = match self.year_of_next(month, at + 1).map(in_year) {
                Some(key) if self.role(at + 1) == Some(Role::And) => (Kind::Month, vec![plain, key]),
                Some(key) => (Kind::Date, vec![key, plain]),
                None => {
                    let year = self.year_of_month(month, self.reference(at, at + 1)).map(in_year);
                    (Kind::Month, [Some(plain), year].into_iter().flatten().collect())
                }
            };
            Some(Quantity { kind, keys, from: at, to: at + 1, approximate: false })
        })
    }

    /// The year of a date in `month`, taken from the other end of a range (or of `and`) whose connector is at
    /// `at`: `28 Februari-3 Maret 2024`, `January-March 2023`, `February 28 to March 3, 2024`. A range may
    /// extend over New Year.
    fn year_of_next(&self, month: u32, at: usize) -> Option<u32> {
        let mut next = match self.role(at) {
            _ if self.pieces.get(at)?.hyphen => at,
            _ if self.is_hyphen(at) => at + 1,
            Some(Role::Range | Role::And) => self.after_number(at),
            _ => return None,
        };
        if self.plain(next, 1..=2).is_some() {
            next += 1;
        }
        let DateRole::Month(other, _) = self.date_role(next).filter(|_| self.is_month_beside_day(next))?
        else {
            return None;
        };
        let mut end = next + 1;
        if self.plain(end, 1..=2).is_some() && !self.pack.numbers.day_first {
            end += 1;
        }
        let over_new_year = u32::from(other) < month && self.role(at) != Some(Role::And);
        self.year_behind(end).map(|(year, _)| year - u32::from(over_new_year))
    }

    /// `July 13, 2023`, `Jul. 13th`.
    fn month_first(&self, at: usize, month: u32) -> Option<Quantity> {
        // `February's 4-1 win` contains no day.
        if self.source[self.pieces[at].span.end..].starts_with(['\'', '’']) {
            return None;
        }
        let mut next = at + 1;
        if self.is(next, ".") && self.touches(next) {
            next += 1;
        }
        if self.date_role(next) == Some(DateRole::The) {
            next += 1;
        }
        if self.pack.numbers.day_first {
            return None;
        }
        let (day, mut end) = match self.plain(next, 1..=2) {
            Some(day) => (day, next + 1),
            None => self.ordinal_day(next)?,
        };
        if self.is(end, ":") && self.touches(end) || matches!(self.date_role(end), Some(DateRole::Part(_))) {
            return None;
        }
        if self.role(end) == Some(Role::Suffix) && self.touches(end) {
            end += 1;
        }
        let own = self.year_behind(end);
        let shared = || Some((self.year_of_list(end)?, end));
        let keys = match own.or_else(shared).or_else(|| Some((self.year_of_next(month, end)?, end))) {
            Some((year, after)) => {
                end = after;
                full(year, month, day)?
            }
            None => self.in_some_year(month, day, self.reference(at, end))?,
        };
        Some(date(keys, at, end))
    }

    /// The day of `July fourth`, `July the fourth`, and one past it; not in `In July third parties left`.
    fn ordinal_day(&self, at: usize) -> Option<(u32, usize)> {
        let number = self.number(at, false).filter(|n| n.ordinal)?;
        let behind = self.pieces.get(number.end);
        let free = behind.is_none_or(|p| p.shape != Shape::Word && !p.touches || p.shape == Shape::Sign);
        let day = number.value.main.small()?;
        (free || self.year_behind(number.end).is_some()).then_some((day, number.end))
    }

    /// `tanggal dua puluh delapan Oktober`: the number word at `from` ended before `at`.
    pub(super) fn day_in_words(&self, from: usize, at: usize, day: u32) -> Option<Quantity> {
        if !self.pack.numbers.day_first || !self.is_month_beside_day(at) {
            return None;
        }
        let (month, year, end) = self.month_and_year(at)?;
        Some(date(self.dated(year, month, day, self.reference(from, end))?, from, end))
    }

    /// `the fourth of July`: the number word at `from` ended before `at`.
    pub(super) fn spoken_day(&self, from: usize, at: usize, day: u32) -> Option<Quantity> {
        let month_at = if self.role(at) == Some(Role::Of) { at + 1 } else { return None };
        let (month, year, end) =
            self.is_month_beside_day(month_at).then(|| self.month_and_year(month_at))??;
        Some(date(self.dated(year, month, day, self.reference(from, end))?, from, end))
    }

    pub(super) fn dated(
        &self,
        year: Option<u32>,
        month: u32,
        day: u32,
        reference: Reference,
    ) -> Option<Vec<Key>> {
        match year {
            Some(year) => full(year, month, day),
            None => self.in_some_year(month, day, reference),
        }
    }

    /// A day without its year, and the whole date if the day of publication determines it.
    pub(super) fn in_some_year(&self, month: u32, day: u32, reference: Reference) -> Option<Vec<Key>> {
        let whole = self.year_of_day(month, day, reference).and_then(|year| full(year, month, day));
        let part = partial(month, day)?;
        Some(std::iter::once(part).chain(whole.into_iter().flatten().take(1)).collect())
    }
}

pub(super) fn date(keys: Vec<Key>, from: usize, to: usize) -> Quantity {
    Quantity { kind: Kind::Date, keys, from, to, approximate: false }
}

/// A full date, and the same date without its year.
pub(super) fn full(year: u32, month: u32, day: u32) -> Option<Vec<Key>> {
    let valid = Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).is_ok();
    let whole = Key::new(Kind::Date, format_args!("{year:04}-{month:02}-{day:02}"));
    valid.then(|| partial(month, day).map(|part| vec![whole, part]))?
}

fn partial(month: u32, day: u32) -> Option<Key> {
    let valid = Date::new(ANY_YEAR.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).is_ok();
    valid.then(|| Key::new(Kind::Date, format_args!("--{month:02}-{day:02}")))
}
