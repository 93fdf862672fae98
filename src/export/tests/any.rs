//! Rows of any kind, for laws.

use proptest::prelude::*;

use crate::model::{Flag, Group, Pair, Places, join};

fn number() -> impl Strategy<Value = Option<f64>> {
    proptest::option::of((-2_000_000..2_000_000i32).prop_map(|n| f64::from(n) / 1000.0))
}

fn keys() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec("(name|number):[a-z0-9.-]{1,9}", 0..4)
}

fn flags() -> impl Strategy<Value = Vec<Flag>> {
    let code = proptest::sample::select(vec!["moved", "number-mismatch", "date-weekday"]);
    let flag = (code, "[a-z0-9:=-]{0,9}").prop_map(|(code, detail)| Flag { code, detail });
    proptest::collection::vec(flag, 0..3)
}

fn share() -> impl Strategy<Value = Option<f64>> {
    proptest::option::of((0..=10_000i32).prop_map(|n| f64::from(n) / 10_000.0))
}

fn text() -> impl Strategy<Value = String> {
    "\\PC{0,12}|[=+@'\"\t\r\n,; a\u{0}\u{85}-]{0,6}|.{0,12}"
}

/// Positions, whose gaps may be any, with their text and its cuts, which may be unknown.
fn side() -> impl Strategy<Value = (Places, (String, Vec<usize>))> {
    (proptest::collection::vec((1..4usize, text()), 0..4), 0..9usize, any::<bool>()).prop_map(
        |(told, at, known)| {
            let mut next = at;
            let positions = told.iter().map(|(step, _)| {
                next += step;
                next
            });
            let positions: Vec<usize> = positions.collect();
            let places = if positions.is_empty() { Places::none(at) } else { Places::of(positions) };
            let (text, cuts) = join(told.iter().map(|(_, text)| text.as_str()));
            (places, (text, if known { cuts } else { Vec::new() }))
        },
    )
}

prop_compose! {
    pub fn any_pair()(
        names in proptest::array::uniform3(text()),
        (ind, eng) in (side(), side()),
        confidence in share(),
        shares in proptest::array::uniform3(share()),
        scores in proptest::array::uniform5(number()),
        lists in proptest::array::uniform4(keys()),
        flags in flags(),
    ) -> Pair {
        let [pair_id, article_id, report_id] = names;
        let [score, name_score, number_score, word_score, length_score] = scores;
        let [matched_names, matched_numbers, unmatched_ind, unmatched_eng] = lists;
        let [ind_text, eng_text] = [&ind, &eng].map(|side| side.1.0.clone());
        let [ind_cuts, eng_cuts] = [&ind, &eng].map(|side| side.1.1.clone());
        let [content_confidence, ind_coverage, eng_coverage] = shares;
        Pair {
            pair_id, article_id, report_id, group: Group::new(ind.0, eng.0), ind_text, eng_text, confidence, score,
            name_score, number_score, word_score, length_score, matched_names, matched_numbers, unmatched_ind,
            unmatched_eng, flags, ind_cuts, eng_cuts, content_confidence, ind_coverage, eng_coverage, meta: None,
        }
    }
}
