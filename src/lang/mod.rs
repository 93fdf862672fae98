//! Language packs: everything the stages know about Indonesian and English, as lists that are text files in `corpus/packs`.

mod boilerplate;
mod dates;
mod list;
mod money;
mod names;
mod numbers;
mod sentences;

use std::sync::OnceLock;

pub use boilerplate::{Boilerplate, Part, Rule};
pub use dates::DateWords;
pub use list::{Entry, List};
pub use money::Currencies;
pub use names::Names;
pub use numbers::NumberWords;
pub use sentences::{Abbreviation, SentenceRules};

use crate::error::Result;
use crate::model::Language;

/// What one language brings: a struct a concern, each parsed from its own lists.
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
    /// Gazetteer, titles and what surrounds names.
    pub names: Names,
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
        Ok(Pack {
            language,
            boilerplate: Boilerplate::builtin(language)?,
            sentences: SentenceRules::builtin(language)?,
            numbers: NumberWords::builtin(language)?,
            dates: DateWords::builtin(language)?,
            money: Currencies::builtin(language)?,
            names: Names::builtin(language)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_packs_parse() {
        for language in [Language::Ind, Language::Eng] {
            Pack::parse(language).unwrap();
        }
    }
}
