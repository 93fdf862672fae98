//! Lists of currencies and percent words -> a table of what each makes of the number beside it.

use super::list::List;
use super::phrases::Phrases;
use crate::error::Result;
use crate::model::Language;

/// What a sign or word makes of the number beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// An amount of the currency with this ISO 4217 code.
    Currency {
        /// The code.
        code: &'static str,
        /// It may stand before the number.
        before: bool,
        /// It may stand after the number.
        after: bool,
        /// After the number only when that is at least 1000.
        large: bool,
    },
    /// A percentage.
    Percent,
}

/// Currency names and signs, percent words.
#[derive(Debug, Default)]
pub struct Currencies {
    /// What each sign or word makes of the number beside it.
    pub units: Phrases<Unit>,
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
        let mut units = Vec::with_capacity(140);
        for pair in currencies.pairs() {
            let (entry, right) = pair?;
            let unit = currency(right)
                .ok_or_else(|| currencies.error(entry, "name = CODE before|after|both|large"))?;
            units.push((entry.left, unit));
        }
        units.extend(percents.entries().map(|entry| (entry.left, Unit::Percent)));
        Ok(Currencies { units: Phrases::new(units) })
    }
}

fn currency(text: &'static str) -> Option<Unit> {
    let (code, place) = text.split_once(' ')?;
    if code.len() != 3 || !code.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let (before, after) = match place {
        "before" => (true, false),
        "after" | "large" => (false, true),
        "both" => (true, true),
        _ => return None,
    };
    Some(Unit::Currency { code, before, after, large: place == "large" })
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
            "packs/xyz/currencies.txt:1: \"rp = IDR\" is not \"name = CODE before|after|both|large\""
        );
    }
}
