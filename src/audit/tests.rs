//! Agreement and flags on small lists of evidence.

use super::*;
use crate::model::{
    Bead, Block, Bound, Direction, Evidence, Key, Kind, Language, Measure, Profile, Span, Word,
};

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
    Bead { group: Block::new(0, a, 0, b).into(), confidence: 0.9, ..Bead::default() }
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

/// Nobody to ask: every name is firm, nothing is related, nothing has a unit.
struct Nobody;

impl LanguageFacts for Nobody {
    fn is_misspelt(&self, _: Language, _: &str) -> bool {
        false
    }

    fn names_unit(&self, _: Language, _: &str, _: Measure, _: f64) -> bool {
        false
    }

    fn measure(&self, _: Language, _: f64, _: &str) -> Option<Measure> {
        None
    }
    fn bound(&self, _: Language, _: &str, _: &str) -> Option<Bound> {
        None
    }
    fn direction(&self, _: Language, _: &str) -> Option<Direction> {
        None
    }
    fn denies(&self, _: Language, _: &str) -> bool {
        false
    }
    fn denied<'w>(&self, _: Language, _: &str, _: &'w [Word]) -> Vec<&'w Word> {
        Vec::new()
    }
    fn linked(&self, _: &Word, _: &Word) -> bool {
        false
    }
    fn counts_years(&self, _: Language, _: &str) -> bool {
        false
    }
    fn is_time(&self, _: Language, _: &str, _: &str) -> bool {
        false
    }
    fn is_points(&self, _: Language, _: &str) -> bool {
        false
    }
    fn related(&self, _: &str, _: &str) -> bool {
        false
    }
    fn alike(&self, _: &str, _: &str) -> bool {
        false
    }
    fn stands_for(&self, _: &str, _: &str) -> bool {
        false
    }
    fn is_currency(&self, _: Language, _: &str, _: &str) -> bool {
        false
    }
    fn firmness(&self, _: Language, _: &Evidence) -> Firmness {
        Firmness::Likely
    }
    fn mentions(&self, _: Language, _: &Evidence) -> bool {
        false
    }
    fn known(&self, _: Language, _: &str) -> f64 {
        0.0
    }
    fn debris(&self, _: Language, _: &str) -> Option<&'static str> {
        None
    }
    fn sentences(&self, _: Language, _: &str) -> usize {
        1
    }
}

/// The flags of a row with so many characters a side.
fn raised(
    bead: &Bead,
    ind: &[Evidence],
    eng: &[Evidence],
    chars: (usize, usize),
    omitted: (usize, usize),
) -> Vec<String> {
    let side =
        |evidence: &[Evidence], chars| Profile { evidence: evidence.to_vec(), chars, ..Profile::default() };
    let (ind, eng) = ([side(ind, chars.0)], [side(eng, chars.1)]);
    let agreement = agree(&ind[0].evidence, &eng[0].evidence, never);
    let (ind, eng) = (ind.each_ref(), eng.each_ref());
    let side = |profiles| Side { text: "Satu.", sentences: &[""], profiles, pieces: &["Satu."] };
    let row = Row { bead, ind: side(&ind), eng: side(&eng), agreement: &agreement, omitted, margin: None };
    flags(&row, &FlagLimits::default(), &Nobody).iter().map(ToString::to_string).collect()
}

#[test]
fn different_values_of_one_kind_are_a_mismatch() {
    let ind = [piece(Kind::Date, 0, &["2023-07-13"]), piece(Kind::Number, 20, &["321"])];
    let eng = [piece(Kind::Date, 0, &["2023-09-13"]), piece(Kind::Time, 20, &["05:00"])];
    let found = |bead: Bead| raised(&bead, &ind, &eng, (100, 100), (0, 0));
    assert_eq!(found(bead(1, 1)), ["date-mismatch=date:2023-07-13≠date:2023-09-13"]);
    assert!(found(bead(1, 0)).is_empty(), "nothing to disagree with");
}

#[test]
fn odd_rows_are_flagged() {
    let shaky = Bead { confidence: 0.2, moved: true, ..bead(1, 1) };
    assert_eq!(raised(&shaky, &[], &[], (300, 100), (0, 0)), ["moved", "low-confidence", "length=3.00"]);
    assert_eq!(raised(&bead(1, 1), &[], &[], (100, 100), (1, 1)), ["partial=ind", "partial=eng"]);
}

#[test]
fn two_days_told_as_one() {
    let day = |at: usize, n: &str| piece(Kind::Weekday, at, &[n]);
    let (sunday, both) = ([day(0, "7")], [day(0, "6"), day(20, "7")]);
    let found = |bead: Bead, ind: &[Evidence]| raised(&bead, ind, &both, (200, 200), (0, 0));
    assert_eq!(found(bead(1, 2), &sunday), ["date-merged=weekday:6"]);
    assert!(found(bead(1, 1), &sunday).is_empty(), "a sentence of two days is cut short");
    assert!(found(bead(1, 2), &both).is_empty() && found(bead(1, 2), &[]).is_empty());
}

#[test]
fn weekdays_alone_on_both_sides_agree_or_are_flagged() {
    let day = |n: &str| [piece(Kind::Weekday, 0, &[n])];
    let found = |ind: &[Evidence], eng: &[Evidence]| raised(&bead(1, 1), ind, eng, (100, 100), (0, 0));
    assert!(found(&day("3"), &day("3")).is_empty());
    assert_eq!(found(&day("4"), &day("3")), ["weekday-mismatch=weekday:4≠weekday:3"]);
    let date = [piece(Kind::Date, 0, &["2023-09-13"])];
    assert!(found(&date, &day("3")).is_empty(), "13 September 2023 was a Wednesday");
    assert_eq!(found(&date, &day("5")), ["date-mismatch=date:2023-09-13≠weekday:5"]);
}

#[test]
fn rows_that_stand_earlier() {
    let row = |id: &str, ind: &str, eng: &str| crate::model::Pair {
        pair_id: id.to_owned(),
        group: Block::new(0, 1, 0, 1).into(),
        ind_text: ind.to_owned(),
        eng_text: eng.to_owned(),
        ..crate::model::Pair::default()
    };
    let mut repeats = Repeats::default();
    let mut see = |row| repeats.see(&row).map(|flag| flag.to_string());
    assert_eq!(see(row("p_0000000000000001", "Hujan turun di Palu.", "Rain fell in Palu.")), None);
    let again = see(row("p_0000000000000002", "Hujan turun di  Palu.", "Rain fell in Palu."));
    assert_eq!(again.as_deref(), Some("duplicate=p_0000000000000001"));
    let near = see(row("p_0000000000000003", "Hujan turun di Palu!", "Rain fell in Palu, 3."));
    assert_eq!(near.as_deref(), Some("near-duplicate=p_0000000000000001"));
    assert_eq!(see(row("p_0000000000000004", "1-0.", "1-0.")), None);
    assert_eq!(
        see(row("p_0000000000000005", "2-0.", "2-0.")),
        None,
        "figures alone are not held against each other"
    );
}

#[test]
fn names_that_stand_for_each_other_time_and_again_are_translations() {
    let row = |article: &str| crate::model::Pair {
        article_id: article.to_owned(),
        flags: vec![crate::model::Flag { code: "name-mismatch", detail: "name:x≠name:y".to_owned() }],
        ..crate::model::Pair::default()
    };
    let settled = |articles: &[&str]| {
        let mut namings = Namings::default();
        articles.iter().for_each(|article| namings.see(&row(article)));
        let mut row = row("a");
        namings.settle(&mut row);
        row.flags.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(settled(&["a", "b", "b"]), ["name-missing=eng: name:x", "name-missing=ind: name:y"]);
    assert_eq!(settled(&["a", "b"]), ["name-mismatch=name:x≠name:y"]);
    assert_eq!(settled(&["a", "a", "a"]), ["name-mismatch=name:x≠name:y"], "one document, one mistake");
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
