//! A row -> its flags, one file per family of codes.

mod claims;
mod dates;
mod language;
mod names;
mod numbers;
mod pairing;
mod place;
mod repeated;
mod shape;
mod shares;

pub use dates::weekday_date;
pub use language::KNOWN;
pub use names::Namings;
pub use repeated::Repeats;

use super::code::{Severity, is_shown};
use super::row::{LanguageFacts, Row};
use crate::model::Flag;

/// The limits from which on flags are raised.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct FlagLimits {
    /// Rows whose confidence is lower are flagged `low-confidence`.
    pub confidence: f64,
    /// Rows whose sides differ in length by more than this factor are flagged `length`.
    pub length: f64,
    /// Rows with a neighbour that is fewer nats worse are flagged `low-margin`.
    pub margin: f64,
    /// Flags less grave than this are left out, `moved` and `partial` aside.
    pub least: Severity,
}

impl Default for FlagLimits {
    fn default() -> Self {
        FlagLimits { confidence: 0.5, length: 2.0, margin: 2.0, least: Severity::Warning }
    }
}

/// The flags of a row, by family and in a fixed order.
///
/// A mismatch is a value that is unmatched on *both* sides: one of the two is probably wrong. Values that are
/// unmatched on one side only are listed in the row's unmatched columns and raise a notice.
pub fn flags(row: &Row<'_>, limits: &FlagLimits, facts: &dyn LanguageFacts) -> Vec<Flag> {
    let mut flags = Vec::new();
    if !row.bead.group.is_null() {
        flags.extend(place::flags(row, limits));
        flags.extend(shape::flags(row, limits, facts));
        let mut rest = pairing::Rest::of(row.agreement);
        shares::settle(&mut rest);
        flags.extend(numbers::flags(&mut rest, row, facts));
        flags.extend(dates::flags(&mut rest, row, facts));
        flags.extend(names::flags(&mut rest, row, facts));
        flags.extend(claims::directions(row, facts));
        if limits.least == Severity::Notice {
            flags.extend(numbers::missing(&rest));
            flags.extend(dates::missing(&rest));
            flags.extend(names::missing(&rest, facts));
            flags.extend(claims::negation(row, facts));
            flags.extend(numbers::misspelt(row, facts));
        }
    }
    flags.extend(language::flags(row, facts));
    flags.extend(repeated::debris(row, facts));
    flags.retain(|flag| is_shown(flag, limits.least));
    for (language, side) in row.sides() {
        for (text, profile) in side.sentences.iter().zip(side.profiles) {
            flags.extend(dates::impossible(language, text, &profile.evidence, facts));
        }
    }
    flags
}

/// A flag with this code and detail.
fn flag(code: &'static str, detail: impl Into<String>) -> Flag {
    Flag { code, detail: detail.into() }
}
