//! The words around an ambiguous number word -> whether it is a number there (`second`, `half`, `double`,
//! `both`).

use super::QuantityReader;
use crate::evidence::token::Shape;
use crate::lang::{DateRole, NumberRole as Role, Unit};

impl QuantityReader<'_> {
    /// Whether `second` is a unit of time: `per second`, `30-second`, `one second`, `in a second.`
    pub(super) fn is_unit_of_time(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let closes = self.pieces.get(at + 1).is_none_or(|p| p.shape == Shape::Sign);
        let hyphened = self.is_hyphen(before) && self.touches(at) && before > 0;
        let counted = if hyphened { before - 1 } else { before };
        // `the twenty-second round`
        if self.pieces[at].hyphen && matches!(self.role(before), Some(Role::Tens(_))) {
            return false;
        }
        self.pieces[counted].shape == Shape::Digits
            || match self.role(before) {
                Some(Role::Each | Role::Unit(_) | Role::Teen(_) | Role::Tens(_) | Role::Hundred) => true,
                Some(Role::Article) => closes,
                _ => false,
            }
    }

    /// Whether `double` at `at` is a verb: `could double`, `to double`, `more than double`, `double the
    /// number`.
    pub(super) fn multiplies(&self, at: usize, end: usize) -> bool {
        let before = at.checked_sub(1).and_then(|k| self.role(k));
        self.date_role(end) == Some(DateRole::The) || matches!(before, Some(Role::Modal | Role::Range))
    }

    /// Whether `and` follows soon: `both Russia and China` is not a count.
    pub(super) fn pairs_up(&self, at: usize) -> bool {
        (at..at + 4).any(|k| self.role(k) == Some(Role::And))
    }

    /// Whether `half` that ends before `end` is a number: not in `the second half`, `half-time`, `the
    /// Liverpool half`.
    pub(super) fn halves(&self, end: usize) -> bool {
        let behind_ordinal = end > 1 && matches!(self.role(end - 2), Some(Role::Ordinal(_)));
        let hedged = (2..=4).any(|back| end >= back && self.role(end - back) == Some(Role::Before));
        let opens =
            matches!(self.role(end), Some(Role::Of | Role::Article | Role::Whose)) || self.scales(end);
        !behind_ordinal
            && (opens || hedged || self.date_role(end) == Some(DateRole::The) || self.is_unit_part(end))
    }

    /// Whether a half at `at` belongs to the figure before it: one to three plain digits that are not a date
    /// or a rank, with a scale or a counted noun after it (`2 setengah juta`, `1 setengah jam`; not `pada
    /// 2023 setengah juta orang`).
    pub(super) fn is_halved(&self, at: usize) -> bool {
        let Some(figure) = at.checked_sub(1) else { return false };
        let before = figure.checked_sub(1);
        let dated = before.and_then(|k| self.date_role(k)) == Some(DateRole::Date);
        let ranked = before.and_then(|k| self.role(k)) == Some(Role::Rank);
        let counts = self.scales(at + 1)
            || self.is_counted(at + 1)
            || matches!(self.role(at + 1), Some(Role::Year | Role::Measure));
        counts && !dated && !ranked && self.plain(figure, 1..=3).is_some()
    }

    /// Whether a unit at `at` can follow a fraction: `half-hour`, `quarter-mile`, `quarter point`; not
    /// `quarter-finals`.
    pub(super) fn is_unit_part(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|p| p.hyphen) && self.is_counted(at) || self.is_point(at)
    }

    /// Whether a word that may mean a percentage point is at `at`, after a fraction.
    pub(super) fn is_point(&self, at: usize) -> bool {
        matches!(self.roles(at).unit, Some((_, Unit::Part | Unit::Points)))
    }

    /// Whether a number starts at `at`: `scores of 72 and 68`.
    pub(super) fn counts(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|p| p.shape == Shape::Digits)
            || matches!(self.role(at), Some(Role::Unit(_) | Role::Teen(_) | Role::Tens(_)))
    }

    /// Whether there is a scale word at `at`.
    pub(super) fn scales(&self, at: usize) -> bool {
        matches!(self.role(at), Some(Role::Hundred | Role::Scale(_) | Role::Dozen | Role::Many(2..)))
    }
}
