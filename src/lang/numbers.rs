//! Number words, ordinals, fractions, approximations and digit conventions.

use crate::error::Result;
use crate::model::Language;

/// Number words, ordinals, fractions, approximations and digit conventions.
#[derive(Debug, Default)]
pub struct NumberWords {}

impl NumberWords {
    /// The built-in lists of a language.
    pub(super) fn builtin(_language: Language) -> Result<Self> {
        Ok(Self {})
    }
}
