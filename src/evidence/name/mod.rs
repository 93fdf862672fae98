//! Tokens -> names: gazetteer, capitalisation, titles, acronyms the document explains.

mod acronym;
mod cut;
mod document;
mod fold;
mod keys;
mod mention;
mod ordinary;
mod run;
mod sort;
mod unit;

use super::token::Token;
use crate::lang::Pack;
use crate::lexicon::Lexicon;
use crate::model::{Evidence, Kind};

/// Adds the names of every sentence of one document to what was `found` in it; names never overlap what is there.
pub(super) fn find_all(
    texts: &[&str],
    tokens: &[Vec<Token>],
    pack: &Pack,
    lexicon: &Lexicon,
    found: &mut [Vec<Evidence>],
) {
    let names = &pack.names;
    let units: Vec<_> = texts
        .iter()
        .zip(tokens)
        .zip(&*found)
        .map(|((text, tokens), taken)| unit::units(text, tokens, taken, names))
        .collect();
    let usage = document::Usage::of(&units);
    let ordinary = ordinary::Ordinary::new(pack, lexicon);
    let mentions: Vec<_> = texts
        .iter()
        .zip(&units)
        .map(|(text, units)| mention::mentions(units, text, &ordinary, &usage))
        .collect();
    let pairs: Vec<_> =
        texts.iter().zip(&mentions).flat_map(|(text, found)| acronym::pairs(text, found)).collect();
    let keys = keys::Keys::of(&mentions, &pairs);
    for ((text, mentions), found) in texts.iter().zip(&mentions).zip(found) {
        found.extend(mentions.iter().map(|mention| evidence(mention, text, &keys)));
    }
}

fn evidence(mention: &mention::Mention, text: &str, keys: &keys::Keys) -> Evidence {
    Evidence {
        kind: Kind::Name,
        keys: keys.get(mention),
        surface: mention.span.of(text).to_owned(),
        span: mention.span,
        entity: None,
        approximate: false,
    }
}

#[cfg(test)]
mod tests;
