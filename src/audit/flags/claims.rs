//! Claims that differ between the sides: a number that rises on one side and falls on the other, a denial
//! that one side drops.

use super::flag;
use crate::audit::row::{LanguageFacts, Row, Side};
use crate::model::{Evidence, Flag, Kind, Language, Word};

/// Number of characters before a number in which the word for its direction is sought.
const NEAR: usize = 30;

/// Numbers that rise on one side and fall on the other: `turun 3,5 persen` versus `rose 3.5 percent`.
pub(super) fn directions(row: &Row<'_>, facts: &dyn LanguageFacts) -> Vec<Flag> {
    let moves = |language, side: Side<'_>, e: &Evidence| facts.direction(language, window(side, e));
    let turned =
        row.agreement.matched.iter().filter(|(_, f, e)| is_figure(f) && is_figure(e)).filter(|(_, f, e)| {
            let ways = moves(Language::Ind, row.ind, f).zip(moves(Language::Eng, row.eng, e));
            ways.is_some_and(|(ind, eng)| ind != eng)
        });
    turned.map(|(key, ..)| flag("direction-mismatch", key.to_string())).collect()
}

fn is_figure(e: &Evidence) -> bool {
    matches!(e.kind, Kind::Number | Kind::Percent | Kind::Money)
}

/// The text directly before a number, back to the previous number or clause.
fn window<'s>(side: Side<'s>, e: &Evidence) -> &'s str {
    let before = side.before(e);
    let earlier = |other: &&Evidence| other.kind.is_number() && other.span.end <= e.span.start;
    let start = side.same_sentence(e).iter().filter(earlier).map(|other| other.span.end).max().unwrap_or(0);
    let near = before.char_indices().rev().nth(NEAR).map_or(0, |(at, _)| at);
    let window = before.get(start.max(near)..).unwrap_or_default();
    let whole = window.split_once(' ').filter(|_| near > start).map_or(window, |(_, rest)| rest);
    whole.rsplit([',', ';', '(']).next().unwrap_or_default()
}

/// A bare negator on one side, if the other side has the word after it and denies nothing: `tidak akan
/// menaikkan` versus `will raise`.
pub(super) fn negation(row: &Row<'_>, facts: &dyn LanguageFacts) -> Option<Flag> {
    let [ind, eng] = row.sides();
    let asks = row.ind.text.contains('?') || row.eng.text.contains('?');
    let drops = |(language, side): (Language, Side<'_>), (other, told): (Language, Side<'_>)| {
        let linked = |denied: &Word, word: &Word| {
            if language == Language::Ind { facts.linked(denied, word) } else { facts.linked(word, denied) }
        };
        let tells = |denied: &Word| {
            told.profiles.iter().flat_map(|profile| &profile.words).any(|word| linked(denied, word))
        };
        let mut sentences = side.sentences.iter().zip(side.profiles);
        !facts.denies(other, told.text)
            && sentences
                .any(|(text, profile)| facts.denied(language, text, &profile.words).into_iter().any(tells))
    };
    if asks {
        return None;
    }
    let lacks = if drops(ind, eng) { "eng" } else { Some("ind").filter(|_| drops(eng, ind))? };
    Some(flag("negation", lacks))
}
