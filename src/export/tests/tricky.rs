//! Rows that hold everything a format may trip over.

use crate::model::{Block, Flag, Group, Pair, Places};

/// Quotes, a comma, a semicolon, a newline, a tab, a control character, a formula, a negative zero, missing
/// figures.
pub fn tricky() -> Pair {
    Pair {
        pair_id: "p_0123456789abcdef".into(),
        article_id: "kabar, pagi".into(),
        report_id: "report-7".into(),
        group: Block::new(3, 2, 4, 1).into(),
        ind_text: "Ia berkata, \"Tunggu; nanti saja.\"\nLalu\tpergi.\u{0}".into(),
        eng_text: "=1+1 is 2".into(),
        confidence: Some(0.987_65),
        score: Some(12.345_678),
        name_score: Some(-0.000_01),
        number_score: Some(f64::NAN),
        word_score: Some(-1.5),
        length_score: Some(-0.0),
        matched_names: vec!["name:moscow".into(), "name:north-korea".into()],
        matched_numbers: vec![],
        unmatched_ind: vec!["number:12".into()],
        unmatched_eng: vec![],
        flags: vec![
            Flag { code: "moved", detail: String::new() },
            Flag { code: "number-mismatch", detail: "year:1953".into() },
        ],
        ind_cuts: vec![34],
        eng_cuts: vec![],
        content_confidence: Some(0.99),
        ind_coverage: Some(0.75),
        eng_coverage: Some(0.5),
        meta: None,
    }
}

/// An Indonesian sentence without a partner.
pub fn lonely() -> Pair {
    Pair {
        pair_id: "p_00000000000000ff".into(),
        article_id: "a".into(),
        report_id: "b".into(),
        group: Block::new(7, 1, 9, 0).into(),
        ind_text: "- satu".into(),
        eng_text: String::new(),
        confidence: Some(1.0),
        score: None,
        name_score: None,
        number_score: None,
        word_score: None,
        length_score: None,
        matched_names: vec![],
        matched_numbers: vec![],
        unmatched_ind: vec![],
        unmatched_eng: vec![],
        flags: vec![],
        ind_cuts: vec![],
        eng_cuts: vec![],
        content_confidence: None,
        ind_coverage: None,
        eng_coverage: None,
        meta: None,
    }
}

/// Sentences that are no neighbours on either side, a letter of two bytes before a cut.
pub fn with_gaps() -> Pair {
    Pair {
        group: Group::new(Places::of(vec![0, 3]), Places::of(vec![2, 4, 5])),
        ind_text: "Café tutup. Tiga orang pergi.".into(),
        eng_text: "A café. It closed. Three left.".into(),
        ind_cuts: vec![12],
        eng_cuts: vec![8, 19],
        score: None,
        flags: vec![],
        ..tricky()
    }
}
