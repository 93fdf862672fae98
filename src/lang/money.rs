//! Lists of currencies and percent words -> a table of the unit that each gives the number next to it.

use std::fmt::{self, Write};

use super::list::List;
use super::phrases::Phrases;
use crate::error::Result;
use crate::model::Language;

/// The unit that a sign or word gives the number next to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// An amount of the currency with this ISO 4217 code.
    Currency {
        /// The code.
        code: Code,
        /// The code of another currency with the same sign (`¥`).
        other: Option<Code>,
        /// It may stand before the number.
        before: bool,
        /// It may stand after the number.
        after: bool,
        /// The condition under which the word is read as a currency.
        condition: CurrencyCondition,
        /// The word may also be a unit of mass.
        mass: bool,
    },
    /// A percentage.
    Percent,
    /// A percentage that is a difference between two (`percentage points`).
    Points,
    /// A hundredth of a percentage.
    Basis,
    /// After a fraction, a word that may mean a percentage (`a quarter point`).
    Part,
}

/// The condition under which a word is read as a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CurrencyCondition {
    /// None.
    Any,
    /// Only after a number, and only from 1000 upwards.
    Large,
    /// Written in capitals, like a code.
    Capitals,
    /// Written in capitals directly before the figures of an amount with a scale (`P5 million`).
    Letters,
}

/// An ISO 4217 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code([u8; 3]);

impl Code {
    fn new(text: &str) -> Option<Self> {
        let letters: [u8; 3] = text.as_bytes().try_into().ok()?;
        letters.iter().all(u8::is_ascii_uppercase).then_some(Code(letters))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|&letter| f.write_char(char::from(letter)))
    }
}

/// Currency names and signs, percent words.
#[derive(Debug, Default)]
pub struct Currencies {
    /// The unit that each sign or word gives the number next to it.
    pub units: Phrases<Unit>,
    /// Words that end a difference between two percentages.
    points: Vec<&'static str>,
}

impl Currencies {
    /// The built-in lists of a language.
    pub(super) fn builtin(language: Language) -> Result<Self> {
        Self::parse(match language {
            Language::Ind => super::builtin_lists!("ind", "currencies", "percents"),
            Language::Eng => super::builtin_lists!("eng", "currencies", "percents"),
        })
    }

    fn parse([currencies, percents]: [List<'static>; 2]) -> Result<Self> {
        let (mut units, mut points) = (Vec::with_capacity(140), Vec::new());
        for pair in currencies.pairs() {
            let (entry, right) = pair?;
            let unit = currency(right).ok_or_else(|| {
                currencies.error(entry, "name = CODE before|after|both|large|code|letters [or CODE|mass]")
            })?;
            units.push((entry.left, unit));
        }
        for entry in percents.entries() {
            let unit = match entry.right {
                None => Unit::Percent,
                Some("points") => Unit::Points,
                Some("basis") => Unit::Basis,
                Some("part") => Unit::Part,
                Some(_) => return Err(percents.error(entry, "name [= points|basis|part]")),
            };
            if unit == Unit::Points {
                points.push(entry.left);
            }
            units.push((entry.left, unit));
        }
        Ok(Currencies { units: Phrases::new(units), points })
    }

    /// Whether a percentage, as written, is a difference between two.
    pub fn is_points(&self, surface: &str) -> bool {
        let surface = surface.to_lowercase();
        self.points.iter().any(|points| surface.ends_with(points))
    }
}

fn currency(text: &str) -> Option<Unit> {
    let (text, other, mass) = match text.split_once(" or ") {
        Some((text, "mass")) => (text, None, true),
        Some((text, other)) => (text, Some(Code::new(other)?), false),
        None => (text, None, false),
    };
    let (code, place) = text.split_once(' ')?;
    let (before, after, condition) = match place {
        "before" => (true, false, CurrencyCondition::Any),
        "after" => (false, true, CurrencyCondition::Any),
        "both" => (true, true, CurrencyCondition::Any),
        "large" => (false, true, CurrencyCondition::Large),
        "code" => (true, true, CurrencyCondition::Capitals),
        "letters" => (true, false, CurrencyCondition::Letters),
        _ => return None,
    };
    Some(Unit::Currency { code: Code::new(code)?, other, before, after, condition, mass })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_currency_is_named_with_its_line() {
        let list = List::new("packs/xyz/currencies.txt", "rp = IDR\n");
        let error = Currencies::parse([list, List::new("y.txt", "")]).unwrap_err().to_string();
        assert_eq!(
            error,
            "packs/xyz/currencies.txt:1: \"rp = IDR\" is not \"name = CODE before|after|both|large|code|letters [or CODE|mass]\""
        );
    }
}
