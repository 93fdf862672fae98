//! Impossible days and times of day: `31 April`, `(31/4/2023)`, `25.61 WIB`.

use jiff::civil::Date;

use super::super::flag;
use crate::audit::row::LanguageFacts;
use crate::model::{Evidence, Flag, Kind, Language};

/// The highest figure next to a month that may be intended as a day.
const LAST_DAY: i8 = 39;

/// The impossible dates and times of one sentence; `evidence` is that of the sentence, in order.
pub(super) fn flags(
    language: Language,
    text: &str,
    evidence: &[Evidence],
    facts: &dyn LanguageFacts,
) -> Vec<Flag> {
    let days = (1..evidence.len()).filter_map(|at| day_beside_month(language, text, &evidence[at - 1..]));
    let days = days.chain(days_in_figures(language, text)).map(|day| flag("no-such-day", day));
    days.chain(times(language, text, facts).map(|time| flag("no-such-time", time))).collect()
}

/// `31 April`, `April 31.`, `February 29, 2023`: a day that was read as a plain number because the month next
/// to it is shorter. Examines the start of `evidence`.
fn day_beside_month<'t>(language: Language, text: &'t str, evidence: &[Evidence]) -> Option<&'t str> {
    let [first, second, rest @ ..] = evidence else { return None };
    let between = text.get(first.span.end..second.span.start)?;
    let (number, month) = if first.kind == Kind::Number { (first, second) } else { (second, first) };
    let (year, mut length) = month_of(month)?;
    let mut end = second.span.end;
    if let Some((behind, of_year)) = rest.first().and_then(|year| behind_day(text, end, year, month)) {
        (end, length) = (behind, of_year);
    }
    let day: i8 = number.surface.parse().ok().filter(|day| (1..=LAST_DAY).contains(day))?;
    // `in April 31 people`
    let behind = text.get(second.span.end..)?.trim_start();
    let closed = !behind.starts_with(char::is_alphanumeric);
    let written =
        number.span.start == first.span.start || language == Language::Eng && closed && year.is_none();
    let meant = between == " " && number.kind == Kind::Number && written && day > length;
    meant.then(|| &text[first.span.start..end])
}

/// The end of the year after a day and a comma (`February 29, 2023`), and the number of days of the month in
/// that year.
fn behind_day(text: &str, end: usize, year: &Evidence, month: &Evidence) -> Option<(usize, i8)> {
    let joined = year.kind == Kind::Year && text.get(end..year.span.start)? == ", ";
    let (year_number, month_number) = (year.keys[0].value(), month.keys[0].value());
    let days = joined.then(|| length(year_number.parse().ok()?, month_number.parse().ok()?))?;
    Some((year.span.end, days?))
}

/// The year, if given, and the number of days of a month that has no day next to it.
fn month_of(piece: &Evidence) -> Option<(Option<i16>, i8)> {
    let value = piece.keys[0].value();
    match piece.kind {
        Kind::Month => Some((None, length(LEAP, value.parse().ok()?)?)),
        Kind::Date => {
            let (year, month) = value.split_once('-').filter(|_| value.len() == 7)?;
            let year = year.parse().ok()?;
            Some((Some(year), length(year, month.parse().ok()?)?))
        }
        _ => None,
    }
}

/// A year in which February has 29 days.
const LEAP: i16 = 2024;

fn length(year: i16, month: i8) -> Option<i8> {
    Date::new(year, month, 1).ok().map(Date::days_in_month)
}

/// `31/4/2023` in either order, and in Indonesian `(31/4)`.
fn days_in_figures(language: Language, text: &str) -> impl Iterator<Item = &str> {
    let runs = runs(text, *b"/");
    let bracketed =
        move |at: usize, run: &str| text[..at].ends_with('(') && text[at + run.len()..].starts_with(')');
    let odd = runs.filter(move |&(at, run)| {
        let parts: Vec<&str> = run.split('/').collect();
        let part = |at: usize, most: i8| parts[at].parse().ok().filter(|n: &i8| (1..=most).contains(n));
        let exists = |year, month: i8, day| Date::new(year, month, day).is_ok();
        match parts[..] {
            [_, _, year] if year.len() == 4 => {
                let (one, other, year) = (part(0, 31), part(1, 31), year.parse().unwrap_or(LEAP));
                let days = one.zip(other).filter(|&(one, other)| one.min(other) <= 12);
                days.is_some_and(|(one, other)| !exists(year, other, one) && !exists(year, one, other))
            }
            [_, _] if language == Language::Ind && bracketed(at, run) => {
                part(0, 31).zip(part(1, 12)).is_some_and(|(day, month)| !exists(LEAP, month, day))
            }
            _ => false,
        }
    });
    odd.map(|(_, run)| run)
}

/// `25.61 WIB`, `pukul 9.75`: figures that the words around them mark as a time of day.
fn times<'t>(language: Language, text: &'t str, facts: &dyn LanguageFacts) -> impl Iterator<Item = &'t str> {
    let runs = runs(text, *b".:");
    let figures = runs.map(|(at, run)| (at, run.trim_end_matches(['.', ':'])));
    let odd = figures.filter(|(_, run)| is_no_time(run));
    let told = odd.filter(move |(at, run)| facts.is_time(language, &text[..*at], &text[at + run.len()..]));
    told.map(|(_, run)| run)
}

/// The longest runs of digits and such signs, each with its offset; none if no digit follows a sign, as in
/// most texts.
fn runs<const N: usize>(text: &str, signs: [u8; N]) -> impl Iterator<Item = (usize, &str)> {
    let is_sign = move |byte: &u8| signs.iter().fold(false, |any, sign| any | (sign == byte));
    let joins = |pair: (&u8, &u8)| is_sign(pair.0) & pair.1.is_ascii_digit();
    let bytes = text.as_bytes();
    let joined = bytes.iter().zip(bytes.iter().skip(1)).fold(false, |any, pair| any | joins(pair));
    let searched = if joined { bytes } else { &[] };
    let pieces = searched.split(move |byte| !byte.is_ascii_digit() && !is_sign(byte));
    pieces.filter(|run| !run.is_empty()).map(move |run| {
        let at = run.as_ptr() as usize - searched.as_ptr() as usize;
        (at, &text[at..at + run.len()])
    })
}

/// Whether figures have the form of hours and minutes, but are out of range.
fn is_no_time(figures: &str) -> bool {
    let parts = figures
        .split_once(['.', ':'])
        .filter(|(hour, minute)| (1..=2).contains(&hour.len()) && minute.len() == 2);
    let parts = parts.and_then(|(hour, minute)| Some((hour.parse::<u8>().ok()?, minute.parse::<u8>().ok()?)));
    parts.is_some_and(|(hour, minute)| hour > 24 || minute > 59)
}
