//! Abbreviation classes, attribution verbs and other facts about where sentences end.

use crate::error::Result;
use crate::model::Language;

/// Abbreviation classes, attribution verbs and other facts about where sentences end.
#[derive(Debug, Default)]
pub struct SentenceRules {}

impl SentenceRules {
    /// The built-in lists of a language.
    pub(super) fn builtin(_language: Language) -> Result<Self> {
        Ok(Self {})
    }
}
