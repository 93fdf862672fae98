//! Months, weekdays, time words.

use crate::error::Result;
use crate::model::Language;

/// Months, weekdays, time words.
#[derive(Debug, Default)]
pub struct DateWords {}

impl DateWords {
    /// The built-in lists of a language.
    pub(super) fn builtin(_language: Language) -> Result<Self> {
        Ok(Self {})
    }
}
