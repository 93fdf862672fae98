//! Parts of a number in reading order -> its value.

use super::decimal::Decimal;
use super::digits::Value;

/// A number as read, without the unit that may follow.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number {
    /// Its value.
    pub(super) value: Value,
    /// One past its last token.
    pub(super) end: usize,
    /// Whether it is digits alone, without a scale or any word.
    pub(super) bare: bool,
    /// Whether it is just `satu` or `one`.
    pub(super) unity: bool,
    /// Whether it gives a rank.
    pub(super) ordinal: bool,
    /// Whether it means all of this many (`ketiganya`, `both`).
    pub(super) all: bool,
    /// Whether its form is that of an approximation.
    pub(super) approximate: bool,
    /// The power of ten of its last scale; 0 for none.
    pub(super) scale: u32,
    /// Its unscaled value, if the scale may also be a unit.
    pub(super) unscaled: Option<Decimal>,
}

impl Number {
    /// Whether the figure before its scale is at least `bound`.
    pub(super) fn unscaled_at_least(&self, bound: u32) -> bool {
        let power = if self.scale < 3 { Some(self.value.main) } else { self.value.main.divided(self.scale) };
        power.is_some_and(|figure| figure.at_least(bound))
    }

    /// The negated number; its absolute value is the last reading.
    pub(super) fn negated(self) -> Self {
        let Value { main, other } = self.value;
        let value = Value { main: main.negated(), other: other.map(Decimal::negated) };
        Number { value, unscaled: Some(main), bare: false, ..self }
    }
}

/// The part of a number that was read last, which determines what may follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Last {
    Start,
    Article,
    Several,
    Digits,
    Unit(u32),
    Teen,
    Tens,
    Hundred,
    Scale,
    Many,
    Fraction,
    AndUnit,
    End,
}

/// A number while it is read: finished scales in `total`, the part in progress in `group`.
pub(super) struct Sum {
    /// The finished scales.
    pub(super) total: Option<Value>,
    /// The part in progress.
    pub(super) group: Option<Value>,
    /// The part read last.
    pub(super) last: Last,
    /// The last scale; the next must be smaller.
    pub(super) scale: u32,
    /// Whether some of it was written in digits.
    pub(super) digits: bool,
    /// The number so far, without its value.
    pub(super) number: Number,
}

impl Sum {
    pub(super) fn new(at: usize) -> Self {
        let number = Number {
            value: Value::sure(Decimal::whole(0)),
            end: at,
            bare: false,
            unity: false,
            ordinal: false,
            all: false,
            approximate: false,
            scale: 0,
            unscaled: None,
        };
        Sum { total: None, group: None, last: Last::Start, scale: u32::MAX, digits: false, number }
    }

    /// Records that the number now ends before `end`.
    pub(super) fn grown(&mut self, end: usize) -> Option<usize> {
        self.number.end = end;
        Some(end)
    }

    pub(super) fn finish(mut self) -> Option<Number> {
        let value = match (self.total, self.group) {
            (Some(total), Some(group)) => {
                let main = total.main.plus(group.main)?;
                Value { main, other: total.other.and_then(|d| d.plus(group.main)) }
            }
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => return None,
        };
        self.number.value = value;
        self.number.unity = matches!(self.last, Last::Unit(1)) && value.main == Decimal::whole(1);
        Some(self.number)
    }

    pub(super) fn add(&mut self, n: u32, last: Last) -> Option<()> {
        let group = self.group.unwrap_or(Value::sure(Decimal::whole(0)));
        self.group = Some(group.map(|d| d.plus(Decimal::whole(n)))?);
        self.last = last;
        Some(())
    }

    /// `dua belas`, `lima puluh`: the last unit becomes another number.
    pub(super) fn replace_unit(&mut self, change: impl Fn(u32) -> u32, last: Last) -> Option<()> {
        let Last::Unit(n @ 1..) = self.last else { return None };
        self.add(change(n) - n, last)
    }

    pub(super) fn hundred(&mut self) -> Option<()> {
        let group = match self.last {
            Last::Article | Last::Several => Value::sure(Decimal::whole(1)),
            Last::Unit(1..) | Last::Teen | Last::Tens | Last::Digits => self.group?,
            _ => return None,
        };
        if group.main.at_least(100) {
            return None;
        }
        self.number.approximate |= self.last == Last::Several;
        self.number.bare = false;
        self.group = Some(group.map(|d| d.shifted(2))?);
        self.last = Last::Hundred;
        Some(())
    }

    pub(super) fn dozen(&mut self) -> Option<()> {
        let group = match self.last {
            Last::Article | Last::Several => Value::sure(Decimal::whole(1)),
            Last::Start => return None,
            _ => self.group?,
        };
        self.number.approximate |= self.last == Last::Several;
        self.number.bare = false;
        self.group = Some(group.map(|d| d.times(12))?);
        self.last = Last::End;
        Some(())
    }

    /// `dozens`, `scores of`: this many times twelve or twenty, which is often used for this many times ten.
    pub(super) fn dozens(&mut self, n: u32) -> Option<()> {
        if self.last != Last::Start {
            return None;
        }
        self.number.approximate = true;
        self.number.unscaled = Some(Decimal::whole(10));
        self.add(n, Last::End)
    }

    /// Ends the group with a scale word; a scale larger than the previous one multiplies everything so far
    /// (`seribu triliun`).
    pub(super) fn scaled(&mut self, e: u32) -> Option<()> {
        let group = match (self.last, self.group) {
            (Last::Article | Last::Several, _) => Some(Value::sure(Decimal::whole(1))),
            (_, group) => group,
        };
        self.number.approximate |= self.last == Last::Several;
        let sum = match (self.total, group) {
            (None, Some(group)) => group.map(|d| d.shifted(e))?,
            (Some(total), Some(group)) if e < self.scale => {
                let group = group.main.shifted(e)?;
                total.map(|d| d.plus(group))?
            }
            (Some(total), None) if e > self.scale => total.map(|d| d.shifted(e))?,
            _ => return None,
        };
        (self.total, self.group) = (Some(sum), None);
        self.number.bare = false;
        (self.scale, self.number.scale) = (e, e);
        self.last = Last::Scale;
        Some(())
    }

    /// Digits with letters that are a scale or a unit: with `preferred` the scaled reading comes first, with
    /// `sure` it is the only one.
    pub(super) fn loose(&mut self, e: u32, preferred: bool, sure: bool) -> Option<()> {
        let plain = self.group?;
        self.scaled(e)?;
        self.last = Last::End;
        if sure {
            return Some(());
        }
        let scaled = self.total?.main;
        if preferred {
            self.number.unscaled = Some(plain.main);
        } else {
            self.total = Some(plain);
            self.number.unscaled = Some(scaled);
        }
        Some(())
    }

    /// `puluhan`, `hundreds`: a power of ten by itself, a scale after a count.
    pub(super) fn many(&mut self, e: u32) -> Option<()> {
        self.number.approximate = true;
        self.number.bare = false;
        match self.last {
            Last::Start => {
                self.group = Some(Value::sure(Decimal::whole(1).shifted(e)?));
                self.last = Last::Many;
                Some(())
            }
            Last::Several if e > 1 => self.scaled(e),
            // `dua ratusan`: between two hundred and three hundred.
            Last::Unit(n @ 2..) if e == 2 => self.add(99 * n, Last::End),
            // `sembilan puluhan`: between ninety and a hundred.
            Last::Unit(n @ 2..) if e == 1 => self.add(9 * n, Last::End),
            Last::Unit(_) | Last::Teen | Last::Tens | Last::Hundred | Last::Digits | Last::Many if e >= 3 => {
                self.scaled(e)
            }
            _ => None,
        }
    }

    /// `dua pertiga`, `three-quarters`, `a fifth of`.
    pub(super) fn divided(&mut self, lower: u32) -> Option<()> {
        let upper = match self.last {
            Last::Article => 1,
            Last::Unit(n) if n >= 1 && n < lower && self.total.is_none() => n,
            _ => return None,
        };
        self.group = Some(Value::sure(Decimal::fraction(Decimal::whole(upper), lower)));
        self.last = Last::Fraction;
        Some(())
    }

    /// A fraction by itself or after a whole number: `1/3`, `1 1/2`, `two and a quarter`.
    pub(super) fn part(&mut self, part: Decimal, end: usize) -> Option<usize> {
        let whole = match (self.last, self.group) {
            (Last::Start, _) => Value::sure(Decimal::whole(0)),
            (Last::Unit(_) | Last::Teen | Last::Tens | Last::Hundred | Last::Digits, Some(whole)) => whole,
            _ => return None,
        };
        self.group = Some(whole.map(|d| d.plus(part))?);
        self.number.bare = false;
        self.last = Last::Fraction;
        self.grown(end)
    }

    /// `and a half` after a number: half of one, or half of its scale.
    pub(super) fn half(&mut self, end: usize) -> Option<usize> {
        let half = Decimal::fraction(Decimal::whole(1), 2);
        match self.last {
            Last::Unit(_) | Last::Teen | Last::Tens | Last::Hundred | Last::Digits => {
                self.group = Some(self.group?.map(|d| d.plus(half))?);
            }
            Last::Scale => {
                let half = half.shifted(self.scale)?;
                self.total = Some(self.total?.map(|d| d.plus(half))?);
            }
            _ => return None,
        }
        self.number.bare = false;
        self.last = Last::Fraction;
        self.grown(end)
    }
}
