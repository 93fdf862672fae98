//! A weekday and the words around it -> its keys; a night belongs to the day before it and to the day after
//! it.

use super::{Quantity, QuantityReader};
use crate::lang::{DateRole, DayPart, Night};
use crate::model::{Key, Kind};

/// Maximum number of tokens of a date in brackets after its weekday (`(17/9/2023)`).
const BRACKET: usize = 8;

/// Maximum number of tokens of a phrase before a weekday (`early hours of`).
const LONGEST: usize = 3;

impl QuantityReader<'_> {
    /// `Rabu`, `Saturday night`, `malam Minggu`: the weekday `day` at `at`.
    ///
    /// `Sabtu malam`, `malam Minggu`, `Minggu dini hari` and `late on Saturday` mean one night, whose key
    /// (`weekday:6-7`) is their last reading.
    pub(super) fn weekday(&self, at: usize, day: u8) -> Quantity {
        let eve = self.is_eve(at);
        let mut keys = Vec::new();
        for day in eve.then(|| before(day)).into_iter().chain([day]) {
            keys.push(Key::new(Kind::Weekday, day));
            self.add_dates_of_weekday(at, day, &mut keys);
        }
        let night = if eve { Some(Night::Before) } else { self.night(at) };
        if matches!(night, Some(Night::Before | Night::Either)) {
            keys.push(between(before(day), day));
        }
        if matches!(night, Some(Night::Behind | Night::Either)) {
            keys.push(between(day, day % 7 + 1));
        }
        Quantity { kind: Kind::Weekday, keys, from: at, to: at + 1, approximate: false }
    }

    /// `malam Minggu`: in Indonesian the night directly before the name of a weekday is the one that ends on
    /// it.
    fn is_eve(&self, at: usize) -> bool {
        let last = at.checked_sub(1).and_then(|last| self.date_role(last));
        self.pack.numbers.day_first && last == Some(DateRole::Part(DayPart::Night))
    }

    /// The night given by the words around the weekday at `at`.
    fn night(&self, at: usize) -> Option<Night> {
        let behind = match self.date_role(self.behind_bracket(at + 1)) {
            Some(DateRole::Part(DayPart::Night)) => Some(Night::Behind),
            Some(DateRole::Part(DayPart::Small)) => Some(Night::Before),
            Some(DateRole::Night(night)) => Some(night),
            _ => None,
        };
        behind.or_else(|| self.night_before(at)).or_else(|| {
            // `late on Saturday`
            let last = at.checked_sub(1).filter(|&k| self.date_role(k) == Some(DateRole::On(None)))?;
            self.night_before(last)
        })
    }

    /// The night given by the phrase that ends before `at`.
    fn night_before(&self, at: usize) -> Option<Night> {
        (at.saturating_sub(LONGEST)..at).find_map(|from| match self.date_role(from)? {
            DateRole::On(Some(night)) | DateRole::Night(night) if self.after_date(from) == at => Some(night),
            _ => None,
        })
    }

    /// One past the bracket that starts at `at`, if it is short.
    fn behind_bracket(&self, at: usize) -> usize {
        let close = || (at + 1..=at + BRACKET).find(|&k| self.is(k, ")"));
        if self.is(at, "(") { close().map_or(at, |close| close + 1) } else { at }
    }
}

/// The day before.
fn before(day: u8) -> u8 {
    (day + 5) % 7 + 1
}

/// The night between two days.
fn between(one: u8, other: u8) -> Key {
    Key::new(Kind::Weekday, format_args!("{one}-{other}"))
}
