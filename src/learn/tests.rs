//! Tests of learning on a corpus of a few sentences.

use std::sync::Arc;

use super::*;
use crate::model::{Language, Lexeme};

fn words(text: &str) -> Vec<Arc<Lexeme>> {
    let word = |form: &str| Arc::new(Lexeme::new(form, Vec::new()));
    text.split(' ').map(word).collect()
}

fn corpus() -> Corpus {
    let mut corpus = Corpus::default();
    let subjects = [("gempa", "earthquake"), ("banjir", "flood"), ("topan", "typhoon"), ("api", "fire")];
    let places = [("kota", "city"), ("desa", "village"), ("pulau", "island"), ("pasar", "market")];
    for (subject, place) in subjects.iter().flat_map(|s| places.iter().map(move |p| (s, p))) {
        let ind = words(&format!("{} melanda {}", subject.0, place.0));
        let eng = words(&format!("{} hit the {}", subject.1, place.1));
        corpus.add(&[Words { ind, eng, weight: 1.0 }]);
    }
    corpus
}

#[test]
fn translations_come_out_of_an_empty_lexicon() {
    let mut rounds = 0;
    let learned =
        learn(&Lexicon::empty(), &LearnOptions::default(), |_| Ok(corpus()), |_| rounds += 1).unwrap();
    assert_eq!(rounds, learned.rounds.len());
    let lexicon = &learned.lexicon;
    let best = |ind: &str| {
        let entry = lexicon.find(Language::Ind, ind).unwrap();
        let best = lexicon.translations(entry).max_by(|x, y| x.1.total_cmp(&y.1)).unwrap();
        lexicon.form(Language::Eng, best.0).to_owned()
    };
    assert_eq!((best("gempa").as_str(), best("pulau").as_str()), ("earthquake", "island"));
    assert!(learned.rounds[0].likelihood.1 > learned.rounds[0].likelihood.0);
}

#[test]
fn nothing_to_learn_from_is_no_harm() {
    let learned =
        learn(&Lexicon::builtin(), &LearnOptions::default(), |_| Ok(Corpus::default()), |_| {}).unwrap();
    assert!(learned.lexicon.is_empty());
    assert_eq!(learned.rounds.len(), 1);
}

#[test]
fn the_same_corpus_gives_the_same_lexicon() {
    let run = || {
        learn(&Lexicon::builtin(), &LearnOptions::default(), |_| Ok(corpus()), |_| {})
            .unwrap()
            .lexicon
            .to_tsv()
    };
    assert_eq!(run(), run());
}
