//! Tokens -> names: by gazetteer, capitalization, titles, and acronyms that the document explains.

mod acronym;
mod capitals;
mod code;
mod context;
mod cut;
mod entity;
mod epithet;
mod fold;
mod found;
mod keys;
mod lookups;
mod mention;
mod merge;
mod ordinary;
mod readings;
mod run;
mod sort;
mod tagger;
mod translated;
mod unit;
mod values;
mod vocabulary;
mod writing;

use super::Observation;
use super::rows::Rows;
use super::token::Cut;
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
    cuts: &[Cut<'_>],
    pack: &Pack,
    lexicon: &Lexicon,
    words: &mut Vocabulary,
    found: &mut [Vec<Evidence>],
) {
    let units = units(cuts, pack, found, words);
    let mut mentions = mentions(cuts, &units, &Ordinary::new(pack, lexicon), &mut words.tagger);
    let texts = cuts.iter().map(|cut| cut.text);
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
fn units(cuts: &[Cut<'_>], pack: &Pack, found: &[Vec<Evidence>], words: &mut Vocabulary) -> Rows<Unit> {
    words.open();
    let mut units = Rows::with_capacity(cuts.len(), cuts.iter().map(|cut| cut.tokens.len()).sum());
    for (cut, taken) in cuts.iter().zip(found) {
        units.add_by(|all| {
            let start = all.len();
            unit::add_units(*cut, taken, &pack.names, words, all);
            capitals::weigh(cut.text, &mut all[start..], &pack.names);
        });
    }
    for unit in units.all().iter().filter(|unit| unit.is_capital() && !unit.uncertain) {
        unit.folded.count();
    }
    units
}

/// The names of every sentence, as found by the rules and the tagger.
fn mentions(
    cuts: &[Cut<'_>],
    units: &Rows<Unit>,
    ordinary: &Ordinary<'_>,
    memory: &mut tagger::sums::Memory,
) -> Rows<Mention> {
    let mut tagger = Tagger::new(ordinary.language(), memory);
    // Reserving too much costs nothing, while growing copies the elements.
    let capitals = units.all().iter().filter(|unit| unit.is_capital()).count();
    let mut mentions = Rows::with_capacity(cuts.len(), capitals);
    let (mut parts, mut row, mut room) = (Vec::new(), Vec::new(), merge::Room::default());
    let mut known = Vec::new();
    for (cut, units) in cuts.iter().zip(units.iter()) {
        let finder = NameContext::new(cut.text, units, ordinary, known);
        mention::mentions(&finder, &mut parts, &mut row);
        match &mut tagger {
            Some(tagger) => {
                let tagged = tagger.tag(&finder, &row);
                merge::settle(&finder, &mut row, tagged, &mut room);
            }
            None => {
                row.iter_mut().for_each(|mention| mention.entity = finder.guess(mention));
                entity::coordinate(cut.text, &mut row);
            }
        }
        mentions.add(&mut row);
        known = finder.known;
    }
    mentions
}

/// The tagger's view of the units of one sentence, for training; `found` is the evidence of other kinds.
pub(super) fn observe(cut: Cut<'_>, pack: &Pack, lexicon: &Lexicon, found: &[Evidence]) -> Vec<Observation> {
    let units = units(&[cut], pack, &[found.to_vec()], &mut Vocabulary::default());
    let ordinary = Ordinary::new(pack, lexicon);
    let finder = NameContext::new(cut.text, units.all(), &ordinary, Vec::new());
    let mut mentions = Vec::new();
    mention::mentions(&finder, &mut Vec::new(), &mut mentions);
    tagger::observe(&finder, &mentions)
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
