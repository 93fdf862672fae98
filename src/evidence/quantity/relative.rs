//! Days, months and years given relative to the day of publication -> dates; none if that day is not known.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::{Quantity, QuantityReader};
use crate::evidence::token::Shape;
use crate::lang::{DateRole, NumberRole as Role, Step, Sure, Turn};
use crate::model::{Key, Kind};

/// How the words next to a weekday, a day or a month select one of several dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reference {
    /// They do not.
    Nothing,
    /// The one before, near or after the day of publication.
    Turn(Turn),
    /// The one in the week that is this many weeks away.
    Weeks(i8),
}

impl QuantityReader<'_> {
    /// `kemarin`, `last month`, `this year`; not `dua tahun lalu`, `USA Today`.
    pub(super) fn relative(&self, at: usize) -> Option<Quantity> {
        let published = self.published?;
        if self.is_part_of_more(at) {
            return None;
        }
        let (kind, keys) = match self.date_role(at)? {
            DateRole::Days(days) => {
                let day = published.checked_add(i32::from(days).days()).ok()?;
                let weekday = Key::new(Kind::Weekday, day.weekday().to_monday_one_offset());
                (Kind::Date, of_day(day).into_iter().chain([weekday]).collect())
            }
            DateRole::Weekday(..) => {
                let (weeks, end) = self.relative_week(at)?;
                let day = published.checked_add(i32::from(weeks).weeks()).ok()?;
                return Some(Quantity {
                    kind: Kind::Date,
                    keys: vec![of_week(day)],
                    from: at,
                    to: end,
                    approximate: false,
                });
            }
            DateRole::Weeks(weeks) => {
                let day = published.checked_add(i32::from(weeks).weeks()).ok()?;
                (Kind::Date, vec![of_week(day)])
            }
            DateRole::Months(months) => {
                let day = published.first_of_month().checked_add(i32::from(months).months()).ok()?;
                (Kind::Date, vec![of_month(day), Key::new(Kind::Month, day.month())])
            }
            DateRole::Years(years) => {
                let year = published.year() + i16::from(years);
                (Kind::Year, vec![Key::new(Kind::Year, year), Key::new(Kind::Number, year)])
            }
            _ => return None,
        };
        Some(Quantity { kind, keys, from: at, to: self.after_date(at), approximate: false })
    }

    /// Whether the words at `at` belong to an expression before them: a count (`dua tahun lalu`), a weekday
    /// (`Senin kemarin`) or a name (`USA Today`).
    fn is_part_of_more(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let piece = &self.pieces[before];
        let counts = piece.shape == Shape::Digits
            || self.role(before).is_some_and(|role| role.opens() || role == Role::Several);
        let day = match self.role(before) {
            // `Monday of last week`
            Some(Role::Of) => before.checked_sub(1),
            _ => Some(before),
        };
        let day = day.filter(|&k| self.relative_week(k).is_none()).and_then(|k| self.date_role(k));
        let name = self.pieces[at].capital && piece.shape == Shape::Word && piece.capital && piece.is_plain();
        counts || name || matches!(day, Some(DateRole::Weekday(..) | DateRole::Month(..)))
    }

    /// The day, week, month or year of `2 hari lalu`, `three years ago`: further readings of the count that
    /// ended before `end`.
    pub(super) fn ago(&self, count: u32, end: usize) -> Vec<Key> {
        let Some(published) = self.published.filter(|_| count > 0) else { return Vec::new() };
        let step = match self.date_role(end) {
            Some(DateRole::Ago(step)) => step,
            _ if self.relative_week(end).is_some_and(|(weeks, _)| weeks < 0) => Step::Weeks,
            Some(DateRole::Months(-1)) => Step::Months,
            Some(DateRole::Years(-1)) => Step::Years,
            _ => return Vec::new(),
        };
        let count = i64::from(count);
        let back = match step {
            Step::Days => Span::new().try_days(count),
            Step::Weeks => Span::new().try_weeks(count),
            Step::Months => Span::new().try_months(count),
            Step::Years => Span::new().try_years(count),
        };
        let Some(day) = back.ok().and_then(|back| published.checked_sub(back).ok()) else {
            return Vec::new();
        };
        match step {
            Step::Days => of_day(day).to_vec(),
            Step::Weeks => vec![of_week(day)],
            Step::Months => vec![of_month(day)],
            Step::Years => vec![Key::new(Kind::Year, day.year())],
        }
    }

    /// The distance in weeks from the week of publication given at `at`, and one past it: `pekan lalu`, and
    /// `minggu lalu` if its first word does not mean Sunday.
    fn relative_week(&self, at: usize) -> Option<(i8, usize)> {
        match self.date_role(at)? {
            DateRole::Weeks(weeks) => Some((weeks, self.after_date(at))),
            DateRole::Weekday(_, sure @ Sure::Capital) if !self.is_weekday(at, sure) => {
                // `minggu yang lalu`
                let turn = at + 1 + usize::from(self.role(at + 1) == Some(Role::That));
                match self.date_role(turn)? {
                    DateRole::Relative(Turn::Past) | DateRole::Days(-1) => Some((-1, turn + 1)),
                    DateRole::Relative(Turn::This) if turn == at + 1 => Some((0, turn + 1)),
                    DateRole::Relative(Turn::Next) => Some((1, turn + 1)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// How the words before `from` and after `end` select the date of the day or month between.
    pub(super) fn reference(&self, from: usize, end: usize) -> Reference {
        if self.published.is_none() {
            return Reference::Nothing;
        }
        let of = usize::from(self.role(end) == Some(Role::Of));
        if let Some((weeks, _)) = self.relative_week(end + of) {
            return Reference::Weeks(weeks);
        }
        match self.date_role(end + of) {
            Some(DateRole::Relative(turn)) if self.pack.numbers.day_first => return Reference::Turn(turn),
            Some(DateRole::Days(-1)) if self.pack.numbers.day_first => return Reference::Turn(Turn::Past),
            _ => {}
        }
        match from.checked_sub(1).and_then(|before| self.date_role(before)) {
            Some(DateRole::Relative(turn)) if !self.pack.numbers.day_first => Reference::Turn(turn),
            _ => Reference::Nothing,
        }
    }

    /// Adds the possible dates of a weekday at `at`: the last one before a coming one.
    pub(super) fn add_dates_of_weekday(&self, at: usize, weekday: u8, keys: &mut Vec<Key>) {
        let Some(published) = self.published else { return };
        let today = published.weekday().to_monday_one_offset();
        let ahead = (i32::from(weekday) + 7 - i32::from(today)) % 7;
        let strictly = if ahead == 0 { 7 } else { ahead };
        // Distances in days from the day of publication.
        let days: &[i32] = match self.reference(at, at + 1) {
            Reference::Weeks(weeks) => &[i32::from(weeks) * 7 + i32::from(weekday) - i32::from(today)],
            Reference::Turn(Turn::Past) => &[ahead - 7],
            // The next such day, or that of the next week: both are usual.
            Reference::Turn(Turn::Next) => &[strictly, strictly + 7],
            _ if ahead == 0 => &[0],
            Reference::Turn(Turn::This) => &[ahead, ahead - 7],
            Reference::Nothing => &[ahead - 7, ahead],
        };
        for &count in days {
            keys.extend(published.checked_add(count.days()).map(of_day).into_iter().flatten());
        }
    }

    /// The year of a day without one, from the day of publication.
    pub(super) fn year_of_day(&self, month: u32, day: u32, reference: Reference) -> Option<u32> {
        let published = self.published?;
        let year = |offset: i16| {
            Date::new(published.year() + offset, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
        };
        let distance = |date: &Date| (*date - published).get_days();
        let found = (-1..=1).filter_map(year).filter(|date| match reference {
            Reference::Turn(Turn::Past) => distance(date) <= 0,
            Reference::Turn(Turn::Next) => distance(date) >= 0,
            _ => true,
        });
        u32::try_from(found.min_by_key(|date| distance(date).abs())?.year()).ok()
    }

    /// The year of a month without one.
    pub(super) fn year_of_month(&self, month: u32, reference: Reference) -> Option<u32> {
        let published = self.published?;
        let own = u32::try_from(published.month()).ok()?;
        let year = u32::try_from(published.year()).ok()?;
        match reference {
            Reference::Turn(Turn::Past) if month >= own => Some(year - 1),
            Reference::Turn(Turn::Next) if month <= own => Some(year + 1),
            Reference::Turn(_) => Some(year),
            _ => self.year_of_day(month, 15, reference),
        }
    }
}

/// The week of a day, as ISO 8601 counts weeks.
fn of_week(day: Date) -> Key {
    let week = day.iso_week_date();
    Key::new(Kind::Date, format_args!("{:04}-W{:02}", week.year(), week.week()))
}

/// The month of a day.
fn of_month(day: Date) -> Key {
    Key::new(Kind::Date, format_args!("{:04}-{:02}", day.year(), day.month()))
}

/// A day, and the same day without its year.
fn of_day(day: Date) -> [Key; 2] {
    let (month, number) = (day.month(), day.day());
    [Key::new(Kind::Date, day), Key::new(Kind::Date, format_args!("--{month:02}-{number:02}"))]
}
