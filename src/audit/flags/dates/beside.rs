//! Weekdays next to the dates that they belong to -> those on which the calendar disagrees.

use jiff::civil::Date;

use super::super::flag;
use super::{weekdays, whole};
use crate::model::{Evidence, Flag, Kind};

/// Maximum number of bytes between a weekday and its date: a space and a bracket, or a comma and a space.
const BESIDE: usize = 3;

/// Maximum number of bytes between two days of one list or range (` sampai dengan `).
const JOINED: usize = 16;

/// Flags a weekday directly next to a date that falls on another day: `Rabu (13 Juli 2023)`; also `Rabu
/// (13/7)` and `kemarin, Rabu` if the day of publication determines the whole date. Of several days next to
/// several dates (`Jumat-Sabtu, 7-8 Juni 2024`) the first belongs to the first and the last to the last.
///
/// `evidence` is that of one sentence, in order.
pub fn weekday_date(evidence: &[Evidence]) -> Vec<Flag> {
    let mut flags = Vec::new();
    for at in 1..evidence.len() {
        if gap(&evidence[at - 1], &evidence[at]) > BESIDE {
            continue;
        }
        let (before, behind) = (run_before(evidence, at), run_behind(evidence, at));
        let (days, dates) = match (evidence[at - 1].kind, evidence[at].kind) {
            (Kind::Weekday, Kind::Date) => (before, behind),
            (Kind::Date, Kind::Weekday) => (behind, before),
            _ => continue,
        };
        // The runs before and after an end of a list meet the same days again.
        let odd = disagreement(days, dates);
        flags.extend(odd.filter(|flag| !flags.contains(flag)));
    }
    flags
}

/// The disagreement of the calendar with the days of one list next to the dates of another.
fn disagreement(days: &[Evidence], dates: &[Evidence]) -> Option<Flag> {
    let pairs = match (days, dates) {
        ([first, .., last], [one, .., other]) => vec![(first, one), (last, other)],
        // `Sabtu dan Minggu, 15 Juli`: the date may belong to either.
        _ => days.iter().flat_map(|day| dates.iter().map(move |date| (day, date))).collect(),
    };
    let alone = days.len().min(dates.len()) == 1;
    let mut odd = pairs.iter().filter_map(|(day, date)| odd(day, whole(date)?)).peekable();
    let all = odd.clone().count() == pairs.len();
    odd.next().filter(|_| !alone || all)
}

/// The flag of a day on which a date does not fall.
fn odd(day: &Evidence, date: Date) -> Option<Flag> {
    let real = date.weekday().to_monday_one_offset();
    let said = weekdays(day).next()?;
    let detail = || format!("{date} is weekday:{real}, not {said}");
    weekdays(day).all(|day| day != real).then(|| flag("weekday-date", detail()))
}

/// The evidence of one kind that ends before `at`, joined as in a list.
fn run_before(evidence: &[Evidence], at: usize) -> &[Evidence] {
    let joined = |k: &usize| {
        evidence[k - 1].kind == evidence[at - 1].kind && gap(&evidence[k - 1], &evidence[*k]) <= JOINED
    };
    let from = (1..at).rev().take_while(joined).last().map_or(at - 1, |first| first - 1);
    &evidence[from..at]
}

/// The same for evidence that begins at `at`.
fn run_behind(evidence: &[Evidence], at: usize) -> &[Evidence] {
    let joined =
        |k: &usize| evidence[*k].kind == evidence[at].kind && gap(&evidence[k - 1], &evidence[*k]) <= JOINED;
    &evidence[at..=(at + 1..evidence.len()).take_while(joined).last().unwrap_or(at)]
}

/// The number of bytes between two pieces of evidence.
fn gap(one: &Evidence, other: &Evidence) -> usize {
    other.span.start.saturating_sub(one.span.end)
}
