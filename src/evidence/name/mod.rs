//! Tokens -> names: gazetteer, capitalisation, titles, acronyms the document explains.

mod acronym;
mod asked;
mod capitals;
mod cut;
mod entity;
mod fold;
mod keys;
mod mention;
mod ordinary;
mod readings;
mod run;
mod settle;
mod sort;
mod tagger;
mod unit;
mod values;
mod vocabulary;

use super::Observation;
use super::token::Cut;
use crate::lang::Pack;
use crate::lexicon::Lexicon;
use crate::model::{Evidence, Key, Kind, Span};

use mention::{Finder, Mention};
use ordinary::Ordinary;
use readings::Readings;
use tagger::Tagger;
use unit::Unit;
pub(super) use vocabulary::Vocabulary;

/// Adds the names of every sentence of one document to what was `found` in it; names never overlap what is there.
pub(super) fn find_all(
    cuts: &[Cut<'_>],
    pack: &Pack,
    lexicon: &Lexicon,
    words: &mut Vocabulary,
    found: &mut [Vec<Evidence>],
) {
    let units = units(cuts, pack, found, words);
    let ordinary = Ordinary::new(pack, lexicon);
    let mut tagger = Tagger::new(pack.language);
    let mentions = cuts.iter().zip(&units).map(|(cut, units)| {
        let finder = Finder::new(cut.text, units, &ordinary);
        let mut mentions = mention::mentions(&finder);
        if let Some(tagger) = &mut tagger {
            let tagged = tagger.tag(&finder, &mentions);
            return settle::settle(&finder, mentions, &tagged);
        }
        mentions.iter_mut().for_each(|mention| mention.entity = finder.guess(mention));
        mentions
    });
    let mut mentions: Vec<Vec<Mention>> = mentions.collect();
    let texts = cuts.iter().map(|cut| cut.text);
    let pairs: Vec<_> =
        texts.clone().zip(&mentions).flat_map(|(text, found)| acronym::pairs(text, found)).collect();
    let keys = keys::Keys::of(&mentions, &pairs, &pack.names);
    entity::resolve(&mut mentions, &keys);
    for ((text, mentions), found) in texts.zip(&mentions).zip(found) {
        for (mention, bracket) in acronym::joined(text, mentions) {
            let keys = keys.get(mention, Readings { pack, lexicon, translated: &words.translated });
            found.push(evidence(mention, bracket, text, keys));
        }
    }
}

/// The units of every sentence; their words know how the document writes them.
fn units(cuts: &[Cut<'_>], pack: &Pack, found: &[Vec<Evidence>], words: &mut Vocabulary) -> Vec<Vec<Unit>> {
    words.open();
    let sentences = cuts.iter().zip(found);
    let units: Vec<_> = sentences.map(|(cut, taken)| unit::units(*cut, taken, &pack.names, words)).collect();
    for unit in units.iter().flatten().filter(|unit| unit.is_capital() && !unit.uncertain) {
        unit.folded.count();
    }
    units
}

/// What the tagger sees of the units of one sentence, for training; `found` is what is taken already.
pub(super) fn observe(cut: Cut<'_>, pack: &Pack, lexicon: &Lexicon, found: &[Evidence]) -> Vec<Observation> {
    let units = units(&[cut], pack, &[found.to_vec()], &mut Vocabulary::default()).remove(0);
    let ordinary = Ordinary::new(pack, lexicon);
    let finder = Finder::new(cut.text, &units, &ordinary);
    tagger::observe(&finder, &mention::mentions(&finder))
}

/// A name as evidence, with the `bracket` behind it that only says it again.
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
