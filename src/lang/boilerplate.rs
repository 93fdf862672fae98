//! Rules that tell page debris from prose.

use crate::error::Result;
use crate::model::Language;

/// Rules that tell page debris from prose.
#[derive(Debug, Default)]
pub struct Boilerplate {}

impl Boilerplate {
    /// The built-in lists of a language.
    pub(super) fn builtin(_language: Language) -> Result<Self> {
        Ok(Self {})
    }
}
