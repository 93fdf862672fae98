//! Units of a sentence -> whether their capitals are evidence of names: not in headlines, but in titles in
//! quotation marks.

use super::unit::Unit;
use super::writing::Case;
use crate::lang::Names;

/// Decides which capitals of one sentence are evidence of names.
pub(super) fn weigh(text: &str, units: &mut [Unit], names: &Names) {
    let closed =
        text.trim_end_matches(['"', '”', '’', '\'', ')', ' ']).ends_with(['.', '?', '!', '…', ',', ';']);
    quoted(text, units, names);
    if !closed {
        headline(units, names);
    }
}

/// The first word of a title in quotation marks is capitalized like the others (`"Pawn Stars"`).
fn quoted(text: &str, units: &mut [Unit], names: &Names) {
    const OPENING: [char; 3] = ['"', '“', '‘'];
    const CLOSING: [char; 3] = ['"', '”', '’'];
    for at in 1..units.len() {
        let unit = &units[at];
        if !(unit.uncertain && unit.case == Case::Capital && text[..unit.span().start].ends_with(OPENING)) {
            continue;
        }
        let inside =
            |unit: &&Unit| unit.joined && (unit.is_capital() || names.particle(&unit.folded).is_some());
        let count = units[at + 1..].iter().take_while(inside).count();
        let rest = text[units[at + count].span().end..].trim_start_matches([',', '.', '!', '?']);
        if (1..LONGEST_TITLE).contains(&count) && rest.starts_with(CLOSING) {
            units[at].uncertain = false;
        }
    }
}

/// Maximum number of words of a title in quotation marks.
const LONGEST_TITLE: usize = 8;

/// Marks every capital of a headline as uncertain: there, most of the longer words are capitalized.
fn headline(units: &mut [Unit], names: &Names) {
    let capitals = units.iter().filter(|unit| unit.is_capital()).count();
    let small = |unit: &&Unit| !unit.is_capital() && unit.folded.len() > 3 && !names.is_opener(&unit.folded);
    let few = |capitals: usize| units.iter().filter(small).take(capitals / 6 + 1).count() * 6 <= capitals;
    if units.len() >= 5 && capitals >= 4 && few(capitals) {
        units.iter_mut().for_each(|unit| unit.uncertain = true);
    }
    // In a line in capitals, capitals do not make an acronym: `JOIN US TODAY`.
    let acronyms = units.iter().filter(|unit| unit.case == Case::Acronym).count();
    if acronyms >= 4 && acronyms * 10 >= units.len() * 8 {
        for unit in units.iter_mut().filter(|unit| unit.case == Case::Acronym) {
            if unit.folded.len() > 3 || names.is_common(&unit.folded) {
                unit.case = Case::Capital;
            }
        }
    }
}
