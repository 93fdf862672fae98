//! What a row says of itself -> whether it contradicts itself.

use super::cell::Cell;
use crate::model::Pair;

/// No article has more sentences than this.
const MOST_SENTENCES: usize = 1_000_000;

/// How many sentences stand from `start` up to `end`; a slip of the keyboard must not make writers expand a
/// bead of billions.
pub fn count_from(start: usize, end: usize) -> Result<usize, String> {
    match end.checked_sub(start) {
        None => Err(format!("ends at {end}, before its start {start}")),
        Some(count) if count > MOST_SENTENCES => {
            Err(format!("ends at {end}, {count} sentences after its start"))
        }
        Some(count) => Ok(count),
    }
}

/// The shape follows from the positions: it is checked, not kept.
///
/// A spreadsheet that saves the table again turns `1-1` into `1-Jan` or `01-Jan`; the positions still stand,
/// so that passes.
pub fn check_shape(pair: &mut Pair, cell: Cell<'static>) -> Result<(), String> {
    let Cell::Text(shape) = cell else { return Ok(()) };
    if shape == pair.align_type() || is_spreadsheet_date(&shape) {
        return Ok(());
    }
    Err(format!("\"{shape}\" does not go with the positions, which say {}", pair.align_type()))
}

/// Cuts are known of all sentences or of none.
pub fn check_cuts(cuts: &[usize], sentences: usize, text: &str) -> Result<(), String> {
    let Some(&last) = cuts.last() else { return Ok(()) };
    let (said, chars) =
        (cuts.iter().map(usize::to_string).collect::<Vec<_>>().join(";"), text.chars().count());
    if cuts.len() + 1 != sentences {
        return Err(format!(
            "\"{said}\" cuts the text in {}, the row has {sentences} sentences",
            cuts.len() + 1
        ));
    }
    if cuts[0] == 0 || !cuts.is_sorted_by(|x, y| x < y) {
        return Err(format!("\"{said}\" does not ascend from the beginning of the text"));
    }
    if last > chars {
        return Err(format!("\"{said}\" lies outside the text, which has {chars} characters"));
    }
    Ok(())
}

fn is_spreadsheet_date(shape: &str) -> bool {
    let day = |s: &str| (1..=2).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
    let month = |s: &str| (3..=4).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_alphabetic());
    shape.split_once('-').is_some_and(|(a, b)| (day(a) && month(b)) || (month(a) && day(b)))
}
