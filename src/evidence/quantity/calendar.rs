//! A word of the calendar and its neighbours -> whether it means a month or a weekday (`May`, `Sat`,
//! `Minggu`).

use super::QuantityReader;
use crate::evidence::token::Shape;
use crate::lang::{DateRole, NumberRole as Role, Sure};

impl QuantityReader<'_> {
    pub(super) fn is_month(&self, at: usize, sure: Sure) -> bool {
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

    /// Whether the word before the month at `at`, or another month next to it, shows that it is a month.
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
        // `the March harvest`, but not `the March on Rome`, `the March for peace`.
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

    /// Whether the word at `at` can introduce or follow a date, as a preposition does.
    pub(super) fn opens_date(&self, at: usize) -> bool {
        match self.date_role(at) {
            Some(DateRole::On(_) | DateRole::Date) => true,
            Some(DateRole::Relative(_)) => !self.pack.numbers.day_first,
            _ => false,
        }
    }

    pub(super) fn is_weekday(&self, at: usize, sure: Sure) -> bool {
        let capital = self.pieces[at].capital;
        let named = at > 0 && self.date_role(at - 1) == Some(DateRole::Day);
        match sure {
            Sure::Always => true,
            // `Minggu lalu` at the start of a sentence means last week.
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
        self.is(before, "(") || lower && dot || matches!(self.date_role(before), Some(DateRole::On(_)))
    }
}
