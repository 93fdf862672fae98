//! Sentence -> keys: names, numbers, dates and words. The last module that knows a language.

mod name;
mod quantity;
mod token;
mod word;

use crate::lang::Pack;
use crate::lexicon::Lexicon;
use crate::model::{Evidence, Profile};

pub use token::{Shape, Token, tokenize};

/// Reads every sentence of one document; acronyms and short names that the document itself explains are resolved over all of it.
///
/// `texts` are the sentences in order; the result has one profile each.
pub fn profiles(texts: &[&str], pack: &Pack, lexicon: &Lexicon) -> Vec<Profile> {
    let tokens: Vec<Vec<Token>> = texts.iter().map(|text| tokenize(text)).collect();
    let mut found: Vec<Vec<Evidence>> =
        texts.iter().zip(&tokens).map(|(text, tokens)| quantity::find(text, tokens, pack)).collect();
    name::find_all(texts, &tokens, pack, lexicon, &mut found);
    texts
        .iter()
        .zip(&tokens)
        .zip(found)
        .map(|((text, tokens), mut evidence)| {
            evidence.sort_by_key(|e| (e.span.start, e.span.end));
            let words = word::find(text, tokens, &evidence, pack, lexicon);
            let chars = text.chars().filter(|c| !c.is_whitespace()).count();
            Profile { evidence, words, chars }
        })
        .collect()
}
