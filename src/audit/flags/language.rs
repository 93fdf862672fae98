//! Sides that are in the wrong language, or were not translated.

use super::flag;
use crate::audit::row::{LanguageFacts, Row, Side};
use crate::model::{Flag, Language, Profile, known_share};

/// Fewer words are no evidence of a language.
const ENOUGH: usize = 6;
/// With so few words, no flag is raised at all.
const FEW: usize = 3;
/// Maximum share of the words of news that are in the lexicon of the other language.
const FOREIGN: f64 = 0.34;
/// A text with a smaller share of its words in the lexicon of its language may be in the other language: news
/// has at least .94 of its words (names left out) in its own, and at most .34 in the other one.
pub const KNOWN: f64 = 0.6;
/// Minimum share of words that both sides share if nothing was translated.
const SAME: f64 = 0.7;

pub(super) fn flags(row: &Row<'_>, facts: &dyn LanguageFacts) -> Vec<Flag> {
    let odd = row.sides().map(|(_, side)| is_odd(side));
    if !odd.contains(&true) {
        return Vec::new();
    }
    let share = shared(row.ind.profiles, row.eng.profiles).filter(|&share| share >= SAME);
    let same = share.map(|share| flag("untranslated", format!("{:.0}%", 100.0 * share)));
    let wrong = row
        .sides()
        .into_iter()
        .zip(odd)
        .filter(|&((language, side), odd)| odd && is_foreign(language, side, facts));
    same.into_iter().chain(wrong.map(|((language, _), _)| flag("wrong-language", language.code()))).collect()
}

/// Shorter words are often labels and numerals rather than words of a language (`No 12`, `RT 1`, `Pasal I`).
const LABEL: usize = 3;

/// The share of a side's words that are in the lexicon of its language, without labels, and their number.
fn known(side: Side<'_>) -> (f64, usize) {
    let words = side.profiles.iter().flat_map(|profile| &profile.words);
    let telling = words.filter(|word| word.lexeme.form.chars().count() >= LABEL);
    known_share(telling)
}

/// Whether a side has fewer known words than any text of its language; if it is short, hardly any.
fn is_odd(side: Side<'_>) -> bool {
    match known(side) {
        (share, ENOUGH..) => share < KNOWN,
        (share, FEW..) => share <= FOREIGN,
        _ => false,
    }
}

/// Whether a side's words are those of the other language rather than its own; if it is short, all of them.
fn is_foreign(language: Language, side: Side<'_>, facts: &dyn LanguageFacts) -> bool {
    let other = if language == Language::Ind { Language::Eng } else { Language::Ind };
    let (own, words) = known(side);
    let letters = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() >= LABEL;
    let telling: Vec<&str> = side.text.split_whitespace().filter(letters).collect();
    let foreign = facts.known(other, &telling.join(" "));
    if words >= ENOUGH { foreign > own.max(0.5) } else { foreign >= 1.0 }
}

/// The share of the words of the shorter side that occur unchanged on the other one; names and numbers are
/// not counted.
fn shared(ind: &[&Profile], eng: &[&Profile]) -> Option<f64> {
    let forms = |side: &'_ [&Profile]| -> Vec<String> {
        let mut forms: Vec<String> =
            side.iter().flat_map(|profile| &profile.words).map(|word| word.lexeme.form.clone()).collect();
        forms.sort_unstable();
        forms
    };
    let count = |side: &[&Profile]| side.iter().map(|profile| profile.words.len()).sum::<usize>();
    let fewer = count(ind).min(count(eng));
    if fewer < ENOUGH {
        return None;
    }
    let (ind, mut eng) = (forms(ind), forms(eng));
    let both = ind.iter().filter(|form| {
        eng.binary_search(form).is_ok_and(|at| {
            eng.remove(at);
            true
        })
    });
    Some(both.count() as f64 / fewer as f64)
}
