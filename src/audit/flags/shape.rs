//! Sides that are out of proportion, wrongly split, or unlike prose.

use super::{FlagLimits, flag};
use crate::audit::code::Severity;
use crate::audit::row::{LanguageFacts, Row, Side};
use crate::model::{Block, Flag, LENGTH_RATIO, Language};

/// Maximum number of characters of a headline.
const HEADLINE: usize = 120;

pub(super) fn flags(row: &Row<'_>, limits: &FlagLimits, facts: &dyn LanguageFacts) -> Vec<Flag> {
    if let Some(empty) = empty(row) {
        return vec![empty];
    }
    let mut flags: Vec<Flag> = length((row.ind.chars(), row.eng.chars()), limits).into_iter().collect();
    if limits.least == Severity::Notice {
        flags.extend(split(row, facts));
        flags.extend(headline(row));
        flags.extend(fragments(row));
        flags.extend(quotation(row));
    }
    flags
}

/// A row with sentences on both sides by its positions, but without text on one.
fn empty(row: &Row<'_>) -> Option<Flag> {
    let [ind, eng] = [row.ind, row.eng].map(|side| side.text.trim().is_empty());
    let side = match (ind, eng) {
        (true, true) => "ind and eng",
        (true, false) => "ind",
        (false, true) => "eng",
        (false, false) => return None,
    };
    Some(flag("empty", side))
}

fn length((ind, eng): (usize, usize), limits: &FlagLimits) -> Option<Flag> {
    let ratio = ind as f64 / eng.max(1) as f64;
    let off = (ratio / LENGTH_RATIO).max(LENGTH_RATIO / ratio.max(1e-9));
    (off > limits.length).then(|| flag("length", format!("{ratio:.2}")))
}

/// A side that contains more sentences than the row claims, while the other side does not.
fn split(row: &Row<'_>, facts: &dyn LanguageFacts) -> Option<Flag> {
    let (a, b) = (row.bead.group.ind.len(), row.bead.group.eng.len());
    let holds = |language, side: Side<'_>| {
        side.pieces.iter().map(|piece| facts.sentences(language, piece)).sum::<usize>()
    };
    let (ind, eng) = (holds(Language::Ind, row.ind), holds(Language::Eng, row.eng));
    match (ind > a, eng > b) {
        (false, false) => None,
        (true, false) => Some(flag("split", format!("ind holds {ind}"))),
        (false, true) => Some(flag("split", format!("eng holds {eng}"))),
        // Both sides were split at the same positions, so that they still correspond.
        (true, true) if ind == eng => None,
        (true, true) => Some(flag("split", format!("ind holds {ind}, eng {eng}"))),
    }
}

/// A row of one sentence per side at the top of both documents, neither of which ends as sentences do.
fn headline(row: &Row<'_>) -> Option<Flag> {
    let top = row.bead.group.block() == Block::new(0, 1, 0, 1);
    let title = |side: Side<'_>| !ends(side.text) && side.text.chars().count() <= HEADLINE;
    (top && title(row.ind) && title(row.eng)).then(|| flag("headline", ""))
}

/// Sides without an end or a beginning that the other side has.
fn fragments(row: &Row<'_>) -> Vec<Flag> {
    let [ind, eng] = [row.ind, row.eng].map(|side| (begins(side.text), ends(side.text)));
    let mut flags = Vec::new();
    for (side, own, other) in [("ind", ind, eng), ("eng", eng, ind)] {
        if !own.1 && other.1 {
            flags.push(flag("fragment", format!("{side} has no end")));
        } else if !own.0 && other.0 {
            flags.push(flag("fragment", format!("{side} has no beginning")));
        }
    }
    flags
}

fn begins(text: &str) -> bool {
    text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase())
}

fn ends(text: &str) -> bool {
    let inner = text.trim_end_matches(|c: char| c.is_whitespace() || "\"'”’»)]".contains(c));
    inner.ends_with(['.', '!', '?', '…', ':', ';', ','])
}

/// Quotation marks on one side only.
fn quotation(row: &Row<'_>) -> Option<Flag> {
    let quotes = |side: Side<'_>| side.text.matches(['"', '“', '”', '«', '»', '„']).count();
    match (quotes(row.ind), quotes(row.eng)) {
        (0, 2..) => Some(flag("quotation", "ind")),
        (2.., 0) => Some(flag("quotation", "eng")),
        _ => None,
    }
}
