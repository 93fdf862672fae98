//! What a score must do, on texts of a few words and a lexicon of a few pairs.

use super::*;
use std::sync::Arc;

use crate::model::{Evidence, Key, Kind, Lexeme, Span, Word};

const LEXICON: &str = "\
gempa\tearthquake\t0.8\t0.8
kota\tcity\t0.8\t0.8
hancur\tdestroyed\t0.6\t0.6
malam\tnight\t0.7\t0.7
";

fn lexicon() -> Lexicon {
    Lexicon::parse("test.tsv", LEXICON).unwrap()
}

/// A profile of words and, with a capital, names.
fn profile(side: Language, text: &str) -> Profile {
    let mut profile = Profile { chars: text.len(), ..Profile::default() };
    for (at, token) in text.split(' ').enumerate() {
        let span = Span::new(at, at + 1);
        if token.starts_with(char::is_uppercase) {
            let keys = vec![Key::new(Kind::Name, token.to_lowercase())];
            profile.evidence.push(Evidence {
                kind: Kind::Name,
                keys,
                surface: token.to_owned(),
                span,
                entity: None,
                approximate: false,
            });
        } else {
            let entries = lexicon().find(side, token).into_iter().collect();
            profile.words.push(Word { lexeme: Arc::new(Lexeme::new(token, entries)), span });
        }
    }
    profile
}

/// Calls `check` with a scorer of two documents.
fn scored(ind: &[&str], eng: &[&str], check: impl Fn(&Scorer<'_>)) {
    let ind: Vec<_> = ind.iter().map(|text| profile(Language::Ind, text)).collect();
    let eng: Vec<_> = eng.iter().map(|text| profile(Language::Eng, text)).collect();
    let units = Units::new(&ind, &eng, &lexicon(), EvidenceKinds::default());
    check(&Scorer::new(&units, &Band::full(ind.len(), eng.len()), &ScoreOptions::default()));
}

#[test]
fn a_translation_scores_above_its_neighbours() {
    scored(&["gempa malam Palu", "kota hancur"], &["earthquake night Palu", "city destroyed"], |scorer| {
        let at = |i, j| scorer.score(Block::new(i, 1, j, 1)).total();
        assert!(at(0, 0) > 0.0 && at(1, 1) > 0.0);
        assert!(at(0, 1) < 0.0 && at(1, 0) < 0.0);
    });
}

#[test]
fn parts_are_what_explains_the_score() {
    scored(&["gempa malam Palu"], &["earthquake night Palu"], |scorer| {
        let block = Block::new(0, 1, 0, 1);
        let score = scorer.score(block);
        let links = scorer.explain(block);
        let sum: f64 = links.iter().map(|link| link.weight).sum();
        assert!((score.names + score.numbers + score.words - sum).abs() < 1e-9);
        let mut what: Vec<_> = links.iter().map(|link| link.units.as_str()).collect();
        what.sort_unstable();
        assert_eq!(what, ["gempa~earthquake", "malam~night", "name:palu"]);
    });
}

#[test]
fn a_sentence_that_repeats_its_neighbours_topic_brings_nothing_to_a_merge() {
    scored(&["gempa malam Palu", "gempa Palu"], &["earthquake night Palu"], |scorer| {
        let alone =
            scorer.score(Block::new(0, 1, 0, 1)).total() + scorer.score(Block::new(1, 1, 0, 0)).total();
        assert!(scorer.score(Block::new(0, 2, 0, 1)).total() < alone);
    });
}

#[test]
fn a_sentence_that_says_the_rest_joins() {
    scored(&["gempa malam Palu", "kota hancur"], &["earthquake night Palu city destroyed"], |scorer| {
        let alone =
            scorer.score(Block::new(0, 1, 0, 1)).total() + scorer.score(Block::new(1, 1, 0, 0)).total();
        assert!(scorer.total(Block::new(0, 2, 0, 1)).unwrap() > alone);
    });
}

#[test]
fn no_links_no_bead() {
    scored(&["gempa malam gempa malam"], &["city destroyed city destroyed"], |scorer| {
        let nulls =
            scorer.score(Block::new(0, 1, 0, 0)).total() + scorer.score(Block::new(0, 0, 0, 1)).total();
        assert!(scorer.score(Block::new(0, 1, 0, 1)).total() < nulls);
        assert_eq!(scorer.explain(Block::new(0, 1, 0, 1)), []);
    });
}

#[test]
fn empty_documents_and_empty_sentences() {
    scored(&[], &[], |_| ());
    let blank = [Profile::default()];
    let units = Units::new(&blank, &blank, &Lexicon::empty(), EvidenceKinds::default());
    let band = Band::full(1, 1);
    assert!(
        Scorer::new(&units, &band, &ScoreOptions::default())
            .score(Block::new(0, 1, 0, 1))
            .total()
            .is_finite()
    );
}
