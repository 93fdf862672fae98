//! Sentence -> keys: names, numbers, dates and words. The last module that knows a language.

mod attribution;
mod memory;
mod name;
mod quantity;
mod rows;
mod token;
mod window;
mod word;

use jiff::civil::Date;
use unicode_segmentation::UnicodeSegmentation;

use crate::lang::Pack;
use crate::lexicon::Lexicon;
use crate::model::{Evidence, Profile, Span};

pub use memory::Memory;
use token::{Numbers, Tokens};
pub use token::{Shape, Token, tokenize};

/// The inputs for reading the sentences of a document.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The language's rules and lists.
    pub pack: &'a Pack,
    /// The lexicon in which words are looked up.
    pub lexicon: &'a Lexicon,
    /// The day of publication, from which `yesterday` and `last Monday` are counted.
    pub published: Option<Date>,
}

/// Reads every sentence of one document; acronyms and short names that the document explains are resolved
/// across all its sentences.
///
/// `texts` are the sentences in order; the result has one profile per sentence. `memory` belongs to the
/// worker that reads, and changes nothing but the time that reading takes.
pub fn profiles(texts: &[&str], context: Context<'_>, memory: &mut Memory) -> Vec<Profile> {
    if !window::any(texts) {
        return read(texts, context, memory);
    }
    let windows = window::windows(texts);
    let parts: Vec<&str> = windows.iter().map(|window| window.part).collect();
    window::joined(&windows, read(&parts, context, memory))
}

/// The profiles of texts that are no longer than a window.
fn read(texts: &[&str], context: Context<'_>, memory: &mut Memory) -> Vec<Profile> {
    let Context { pack, lexicon, published } = context;
    let memory = memory.words(context);
    let tokens = Tokens::of(texts, &mut memory.numbers);
    let sentences = tokens.sentences(texts);
    let mut quantities = quantity::Quantities::new(pack, published, &mut memory.quantities);
    let mut found: Vec<Vec<Evidence>> = sentences.iter().map(|sentence| quantities.find(*sentence)).collect();
    name::find_all(&sentences, pack, lexicon, &mut memory.names, &mut found);
    let mut reader = word::WordReader::new(pack, lexicon, &mut memory.words);
    let profile = |(sentence, mut evidence): (&_, Vec<Evidence>)| {
        evidence.sort_by_key(|e| (e.span.start, e.span.end));
        attribution::mark(*sentence, pack, &mut evidence);
        let mut words = reader.find(*sentence, &evidence);
        // A vector that grew holds up to four times its content, and a document has thousands of them.
        evidence.shrink_to_fit();
        words.shrink_to_fit();
        Profile { evidence, words, chars: characters(sentence.text), inner: Vec::new() }
    };
    sentences.iter().zip(found).map(profile).collect()
}

/// The tagger's view of one word of a sentence, in text form, from which its weights are learnt.
#[derive(Debug, Clone)]
pub struct Observation {
    /// The position of the word.
    pub span: Span,
    /// The word folded.
    pub word: String,
    /// Whether the tagger always classifies it; otherwise only if it is a small word that can occur inside
    /// names.
    pub sure: bool,
    /// Its features, `name=part|part`; none for a word that is never part of a name.
    pub features: Vec<String>,
}

/// The tagger's view of a sentence.
pub fn observe(text: &str, context: Context<'_>) -> Vec<Observation> {
    let (texts, mut numbers) = ([text], Numbers::default());
    let tokens = Tokens::of(&texts, &mut numbers);
    let sentence = tokens.sentences(&texts)[0];
    let found = quantity::Quantities::new(context.pack, context.published, &mut quantity::Fixed::default())
        .find(sentence);
    name::observe(sentence, context.pack, context.lexicon, &found)
}

/// The number of characters as a reader counts them (grapheme clusters, UAX#29), without white space.
fn characters(text: &str) -> usize {
    // Below U+0300 and among the dashes and quotation marks every character is a cluster of its own.
    let alone = |c: char| c < '\u{300}' || ('\u{2010}'..='\u{2027}').contains(&c);
    if text.is_ascii() {
        // A byte can count this many, so that the compiler counts many in parallel.
        const FEW: usize = 240;
        let visible = |few: &[u8]| few.iter().map(|byte| u8::from(!byte.is_ascii_whitespace())).sum::<u8>();
        text.as_bytes().chunks(FEW).map(|few| usize::from(visible(few))).sum()
    } else if text.chars().all(alone) {
        text.chars().filter(|c| !c.is_whitespace()).count()
    } else {
        text.graphemes(true).filter(|cluster| !cluster.starts_with(char::is_whitespace)).count()
    }
}
