//! A value, an address or a line from a page -> the day of publication.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::lang::PageWords;
use crate::model::{Paragraph, Span, trimmed};

/// First year of a plausible date of publication.
const FIRST_YEAR: i16 = 1990;
/// Last year of a plausible date of publication.
const LAST_YEAR: i16 = 2100;
/// Maximum number of words of a line with a date.
const MOST_WORDS: usize = 16;
/// Maximum number of words in it that belong neither to date nor time (`Penulis: …`, `Diterbitkan`).
const MOST_OTHERS: usize = 7;
/// Number of paragraphs at the start of a plain text in which the date is sought.
const HEAD_LINES: usize = 6;

/// The day given by metadata: `2016-02-23T14:05:00+07:00`, `20160223`, `23 Feb 2016`, `Tue, 23 Feb 2016 …`.
pub fn of_value(value: &str) -> Option<Date> {
    let value = value.trim();
    let compact = value.len() >= 8 && value.as_bytes()[..8].iter().all(u8::is_ascii_digit);
    if compact && !value.as_bytes().get(8).is_some_and(u8::is_ascii_digit) {
        return day(value[..4].parse().ok()?, value[4..6].parse().ok()?, value[6..8].parse().ok()?);
    }
    find(value)
}

/// The day of a Unix time in seconds or milliseconds: `1456210800`.
pub fn of_timestamp(value: &str) -> Option<Date> {
    let value = value.trim().split('.').next().filter(|v| v.bytes().all(|b| b.is_ascii_digit()))?;
    let seconds: i64 = match value.len() {
        9 | 10 => value.parse().ok()?,
        12 | 13 => value[..value.len() - 3].parse().ok()?,
        _ => return None,
    };
    let date = Date::new(1970, 1, 1).ok()?.checked_add((seconds / 86_400).days()).ok()?;
    day(date.year(), date.month().into(), date.day().into())
}

/// The day given by metadata, and the hour if the time is in UTC: `2023-09-12T18:30:00Z`, `1456210800`.
pub fn of_stamp(value: &str) -> Option<(Date, Option<i64>)> {
    let value = value.trim();
    let seconds =
        || value.get(..10).filter(|start| start.bytes().all(|b| b.is_ascii_digit()))?.parse::<i64>().ok();
    let Some(day) = of_value(value) else {
        return of_timestamp(value).map(|day| (day, seconds().map(|seconds| seconds % 86_400 / 3600)));
    };
    let upper = value.to_ascii_uppercase();
    let greenwich = ["Z", "+00:00", "+0000", "GMT", "UTC"].iter().any(|zone| upper.ends_with(zone));
    let clock = value.find(':').and_then(|at| value.get(at.checked_sub(2)?..at)?.trim().parse().ok());
    Some((day, clock.filter(|_| greenwich)))
}

/// The local day of the newsroom for `hour` o'clock UTC on `day`: a neighbouring day if the page `named` that
/// one elsewhere.
pub fn local(day: Date, hour: i64, named: &[Date]) -> Date {
    /// Maximum distance of a time zone from UTC, in hours.
    const AHEAD: i64 = 14;
    const BEHIND: i64 = 12;
    let later = day.tomorrow().ok().filter(|_| hour + AHEAD >= 24);
    let earlier = day.yesterday().ok().filter(|_| hour < BEHIND);
    if named.contains(&day) {
        return day;
    }
    named.iter().copied().find(|other| Some(*other) == later || Some(*other) == earlier).unwrap_or(day)
}

/// Whether a value is a numeric date in which day and month could be exchanged: `03/02/2016`.
pub fn is_ambiguous(value: &str) -> bool {
    let parts: Vec<&str> =
        value.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let small = |part: &&str| part.len() <= 2 && part.parse::<u8>().is_ok_and(|n| (1..=12).contains(&n));
    parts.len() >= 3 && parts[..2].iter().all(small) && matches!(parts[2].len(), 2 | 4)
}

/// The day in an address: `/2016/02/23/`, `/16/02/23/`, `/2016-02-23-`.
pub fn of_url(url: &str) -> Option<Date> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let parts: Vec<&str> = path.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    parts.windows(3).find_map(|three| {
        let [year, month, day_] = three else { return None };
        let digits = |text: &str, len: usize| text.len() == len && text.bytes().all(|b| b.is_ascii_digit());
        if !(digits(month, 2) && digits(day_, 2) && (digits(year, 4) || digits(year, 2))) {
            return None;
        }
        let year: i16 = year.parse().ok()?;
        day(if year < 100 { 2000 + year } else { year }, month.parse().ok()?, day_.parse().ok()?)
    })
}

/// The day of a line that contains little else than a date: `Selasa, 23 Februari 2016 14:05 WIB`.
pub fn of_line(line: &str) -> Option<Date> {
    if line.len() > 200 || line.ends_with('.') {
        return None;
    }
    let words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let (mut all, mut others) = (0, 0);
    for word in words {
        all += 1;
        others += usize::from(
            word.len() > 4
                && word.chars().all(char::is_alphabetic)
                && PageWords::builtin().month(word).is_none(),
        );
        if all > MOST_WORDS || others > MOST_OTHERS {
            return None;
        }
    }
    find(line)
}

/// The day of publication given in one of the first lines of a text; a day in the `title` is not taken for
/// it.
pub fn of_head(text: &str, paragraphs: &[Paragraph], title: Option<Span>) -> Option<Date> {
    let lines = paragraphs.iter().take(HEAD_LINES).flat_map(|paragraph| &paragraph.lines).take(HEAD_LINES);
    lines
        .filter(|line| Some(**line) != title || is_bare(line.of(text)))
        .map(|line| line.of(text))
        .filter(|line| line.bytes().any(|b| b.is_ascii_digit()))
        .find_map(of_line)
}

/// Whether all words of a line are months, weekdays or short words (`WIB`, `pm`).
fn is_bare(line: &str) -> bool {
    let names = PageWords::builtin();
    let words = line.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 4);
    words.into_iter().all(|word| names.month(word).is_some() || names.is_weekday(word) || word == "Pukul")
}

/// The first date in a text: year-month-day, day month year, month day year, or figures with slashes.
fn find(text: &str) -> Option<Date> {
    let text = &text[trimmed(text)];
    let tokens: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|token| !token.is_empty())
        .flat_map(|token| {
            token.split_once('T').filter(|(day, _)| is_number(day)).map_or([token, ""], |(a, b)| [a, b])
        })
        .filter(|token| !token.is_empty())
        .collect();
    let number = |token: &str| if is_number(token) { token.parse::<i16>().ok() } else { None };
    let western = || ["WIB", "WITA", "WIT", "Wib", "Wita", "Wit"].iter().any(|zone| tokens.contains(zone));
    tokens.windows(3).find_map(|three| {
        let [a, b, c] = three else { return None };
        // Every form ends with a number, and most words are not numbers.
        let last = number(c)?;
        let month = |word: &str| PageWords::builtin().month(word);
        let ordinal = |word: &str| {
            number(
                word.trim_end_matches("st")
                    .trim_end_matches("nd")
                    .trim_end_matches("rd")
                    .trim_end_matches("th"),
            )
        };
        if let (Some(d), Some(m)) = (ordinal(a), month(b)) {
            return day(last, m.into(), d);
        }
        if let (Some(m), Some(d)) = (month(a), ordinal(b)) {
            return day(last, m.into(), d);
        }
        match (number(a)?, number(b)?, last) {
            (y, m, d) if a.len() == 4 => day(y, m, d),
            // Of two small figures either may be the month, unless an Indonesian time zone is next to them.
            (d, m, y) if c.len() == 4 && (d > 12 || d == m || western()) => day(y, m, d),
            (m, d, y) if c.len() == 4 && d > 12 => day(y, m, d),
            _ => None,
        }
    })
}

fn is_number(token: &str) -> bool {
    (1..=4).contains(&token.len()) && token.bytes().all(|b| b.is_ascii_digit())
}

fn day(year: i16, month: i16, day: i16) -> Option<Date> {
    let fits = (FIRST_YEAR..=LAST_YEAR).contains(&year);
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(year, month, day).ok().filter(|_| fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(date: Option<Date>) -> String {
        date.map_or(String::new(), |date| date.to_string())
    }

    #[test]
    fn metadata() {
        for value in [
            "2016-02-23T14:05:00+07:00",
            "2016-02-23 T14:05:00Z",
            "2016-02-23",
            "20160223",
            "2016/02/23 14:05",
            "Tue, 23 Feb 2016 14:05:00 +0700",
            "23 Februari 2016",
            "February 23, 2016",
            "20160223T140500",
        ] {
            assert_eq!(text(of_value(value)), "2016-02-23", "{value}");
        }
        for value in ["", "x", "2016", "2016-13-40", "99999999999", "14:05"] {
            assert_eq!(of_value(value), None, "{value}");
        }
    }

    #[test]
    fn counts_of_seconds() {
        for value in ["1456210800", "1456210800.25", "1456210800000"] {
            assert_eq!(text(of_timestamp(value)), "2016-02-23", "{value}");
        }
        assert_eq!((of_timestamp("14562108000"), of_timestamp("9999999999999")), (None, None));
        assert!(is_ambiguous("03/02/2016 10:00") && !is_ambiguous("23/02/2016") && !is_ambiguous("kemarin"));
    }

    #[test]
    fn the_day_of_greenwich_gives_way_to_that_of_the_page() {
        let page = |value: &str, line: &str| {
            let (day, hour) = of_stamp(value).unwrap();
            hour.map_or(day, |hour| local(day, hour, &[of_line(line).unwrap()])).to_string()
        };
        assert_eq!(page("2023-09-12T18:30:00Z", "Rabu, 13 Sep 2023 01:30 WIB"), "2023-09-13");
        assert_eq!(page("2023-09-13T02:30:00+00:00", "Sept. 12, 2023 9:30 p.m. ET"), "2023-09-12");
        assert_eq!(page("1694543400", "Rabu, 13 Sep 2023 01:30 WIB"), "2023-09-13");
        assert_eq!(page("2023-09-12T06:30:00Z", "Diperbarui 13 Sep 2023"), "2023-09-12");
        assert_eq!(page("2023-09-12T18:30:00+07:00", "Diperbarui 13 Sep 2023"), "2023-09-12");
        assert_eq!(page("2023-09-12T18:30:00Z", "20 Sep 2023"), "2023-09-12");
    }

    #[test]
    fn addresses() {
        assert_eq!(text(of_url("https://kabar.example/read/2016/02/23/panen")), "2016-02-23");
        assert_eq!(text(of_url("http://kabar.example/berita/16/02/23/o2l-panen")), "2016-02-23");
        assert_eq!(of_url("http://kabar.example/berita/123456"), None);
    }

    #[test]
    fn lines() {
        for line in [
            "Selasa, 23 Februari 2016 14:05 WIB",
            "Kabar Lereng - 23/02/2016, 14:05 WIB",
            "Feb. 23, 2016 2:05 p.m. ET",
            "Tuesday, February 23rd, 2016",
            "Diterbitkan 23 Peb 2016",
            "Penulis: Dewi Lestari | Selasa, 23 Februari 2016",
        ] {
            assert_eq!(text(of_line(line)), "2016-02-23", "{line}");
        }
        let wib = of_line("Kabar - 03/02/2016, 14:05 WIB");
        assert_eq!(text(wib), "2016-02-03");
        for line in ["03/02/2016 14:05", "Ia lahir pada 23 Februari 1996.", "Harga naik 23 persen"] {
            assert_eq!(of_line(line), None, "{line}");
        }
    }
}
