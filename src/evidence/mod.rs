//! Sentence -> keys: names, numbers, dates and words. The last module that knows a language.

mod name;
mod quantity;
mod token;
mod word;

use jiff::civil::Date;
use unicode_segmentation::UnicodeSegmentation;

use crate::lang::Pack;
use crate::lexicon::Lexicon;
use crate::model::{Evidence, Profile, Span};

pub use token::{Shape, Token, tokenize};

/// What reading the sentences of a document takes.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The language's rules and lists.
    pub pack: &'a Pack,
    /// Words that are looked up.
    pub lexicon: &'a Lexicon,
    /// The day of publication, from which `yesterday` and `last Monday` are counted.
    pub published: Option<Date>,
}

/// Reads every sentence of one document; acronyms and short names that the document itself explains are resolved over all of it.
///
/// `texts` are the sentences in order; the result has one profile each.
pub fn profiles(texts: &[&str], context: Context<'_>) -> Vec<Profile> {
    let Context { pack, lexicon, .. } = context;
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
            Profile { evidence, words, chars: characters(text) }
        })
        .collect()
}

/// What the tagger of names sees of one word of a sentence, in writing: what its weights are learnt from.
#[derive(Debug, Clone)]
pub struct Observation {
    /// Where the word stands.
    pub span: Span,
    /// The word folded.
    pub word: String,
    /// Whether it is looked at in any case; else only if it is a small word that names are made of.
    pub sure: bool,
    /// Its features, `name=part|part`; none for a word that is never part of a name.
    pub features: Vec<String>,
}

/// What the tagger of names sees of a sentence.
pub fn observe(text: &str, context: Context<'_>) -> Vec<Observation> {
    let tokens = tokenize(text);
    let found = quantity::find(text, &tokens, context.pack);
    name::observe(text, &tokens, context.pack, context.lexicon, &found)
}

/// Characters as a reader counts them (grapheme clusters, UAX#29), white space left out.
fn characters(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().filter(|byte| !byte.is_ascii_whitespace()).count();
    }
    text.graphemes(true).filter(|cluster| !cluster.starts_with(char::is_whitespace)).count()
}
