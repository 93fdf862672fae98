//! The gazetteer, titles, organisation words.

use crate::error::Result;
use crate::model::Language;

/// The gazetteer, titles, organisation words.
#[derive(Debug, Default)]
pub struct Names {}

impl Names {
    /// The built-in lists of a language.
    pub(super) fn builtin(_language: Language) -> Result<Self> {
        Ok(Self {})
    }
}
