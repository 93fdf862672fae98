//! Dates, days and times that differ between the sides, or from the calendar.

mod beside;
mod calendar;

use jiff::civil::Date;

use super::flag;
use super::pairing::{Rest, comparable, differ};
use crate::audit::row::{LanguageFacts, Row, Side};
use crate::model::{Evidence, Flag, Key, Kind, Language};

pub use beside::weekday_date;

/// The days and times of one sentence that no calendar and no clock has; `evidence` is that of the sentence.
pub(super) fn impossible(
    language: Language,
    text: &str,
    evidence: &[Evidence],
    facts: &dyn LanguageFacts,
) -> Vec<Flag> {
    let mut flags = weekday_date(evidence);
    flags.extend(calendar::flags(language, text, evidence, facts));
    flags
}

pub(super) fn flags(rest: &mut Rest<'_>, row: &Row<'_>, facts: &dyn LanguageFacts) -> Vec<Flag> {
    let agreement = row.agreement;
    // `13/9/2023` versus `Wednesday`, and below also `Rabu (13/9/2023)`: the date implies the day.
    rest.take(|f, e| same_day(f, e).or_else(|| same_day(e, f)));
    rest.take(|f, e| other_zone(f, e, row).then_some(()));
    if agreement.matched.iter().any(|(key, f, e)| is_one_night(key, f, e)) {
        rest.take(|f, e| (days_apart(f, e) == Some(1)).then_some(()));
    }
    // The date of an agency's report is only compared with another such date.
    let cited = |f: &Evidence, e: &Evidence| (row.ind.is_cited(f), row.eng.is_cited(e));
    let mismatched = |f: &Evidence, e: &Evidence| {
        let code = mismatch(f.kind).filter(|_| comparable(f, e) && cited(f, e) == (true, true))?;
        Some(flag(code, differ(f, e)))
    };
    let mut flags = rest.take(mismatched);
    rest.ind.retain(|f| !row.ind.is_cited(f));
    rest.eng.retain(|e| !row.eng.is_cited(e));
    // `31 April 2023` is not a day of that month.
    let bare = |side: Side<'_>, month: &Evidence| {
        !side.before(month).trim_end().ends_with(|c: char| c.is_ascii_digit())
    };
    let inside = |f, e| lies_in(f, e) && bare(row.eng, e) || lies_in(e, f) && bare(row.ind, f);
    rest.take(|f, e| inside(f, e).then_some(()));
    if counts_years(row, facts) {
        rest.take(|f, e| (years_apart(f, e) == Some(1)).then_some(()));
    }
    let known = |f: &Evidence, e: &Evidence| Some(flag(mismatch(f.kind).or(mismatch(e.kind))?, differ(f, e)));
    flags.extend(rest.take(|f, e| known(f, e).filter(|_| comparable(f, e))));
    // A date is explained if both sides give its day of the week.
    let agreed = |date: &Evidence| {
        agreement.matched.iter().any(|(_, f, e)| [f, e].iter().any(|day| falls_on(date, day) == Some(true)))
    };
    rest.ind.retain(|date| !agreed(date));
    rest.eng.retain(|date| !agreed(date));
    flags.extend(rest.take(|f, e| known(f, e).filter(|_| other_day(f, e) || other_day(e, f))));
    flags.extend(merged(rest, row));
    flags
}

/// A date that the article drops while it keeps exactly one other of the same kind: sentences of the report
/// that date events differently may have been merged under one date. A single report sentence is exempt,
/// because articles often shorten a span of time.
fn merged(rest: &Rest<'_>, row: &Row<'_>) -> Option<Flag> {
    let dated = |e: &Evidence| matches!(e.kind, Kind::Weekday | Kind::Date | Kind::Month | Kind::Year);
    if row.bead.group.eng.len() < 2 || rest.ind.iter().any(|f| dated(f)) {
        return None;
    }
    let shared = |kind| row.agreement.matched.iter().filter(|(_, _, e)| e.kind == kind).count();
    let missing = rest.eng.iter().find(|e| dated(e) && shared(e.kind) == 1)?;
    Some(flag("date-merged", missing.keys[0].to_string()))
}

/// Dates that only one side gives.
pub(super) fn missing(rest: &Rest<'_>) -> Vec<Flag> {
    let alone = rest.alone(|kind| mismatch(kind).is_some());
    alone
        .map(|(side, e)| {
            let code = if e.kind == Kind::Time { "time-missing" } else { "date-missing" };
            flag(code, format!("{side}: {}", e.keys[0]))
        })
        .collect()
}

fn mismatch(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Date | Kind::Year | Kind::Month => Some("date-mismatch"),
        Kind::Weekday => Some("weekday-mismatch"),
        Kind::Time => Some("time-mismatch"),
        _ => None,
    }
}

/// Whether a date falls on a day of the week; none if either is not determined.
fn falls_on(date: &Evidence, day: &Evidence) -> Option<bool> {
    (date.kind == Kind::Date && day.kind == Kind::Weekday).then_some(())?;
    let date = whole(date)?;
    Some(weekdays(day).any(|day| day == date.weekday().to_monday_one_offset()))
}

/// The possible days of the week of a piece of evidence.
pub(super) fn weekdays(day: &Evidence) -> impl Iterator<Item = i8> {
    day.keys.iter().filter_map(|key| key.value().parse().ok())
}

/// Whether two weekdays agree only on a night, which each names by another of its two days: `Minggu dini
/// hari` versus `late on Saturday`.
fn is_one_night(key: &Key, f: &Evidence, e: &Evidence) -> bool {
    f.kind == Kind::Weekday && f.keys[0] != e.keys[0] && key.value().contains('-')
}

/// Whether a day lies in a month that the other side gives without a day: `per 30 Juni 2020` versus `end of
/// June 2020`.
fn lies_in(day: &Evidence, month: &Evidence) -> bool {
    let inside = |day: &Key, month: &Key| {
        let rest = day.value().strip_prefix(month.value());
        day.value().len() >= MONTH_AND_DAY
            && rest.is_some_and(|rest| rest.len() == 3 && rest.starts_with('-'))
    };
    let of_year = |day: &Key, month: &Key| {
        let number = month.value().parse::<u8>().ok();
        number.is_some_and(|month| day.value().starts_with(&format!("--{month:02}-")))
    };
    day.kind == Kind::Date
        && match month.kind {
            Kind::Date => inside(&day.keys[0], &month.keys[0]),
            Kind::Month => day.keys.iter().any(|day| of_year(day, &month.keys[0])),
            _ => false,
        }
}

/// Length of a date without a year, `--06-30`.
const MONTH_AND_DAY: usize = 7;

/// Whether one of the sides names a year by its distance: `700 ton pada 2015` versus `700 tons last year`.
fn counts_years(row: &Row<'_>, facts: &dyn LanguageFacts) -> bool {
    row.sides().iter().any(|(language, side)| facts.counts_years(*language, side.text))
}

/// The distance between two years.
fn years_apart(f: &Evidence, e: &Evidence) -> Option<i32> {
    let year = |e: &Evidence| e.keys[0].value().parse::<i32>().ok().filter(|_| e.kind == Kind::Year);
    Some((year(f)? - year(e)?).abs())
}

/// The distance in days between two dates, both with or both without their years.
fn days_apart(f: &Evidence, e: &Evidence) -> Option<i32> {
    let days = whole(f).zip(whole(e)).or_else(|| in_a_year(f).zip(in_a_year(e)));
    let (one, other) = days.filter(|_| f.kind == Kind::Date && e.kind == Kind::Date)?;
    Some((one - other).get_days().abs())
}

/// Whether two times of day may be the same in two time zones: `14.30 WIB` versus `0730 GMT`, `20.00 WIB`
/// versus `9 a.m. in New York`.
fn other_zone(f: &Evidence, e: &Evidence, row: &Row<'_>) -> bool {
    let minutes = |e: &Evidence| -> Option<i32> {
        let (hours, minutes) = e.keys[0].value().split_once(':')?;
        Some(60 * hours.parse::<i32>().ok()? + minutes.get(..2)?.parse::<i32>().ok()?)
    };
    let (Some(x), Some(y)) = (minutes(f), minutes(e)) else { return false };
    let zones = (zone(f, row.ind.behind(f)), zone(e, row.eng.behind(e)));
    let step = if zones.0.is_some() && zones.1.is_some() { 15 } else { 60 };
    f.kind == Kind::Time && e.kind == Kind::Time && zones.0 != zones.1 && (x - y) % step == 0
}

/// The name of a time zone, two to four capitals at the end of a time or directly after it.
fn zone<'t>(time: &'t Evidence, behind: &'t str) -> Option<&'t str> {
    let is_zone = |word: &&str| (2..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase());
    let word = |text: &'t str| text.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
    let last = time.surface.rsplit(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
    last.filter(is_zone).or_else(|| word(behind).filter(is_zone))
}

fn same_day(date: &Evidence, day: &Evidence) -> Option<()> {
    falls_on(date, day)?.then_some(())
}

fn other_day(date: &Evidence, day: &Evidence) -> bool {
    falls_on(date, day) == Some(false)
}

/// The first reading of a date that has a year.
pub(super) fn whole(date: &Evidence) -> Option<Date> {
    date.keys.iter().find_map(|key| key.value().parse().ok())
}

/// The first reading of a date without a year, in a leap year.
fn in_a_year(date: &Evidence) -> Option<Date> {
    date.keys.iter().find_map(|key| format!("2024-{}", key.value().strip_prefix("--")?).parse().ok())
}
