//! Lists of months, weekdays and time words -> a table of each word's role in a date or a time.

use super::list::List;
use super::phrases::Phrases;
use crate::error::Result;
use crate::model::Language;

/// The condition under which a word is read as a month or weekday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sure {
    /// In any context.
    Always,
    /// With a capital, or next to the figures of a date.
    Capital,
    /// With a capital and next to the figures of a date or a date word (`May`, `Sat`).
    Near,
}

/// The part of the day that a word after an hour means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayPart {
    /// Before noon: twelve is midnight.
    Am,
    /// Around noon: ten to twelve stay, one to five are afternoon.
    Noon,
    /// After noon.
    Pm,
    /// The night: six to eleven are evening, twelve is midnight, one to five stay.
    Night,
    /// The small hours: as before noon.
    Small,
}

/// Which night a word next to a weekday means; a night belongs to two days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Night {
    /// The one in whose small hours the day begins.
    Before,
    /// The one with whose evening the day ends.
    Behind,
    /// Either.
    Either,
}

/// The role of a word in or next to a date or a time; its name in `times.txt` is the variant's name in lower
/// case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateRole {
    /// A month, 1 to 12.
    Month(u8, Sure),
    /// A weekday, Monday 1.
    Weekday(u8, Sure),
    /// Introduces a time of day.
    Cue,
    /// May introduce a time of day.
    Weak,
    /// Ends a time of day and gives the part of the day.
    Part(DayPart),
    /// Ends a time of day in full hours.
    Oclock,
    /// Ends a time of day in four figures (`at 1800 hours`).
    Hours,
    /// A time zone after a time.
    Zone,
    /// A time of day, hours and minutes.
    At(u8, u8),
    /// `hari`: a weekday follows.
    Day,
    /// `tanggal`: a day of the month follows.
    Date,
    /// A preposition before dates; before a weekday it may name the night (`late on Saturday`).
    On(Option<Night>),
    /// Next to a weekday: the night that is meant (`Saturday night`).
    Night(Night),
    /// `the`, before an ordinal day.
    The,
    /// Next to a weekday or a month: the one that is meant (`Senin lalu`, `next May`).
    Relative(Turn),
    /// A day, by its distance in days from the day of publication (`kemarin`).
    Days(i8),
    /// A week, by its distance from that of publication; it selects a weekday (`Senin pekan lalu`).
    Weeks(i8),
    /// A month, by its distance from that of publication.
    Months(i8),
    /// A year, by its distance from that of publication.
    Years(i8),
    /// After a count: that many days, weeks, months or years before publication (`hari lalu`, `days ago`).
    Ago(Step),
    /// Between an hour and the minutes after it, in English in reverse order (`lewat`, `past`).
    Past,
    /// The same for the minutes before the full hour (`kurang`, `to`).
    To,
    /// Next to a year: the era that it is counted in (`Masehi`, `BC`).
    Era(Era),
}

impl DateRole {
    /// Whether a quantity can start with a word of this role.
    pub fn opens(self) -> bool {
        matches!(
            self,
            DateRole::Month(..)
                | DateRole::Weekday(..)
                | DateRole::At(..)
                | DateRole::Days(_)
                | DateRole::Weeks(_)
                | DateRole::Months(_)
                | DateRole::Years(_)
        )
    }
}

/// The era in which years are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Era {
    /// From the beginning of the common era.
    Common,
    /// Back from there.
    Before,
    /// By another calendar.
    Other,
}

/// The unit of a distance from the day of publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Days.
    Days,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    /// Years.
    Years,
}

/// The direction, from the day of publication, in which a weekday or a month is sought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Before it.
    Past,
    /// Near it.
    This,
    /// After it.
    Next,
}

/// Months, weekdays, time words.
#[derive(Debug, Default)]
pub struct DateWords {
    /// The role of each word.
    pub words: Phrases<DateRole>,
}

impl DateWords {
    /// The built-in lists of a language.
    pub(super) fn builtin(language: Language) -> Result<Self> {
        Self::parse(match language {
            Language::Ind => super::builtin_lists!("ind", "months", "weekdays", "times"),
            Language::Eng => super::builtin_lists!("eng", "months", "weekdays", "times"),
        })
    }

    /// Whether the words around figures mark them as a time of day: `pukul` before them, a time zone or a
    /// part of the day after them.
    pub fn is_time(&self, before: &str, behind: &str) -> bool {
        let role = |text: &str| self.words.opening(text).map(|(_, role)| role);
        let cued = || {
            let last = before.strip_suffix(' ')?.split_whitespace().next_back()?;
            Some(role(last) == Some(DateRole::Cue))
        };
        let behind = behind.trim_start();
        match role(behind) {
            Some(DateRole::Zone) if behind.starts_with(char::is_uppercase) => true,
            Some(DateRole::Part(_) | DateRole::Oclock) => true,
            _ => cued().unwrap_or(false),
        }
    }

    fn parse([months, weekdays, times]: [List<'static>; 3]) -> Result<Self> {
        let mut words = Vec::with_capacity(100);
        for pair in months.pairs() {
            let (entry, right) = pair?;
            let (n, sure) =
                numbered(right, 12).ok_or_else(|| months.error(entry, "name = 1..12 [cap|near]"))?;
            words.push((entry.left, DateRole::Month(n, sure)));
        }
        for pair in weekdays.pairs() {
            let (entry, right) = pair?;
            let (n, sure) =
                numbered(right, 7).ok_or_else(|| weekdays.error(entry, "name = 1..7 [cap|near]"))?;
            words.push((entry.left, DateRole::Weekday(n, sure)));
        }
        for pair in times.pairs() {
            let (entry, right) = pair?;
            let role = role(right).ok_or_else(|| times.error(entry, "word = role [value]"))?;
            words.push((entry.left, role));
        }
        Ok(DateWords { words: Phrases::new(words) })
    }
}

fn numbered(text: &str, most: u8) -> Option<(u8, Sure)> {
    let (number, sure) = text.split_once(' ').unwrap_or((text, ""));
    let sure = match sure {
        "" => Sure::Always,
        "cap" => Sure::Capital,
        "near" => Sure::Near,
        _ => return None,
    };
    Some((number.parse().ok().filter(|n| (1..=most).contains(n))?, sure))
}

fn role(text: &str) -> Option<DateRole> {
    let (name, value) = text.split_once(' ').unwrap_or((text, ""));
    Some(match (name, value) {
        ("cue", "") => DateRole::Cue,
        ("weak", "") => DateRole::Weak,
        ("part", "am") => DateRole::Part(DayPart::Am),
        ("part", "noon") => DateRole::Part(DayPart::Noon),
        ("part", "pm") => DateRole::Part(DayPart::Pm),
        ("part", "night") => DateRole::Part(DayPart::Night),
        ("part", "small") => DateRole::Part(DayPart::Small),
        ("oclock", "") => DateRole::Oclock,
        ("hours", "") => DateRole::Hours,
        ("zone", "") => DateRole::Zone,
        ("at", time) => {
            let (hour, minute) = time.split_once(':')?;
            DateRole::At(hour.parse().ok()?, minute.parse().ok()?)
        }
        ("day", "") => DateRole::Day,
        ("date", "") => DateRole::Date,
        ("on", "") => DateRole::On(None),
        ("on", night) => DateRole::On(Some(self::night(night)?)),
        ("night", night) => DateRole::Night(self::night(night)?),
        ("the", "") => DateRole::The,
        ("relative", "past") => DateRole::Relative(Turn::Past),
        ("relative", "this") => DateRole::Relative(Turn::This),
        ("relative", "next") => DateRole::Relative(Turn::Next),
        ("days", value) => DateRole::Days(value.parse().ok()?),
        ("weeks", value) => DateRole::Weeks(value.parse().ok()?),
        ("months", value) => DateRole::Months(value.parse().ok()?),
        ("years", value) => DateRole::Years(value.parse().ok()?),
        ("ago", "days") => DateRole::Ago(Step::Days),
        ("ago", "weeks") => DateRole::Ago(Step::Weeks),
        ("ago", "months") => DateRole::Ago(Step::Months),
        ("ago", "years") => DateRole::Ago(Step::Years),
        ("past", "") => DateRole::Past,
        ("to", "") => DateRole::To,
        ("era", "common") => DateRole::Era(Era::Common),
        ("era", "before") => DateRole::Era(Era::Before),
        ("era", "other") => DateRole::Era(Era::Other),
        _ => return None,
    })
}

fn night(text: &str) -> Option<Night> {
    Some(match text {
        "before" => Night::Before,
        "behind" => Night::Behind,
        "either" => Night::Either,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_month_is_named_with_its_line() {
        let empty = List::new("y.txt", "");
        let list = List::new("packs/xyz/months.txt", "juli = 7\nagusutus = 13\n");
        let error = DateWords::parse([list, empty, empty]).unwrap_err().to_string();
        assert_eq!(error, "packs/xyz/months.txt:2: \"agusutus = 13\" is not \"name = 1..12 [cap|near]\"");
    }
}
