//! The detail of a flag -> words for people: `date:2023-07-13≠date:2023-09-13` is 13 July 2023 against 13
//! September 2023.

use crate::model::Flag;

/// The months.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
/// The days of the week, Monday first.
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The detail of a flag with every key in words; empty where the flag has none.
pub fn words(flag: &Flag) -> String {
    of_detail(flag.code, &flag.detail)
}

/// A flag with its detail in words: `weekday-date: 13 July 2023 is a Thursday, not Wednesday`.
pub fn named(flag: &Flag) -> String {
    match flag.detail.as_str() {
        "" => flag.code.to_owned(),
        _ => format!("{}: {}", flag.code, words(flag)),
    }
}

fn of_detail(code: &str, detail: &str) -> String {
    if code == "weekday-date" {
        return calendar(detail).unwrap_or_else(|| detail.to_owned());
    }
    let sides: Vec<String> = detail.replace(" ~ ", "≠").split('≠').map(side).collect();
    sides.join(" against ")
}

/// `2023-07-13 is weekday:4, not 3`.
fn calendar(detail: &str) -> Option<String> {
    let (day, rest) = detail.split_once(" is weekday:")?;
    let (real, said) = rest.split_once(", not ")?;
    Some(format!("{} is a {}, not {}", date(day)?, weekday(real)?, weekday(said)?))
}

/// One side of a disagreement; the names of the sides are those of the documents.
fn side(text: &str) -> String {
    let (head, rest) = text.split_once(' ').unwrap_or((text, ""));
    let document = match head.trim_end_matches(':') {
        "ind" => "the article",
        "eng" => "the report",
        _ => return all(text),
    };
    if rest.is_empty() { document.to_owned() } else { format!("{document}: {}", all(rest)) }
}

/// The words of a text, of which some are keys.
fn all(text: &str) -> String {
    text.split(' ').map(one).collect::<Vec<_>>().join(" ")
}

/// A word, which may be a key; commas behind it remain.
fn one(word: &str) -> String {
    let key = word.trim_end_matches([',', ';']);
    let said = key.split_once(':').and_then(|(kind, value)| value_of(kind, value));
    said.map_or_else(|| word.to_owned(), |said| said + &word[key.len()..])
}

fn value_of(kind: &str, value: &str) -> Option<String> {
    Some(match kind {
        "number" => figure(value),
        "percent" => format!("{}%", figure(value)),
        "money" => match value.split_once(':') {
            Some((currency, amount)) => format!("{currency} {}", figure(amount)),
            None => figure(value),
        },
        "ordinal" => ordinal(value),
        "date" => date(value).unwrap_or_else(|| value.to_owned()),
        "month" => MONTHS.get(number(value)?.checked_sub(1)?)?.to_string(),
        "weekday" => weekday(value)?.to_owned(),
        "year" | "time" => value.to_owned(),
        "name" | "attribution" => name(value),
        _ => return None,
    })
}

/// `2023-07-13`, `2023-07`, `--07-13`, `2023-W28`.
fn date(value: &str) -> Option<String> {
    if let Some(day) = value.strip_prefix("--") {
        let (month, day) = day.split_once('-')?;
        return Some(format!("{} {}", number(day)?, month_name(month)?));
    }
    let parts: Vec<&str> = value.split('-').collect();
    match parts[..] {
        [year, week] if week.starts_with('W') => Some(format!("week {} of {year}", number(&week[1..])?)),
        [year, month] => Some(format!("{} {year}", month_name(month)?)),
        [year, month, day] => Some(format!("{} {} {year}", number(day)?, month_name(month)?)),
        _ => None,
    }
}

fn month_name(month: &str) -> Option<&'static str> {
    MONTHS.get(number(month)?.checked_sub(1)?).copied()
}

fn weekday(value: &str) -> Option<&'static str> {
    DAYS.get(number(value)?.checked_sub(1)?).copied()
}

fn number(text: &str) -> Option<usize> {
    text.parse().ok()
}

/// A number with its thousands apart; four digits may be a year.
fn figure(value: &str) -> String {
    let (whole, rest) = value.split_at(value.find('.').unwrap_or(value.len()));
    if whole.len() < 5 || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return value.to_owned();
    }
    let mut apart = String::new();
    for (n, digit) in whole.chars().enumerate() {
        if n > 0 && (whole.len() - n).is_multiple_of(3) {
            apart.push(',');
        }
        apart.push(digit);
    }
    apart + rest
}

fn ordinal(value: &str) -> String {
    let Some(n) = number(value) else { return value.to_owned() };
    let ending = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

/// `new-york-times` -> `New York Times`.
fn name(value: &str) -> String {
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
    };
    value.split('-').map(capital).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_put_into_words() {
        for (code, detail, said) in [
            ("date-mismatch", "date:2023-07-13≠date:2023-09-13", "13 July 2023 against 13 September 2023"),
            ("date-mismatch", "date:--07-03≠weekday:5", "3 July against Friday"),
            ("date-mismatch", "date:2023-07≠date:2023-W05", "July 2023 against week 5 of 2023"),
            ("weekday-date", "2023-07-13 is weekday:4, not 3", "13 July 2023 is a Thursday, not Wednesday"),
            ("weekday-mismatch", "weekday:7≠weekday:6", "Sunday against Saturday"),
            ("number-mismatch", "number:321≠number:1050000", "321 against 1,050,000"),
            ("number-mismatch", "ordinal:22≠ordinal:113", "22nd against 113th"),
            ("money-mismatch", "money:IDR:29800000≠money:USD:100.5", "IDR 29,800,000 against USD 100.5"),
            ("percent-missing", "eng: percent:6.5", "the report: 6.5%"),
            ("name-mismatch", "name:new-york-times≠name:the-times", "New York Times against The Times"),
            ("unit-mismatch", "30 ~ 30 percent", "30 against 30 percent"),
            ("partial", "ind", "the article"),
            ("boilerplate", "eng watch", "the report: watch"),
            ("no-such-time", "25.61 WIB", "25.61 WIB"),
            ("low-margin", "-0.5", "-0.5"),
            ("moved", "", ""),
            ("weekday-date", "anything", "anything"),
            ("date-missing", "ind: month:13, year:2024", "the article: month:13, 2024"),
            ("time-mismatch", "time:14:30≠time:15:30", "14:30 against 15:30"),
        ] {
            assert_eq!(of_detail(code, detail), said, "{code}={detail}");
        }
        let flag = |code, detail: &str| named(&Flag { code, detail: detail.to_owned() });
        assert_eq!(flag("moved", ""), "moved");
        assert_eq!(
            flag("weekday-mismatch", "weekday:7≠weekday:6"),
            "weekday-mismatch: Sunday against Saturday"
        );
    }
}
