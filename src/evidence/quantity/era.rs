//! A figure and the era next to it -> a year of any age.

use super::sum::Number;
use super::{Quantity, QuantityReader, QuantityToken};
use crate::evidence::token::Shape;
use crate::lang::{DateRole, Era, NumberRole as Role};
use crate::model::{Key, Kind};

/// Maximum number of letters of an era's abbreviation.
const SHORT: usize = 3;

/// Maximum number of tokens of an era before its year (`A.D.`).
const LONGEST: usize = 4;

impl QuantityReader<'_> {
    /// `78 Masehi`, `AD 78`, `44 BC`, `1445 Hijriah`: years before the common era are below zero, years of
    /// another calendar are only numbers.
    pub(super) fn year_of_era(&self, at: usize, number: &Number) -> Option<Quantity> {
        let year = number.value.main.small().filter(|year| number.bare && (1..100_000).contains(year))?;
        let (era, to) = self
            .era_behind(at, number.end)
            .or_else(|| self.era_before(at, number.end))
            .or_else(|| self.era_of_next(number))?;
        let plain = Key::new(Kind::Number, year);
        let (kind, keys) = match era {
            Era::Common => (Kind::Year, vec![Key::new(Kind::Year, year), plain]),
            Era::Before => (Kind::Year, vec![Key::new(Kind::Year, -i64::from(year)), plain]),
            Era::Other => (Kind::Number, vec![plain]),
        };
        Some(Quantity { kind, keys, from: at, to, approximate: false })
    }

    /// The era after the figure at `at` that ends before `end`, and one past it.
    fn era_behind(&self, at: usize, end: usize) -> Option<(Era, usize)> {
        let (era, to) = (self.era(end)?, self.after_date(end));
        // A single letter is an era only after a word for year: `tahun 78 M`, but not `Rp 78 M`.
        let letter = self.is_letter(end, to);
        let called = at > 0 && self.role(at - 1) == Some(Role::Year);
        let closes = if letter { called } else { self.is_year_cued(at) || !self.goes_on(end, to) };
        closes.then_some((era, to))
    }

    /// The era after the other end of a range: `490 hingga 479 SM`.
    fn era_of_next(&self, number: &Number) -> Option<(Era, usize)> {
        let next = self.other_end(number).filter(|next| next.bare)?;
        Some((self.era_behind(next.end - 1, next.end)?.0, number.end))
    }

    /// The era before the figure, and one past the figure.
    fn era_before(&self, at: usize, end: usize) -> Option<(Era, usize)> {
        let from = (at.saturating_sub(LONGEST)..at).find(|&from| self.after_date(from) == at)?;
        let era = self.era(from).filter(|era| *era != Era::Before && !self.is_letter(from, at))?;
        // `an AD 30 metres wide`
        (!self.is_counted(end)).then_some((era, end))
    }

    /// Whether the era from `from` to `at` is one letter (`(M7)`).
    fn is_letter(&self, from: usize, at: usize) -> bool {
        at == from + 1 && self.text(from).len() == 1
    }

    /// Whether there is a word before `at` that precedes years and dates.
    fn is_year_cued(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        matches!(self.date_role(before), Some(DateRole::On(_))) || self.role(before) == Some(Role::Year)
    }

    /// Whether the abbreviation at `era` may belong to an ordinary word that follows at `at` (`30 SM
    /// Entertainment`).
    fn goes_on(&self, era: usize, at: usize) -> bool {
        let word = |next: &QuantityToken| next.shape == Shape::Word && next.is_plain();
        self.text(era).len() <= SHORT && self.pieces.get(at).is_some_and(word)
    }

    /// The era that starts at the token at `at`; an abbreviation is capitalized (`AD`, not `ad`).
    fn era(&self, at: usize) -> Option<Era> {
        let Some(DateRole::Era(era)) = self.date_role(at) else { return None };
        let word = self.text(at);
        (word.len() > SHORT || word.chars().all(char::is_uppercase)).then_some(era)
    }
}
