//! Which rows are chosen, and which part of a corpus they go to.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::tricky::{lonely, tricky};
use crate::export::{LeftOut, Parts, Selection, Sieve, Split};
use crate::model::{Block, Pair};

fn why(wanted: Selection, pairs: &[Pair]) -> Vec<Result<(), LeftOut>> {
    let mut sieve = Sieve::new(wanted).unwrap();
    pairs.iter().map(|pair| sieve.keeps(pair)).collect()
}

#[test]
fn each_wish_leaves_out_what_it_says() {
    let unknown = Pair { confidence: None, ..tricky() };
    let rows = [tricky(), lonely(), unknown];
    let confidence = Selection { min_confidence: Some(0.98765), ..Selection::default() };
    assert_eq!(why(confidence, &rows), [Ok(()), Ok(()), Err(LeftOut::Confidence)]);
    let shape = Selection { align_types: vec!["1-1".into(), "2-1".into()], ..Selection::default() };
    assert_eq!(why(shape, &rows), [Ok(()), Err(LeftOut::Shape), Ok(())]);
    let flag = Selection { without: vec!["number-mismatch".into()], ..Selection::default() };
    assert_eq!(why(flag, &rows), [Err(LeftOut::Flag), Ok(()), Err(LeftOut::Flag)]);
    let aligned = Selection { aligned_only: true, ..Selection::default() };
    assert_eq!(why(aligned, &rows), [Ok(()), Err(LeftOut::Unaligned), Ok(())]);
}

#[test]
fn of_equal_pairs_the_first_stays() {
    let said = |ind: &str, eng: &str| Pair { ind_text: ind.into(), eng_text: eng.into(), ..tricky() };
    let rows = [
        said("Ya, kata Kim.", "“Yes,” said Kim."),
        said("ya kata  KIM", "Yes, said Kim"),
        said("Ya, kata Kim.", "\"No,\" said Kim."),
        lonely(),
        lonely(),
        said("ya kata kim yes", "said Kim"),
    ];
    let dedup = Selection { dedup: true, ..Selection::default() };
    let wanted = [Ok(()), Err(LeftOut::Duplicate), Ok(()), Ok(()), Ok(()), Ok(())];
    assert_eq!(why(dedup.clone(), &rows), wanted);
    let rows = [Pair { confidence: Some(0.1), ..said("Ya", "Yes") }, said("Ya", "Yes")];
    let both = Selection { min_confidence: Some(0.5), ..dedup };
    assert_eq!(
        why(both, &rows),
        [Err(LeftOut::Confidence), Ok(())],
        "the first was left out, so it was not said"
    );
}

#[test]
fn parts_say_what_would_work() {
    let parts: Parts = "train=.8, dev=0.1,test=.1".parse().unwrap();
    assert_eq!(parts.as_slice()[1].name, "dev");
    for (wrong, what) in [
        ("train=.8,test=.1", "the shares add up to 0.9"),
        ("train", "\"train\" is not a part and its share from 0 to 1"),
        ("a=1.5", "\"a=1.5\" is not"),
        ("a/b=1", "\"a/b\" is no name"),
        ("a=.5,A=.5", "two parts are called \"A\""),
        ("", "\"\" is not a part"),
        ("a=NaN", "\"a=NaN\" is not"),
    ] {
        let said = wrong.parse::<Parts>().unwrap_err().to_string();
        assert!(said.starts_with(what) && said.ends_with("train=.8,dev=.1,test=.1 would work"), "{said}");
    }
}

fn row(article: usize, report: usize) -> Pair {
    let group = Block::new(0, 1, 0, 1).into();
    Pair { article_id: format!("a{article}"), report_id: format!("r{report}"), group, ..lonely() }
}

fn split(rows: &[Pair], parts: &str, seed: u64) -> Split {
    let mut split = Split::new(parts.parse().unwrap(), seed);
    rows.iter().for_each(|row| split.add(row));
    split
}

#[test]
fn shares_are_met_on_the_mean_and_seeds_differ() {
    let rows: Vec<Pair> = (0..10_000).map(|n| row(n, n)).collect();
    let mut one = split(&rows, "train=.8,dev=.1,test=.1", 1);
    let parts: Vec<usize> = rows.iter().map(|row| one.part(row)).collect();
    let count = |part| parts.iter().filter(|&&p| p == part).count();
    assert!(count(0).abs_diff(8_000) < 150 && count(1).abs_diff(1_000) < 120, "{} {}", count(0), count(1));
    let mut two = split(&rows, "train=.8,dev=.1,test=.1", 2);
    let moved = rows.iter().zip(&parts).filter(|(row, part)| two.part(row) != **part).count();
    assert!((2_500..4_500).contains(&moved), "{moved}");
    let mut none = split(&rows, "train=1,dev=0", 1);
    assert!(rows.iter().all(|row| none.part(row) == 0));
}

proptest! {
    /// No document on two sides, whatever hangs together; the order of rows is of no account.
    #[test]
    fn what_hangs_together_stays_together(
        pairs in proptest::collection::vec((0..30usize, 0..30usize), 1..40),
        seed: u64,
    ) {
        let rows: Vec<Pair> = pairs.iter().map(|&(a, r)| row(a, r)).collect();
        let mut first = split(&rows, "a=.5,b=.5", seed);
        let mut sides: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for row in &rows {
            let part = first.part(row);
            sides.entry(row.article_id.clone()).or_default().insert(part);
            sides.entry(row.report_id.clone()).or_default().insert(part);
        }
        prop_assert!(sides.values().all(|parts| parts.len() == 1), "{:?}", sides);
        let turned: Vec<Pair> = rows.iter().rev().cloned().collect();
        let mut again = split(&turned, "a=.5,b=.5", seed);
        prop_assert!(rows.iter().all(|row| again.part(row) == first.part(row)));
    }
}
