//! Tokens -> names: by gazetteer, capitalization, titles, and acronyms that the document explains.

mod acronym;
mod bounds;
mod capitals;
mod classify;
mod code;
mod context;
mod entity;
mod epithet;
mod extent;
mod fold;
mod found;
mod keys;
mod lookups;
mod mention;
mod merge;
mod ordinary;
mod readings;
mod run;
mod tagger;
mod translated;
mod unit;
mod values;
mod vocabulary;
mod writing;

use super::Observation;
use super::rows::Rows;
use super::token::TokenizedSentence;
use crate::lang::Pack;
use crate::lexicon::Lexicon;
use crate::model::{Evidence, Key, Kind, Span};

use context::NameContext;
use found::Mention;
use ordinary::Ordinary;
use readings::Readings;
use tagger::Tagger;
use unit::Unit;
use values::Values;
pub(super) use vocabulary::Vocabulary;

/// Adds the names of every sentence of one document to the evidence in `found`; names never overlap other
/// evidence.
pub(super) fn find_all(
    sentences: &[TokenizedSentence<'_>],
    pack: &Pack,
    lexicon: &Lexicon,
    words: &mut Vocabulary,
    found: &mut [Vec<Evidence>],
) {
    let units = units(sentences, pack, found, words);
    let mut mentions = mentions(sentences, &units, &Ordinary::new(pack, lexicon), &mut words.tagger);
    let texts = sentences.iter().map(|sentence| sentence.text);
    let pairs = texts.clone().zip(mentions.iter()).flat_map(|(text, found)| acronym::pairs(text, found));
    let pairs: Vec<_> = pairs.collect();
    let keys = keys::Keys::of(mentions.all(), &pairs, &pack.names);
    entity::resolve(mentions.all_mut(), &keys);
    let (readings, mut room) = (Readings { pack, lexicon, translated: &words.translated }, Values::default());
    for ((text, mentions), found) in texts.zip(mentions.iter()).zip(found) {
        found.reserve_exact(mentions.len());
        let mut end = 0;
        for (mention, bracket) in acronym::joined(text, mentions) {
            // A word of an epithet is not a separate name.
            if mention.span.start < end {
                continue;
            }
            let mut name = evidence(mention, bracket, text, keys.get(mention, readings, &mut room));
            let behind = epithet::behind(text, name.span.end, name.entity, &pack.names);
            if behind > 0 {
                name.span = Span::new(name.span.start, name.span.end + behind);
                name.surface = name.span.of(text).to_owned();
                end = name.span.end;
            }
            found.push(name);
        }
    }
}

/// The units of every sentence; their words also record how the document writes them.
fn units(
    sentences: &[TokenizedSentence<'_>],
    pack: &Pack,
    found: &[Vec<Evidence>],
    words: &mut Vocabulary,
) -> Rows<Unit> {
    words.open();
    let mut units =
        Rows::with_capacity(sentences.len(), sentences.iter().map(|sentence| sentence.tokens.len()).sum());
    for (sentence, taken) in sentences.iter().zip(found) {
        units.add_by(|all| {
            let start = all.len();
            unit::add_units(*sentence, taken, &pack.names, words, all);
            capitals::weigh(sentence.text, &mut all[start..], &pack.names);
        });
    }
    for unit in units.all().iter().filter(|unit| unit.is_capital() && !unit.uncertain) {
        unit.folded.count();
    }
    units
}

/// The names of every sentence, as found by the rules and the tagger.
fn mentions(
    sentences: &[TokenizedSentence<'_>],
    units: &Rows<Unit>,
    ordinary: &Ordinary<'_>,
    memory: &mut tagger::sums::Memory,
) -> Rows<Mention> {
    let mut tagger = Tagger::new(ordinary.language(), memory);
    // Reserving too much costs nothing, while growing copies the elements.
    let capitals = units.all().iter().filter(|unit| unit.is_capital()).count();
    let mut mentions = Rows::with_capacity(sentences.len(), capitals);
    let (mut parts, mut row, mut room) = (Vec::new(), Vec::new(), merge::Room::default());
    let mut known = Vec::new();
    for (sentence, units) in sentences.iter().zip(units.iter()) {
        let context = NameContext::new(sentence.text, units, ordinary, known);
        mention::mentions(&context, &mut parts, &mut row);
        match &mut tagger {
            Some(tagger) => {
                let tagged = tagger.tag(&context, &row);
                merge::settle(&context, &mut row, tagged, &mut room);
            }
            None => {
                row.iter_mut().for_each(|mention| mention.entity = context.guess(mention));
                entity::coordinate(sentence.text, &mut row);
            }
        }
        mentions.add(&mut row);
        known = context.known;
    }
    mentions
}

/// The tagger's view of the units of one sentence, for training; `found` is the evidence of other kinds.
pub(super) fn observe(
    sentence: TokenizedSentence<'_>,
    pack: &Pack,
    lexicon: &Lexicon,
    found: &[Evidence],
) -> Vec<Observation> {
    let units = units(&[sentence], pack, &[found.to_vec()], &mut Vocabulary::default());
    let ordinary = Ordinary::new(pack, lexicon);
    let context = NameContext::new(sentence.text, units.all(), &ordinary, Vec::new());
    let mut mentions = Vec::new();
    mention::mentions(&context, &mut Vec::new(), &mut mentions);
    tagger::observe(&context, &mentions)
}

/// A name as evidence, extended over the `bracket` after it that repeats it.
fn evidence(mention: &Mention, bracket: Option<&Mention>, text: &str, keys: Vec<Key>) -> Evidence {
    let span = bracket.map_or(mention.span, |short| Span::new(mention.span.start, short.span.end + 1));
    Evidence {
        kind: Kind::Name,
        keys,
        surface: span.of(text).to_owned(),
        span,
        entity: mention.entity,
        approximate: false,
    }
}

#[cfg(test)]
mod tests;
