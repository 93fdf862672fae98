//! A figure and the era beside it -> a year of any age.

use super::number::Number;
use super::{Read, Reader};
use crate::lang::{DateRole, Era};
use crate::model::{Key, Kind};

/// Letters that an era's abbreviation has at most.
const SHORT: usize = 3;

/// Pieces that an era before its year has at most (`A.D.`).
const LONGEST: usize = 4;

impl Reader<'_> {
    /// `78 Masehi`, `AD 78`, `44 BC`, `1445 Hijriah`: the year before the common era is below zero, that of another calendar a
    /// number only.
    pub(super) fn year_of_era(&self, at: usize, number: &Number) -> Option<Read> {
        let year = number.value.main.small().filter(|year| number.bare && (1..10_000).contains(year))?;
        let before = (at.saturating_sub(LONGEST)..at).find(|&from| self.after_date(from) == at);
        let before = before.and_then(|from| self.era(from)).filter(|era| *era == Era::Common);
        let (era, to) = match self.era(number.end) {
            Some(era) => (era, self.after_date(number.end)),
            None => (before?, number.end),
        };
        let plain = Key::new(Kind::Number, year);
        let (kind, keys) = match era {
            Era::Common => (Kind::Year, vec![Key::new(Kind::Year, year), plain]),
            Era::Before => (Kind::Year, vec![Key::new(Kind::Year, -i64::from(year)), plain]),
            Era::Other => (Kind::Number, vec![plain]),
        };
        Some(Read { kind, keys, from: at, to, approximate: false })
    }

    /// The era that the piece at `at` opens; an abbreviation has capitals (`AD`, not `ad`).
    fn era(&self, at: usize) -> Option<Era> {
        let Some(DateRole::Era(era)) = self.date_role(at) else { return None };
        let word = self.text(at);
        (word.len() > SHORT || word.chars().all(char::is_uppercase)).then_some(era)
    }
}
