//! Tokens -> words that no evidence covers, folded and looked up in the lexicon.

use super::token::Token;
use crate::lexicon::Lexicon;
use crate::model::{Evidence, Language, Word};

/// The words of one sentence outside its evidence, in order.
pub(super) fn find(
    _text: &str,
    _tokens: &[Token],
    _evidence: &[Evidence],
    _language: Language,
    _lexicon: &Lexicon,
) -> Vec<Word> {
    Vec::new()
}
