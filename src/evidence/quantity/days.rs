//! Days with one month in common: lists and ranges (`11, 12 dan 13 Mei`, `May 3, 5 and 9`, `20-25/8/2024`) ->
//! dates.

use super::date::date;
use super::relative::Reference;
use super::{Before, Quantity, QuantityReader};
use crate::evidence::token::Shape;
use crate::lang::{DateRole, NumberRole as Role};
use crate::model::Kind;

/// Maximum number of days after the first in a list, so that reading stays linear.
const MOST_DAYS: usize = 8;

/// Maximum number of letters of a word after a list of days that is taken for a function word, not for a noun
/// counted by the last figure (`in`, `when`).
const SHORT_WORD: usize = 4;

impl QuantityReader<'_> {
    /// The figures of the days listed from the connector at `at` on.
    pub(super) fn days_behind(&self, at: usize) -> impl Iterator<Item = usize> {
        let days = self.listed(at);
        // `skor 3-2 dan 4 Mei`: days of one month are in ascending order.
        let figure = |at: usize| self.plain(at, 1..=2);
        let first = at.checked_sub(1).and_then(figure);
        let range = |at: usize| at >= 3 && self.is_hyphen(at - 2) && self.touches(at - 1);
        let before = Some(at).filter(|&at| range(at)).and_then(|at| figure(at - 3));
        let up = before
            .into_iter()
            .map(Some)
            .chain(std::iter::once(first))
            .chain(days.iter().map(|day| figure(day.at)))
            .is_sorted();
        let sure = up && days.iter().any(|day| day.sure);
        days.into_iter().filter(move |_| sure).map(|day| day.at)
    }

    fn listed(&self, at: usize) -> Vec<Day> {
        let mut days: Vec<Day> = Vec::new();
        let mut end = at;
        while let Some(day) = self.next_day(end).filter(|_| days.len() < MOST_DAYS) {
            end = self.end_of_day(day.at);
            days.push(day);
        }
        days
    }

    /// The day after a connector at `at`: `, 12`, ` dan 13`, `-15`, `, and 9`.
    fn next_day(&self, at: usize) -> Option<Day> {
        let comma = usize::from(self.is(at, ",") && self.touches(at));
        let (next, range) = match self.role(at + comma) {
            Some(Role::Range) => (self.after_number(at + comma), true),
            Some(Role::And) => (self.after_number(at + comma), false),
            _ if comma > 0 => (at + 1, false),
            _ if self.is_hyphen(at) || self.is(at, "&") => (at + 1, self.is_hyphen(at)),
            _ => return None,
        };
        let next = self.behind_weekday(next);
        self.plain(next, 1..=2).filter(|day| (1..=31).contains(day))?;
        Some(Day { at: next, sure: next > at + comma && (comma == 0 || next > at + 1), range })
    }

    /// The position of the day's figure after its weekday, if there is one at `at`: the `16` of `Sabtu, 15
    /// dan Minggu, 16 Juli`.
    fn behind_weekday(&self, at: usize) -> usize {
        match self.date_role(at) {
            Some(DateRole::Weekday(..)) => at + 1 + usize::from(self.is(at + 1, ",")),
            _ => at,
        }
    }

    /// One past the figure of a day and its suffix.
    fn end_of_day(&self, at: usize) -> usize {
        at + 1 + usize::from(self.role(at + 1) == Some(Role::Suffix) && self.touches(at + 1))
    }

    /// One past the days that continue at `at` after a month and its first day: `, 5 and 9`, `-15`; none for
    /// `, 5 people`.
    fn end_of_list(&self, at: usize) -> Option<usize> {
        let days = self.listed(at);
        let end = self.end_of_day(days.last()?.at);
        let sure = days.iter().any(|day| day.sure);
        (sure && (days[0].range || self.closes_list(end))).then_some(end)
    }

    /// Whether a figure before `at` cannot count the token there: it is a sign, a short word, or a word of
    /// dates.
    pub(super) fn closes_list(&self, at: usize) -> bool {
        let Some(next) = self.pieces.get(at) else { return true };
        match next.shape {
            Shape::Sign => self.roles(at).unit.is_none(),
            Shape::Digits => false,
            Shape::Word => {
                let joins = matches!(
                    self.role(at),
                    Some(Role::And | Role::Range | Role::Of | Role::Between | Role::That)
                );
                let plain = (next.is_plain() || joins) && !self.is_counted(at) && !next.capital;
                plain && next.span.len() <= SHORT_WORD || self.roles(at).date.is_some()
            }
        }
    }

    /// The year after the days that continue at `at`: that of `July 13-15, 2023`, `May 3, 5 and 9, 2021`.
    pub(super) fn year_of_list(&self, at: usize) -> Option<u32> {
        self.year_behind(self.end_of_list(at)?).map(|(year, _)| year)
    }

    /// The `15` of `July 13-15, 2023`, the `5` and the `9` of `May 3, 5 and 9`.
    pub(super) fn second_day(&self, at: usize, before: Option<Before>) -> Option<Quantity> {
        let before = before.filter(|b| b.kind == Kind::Date && b.to < at)?;
        let month = before.month?;
        // No further day of the month follows `13 May` or a year.
        let day_last = self.pieces[before.to - 1].shape == Shape::Digits
            && self.plain(before.to - 1, 1..=2).is_some()
            || self.role(before.to - 1) == Some(Role::Suffix);
        let listed =
            self.next_day(before.to).is_some_and(|day| day.at == at) && self.end_of_list(before.to).is_some();
        let day = self.plain(at, 1..=2).filter(|_| day_last && listed)?;
        let end = self.end_of_day(at);
        let (keys, end) = match self.year_behind(end) {
            Some((year, end)) => (self.dated(Some(year), month, day, Reference::Nothing)?, end),
            None => (self.dated(self.year_of_list(end), month, day, Reference::Nothing)?, end),
        };
        Some(date(keys, at, end))
    }

    /// The `20` of `20-25/8/2024`, the `15` of `(15 dan 16/7)`: a day whose month and year follow the last
    /// day in figures.
    pub(super) fn day_of_figures(&self, at: usize) -> Option<Quantity> {
        let day = self.plain(at, 1..=2).filter(|_| self.pack.numbers.day_first)?;
        let last = self.days_behind(at + 1).last()?;
        let (year, month) = month_of(&self.numeric_date(last)?)?;
        Some(date(self.dated(year, month, day, Reference::Nothing)?, at, at + 1))
    }
}

/// A day of a list.
struct Day {
    /// Its figure.
    at: usize,
    /// Whether more than a comma joins it to the day before.
    sure: bool,
    /// Whether it is the end of a range.
    range: bool,
}

/// The year, if known, and the month of a date.
pub(super) fn month_of(read: &Quantity) -> Option<(Option<u32>, u32)> {
    let mut parts = read.keys.first()?.value().rsplitn(3, '-');
    let (_, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    Some((year.parse().ok(), month.parse().ok()?))
}
