//! Rows that the corpus already has, and texts that occur on every page.

use rustc_hash::FxHashMap;

use super::flag;
use crate::audit::row::{LanguageFacts, Row};
use crate::model::{Flag, Pair, fnv};

/// Rows with fewer letters on the Indonesian side are not compared by their letters.
const LETTERS: usize = 12;

/// The rows so far, by their texts; 16 bytes per row and form.
#[derive(Debug, Default)]
pub struct Repeats {
    same: FxHashMap<u64, u64>,
    near: FxHashMap<u64, u64>,
}

impl Repeats {
    /// The flag of a row that repeats an earlier one: `duplicate` if both texts are equal apart from white
    /// space, `near-duplicate` if they differ only in figures, case or punctuation. Rows of one side are
    /// ignored.
    pub fn see(&mut self, row: &Pair) -> Option<Flag> {
        if row.group.is_null() {
            return None;
        }
        let id = number(&row.pair_id);
        let first = |rows: &mut FxHashMap<u64, u64>, hash: u64| {
            rows.insert(hash, id).inspect(|&first| {
                rows.insert(hash, first);
            })
        };
        if let Some(first) = first(&mut self.same, hash(row, |c| !c.is_whitespace(), false)) {
            return Some(flag("duplicate", named(first)));
        }
        // Rows of figures would all be equal.
        if row.ind_text.chars().filter(|c| c.is_alphabetic()).count() < LETTERS {
            return None;
        }
        let first = first(&mut self.near, hash(row, char::is_alphabetic, true))?;
        Some(flag("near-duplicate", named(first)))
    }
}

/// The number in a `pair_id` of sejajar; 0 for any other.
fn number(pair_id: &str) -> u64 {
    pair_id.strip_prefix("p_").and_then(|digits| u64::from_str_radix(digits, 16).ok()).unwrap_or(0)
}

/// The `pair_id` of a number.
fn named(number: u64) -> String {
    if number == 0 { "an earlier row".to_owned() } else { format!("p_{number:016x}") }
}

fn hash(row: &Pair, keep: impl Fn(char) -> bool, fold: bool) -> u64 {
    let kept = |text: &'_ str| -> Vec<char> {
        let kept = text.chars().filter(|&c| keep(c));
        if fold { kept.flat_map(char::to_lowercase).collect() } else { kept.collect() }
    };
    fnv(kept(&row.ind_text).into_iter().chain(['\0']).chain(kept(&row.eng_text)))
}

/// Sides that match the rules of page debris.
pub(super) fn debris(row: &Row<'_>, facts: &dyn LanguageFacts) -> Vec<Flag> {
    let sides = row.sides().into_iter().filter_map(|(language, side)| {
        let reason = facts.debris(language, side.text)?;
        Some(flag("boilerplate", format!("{language} {reason}")))
    });
    sides.collect()
}
