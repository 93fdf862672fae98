//! Claims that the sides turn round: a number that rises on one side and falls on the other, a denial that one side drops.

use super::flag;
use crate::audit::row::{Ask, Row, Side};
use crate::model::{Evidence, Flag, Kind, Language};

/// Characters before a number in which the word stands that says which way it moves.
const NEAR: usize = 30;
/// A side of fewer words denies in ways of its own (`Tidak apa-apa.`).
const WORDS: usize = 4;

/// Numbers of both sides that rise on one and fall on the other: `turun 3,5 persen` beside `rose 3.5 percent`.
pub(super) fn directions(row: &Row<'_>, ask: &dyn Ask) -> Vec<Flag> {
    let moves = |language, side: Side<'_>, e: &Evidence| ask.direction(language, window(side, e));
    let turned = row.agreement.matched.iter().filter(|(_, f, e)| is_figure(f) && is_figure(e)).filter(|(_, f, e)| {
        let ways = moves(Language::Ind, row.ind, f).zip(moves(Language::Eng, row.eng, e));
        ways.is_some_and(|(ind, eng)| ind != eng)
    });
    turned.map(|(key, ..)| flag("direction-mismatch", key.to_string())).collect()
}

fn is_figure(e: &Evidence) -> bool {
    matches!(e.kind, Kind::Number | Kind::Percent | Kind::Money)
}

/// The text right before a number, back to the number or the clause before it.
fn window<'s>(side: Side<'s>, e: &Evidence) -> &'s str {
    let before = side.before(e);
    let earlier = |other: &&Evidence| other.kind.is_number() && other.span.end <= e.span.start;
    let start = side.same_sentence(e).iter().filter(earlier).map(|other| other.span.end).max().unwrap_or(0);
    let near = before.char_indices().rev().nth(NEAR).map_or(0, |(at, _)| at);
    let window = before.get(start.max(near)..).unwrap_or_default();
    let whole = window.split_once(' ').filter(|_| near > start).map_or(window, |(_, rest)| rest);
    whole.rsplit([',', ';', '(']).next().unwrap_or_default()
}

/// A bare negator on one side, and nothing on the other that could stand for it.
pub(super) fn negation(row: &Row<'_>, ask: &dyn Ask) -> Option<Flag> {
    let [ind, eng] = row.sides().map(|(language, side)| ask.denies(language, side.text));
    let short = row.sides().iter().any(|(_, side)| side.text.split_whitespace().count() < WORDS);
    let asks = row.sides().iter().any(|(_, side)| side.text.contains('?'));
    match (ind, eng) {
        _ if short || asks => None,
        ((true, _), (_, false)) => Some(flag("negation", "eng")),
        ((_, false), (true, _)) => Some(flag("negation", "ind")),
        _ => None,
    }
}
