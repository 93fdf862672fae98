//! Four figures and the words around them -> whether they are the hours and minutes of a clock.

use super::QuantityReader;
use crate::lang::{DateRole, NumberRole as Role};

impl QuantityReader<'_> {
    /// `0930 GMT`, `0930 local time`, `pukul 0930`: four figures before a zone in capitals or in several
    /// words, or after a cue.
    pub(super) fn is_clock_of_four(&self, at: usize) -> bool {
        let next = at + 1;
        let zone = matches!(self.date_role(next), Some(DateRole::Zone))
            && (self.pieces[next].capital || self.after_date(next) > next + 1);
        let cue = || at > 0 && self.date_role(at - 1) == Some(DateRole::Cue) && self.opens_time(at - 1);
        let several = || at > 1 && self.role(at - 2) == Some(Role::Several);
        let is_clock = |figures: u32| figures / 100 <= 24 && figures % 100 < 60;
        let cued = || self.is_military(at) || cue() && !several() && !self.is_counted(next);
        self.plain(at, 4..=4).is_some_and(is_clock) && (zone || cued())
    }

    /// `at 1800 hours`, `0600 hours`: four figures before the word for hours, marked as a time by a
    /// preposition or a leading zero.
    pub(super) fn is_military(&self, at: usize) -> bool {
        let cue = || at > 0 && self.date_role(at - 1) == Some(DateRole::Weak);
        let hours = self.date_role(at + 1) == Some(DateRole::Hours) && self.plain(at, 4..=4).is_some();
        hours && (self.text(at).starts_with('0') || cue())
    }
}
