//! Currency names and signs, percent words.

use crate::error::Result;
use crate::model::Language;

/// Currency names and signs, percent words.
#[derive(Debug, Default)]
pub struct Currencies {}

impl Currencies {
    /// The built-in lists of a language.
    pub(super) fn builtin(_language: Language) -> Result<Self> {
        Ok(Self {})
    }
}
