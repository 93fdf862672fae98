//! Tokens -> one number: digits, number words and scales, combined by the grammar that both languages share.

use super::QuantityReader;
use super::decimal::Decimal;
use super::digits::Value;
use super::sum::{Last, Number, Sum};
use crate::evidence::token::Shape;
use crate::lang::{DateRole, NumberRole as Role};

impl QuantityReader<'_> {
    /// The number that starts at token `at`; `money` if a currency precedes it (`Rp 1,2 T`).
    pub(super) fn number(&self, at: usize, money: bool) -> Option<Number> {
        let mut sum = Sum::new(at);
        let mut next = at;
        while sum.last != Last::End {
            let Some(after) = self.step(&mut sum, next, money) else { break };
            next = after;
        }
        sum.finish()
    }

    /// Reads one more part at `at`: returns the token after it, or none if the number has ended.
    fn step(&self, sum: &mut Sum, at: usize, money: bool) -> Option<usize> {
        let piece = self.pieces.get(at)?;
        if piece.shape == Shape::Digits {
            return self.step_digits(sum, at);
        }
        if piece.shape == Shape::Sign && self.role(at).is_none() {
            if sum.last == Last::Scale
                && !sum.digits
                && self.is(at, ",")
                && self.goes_on_below(at + 1, sum.scale)
            {
                return Some(at + 1);
            }
            // `40-million-dollar`: the hyphen after digits is a token of its own.
            let joins = sum.last == Last::Digits && self.is_hyphen(at) && self.touches(at + 1);
            let scaled = matches!(self.role(at + 1), Some(Role::Scale(_) | Role::Abbr(_)));
            return (joins && scaled).then_some(at + 1);
        }
        let Some(role) = self.role(at) else {
            let scale = self.misspelt_scale(at).filter(|_| sum.last == Last::Digits)?;
            sum.scaled(scale)?;
            return sum.grown(at + 1);
        };
        let end = self.reach(at, self.roles(at).number?.0.into());
        let touching = piece.touches;
        let abbreviated = match role {
            Role::Abbr(e) if sum.last == Last::Digits => sum.scaled(e),
            Role::Loose(e) if sum.last == Last::Digits && (touching || money) => {
                // `1,500m` is a race.
                let large = sum.group.is_some_and(|value| value.main.at_least(1000));
                sum.loose(e, !large, money)
            }
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

    /// `two million, three hundred thousand`: whether the number words at `at` end with a smaller scale.
    fn goes_on_below(&self, at: usize, scale: u32) -> bool {
        /// Maximum number of words before a scale: `three hundred and twenty-five`.
        const BEFORE: usize = 5;
        let words = (at..at + BEFORE).take_while(|&k| {
            matches!(
                self.role(k),
                Some(Role::Unit(1..) | Role::Teen(_) | Role::Tens(_) | Role::Hundred | Role::And)
            )
        });
        let count = words.count();
        count > 0 && matches!(self.role(at + count), Some(Role::Scale(e)) if e < scale)
    }

    /// The power of ten of a misspelt scale word at `at`, with one letter wrong, missing, extra or transposed
    /// (`triliyun`, `milair`).
    fn misspelt_scale(&self, at: usize) -> Option<u32> {
        let piece = self.pieces.get(at).filter(|p| p.shape == Shape::Word && p.is_plain())?;
        self.pack.numbers.misspelt_scale(piece.span.of(self.source))
    }

    /// `lima ratus`: whether there is a number of hundreds at `at`.
    fn is_hundreds(&self, at: usize) -> bool {
        matches!(self.role(at), Some(Role::Unit(1..))) && self.role(at + 1) == Some(Role::Hundred)
    }

    fn step_word(&self, sum: &mut Sum, role: Role, at: usize, end: usize) -> Option<usize> {
        // `$20 million five-year plan`, `Rp3 juta dua kali`: figures with a scale are only continued by a
        // smaller scale.
        let goes_on = || !sum.digits || self.goes_on_below(at, sum.scale) || self.is_hundreds(at);
        let starts = match sum.last {
            Last::Scale => goes_on(),
            last => matches!(last, Last::Start | Last::Hundred | Last::AndUnit),
        };
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
            Role::Times(n) if sum.last == Last::Start && self.multiplies(at, end) => sum.add(n, Last::End)?,
            Role::Hundred => sum.hundred()?,
            Role::Dozen => sum.dozen()?,
            Role::Dozens(n) if !self.counts(end) => sum.dozens(n)?,
            Role::Scale(e) => sum.scaled(e)?,
            Role::Many(e) => sum.many(e)?,
            Role::Ordinal(2) if self.is_unit_of_time(at) => return None,
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

    /// `a million`, `a third of`, `a few hundred`: the article is part of a number only before these.
    fn step_article(&self, sum: &mut Sum, at: usize) -> Option<usize> {
        match self.role(at + 1)? {
            Role::Hundred | Role::Scale(_) | Role::Dozen => sum.last = Last::Article,
            Role::Several if self.scales(at + 2) => {}
            Role::Quarter(_) | Role::Ordinal(3..=10) if self.role(at + 2) == Some(Role::Of) => {
                sum.last = Last::Article;
            }
            Role::Quarter(_) if self.is_point(at + 2) => sum.last = Last::Article,
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

    /// `two hundred and fifty`, `six and a half`, `a million and a half`; not `between one thousand and two
    /// thousand`.
    fn step_and(&self, sum: &mut Sum, at: usize) -> Option<usize> {
        if matches!(self.role(at)?, Role::Article) && self.role(at + 1) == Some(Role::Half) {
            return sum.half(at + 2);
        }
        // `one and half hours`
        if self.role(at)? == Role::Half && (self.is_counted(at + 1) || self.scales(at + 1)) {
            return sum.half(at + 1);
        }
        if let Some((part, end)) = self.spoken_fraction(at) {
            return sum.part(part, end);
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

    /// The `a quarter` of `two and a quarter`, the `three quarters` of `two and three quarters`.
    fn spoken_fraction(&self, at: usize) -> Option<(Decimal, usize)> {
        let upper = match self.role(at)? {
            Role::Article => 1,
            Role::Unit(n @ 1..) => n,
            _ => return None,
        };
        let lower = match self.role(at + 1)? {
            Role::Denominator(lower) => lower,
            Role::Quarter(lower) if upper == 1 || self.pieces[at + 1].hyphen => lower,
            _ => return None,
        };
        (upper < lower).then(|| (Decimal::fraction(Decimal::whole(upper), lower), at + 2))
    }

    /// `seratus tiga koma dua lima`: the units after the word are decimals.
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
        // `1½`: a single sign after digits.
        let signed = sum.last == Last::Digits && self.pieces[end - 1].shape == Shape::Sign;
        let counted = matches!(sum.last, Last::Unit(_) | Last::Teen | Last::Tens | Last::Hundred);
        // `2 setengah juta`
        let scaled = sum.last == Last::Digits && self.is_halved(end - 1) && role == Role::Fraction(1, 2);
        match role {
            Role::Fraction(upper, lower) if sum.last == Last::Start || counted || signed || scaled => {
                let part = Decimal::fraction(Decimal::whole(upper), lower);
                let whole = sum.group.unwrap_or(Value::sure(Decimal::whole(0)));
                sum.group = Some(whole.map(|d| d.plus(part))?);
                sum.number.bare = false;
            }
            Role::Half if sum.last == Last::Unit(1) && self.role(end) == Some(Role::Of) => {
                return sum.divided(2);
            }
            Role::Half if sum.last == Last::Start && self.halves(end) => {
                sum.group = Some(Value::sure(Decimal::fraction(Decimal::whole(1), 2)));
            }
            Role::Quarter(lower) if sum.last == Last::Start && self.is_unit_part(end) => {
                sum.group = Some(Value::sure(Decimal::fraction(Decimal::whole(1), lower)));
            }
            // `the first three quarters of the game`
            Role::Denominator(_) if self.is_behind_ordinal(end) => return None,
            Role::Denominator(lower) => return sum.divided(lower),
            // But not `three quarter-finals`.
            Role::Quarter(lower) if !self.pieces.get(end).is_some_and(|p| p.hyphen) => {
                return sum.divided(lower);
            }
            Role::Article if sum.last == Last::Fraction && self.scales(end) => return Some(()),
            _ => return None,
        }
        sum.last = Last::Fraction;
        Some(())
    }

    /// Whether an ordinal precedes the count of the fraction that ends before `end`.
    fn is_behind_ordinal(&self, end: usize) -> bool {
        let ordinal = |at: usize| {
            matches!(self.role(at), Some(Role::Ordinal(_)))
                || matches!(self.date_role(at), Some(DateRole::Relative(_)))
        };
        end.checked_sub(3).is_some_and(ordinal)
    }

    /// English ordinals end a number (`twenty-fifth`); Indonesian ones start it (`kedua puluh lima`), and
    /// only their first word differs.
    fn step_ordinal(&self, sum: &mut Sum, n: u32, at: usize) -> Option<()> {
        match sum.last {
            Last::Article => return sum.divided(n),
            // `one third`, `one-fifth`; but not `one second` or `Day One third`.
            Last::Unit(1) if (3..=10).contains(&n) => return sum.divided(n),
            Last::Start | Last::Tens | Last::Hundred | Last::AndUnit => {}
            _ => return None,
        }
        sum.number.ordinal = true;
        let last = match n {
            0..=9 => Last::Unit(n),
            10 => Last::Teen,
            _ => Last::End,
        };
        sum.add(n, last)?;
        // Nothing is added to an English ordinal: a unit after it would be the next number.
        if !matches!(self.role(at + 1), Some(Role::Belas | Role::Puluh | Role::Hundred)) {
            sum.last = Last::End;
        }
        Some(())
    }
}
