//! Hours, minutes and the words around them -> times of day.

use super::{Before, Quantity, QuantityReader};
use crate::evidence::token::Shape;
use crate::lang::{DateRole, DayPart, NumberRole as Role};
use crate::model::{Key, Kind};

/// Hours and minutes as written.
#[derive(Clone, Copy)]
struct Clock {
    hour: u32,
    minute: u32,
    /// One past its last token.
    end: usize,
    /// How it is written.
    form: Notation,
    /// The hour has one digit or is a word: it may be in either half of the day.
    short: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Notation {
    Colon,
    Dot,
    Hour,
}

impl QuantityReader<'_> {
    /// `17:30`, `17.30 WIB`, `5.30pm`, `pukul 17`, `jam 5 sore`: the time whose figures start at `at`.
    pub(super) fn clock(&self, at: usize, before: Option<Before>) -> Option<Quantity> {
        let clock = self.figures(at)?;
        self.time(at, clock, self.is_cued(at, before))
    }

    /// `tengah malam`, `pukul tujuh malam`, `pukul setengah enam`.
    pub(super) fn time_word(&self, at: usize) -> Option<Quantity> {
        match self.date_role(at)? {
            DateRole::At(hour, minute) => {
                Some(time(vec![key(hour.into(), minute.into())], at, self.after_date(at)))
            }
            DateRole::Cue if self.opens_time(at) => self.spoken(at + 1),
            _ => None,
        }
    }

    /// An hour in words after a cue.
    fn spoken(&self, at: usize) -> Option<Quantity> {
        let half = matches!(self.role(at)?, Role::Fraction(1, 2));
        let number =
            self.number(if half { at + 1 } else { at }, false).filter(|n| (half || !n.bare) && !n.ordinal)?;
        let hour = number.value.main.small().filter(|hour| (1..=24).contains(hour))?;
        let (hour, minute) = if half { (hour - 1, 30) } else { (hour, 0) };
        self.time(at, Clock { hour, minute, end: number.end, form: Notation::Hour, short: hour <= 12 }, true)
    }

    /// An hour in words that ended before `end`, followed by `pm` or `o'clock`.
    pub(super) fn spoken_hour(&self, at: usize, hour: u32, end: usize) -> Option<Quantity> {
        let clock = Clock { hour, minute: 0, end, form: Notation::Hour, short: true };
        self.time(at, clock, self.is_cued_in_words(at, end))
    }

    /// `at three in the afternoon`: a preposition of time before the hour and the part of the day after it.
    fn is_cued_in_words(&self, at: usize, end: usize) -> bool {
        let cue = at.checked_sub(1).and_then(|before| self.date_role(before));
        cue == Some(DateRole::Weak) && self.part_behind(end).is_some()
    }

    /// `half past ten`, `quarter to six`, `ten past seven`; `ten to five` only with a cue or a part of the
    /// day.
    pub(super) fn spoken_minutes(&self, at: usize) -> Option<Quantity> {
        if self.pack.numbers.day_first {
            return None;
        }
        let (minutes, end) = self.minutes(at)?;
        let (past, hour_at) = match self.date_role(end)? {
            DateRole::Past => (true, end + 1),
            DateRole::To => (false, end + 1),
            _ => return None,
        };
        let hour = self.number(hour_at, false).filter(|n| !n.ordinal && n.end == hour_at + 1)?;
        let (small, end) = (hour.value.main.small().filter(|h| (1..=12).contains(h))?, hour.end);
        let plain = matches!(self.role(at), Some(Role::Quarter(_) | Role::Half));
        let cued = at > 0 && self.date_role(at - 1) == Some(DateRole::Weak);
        let closed = self.part_behind(end).is_some();
        if !(past || plain || cued || closed) || self.roles(end).unit.is_some() {
            return None;
        }
        let (hour, minute) = if past { (small, minutes) } else { ((small + 11) % 12, 60 - minutes) };
        // Eleven and a quarter can be an hour of either half of the day.
        let hour = if hour == 0 && !closed { 12 } else { hour };
        self.time(at, Clock { hour, minute, end, form: Notation::Colon, short: true }, true)
    }

    /// A number of minutes at `at`, as in a time of day, and one past it.
    fn minutes(&self, at: usize) -> Option<(u32, usize)> {
        match self.role(at) {
            Some(Role::Quarter(4)) => Some((15, at + 1)),
            Some(Role::Half) => Some((30, at + 1)),
            Some(Role::Fraction(1, 4)) => Some((15, at + 1)),
            _ => {
                let number = self.number(at, false).filter(|n| !n.ordinal && !n.all && !n.approximate)?;
                let minutes = number.value.main.small().filter(|n| (1..60).contains(n))?;
                let named = self.is_counted(number.end) && self.date_role(number.end + 1).is_some();
                Some((minutes, number.end + usize::from(named)))
            }
        }
    }

    /// The minutes that follow an Indonesian hour: `pukul tujuh lewat lima belas`, `pukul 6 kurang
    /// seperempat`.
    fn with_minutes(&self, clock: Clock) -> Clock {
        let past = match self.date_role(clock.end) {
            Some(DateRole::Past) if self.pack.numbers.day_first => true,
            Some(DateRole::To) if self.pack.numbers.day_first => false,
            _ => return clock,
        };
        let Some((minutes, end)) = self.minutes(clock.end + 1) else { return clock };
        let end = if self.is_counted(end) { end + 1 } else { end };
        let (hour, minute) =
            if past { (clock.hour, minutes) } else { ((clock.hour + 23) % 24, 60 - minutes) };
        Clock { hour, minute, end, ..clock }
    }

    fn figures(&self, at: usize) -> Option<Clock> {
        if let Some(hour) = self.plain(at, 1..=2) {
            let short = self.text(at).len() == 1;
            if self.is(at + 1, ":") && self.touches(at + 1) && self.touches(at + 2) {
                let minute = self.plain(at + 2, 2..=2)?;
                let seconds =
                    self.is(at + 3, ":") && self.touches(at + 4) && self.plain(at + 4, 2..=2).is_some();
                let end = if seconds { at + 5 } else { at + 3 };
                return Some(Clock { hour, minute, end, form: Notation::Colon, short });
            }
            return Some(Clock { hour, minute: 0, end: at + 1, form: Notation::Hour, short });
        }
        if self.is_clock_of_four(at) {
            let figures = self.plain(at, 4..=4)?;
            let (hour, minute) = (figures / 100, figures % 100);
            return Some(Clock { hour, minute, end: at + 1, form: Notation::Dot, short: false });
        }
        let (hour, rest) = self.text(at).split_once('.')?;
        let minute = self.without_seconds(at, rest);
        if hour.len() > 2 || minute.len() != 2 {
            return None;
        }
        let clock = Clock {
            hour: hour.parse().ok()?,
            minute: minute.parse().ok()?,
            end: at + 1,
            form: Notation::Dot,
            short: hour.len() == 1,
        };
        Some(clock)
    }

    /// The hours and minutes of `13.21.10`: seconds are left out if a cue or a zone marks the figures as a
    /// time.
    fn without_seconds<'t>(&self, at: usize, rest: &'t str) -> &'t str {
        let cue = || at > 0 && self.date_role(at - 1) == Some(DateRole::Cue);
        let closed = || matches!(self.part_behind(at + 1), Some((DateRole::Zone | DateRole::Part(_), _)));
        match rest.split_once('.') {
            Some((minute, seconds)) if seconds.len() == 2 && (cue() || closed()) => minute,
            _ => rest,
        }
    }

    fn time(&self, at: usize, clock: Clock, cued: bool) -> Option<Quantity> {
        let clock = if cued && clock.form == Notation::Hour { self.with_minutes(clock) } else { clock };
        if clock.hour > 24 || clock.minute > 59 || clock.hour == 24 && clock.minute > 0 {
            return None;
        }
        // `jam 12 tengah malam`, `12 noon`
        if let (12 | 24, 0, Some(DateRole::At(hour, minute))) =
            (clock.hour, clock.minute, self.date_role(clock.end))
        {
            return Some(time(vec![key(hour.into(), minute.into())], at, self.after_date(clock.end)));
        }
        let part = self.part_behind(clock.end);
        let marked = part.is_some_and(|(role, end)| self.belongs(&clock, role, end, cued));
        let (role, end) = if marked { part? } else { (DateRole::Day, clock.end) };
        // `9 o'clock at night`
        let (role, end) = match self.part_behind(end) {
            Some((part @ DateRole::Part(_), end)) if role == DateRole::Oclock => (part, end),
            _ => (role, end),
        };
        let sure = cued || clock.form == Notation::Colon || marked;
        if !sure && clock.form == Notation::Hour {
            return None;
        }
        // `pukul 17.30 sore WIB`
        let end = match self.part_behind(end) {
            Some((DateRole::Zone, zone)) if sure => zone,
            _ => end,
        };
        let mut keys = self.hours(&clock, role);
        if !sure {
            self.other_readings(at, &clock, &mut keys)?;
        }
        let kind = if keys[0].as_str().starts_with("time") { Kind::Time } else { Kind::Number };
        Some(Quantity { kind, ..time(keys, at, end) })
    }

    /// The time's keys: one if the half of the day is known, both if it is not.
    fn hours(&self, clock: &Clock, role: DateRole) -> Vec<Key> {
        let Clock { hour, minute, .. } = *clock;
        let at = |hour: u32| key(hour % 24, minute);
        match role {
            DateRole::Part(part) => vec![at(hour_of(hour, part))],
            _ if hour > 12 || hour == 0 => vec![at(hour)],
            DateRole::Oclock => vec![at(hour), at(hour % 12 + 12)],
            DateRole::Zone if clock.form != Notation::Hour && !clock.short => vec![at(hour)],
            _ if clock.short && hour < 12 => vec![at(hour), at(hour + 12)],
            // An English clock has twelve hours, an Indonesian one in figures has twenty-four.
            _ if !self.pack.numbers.day_first && hour < 12 => vec![at(hour), at(hour + 12)],
            _ => vec![at(hour)],
        }
    }

    /// `17.30` alone is a time to an Indonesian reader and may be one to an English reader; none if a unit
    /// follows.
    fn other_readings(&self, at: usize, clock: &Clock, keys: &mut Vec<Key>) -> Option<()> {
        let number = self.number(at, false).filter(|n| n.bare)?;
        if self.is_measured(clock.end) {
            return None;
        }
        let plain = Key::new(Kind::Number, number.value.main);
        if self.pack.numbers.decimal == '.' || self.is_amount(at) {
            keys.insert(0, plain);
        } else {
            keys.push(plain);
        }
        Some(())
    }

    /// Whether a unit, a counted noun or a scale is at `at`, which cannot follow a time of day (`at 6.45
    /// percent`, `at 1.45 metres`).
    fn is_measured(&self, at: usize) -> bool {
        let hours = self.date_role(at) == Some(DateRole::Hours);
        let joined = self.is_hyphen(at) && self.touches(at + 1);
        let unit = if joined { at + 1 } else { at };
        self.roles(unit).unit.is_some()
            || !hours && self.is_counted(unit)
            || self.scales(unit)
            || self.role(at) == Some(Role::Each)
            || self.measures(at)
    }

    /// Whether the word before `at` marks the figure as an amount (`bermagnitudo 5.16`).
    fn is_amount(&self, at: usize) -> bool {
        at.checked_sub(1)
            .and_then(|before| self.role(before))
            .is_some_and(|role| matches!(role, Role::Amount | Role::Quake))
    }

    fn measures(&self, at: usize) -> bool {
        matches!(
            self.role(at),
            Some(Role::Measure | Role::Suffix | Role::Decade(_) | Role::Abbr(_) | Role::Loose(_))
        )
    }

    /// The word at `at` that ends a time, and one past it.
    fn part_behind(&self, at: usize) -> Option<(DateRole, usize)> {
        let (len, role) = self.roles(at).date?;
        if role == DateRole::Hours {
            return self.is_military(at.checked_sub(1)?).then_some((DateRole::Zone, at + 1));
        }
        let closes = matches!(role, DateRole::Part(_) | DateRole::Oclock | DateRole::Zone);
        closes.then(|| (role, self.reach(at, len.into())))
    }

    /// Whether the word after the figures makes them a time: `5 pm` is one, `7 malam` (seven nights) without
    /// a cue is not.
    fn belongs(&self, clock: &Clock, role: DateRole, end: usize, cued: bool) -> bool {
        if cued || clock.form != Notation::Hour || role == DateRole::Oclock {
            return true;
        }
        // `pm`, `a.m.` look like one word. `in the morning` is as good a cue if no noun follows that it may
        // belong to (`the two in the morning session`); Indonesian parts of the day need a cue.
        let word = self.pieces[end - 1].span.end - self.pieces[clock.end].span.start;
        let alone = || !self.pieces.get(end).is_some_and(|next| next.shape == Shape::Word && next.is_plain());
        role != DateRole::Zone
            && (word <= 4 || alone())
            && !self.pack.numbers.day_first
            && (if word <= 4 { 1..=12 } else { 2..=12 }).contains(&clock.hour)
    }

    /// Whether there is a cue before `at`, or a time on the other side of a hyphen.
    fn is_cued(&self, at: usize, before: Option<Before>) -> bool {
        let Some(last) = at.checked_sub(1) else { return false };
        // `pukul 13 sampai dengan 14`
        let joined = |to: usize| {
            self.is_hyphen(last) && to == last
                || self.role(to) == Some(Role::Range) && self.after_number(to) == at
        };
        if before.is_some_and(|b| b.kind == Kind::Time && joined(b.to)) {
            return true;
        }
        match self.date_role(last) {
            Some(DateRole::Cue) => self.opens_time(last),
            Some(DateRole::Weak) => {
                let figures = self.text(at).contains('.') && !self.is_measured(at + 1);
                figures || self.part_behind(at + 1).is_some()
            }
            _ => false,
        }
    }

    /// Whether the cue at `at` introduces a time: not the `jam` of `24 jam 5 menit`.
    pub(super) fn opens_time(&self, at: usize) -> bool {
        at == 0
            || self.pieces[at - 1].shape != Shape::Digits
                && !matches!(
                    self.role(at - 1),
                    Some(Role::Unit(_) | Role::Tens(_) | Role::Puluh | Role::Belas | Role::Teen(_))
                )
    }
}

/// The hour on the 24-hour clock.
fn hour_of(hour: u32, part: DayPart) -> u32 {
    match (part, hour) {
        (DayPart::Am | DayPart::Night | DayPart::Small, 12) => 0,
        (DayPart::Pm, 1..=11) | (DayPart::Noon, 1..=5) | (DayPart::Night, 6..=11) => hour + 12,
        _ => hour,
    }
}

fn key(hour: u32, minute: u32) -> Key {
    Key::new(Kind::Time, format_args!("{hour:02}:{minute:02}"))
}

fn time(keys: Vec<Key>, from: usize, to: usize) -> Quantity {
    Quantity { kind: Kind::Time, keys, from, to, approximate: false }
}
