//! Agreement and flags on small lists of evidence.

use super::*;
use crate::model::{Bead, Block, Evidence, Key, Kind, Span};

fn piece(kind: Kind, at: usize, values: &[&str]) -> Evidence {
    let keys = values.iter().map(|value| Key::new(kind, value)).collect();
    Evidence {
        kind,
        keys,
        surface: String::new(),
        span: Span::new(at, at + 1),
        entity: None,
        approximate: false,
    }
}

fn bead(a: usize, b: usize) -> Bead {
    Bead { block: Block::new(0, a, 0, b), confidence: 0.9, moved: false }
}

fn never(_: &str, _: &str) -> bool {
    false
}

#[test]
fn preferred_keys_first_then_any_reading() {
    let ind = [piece(Kind::Number, 0, &["1250", "1.25"]), piece(Kind::Number, 5, &["1.25", "125"])];
    let eng = [piece(Kind::Number, 0, &["1.25"]), piece(Kind::Number, 9, &["1250"])];
    let agreement = agree(&ind, &eng, never);
    let keys: Vec<_> = agreement.matched.iter().map(|(key, ..)| key.as_str()).collect();
    assert_eq!(keys, ["number:1250", "number:1.25"]);
    let (ind, eng) =
        ([piece(Kind::Number, 0, &["1.127", "1127"])], [piece(Kind::Number, 0, &["1127", "1.127"])]);
    assert_eq!(agree(&ind, &eng, never).matched[0].0.as_str(), "number:1127", "the report's reading");
    assert!(agreement.only_ind.is_empty() && agreement.only_eng.is_empty());
}

#[test]
fn what_is_only_repeated_does_not_disagree() {
    let ind =
        [piece(Kind::Name, 0, &["kim"]), piece(Kind::Name, 9, &["kim"]), piece(Kind::Name, 12, &["seoul"])];
    let eng = [piece(Kind::Name, 0, &["kim-jong-un", "kim"])];
    let agreement = agree(&ind, &eng, never);
    assert_eq!(agreement.matched.len(), 1);
    assert_eq!(keys(&agreement.only_ind), ["name:seoul"]);
}

#[test]
fn names_spelt_twice_are_one() {
    let (ind, eng) = ([piece(Kind::Name, 0, &["kosmodrom"])], [piece(Kind::Name, 0, &["cosmodrome"])]);
    assert_eq!(agree(&ind, &eng, never).matched.len(), 0);
    assert_eq!(agree(&ind, &eng, |x, y| x.len() + 1 == y.len()).matched.len(), 1);
}

#[test]
fn different_values_of_one_kind_are_a_mismatch() {
    let ind = [piece(Kind::Date, 0, &["2023-07-13"]), piece(Kind::Number, 20, &["321"])];
    let eng = [piece(Kind::Date, 0, &["2023-09-13"]), piece(Kind::Percent, 20, &["5"])];
    let agreement = agree(&ind, &eng, never);
    let found: Vec<_> = flags(&bead(1, 1), &agreement, (100, 100), &FlagLimits::default())
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(found, ["date-mismatch=date:2023-07-13≠date:2023-09-13"]);
    assert!(
        flags(&bead(1, 0), &agreement, (100, 0), &FlagLimits::default()).is_empty(),
        "nothing to disagree with"
    );
}

#[test]
fn odd_rows_are_flagged() {
    let shaky = Bead { confidence: 0.2, moved: true, ..bead(1, 1) };
    let codes: Vec<_> = flags(&shaky, &agree(&[], &[], never), (300, 100), &FlagLimits::default())
        .iter()
        .map(|f| f.code)
        .collect();
    assert_eq!(codes, ["moved", "low-confidence", "length"]);
}

#[test]
fn sides_of_which_a_part_is_aligned() {
    let found = |omitted| partial(omitted).iter().map(ToString::to_string).collect::<Vec<_>>();
    assert!(found((0, 0)).is_empty());
    assert_eq!(found((2, 0)), ["partial=ind"]);
    assert_eq!(found((1, 1)), ["partial=ind", "partial=eng"]);
}

#[test]
fn weekdays_alone_on_both_sides_agree_or_are_flagged() {
    let day = |n: &str| [piece(Kind::Weekday, 0, &[n])];
    let found = |ind: &[Evidence], eng: &[Evidence]| -> Vec<String> {
        let agreement = agree(ind, eng, never);
        let flags = flags(&bead(1, 1), &agreement, (100, 100), &FlagLimits::default());
        flags.iter().map(ToString::to_string).collect()
    };
    assert!(found(&day("3"), &day("3")).is_empty());
    assert_eq!(found(&day("4"), &day("3")), ["weekday-mismatch=weekday:4≠weekday:3"]);
}

#[test]
fn a_weekday_on_which_its_date_does_not_fall() {
    let said = |day: &str, date: &str, gap: usize| {
        weekday_date(&[piece(Kind::Weekday, 0, &[day]), piece(Kind::Date, 1 + gap, &[date])])
    };
    assert_eq!(said("3", "2023-07-13", 2)[0].to_string(), "weekday-date=2023-07-13 is weekday:4, not 3");
    assert!(said("4", "2023-07-13", 2).is_empty(), "13 July 2023 was a Thursday");
    assert!(said("3", "2023-07-13", 20).is_empty(), "they stand apart");
    assert!(said("3", "--07-13", 2).is_empty(), "no year, no calendar");
    let told = [piece(Kind::Weekday, 0, &["3"]), piece(Kind::Date, 3, &["--07-13", "2023-07-13"])];
    assert_eq!(weekday_date(&told).len(), 1, "the year is known from the day of publication");
}
