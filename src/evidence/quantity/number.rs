//! Pieces -> one number: digits, number words and scales added up by the grammar both languages share.

use super::Reader;
use super::decimal::Decimal;
use super::digits::{self, Value};
use crate::evidence::token::Shape;
use crate::lang::{DateRole, NumberRole as Role};

/// A number as read, without the unit that may follow.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number {
    /// Its value.
    pub(super) value: Value,
    /// One past its last piece.
    pub(super) end: usize,
    /// Digits alone, without scale or any word.
    pub(super) bare: bool,
    /// `satu`, `one` alone.
    pub(super) unity: bool,
    /// It tells the rank.
    pub(super) ordinal: bool,
    /// All of so many (`ketiganya`, `both`).
    pub(super) all: bool,
    /// An approximation by its form.
    pub(super) approximate: bool,
    /// The power of ten it was scaled by at last; 0 for none.
    pub(super) scale: u32,
    /// It was scaled by what may as well be a unit: then its unscaled value.
    pub(super) unscaled: Option<Decimal>,
}

/// The part of a number that was read last: it decides what may follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
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

/// A number under way: finished scales in `total`, what is still being read in `group`.
struct Sum {
    total: Option<Value>,
    group: Option<Value>,
    last: Last,
    /// The last scale; the next must be smaller.
    scale: u32,
    /// Some of it was written in digits.
    digits: bool,
    number: Number,
}

impl Reader<'_> {
    /// The number that opens at piece `at`; `money` where a currency stands before it (`Rp 1,2 T`).
    pub(super) fn number(&self, at: usize, money: bool) -> Option<Number> {
        let mut sum = Sum::new(at);
        let mut next = at;
        while sum.last != Last::End {
            let Some(after) = self.step(&mut sum, next, money) else { break };
            next = after;
        }
        sum.finish()
    }

    /// Reads one more part at `at`: the piece behind it, or nothing when the number does not go on.
    fn step(&self, sum: &mut Sum, at: usize, money: bool) -> Option<usize> {
        let piece = self.pieces.get(at)?;
        if piece.shape == Shape::Digits {
            return self.step_digits(sum, at);
        }
        if piece.shape == Shape::Sign {
            // `40-million-dollar`: the hyphen behind digits is a token of its own.
            let joins = sum.last == Last::Digits && self.is_hyphen(at) && self.touches(at + 1);
            let scaled = matches!(self.role(at + 1), Some(Role::Scale(_) | Role::Abbr(_)));
            return (joins && scaled).then_some(at + 1);
        }
        let role = self.role(at)?;
        let end = self.reach(at, piece.number?.0);
        let touching = piece.touches;
        let abbreviated = match role {
            Role::Abbr(e) if sum.last == Last::Digits => sum.scaled(e),
            Role::Loose(e) if sum.last == Last::Digits && (touching || money) => sum.loose(e, true, money),
            Role::Money(e) if sum.last == Last::Digits && (touching || money) && piece.capital => {
                sum.loose(e, money, money)
            }
            Role::Money(e) if sum.last == Last::Digits && touching && money => sum.loose(e, true, true),
            _ => None,
        };
        if abbreviated.is_some() {
            return sum.grown(end);
        }
        self.step_word(sum, role, at, end)
    }

    fn step_digits(&self, sum: &mut Sum, at: usize) -> Option<usize> {
        let again = sum.last == Last::Scale
            && matches!(self.role(at + 1), Some(Role::Scale(e) | Role::Abbr(e)) if e < sum.scale);
        if sum.last != Last::Start && !again {
            return None;
        }
        sum.group = Some(digits::read(self.text(at), self.pack.numbers.decimal)?);
        sum.last = Last::Digits;
        sum.digits = true;
        sum.number.bare = sum.total.is_none();
        sum.grown(at + 1)
    }

    fn step_word(&self, sum: &mut Sum, role: Role, at: usize, end: usize) -> Option<usize> {
        let starts = matches!(sum.last, Last::Start | Last::Hundred | Last::Scale | Last::AndUnit);
        match role {
            Role::Unit(n) if starts || sum.last == Last::Tens && n > 0 => sum.add(n, Last::Unit(n))?,
            Role::Teen(n) if starts => sum.add(n, Last::Teen)?,
            Role::Tens(n) if starts => sum.add(n, Last::Tens)?,
            Role::One(2) if matches!(sum.last, Last::Start | Last::Scale) => sum.add(100, Last::Hundred)?,
            Role::One(e) if sum.last == Last::Start || sum.last == Last::Scale && e < sum.scale => {
                sum.group = Some(Value::sure(Decimal::whole(1)));
                sum.scaled(e)?;
            }
            Role::Belas => sum.replace_unit(|n| 10 + n, Last::Teen)?,
            Role::Puluh => sum.replace_unit(|n| 10 * n, Last::Tens)?,
            Role::Hundred => sum.hundred()?,
            Role::Dozen => sum.dozen()?,
            Role::Scale(e) => sum.scaled(e)?,
            Role::Many(e) => sum.many(e)?,
            Role::Ordinal(n) => self.step_ordinal(sum, n, at)?,
            Role::Either(n) => {
                self.step_ordinal(sum, n, at)?;
                sum.number.all = true;
            }
            Role::All(n) | Role::Both(n) if sum.last == Last::Start => {
                if role == Role::Both(n) && self.pairs_up(end) {
                    return None;
                }
                sum.add(n, Last::End)?;
                sum.number.all = true;
            }
            Role::Article if sum.last == Last::Start => return self.step_article(sum, at),
            Role::Several if sum.last == Last::Start && self.scales(end) => sum.last = Last::Several,
            Role::Of if matches!(sum.last, Last::Many | Last::Fraction) => return self.step_of(sum, end),
            Role::And => return self.step_and(sum, end),
            Role::Point => return self.step_point(sum, end),
            _ => self.step_fraction(sum, role, end)?,
        }
        if sum.last == Last::Several {
            return Some(end);
        }
        sum.grown(end)
    }

    /// `a million`, `a third of`, `a few hundred`: the article is a part only before those.
    fn step_article(&self, sum: &mut Sum, at: usize) -> Option<usize> {
        match self.role(at + 1)? {
            Role::Hundred | Role::Scale(_) | Role::Dozen => sum.last = Last::Article,
            Role::Several if self.scales(at + 2) => {}
            Role::Quarter(_) | Role::Ordinal(3..=10) if self.role(at + 2) == Some(Role::Of) => {
                sum.last = Last::Article;
            }
            _ => return None,
        }
        Some(at + 1)
    }

    /// `tens of thousands`, `a quarter of a million`.
    fn step_of(&self, sum: &mut Sum, at: usize) -> Option<usize> {
        match (sum.last, self.role(at)?) {
            (Last::Many, Role::Scale(_) | Role::Many(_)) => Some(at),
            (Last::Fraction, Role::Article) if self.scales(at + 1) => Some(at + 1),
            _ => None,
        }
    }

    /// `two hundred and fifty`, `six and a half`, `a million and a half`; not `between one thousand and two thousand`.
    fn step_and(&self, sum: &mut Sum, at: usize) -> Option<usize> {
        if matches!(self.role(at)?, Role::Article) && self.role(at + 1) == Some(Role::Half) {
            return sum.half(at + 2);
        }
        if !matches!(sum.last, Last::Hundred | Last::Scale) || sum.digits {
            return None;
        }
        let goes_on =
            matches!(self.role(at)?, Role::Unit(1..) | Role::Teen(_) | Role::Tens(_) | Role::Ordinal(_));
        let ranged = match self.role(at + 1) {
            Some(Role::Hundred) => sum.last == Last::Hundred,
            Some(Role::Scale(e)) => e >= sum.scale,
            _ => false,
        };
        if !goes_on || ranged {
            return None;
        }
        sum.last = Last::AndUnit;
        Some(at)
    }

    /// `seratus tiga koma dua lima`: the units behind the word are digits.
    fn step_point(&self, sum: &mut Sum, at: usize) -> Option<usize> {
        let digits: Vec<u8> = (at..)
            .map_while(|k| match self.role(k) {
                Some(Role::Unit(n)) => Some(b'0' + u8::try_from(n).unwrap_or(0)),
                _ => None,
            })
            .collect();
        if digits.is_empty() || !matches!(sum.last, Last::Unit(_) | Last::Teen | Last::Tens | Last::Hundred) {
            return None;
        }
        let places = u32::try_from(digits.len()).ok()?;
        let part = Decimal::from_digits(digits.iter().copied(), places)?;
        sum.group = Some(sum.group?.map(|d| d.plus(part))?);
        sum.last = Last::Digits;
        sum.grown(at + digits.len())
    }

    fn step_fraction(&self, sum: &mut Sum, role: Role, end: usize) -> Option<()> {
        let counted = matches!(sum.last, Last::Unit(_) | Last::Teen | Last::Tens | Last::Hundred);
        match role {
            Role::Fraction(upper, lower) if sum.last == Last::Start || counted => {
                let part = Decimal::fraction(Decimal::whole(upper), lower);
                let whole = sum.group.unwrap_or(Value::sure(Decimal::whole(0)));
                sum.group = Some(whole.map(|d| d.plus(part))?);
            }
            Role::Half if sum.last == Last::Start && self.halves(end) => {
                sum.group = Some(Value::sure(Decimal::fraction(Decimal::whole(1), 2)));
            }
            Role::Denominator(lower) => return sum.divided(lower),
            // Not `three quarter-finals`.
            Role::Quarter(lower) if !self.pieces.get(end).is_some_and(|p| p.hyphen) => {
                return sum.divided(lower);
            }
            Role::Article if sum.last == Last::Fraction && self.scales(end) => return Some(()),
            _ => return None,
        }
        sum.last = Last::Fraction;
        Some(())
    }

    /// English ordinals close a number (`twenty-fifth`); Indonesian ones open it (`kedua puluh lima`) and only their first word differs.
    fn step_ordinal(&self, sum: &mut Sum, n: u32, at: usize) -> Option<()> {
        match sum.last {
            Last::Article => return sum.divided(n),
            // `one third`, `one-fifth`; not `one second`, and not `Day One third`.
            Last::Unit(1) if (3..=10).contains(&n) => return sum.divided(n),
            Last::Start | Last::Tens | Last::Hundred | Last::AndUnit => {}
            _ => return None,
        }
        if n == 2 && at > 0 && self.role(at - 1) == Some(Role::Each) {
            return None;
        }
        sum.number.ordinal = true;
        let last = match n {
            0..=9 => Last::Unit(n),
            10 => Last::Teen,
            _ => Last::End,
        };
        sum.add(n, last)?;
        // Behind an English ordinal nothing is added: its unit would be the next number.
        if !matches!(self.role(at + 1), Some(Role::Belas | Role::Puluh | Role::Hundred)) {
            sum.last = Last::End;
        }
        Some(())
    }

    /// Whether `and` follows soon: `both Russia and China` counts nothing.
    fn pairs_up(&self, at: usize) -> bool {
        (at..at + 6).any(|k| self.role(k) == Some(Role::And))
    }

    /// Whether `half` that ends before `end` is a number: not in `the second half`, `half-time`, `the Liverpool half`.
    fn halves(&self, end: usize) -> bool {
        let behind_ordinal = end > 1 && matches!(self.role(end - 2), Some(Role::Ordinal(_)));
        let hedged = (2..=4).any(|back| end >= back && self.role(end - back) == Some(Role::Before));
        let opens =
            matches!(self.role(end), Some(Role::Of | Role::Article | Role::Whose)) || self.scales(end);
        !behind_ordinal && (opens || hedged || self.date_role(end) == Some(DateRole::The))
    }

    /// Whether a scale word stands at `at`.
    fn scales(&self, at: usize) -> bool {
        matches!(self.role(at), Some(Role::Hundred | Role::Scale(_) | Role::Dozen | Role::Many(2..)))
    }
}

impl Sum {
    fn new(at: usize) -> Self {
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

    /// Notes that the number now ends before `end`.
    fn grown(&mut self, end: usize) -> Option<usize> {
        self.number.end = end;
        Some(end)
    }

    fn finish(mut self) -> Option<Number> {
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

    fn add(&mut self, n: u32, last: Last) -> Option<()> {
        let group = self.group.unwrap_or(Value::sure(Decimal::whole(0)));
        self.group = Some(group.map(|d| d.plus(Decimal::whole(n)))?);
        self.last = last;
        Some(())
    }

    /// `dua belas`, `lima puluh`: the unit read last becomes another number.
    fn replace_unit(&mut self, change: impl Fn(u32) -> u32, last: Last) -> Option<()> {
        let Last::Unit(n @ 1..) = self.last else { return None };
        self.add(change(n) - n, last)
    }

    fn hundred(&mut self) -> Option<()> {
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

    fn dozen(&mut self) -> Option<()> {
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

    /// The group closes with a scale word; a larger one than before takes everything so far (`seribu triliun`).
    fn scaled(&mut self, e: u32) -> Option<()> {
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

    /// Digits with letters that are a scale or a unit: `preferred` says which is read first, `sure` drops the other.
    fn loose(&mut self, e: u32, preferred: bool, sure: bool) -> Option<()> {
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

    /// `puluhan`, `hundreds`: a power of ten alone, a scale behind a count.
    fn many(&mut self, e: u32) -> Option<()> {
        self.number.approximate = true;
        self.number.bare = false;
        match self.last {
            Last::Start => {
                self.group = Some(Value::sure(Decimal::whole(1).shifted(e)?));
                self.last = Last::Many;
                Some(())
            }
            Last::Several if e > 1 => self.scaled(e),
            // `sembilan puluhan`: ninety and some.
            Last::Unit(n @ 2..) if e == 1 => self.add(9 * n, Last::End),
            Last::Unit(_) | Last::Teen | Last::Tens | Last::Hundred | Last::Digits | Last::Many if e >= 3 => {
                self.scaled(e)
            }
            _ => None,
        }
    }

    /// `dua pertiga`, `three-quarters`, `a fifth of`.
    fn divided(&mut self, lower: u32) -> Option<()> {
        let upper = match self.last {
            Last::Article => 1,
            Last::Unit(n) if n >= 1 && n < lower && self.total.is_none() => n,
            _ => return None,
        };
        self.group = Some(Value::sure(Decimal::fraction(Decimal::whole(upper), lower)));
        self.last = Last::Fraction;
        Some(())
    }

    /// `and a half` behind a number: half a one, or half of its scale.
    fn half(&mut self, end: usize) -> Option<usize> {
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
