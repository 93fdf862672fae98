//! Days, months and years that stand together -> dates; months and weekdays alone.

use jiff::civil::Date;

use super::relative::Told;
use super::{Before, Read, Reader};
use crate::evidence::token::Shape;
use crate::lang::{DateRole, NumberRole as Role, Sure};
use crate::model::{Key, Kind};

/// A leap year: a day without a year is valid when it is in any year.
const ANY_YEAR: u32 = 2024;

impl Reader<'_> {
    /// `13/7/2023`, `2023-07-13`, `13.07.2023`, `(13/7)`.
    pub(super) fn numeric_date(&self, at: usize) -> Option<Read> {
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
        // The attacks of that day are called by its figures in the order of the country where they were.
        if (first, second) == (9, 11) && !self.is_dated(at) {
            return Some(date(self.in_some_year(9, 11, Told::Nothing)?, at, at + 3));
        }
        let sure = self.is_dated(at) || self.can_only_be_dated(at, first, second);
        let keys = sure.then(|| self.orders(first, second, None))??;
        Some(date(keys, at, at + 3))
    }

    /// `13/9`, `05/06`, `12/31`: neither a share nor one of two; not `24/7`.
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
            None => 2000 + self.plain(at + 4, 2..=2).filter(|_| self.is(at + 1, "/"))?,
        };
        self.orders(self.plain(at, 1..=2)?, self.plain(at + 2, 1..=2)?, Some(year))
    }

    /// Day and month in the language's order; where that order is not the only one in use, in both.
    fn orders(&self, first: u32, second: u32, year: Option<u32>) -> Option<Vec<Key>> {
        let keys = |day, month| match year {
            Some(year) => full(year, month, day),
            None => self.in_some_year(month, day, Told::Nothing),
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

    /// Whether a day and month without a year may stand at `at`: `(13/7)`, `Rabu, 13/7`, `tanggal 13/7`.
    fn is_dated(&self, at: usize) -> bool {
        let weekday = |k: usize| matches!(self.date_role(k), Some(DateRole::Weekday(..)));
        match at {
            0 => false,
            _ if self.is(at - 1, "(") || weekday(at - 1) => true,
            _ if self.is(at - 1, ",") => at > 1 && weekday(at - 2),
            _ => self.opens_date(at - 1),
        }
    }

    /// `13 Juli 2023`, `13th of July`, and the first day of `13-15 Juli`.
    pub(super) fn day_and_month(&self, at: usize) -> Option<Read> {
        let day = self.plain(at, 1..=2)?;
        let (month_at, to) = self.month_behind(at)?;
        let (month, year, end) = self.month_and_year(month_at)?;
        let shared = || self.year_of_next(end).filter(|_| to == month_at);
        let keys = match year.or_else(shared) {
            Some(year) => full(year, month, day)?,
            None => self.in_some_year(month, day, self.told(at, end))?,
        };
        Some(date(keys, at, if to == month_at { end } else { to }))
    }

    /// Where the month of the day at `at` stands, and the end of the day itself when another day stands between.
    fn month_behind(&self, at: usize) -> Option<(usize, usize)> {
        let own = self.month_of_day(at);
        if let Some(month) = own {
            return Some((month, month));
        }
        let range = self.role(at + 1) == Some(Role::Range);
        let and = self.role(at + 1) == Some(Role::And)
            && at > 0
            && (self.role(at - 1) == Some(Role::Between) || self.date_role(at - 1) == Some(DateRole::Date));
        let next = if range { self.after_number(at + 1) } else { at + 2 };
        if !(self.is_hyphen(at + 1) || range || and) || self.plain(next, 1..=2).is_none() {
            return None;
        }
        Some((self.month_of_day(next)?, at + 1))
    }

    fn month_of_day(&self, at: usize) -> Option<usize> {
        let mut next = at + 1;
        if self.role(next) == Some(Role::Suffix) && self.touches(next) {
            next += 1;
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

    /// The month at `at`, the year behind it if any, and one past both.
    fn month_and_year(&self, at: usize) -> Option<(u32, Option<u32>, usize)> {
        let DateRole::Month(month, _) = self.date_role(at)? else { return None };
        Some(match self.year_behind(at + 1) {
            Some((year, end)) => (month.into(), Some(year), end),
            None => (month.into(), None, at + 1),
        })
    }

    /// A year at `at`, behind `.`, `,` or `of`, and one past it.
    fn year_behind(&self, at: usize) -> Option<(u32, usize)> {
        let mut next = at;
        if self.is(next, ".") && self.touches(next) {
            next += 1;
        }
        if self.is(next, ",") || self.role(next) == Some(Role::Of) {
            next += 1;
        }
        if let (Some(DateRole::Years(years)), Some(today)) = (self.date_role(next), self.published) {
            let year = u32::try_from(i32::from(today.year()) + i32::from(years)).ok()?;
            return Some((year, self.after_date(next)));
        }
        let glued = self.touches(next + 1) && self.pieces[next + 1].shape == Shape::Word;
        Some((self.year(next).filter(|_| !glued)?, next + 1))
    }

    /// `July 13, 2023`, `Juli 2023`, `July`, `Rabu`.
    pub(super) fn date_word(&self, at: usize) -> Option<Read> {
        match self.date_role(at)? {
            DateRole::Month(_, sure) if self.is_month(at, sure) => self.month(at),
            DateRole::Weekday(n, sure) if self.is_weekday(at, sure) => {
                let mut keys = vec![Key::new(Kind::Weekday, n)];
                self.add_dates_of_weekday(at, n, &mut keys);
                Some(Read { kind: Kind::Weekday, keys, from: at, to: at + 1, approximate: false })
            }
            _ => None,
        }
    }

    fn month(&self, at: usize) -> Option<Read> {
        let (month, year, end) = self.month_and_year(at)?;
        if let Some(year) = year {
            return Some(date(vec![Key::new(Kind::Date, format_args!("{year:04}-{month:02}"))], at, end));
        }
        self.month_first(at, month).or_else(|| {
            let plain = Key::new(Kind::Month, month);
            let in_year = |year: u32| Key::new(Kind::Date, format_args!("{year:04}-{month:02}"));
            let (kind, keys) = match self.year_of_next(at + 1).map(in_year) {
                Some(key) if self.role(at + 1) == Some(Role::And) => (Kind::Month, vec![plain, key]),
                Some(key) => (Kind::Date, vec![key, plain]),
                None => {
                    let year = self.year_of_month(month, self.told(at, at + 1)).map(in_year);
                    (Kind::Month, [Some(plain), year].into_iter().flatten().collect())
                }
            };
            Some(Read { kind, keys, from: at, to: at + 1, approximate: false })
        })
    }

    /// The year behind the other end of a range (or of `and`) whose connector stands at `at`: `28 Februari-3 Maret 2024`,
    /// `January-March 2023`, `February 28 to March 3, 2024`.
    fn year_of_next(&self, at: usize) -> Option<u32> {
        let mut next = match self.role(at) {
            _ if self.pieces.get(at)?.hyphen => at,
            _ if self.is_hyphen(at) => at + 1,
            Some(Role::Range | Role::And) => self.after_number(at),
            _ => return None,
        };
        if self.plain(next, 1..=2).is_some() {
            next += 1;
        }
        if !self.is_month_beside_day(next) {
            return None;
        }
        let mut end = next + 1;
        if self.plain(end, 1..=2).is_some() && !self.pack.numbers.day_first {
            end += 1;
        }
        self.year_behind(end).map(|(year, _)| year)
    }

    /// `July 13, 2023`, `Jul. 13th`.
    fn month_first(&self, at: usize, month: u32) -> Option<Read> {
        // `February's 4-1 win` holds no day.
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
            None => self.told_day(next)?,
        };
        if self.is(end, ":") && self.touches(end) || matches!(self.date_role(end), Some(DateRole::Part(_))) {
            return None;
        }
        if self.role(end) == Some(Role::Suffix) && self.touches(end) {
            end += 1;
        }
        let own = self.year_behind(end);
        let shared =
            || self.is_hyphen(end).then(|| self.year_behind(end + 2)).flatten().map(|(year, _)| (year, end));
        let keys = match own.or_else(shared).or_else(|| Some((self.year_of_next(end)?, end))) {
            Some((year, after)) => {
                end = after;
                full(year, month, day)?
            }
            None => self.in_some_year(month, day, self.told(at, end))?,
        };
        Some(date(keys, at, end))
    }

    /// The day of `July fourth`, `July the fourth`, and one past it; not of `In July third parties left`.
    fn told_day(&self, at: usize) -> Option<(u32, usize)> {
        let number = self.number(at, false).filter(|n| n.ordinal)?;
        let behind = self.pieces.get(number.end);
        let free = behind.is_none_or(|p| p.shape != Shape::Word && !p.touches || p.shape == Shape::Sign);
        let day = number.value.main.small()?;
        (free || self.year_behind(number.end).is_some()).then_some((day, number.end))
    }

    /// The `15` of `July 13-15, 2023`.
    pub(super) fn second_day(&self, at: usize, before: Option<Before>) -> Option<Read> {
        let before = before.filter(|b| b.kind == Kind::Date && b.to + 1 == at)?;
        let joined = self.is_hyphen(at - 1) || self.role(at - 1) == Some(Role::Range);
        let day = self.plain(at, 1..=2).filter(|_| joined)?;
        let month = (2..=3).find_map(|back| match self.date_role(before.to.checked_sub(back)?) {
            Some(DateRole::Month(month, _)) => Some(month),
            _ => None,
        })?;
        let (keys, end) = match self.year_behind(at + 1) {
            Some((year, end)) => (full(year, month.into(), day)?, end),
            None => (self.in_some_year(month.into(), day, Told::Nothing)?, at + 1),
        };
        Some(date(keys, at, end))
    }

    fn is_month(&self, at: usize, sure: Sure) -> bool {
        let beside = self.year_behind(at + 1).is_some()
            || at > 0 && self.plain(at - 1, 1..=2).is_some()
            || self.plain(at + 1, 1..=2).is_some()
            || self.is(at + 1, ".") && self.plain(at + 2, 1..=4).is_some()
            || matches!(self.date_role(at + 1), Some(DateRole::Relative(_) | DateRole::Days(-1)));
        let capital = self.pieces[at].capital;
        let cue = self.is_month_cued(at);
        let known = beside || cue || !self.is_somebody(at);
        match sure {
            Sure::Always => known,
            Sure::Capital => beside || capital && known,
            Sure::Near => capital && (beside || cue),
        }
    }

    /// Whether the word before the month at `at`, or another month beside it, says that it is one.
    fn is_month_cued(&self, at: usize) -> bool {
        let month =
            |k: usize| matches!(self.date_role(k), Some(DateRole::Month(..))) && self.pieces[k].capital;
        let joins = |k: usize| matches!(self.role(k), Some(Role::And | Role::Range));
        if joins(at + 1) && month(at + 2)
            || self.pieces.get(at + 1).is_some_and(|p| p.hyphen) && month(at + 1)
        {
            return true;
        }
        let Some(before) = at.checked_sub(1) else { return false };
        // `the March harvest`, not `the March on Rome`, `the March for peace`.
        let counted = self.pieces.get(at + 1).is_some_and(|p| {
            p.shape == Shape::Word
                && !p.capital
                && !p.hyphen
                && p.span.len() > 3
                && self.date_role(at + 1).is_none()
        });
        let article =
            self.date_role(before) == Some(DateRole::The) || self.role(before) == Some(Role::Article);
        self.opens_date(before)
            || month(before)
            || article && counted
            || matches!(self.role(before), Some(Role::Of | Role::Between))
            || joins(before) && before.checked_sub(1).is_some_and(month)
    }

    /// Whether the word at `at` opens or closes a date as a preposition does.
    pub(super) fn opens_date(&self, at: usize) -> bool {
        match self.date_role(at) {
            Some(DateRole::On | DateRole::Date) => true,
            Some(DateRole::Relative(_)) => !self.pack.numbers.day_first,
            _ => false,
        }
    }

    fn is_weekday(&self, at: usize, sure: Sure) -> bool {
        let capital = self.pieces[at].capital;
        let named = at > 0 && self.date_role(at - 1) == Some(DateRole::Day);
        match sure {
            Sure::Always => true,
            // `Minggu lalu` at the head of a sentence is last week.
            Sure::Capital => {
                let head = self.pieces[..at].iter().all(|p| p.shape == Shape::Sign);
                let week = head
                    && matches!(self.date_role(at + 1), Some(DateRole::Relative(_) | DateRole::Days(-1)));
                named || capital && !week
            }
            Sure::Near => {
                let next = (at + 1..at + 3).find(|&k| !self.is(k, ".") && !self.is(k, ",")).unwrap_or(at + 3);
                let beside = self.plain(next, 1..=2).is_some()
                    || matches!(self.date_role(next), Some(DateRole::Month(..)));
                capital && (beside || self.is_abbreviated(at))
            }
        }
    }

    /// `(Wed)`, `on Wed`, `said Wed.`; not `the Sun.`, `Mount Sun.`
    fn is_abbreviated(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let word = &self.pieces[before];
        let lower =
            word.shape == Shape::Word && !word.capital && self.date_role(before) != Some(DateRole::The);
        let dot = self.is(at + 1, ".") && self.touches(at + 1);
        self.is(before, "(") || lower && dot || self.date_role(before) == Some(DateRole::On)
    }

    /// `tanggal dua puluh delapan Oktober`: the number word at `from` ended before `at`.
    pub(super) fn day_in_words(&self, from: usize, at: usize, day: u32) -> Option<Read> {
        if !self.pack.numbers.day_first || !self.is_month_beside_day(at) {
            return None;
        }
        let (month, year, end) = self.month_and_year(at)?;
        Some(date(self.dated(year, month, day, self.told(from, end))?, from, end))
    }

    /// `the fourth of July`: the number word at `from` ended before `at`.
    pub(super) fn spoken_day(&self, from: usize, at: usize, day: u32) -> Option<Read> {
        let month_at = if self.role(at) == Some(Role::Of) { at + 1 } else { return None };
        let (month, year, end) =
            self.is_month_beside_day(month_at).then(|| self.month_and_year(month_at))??;
        Some(date(self.dated(year, month, day, self.told(from, end))?, from, end))
    }

    fn dated(&self, year: Option<u32>, month: u32, day: u32, told: Told) -> Option<Vec<Key>> {
        match year {
            Some(year) => full(year, month, day),
            None => self.in_some_year(month, day, told),
        }
    }

    /// A day without its year, and the whole date where the day of publication tells it.
    fn in_some_year(&self, month: u32, day: u32, told: Told) -> Option<Vec<Key>> {
        let whole = self.year_of_day(month, day, told).and_then(|year| full(year, month, day));
        let part = partial(month, day)?;
        Some(std::iter::once(part).chain(whole.into_iter().flatten().take(1)).collect())
    }
}

fn date(keys: Vec<Key>, from: usize, to: usize) -> Read {
    Read { kind: Kind::Date, keys, from, to, approximate: false }
}

/// A full date, and the same without its year.
fn full(year: u32, month: u32, day: u32) -> Option<Vec<Key>> {
    let valid = Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).is_ok();
    let whole = Key::new(Kind::Date, format_args!("{year:04}-{month:02}-{day:02}"));
    valid.then(|| partial(month, day).map(|part| vec![whole, part]))?
}

fn partial(month: u32, day: u32) -> Option<Key> {
    let valid = Date::new(ANY_YEAR.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).is_ok();
    valid.then(|| Key::new(Kind::Date, format_args!("--{month:02}-{day:02}")))
}
