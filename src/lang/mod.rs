//! Language packs: all knowledge about Indonesian and English, as lists in the text files of `corpus/packs`.

/// The embedded lists of a language's folder: `builtin_lists!("ind", "months", "weekdays")`.
macro_rules! builtin_lists {
    ($language:literal, $($name:literal),+) => {
        [$($crate::lang::List::new(
            concat!("packs/", $language, "/", $name, ".txt"),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/packs/", $language, "/", $name, ".txt")),
        )),+]
    };
}
use builtin_lists;

mod approximations;
mod boilerplate;
mod cited;
mod claims;
mod dates;
mod list;
mod money;
mod morphology;
mod name_words;
mod names;
mod numbers;
mod page;
mod phrases;
mod prefilter;
mod seats;
mod sentences;
mod sorted;
mod starts;
mod units;

use std::sync::OnceLock;

pub use approximations::Approximations;
pub use boilerplate::{Boilerplate, LinePart, Rule};
pub use cited::Cited;
pub use claims::{Claim, Claims};
pub use dates::{DateRole, DateWords, DayPart, Era, Night, Step, Sure, Turn};
pub use list::{Entry, List};
pub use money::{Code, Currencies, CurrencyCondition, Unit};
pub use morphology::Morphology;
pub use name_words::{Cue, OrganisationWord, Particle, Place};
pub use names::{Known, Names};
pub use numbers::{NumberRole, NumberWords};
pub use page::{Marks, PageWords};
pub use phrases::{Folded, Phrases};
pub use prefilter::{FirstWords, Heads};
pub use seats::stands_for;
pub use sentences::{Abbreviation, SentenceRules};
pub use sorted::{Group, Piece, SortedList};
pub use units::Units;

use crate::error::Result;
use crate::model::Language;

/// The pack of one language: one struct per concern, each parsed from its own lists.
#[derive(Debug)]
pub struct Pack {
    /// The language.
    pub language: Language,
    /// Page debris.
    pub boilerplate: Boilerplate,
    /// Where sentences do and do not end.
    pub sentences: SentenceRules,
    /// Number words and digit conventions.
    pub numbers: NumberWords,
    /// Months, weekdays, times.
    pub dates: DateWords,
    /// Currencies and percent.
    pub money: Currencies,
    /// The words that open an entry of the three tables above: no other word is looked up in them.
    pub quantity_words: FirstWords,
    /// Words of direction and denial.
    pub claims: Claims,
    /// Affixes and irregular forms.
    pub morphology: Morphology,
    /// Gazetteer, titles and the context of names.
    pub names: Names,
    /// Agencies and the words that attribute a report to them.
    pub cited: Cited,
}

impl Pack {
    /// The built-in pack of a language, parsed at its first use.
    ///
    /// # Panics
    /// Never: a test parses every built-in list.
    pub fn builtin(language: Language) -> &'static Pack {
        static IND: OnceLock<Pack> = OnceLock::new();
        static ENG: OnceLock<Pack> = OnceLock::new();
        let cell = match language {
            Language::Ind => &IND,
            Language::Eng => &ENG,
        };
        cell.get_or_init(|| Pack::parse(language).expect("the built-in lists parse"))
    }

    fn parse(language: Language) -> Result<Pack> {
        let numbers = NumberWords::builtin(language)?;
        let dates = DateWords::builtin(language)?;
        let money = Currencies::builtin(language)?;
        let quantity_words = FirstWords::new(
            numbers.words.first_words(),
            dates.words.first_words(),
            money.units.first_words(),
        );
        Ok(Pack {
            language,
            boilerplate: Boilerplate::builtin(language)?,
            sentences: SentenceRules::builtin(language)?,
            numbers,
            dates,
            money,
            quantity_words,
            claims: Claims::builtin(language)?,
            morphology: Morphology::builtin(language)?,
            names: Names::builtin(language)?,
            cited: Cited::builtin(language)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_packs_parse() {
        for language in [Language::Ind, Language::Eng] {
            Pack::parse(language).unwrap().boilerplate.check().unwrap();
        }
    }
}
