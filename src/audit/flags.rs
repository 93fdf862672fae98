//! A bead's agreement, lengths and confidence -> flags.

use jiff::civil::Date;

use super::agree::Agreement;
use crate::model::{Bead, Evidence, Flag, Kind};

/// Indonesian characters per English character in translated news.
const USUAL_RATIO: f64 = 1.13;

/// From where on something is worth a flag.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FlagLimits {
    /// Rows whose confidence is lower are flagged `low-confidence`.
    pub confidence: f64,
    /// Rows whose sides differ in length by more than this factor are flagged `length`.
    pub length: f64,
}

impl Default for FlagLimits {
    fn default() -> Self {
        FlagLimits { confidence: 0.5, length: 2.0 }
    }
}

/// The flags of a row, in a fixed order: `moved`, `low-confidence`, `length`, `KIND-mismatch`; behind them come those of [`partial`]
/// and [`weekday_date`].
///
/// `chars` are the two sides' lengths in characters. A mismatch is a kind of number that is left over on *both* sides: one
/// of the two is probably wrong. What is left over on one side only stands in the row's unmatched columns.
pub fn flags(
    bead: &Bead,
    agreement: &Agreement<'_>,
    chars: (usize, usize),
    limits: &FlagLimits,
) -> Vec<Flag> {
    let mut flags = Vec::new();
    if !bead.block.is_null() {
        if bead.moved {
            flags.push(Flag { code: "moved", detail: String::new() });
        }
        if bead.confidence < limits.confidence {
            flags.push(Flag { code: "low-confidence", detail: String::new() });
        }
        flags.extend(length(chars, limits));
        flags.extend(mismatches(agreement));
    }
    flags
}

/// Flags each side of which the score took a part only: it holds sentences that stand in the row because a line is never cut.
///
/// `omitted` are the sentences that were left out of the Indonesian and of the English side.
pub fn partial(omitted: (usize, usize)) -> Vec<Flag> {
    let sides = [("ind", omitted.0), ("eng", omitted.1)].into_iter().filter(|(_, omitted)| *omitted > 0);
    sides.map(|(side, _)| Flag { code: "partial", detail: side.to_owned() }).collect()
}

fn length((ind, eng): (usize, usize), limits: &FlagLimits) -> Option<Flag> {
    let ratio = ind as f64 / eng.max(1) as f64;
    let off = (ratio / USUAL_RATIO).max(USUAL_RATIO / ratio.max(1e-9));
    (off > limits.length).then(|| Flag { code: "length", detail: format!("{ratio:.2}") })
}

/// Numbers and dates that stand on both sides and differ.
fn mismatches(agreement: &Agreement<'_>) -> Vec<Flag> {
    let mut flags = Vec::new();
    let mut rest: Vec<&Evidence> =
        agreement.only_eng.iter().copied().filter(|e| e.kind.is_number()).collect();
    for f in agreement.only_ind.iter().filter(|e| e.kind.is_number()) {
        let Some(at) = rest.iter().position(|e| comparable(f, e)) else { continue };
        let e = rest.remove(at);
        flags.push(Flag { code: mismatch_code(f.kind), detail: format!("{}≠{}", f.keys[0], e.keys[0]) });
    }
    flags
}

/// Kinds that answer the same question, so that two different values cannot both be right.
fn comparable(f: &Evidence, e: &Evidence) -> bool {
    f.kind == e.kind
}

fn mismatch_code(kind: Kind) -> &'static str {
    match kind {
        Kind::Date | Kind::Year | Kind::Month => "date-mismatch",
        Kind::Weekday => "weekday-mismatch",
        Kind::Time => "time-mismatch",
        Kind::Money => "money-mismatch",
        Kind::Percent => "percent-mismatch",
        _ => "number-mismatch",
    }
}

/// Flags a weekday that stands right beside a date on which the calendar has another one: `Rabu (13 Juli 2023)`; `Rabu (13/7)`
/// and `kemarin, Rabu` where the day of publication tells the whole date.
///
/// `evidence` is that of one sentence, in order.
pub fn weekday_date(evidence: &[Evidence]) -> Vec<Flag> {
    /// Bytes that may stand between the two: a space and a bracket, or a comma and a space.
    const BESIDE: usize = 3;
    let mut flags = Vec::new();
    for pair in evidence.windows(2) {
        let close = pair[1].span.start.saturating_sub(pair[0].span.end) <= BESIDE;
        let (day, date) = match (pair[0].kind, pair[1].kind) {
            (Kind::Weekday, Kind::Date) => (&pair[0], &pair[1]),
            (Kind::Date, Kind::Weekday) => (&pair[1], &pair[0]),
            _ => continue,
        };
        let whole = date.keys.iter().find_map(|key| key.value().parse::<Date>().ok());
        let (Ok(said), Some(date)) = (day.keys[0].value().parse::<i8>(), whole) else {
            continue;
        };
        let real = date.weekday().to_monday_one_offset();
        if close && said != real {
            flags
                .push(Flag { code: "weekday-date", detail: format!("{date} is weekday:{real}, not {said}") });
        }
    }
    flags
}
