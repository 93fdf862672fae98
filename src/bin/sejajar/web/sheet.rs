//! A document of a review -> its view on the page: beads in reading order, their sentences, and the evidence
//! on which these agree.

use std::ops::Range;

use sejajar::aligner::Inspection;
use sejajar::audit::{explain, severity};
use sejajar::model::{Evidence, Pair};
use serde_json::{Value, json};

use super::{App, place};
use crate::review::as_row;
use crate::review::bead::Bead;
use crate::review::queue::Place;
use crate::review::table::{Side, Table};

/// Maximum number of beads shown; of a longer document those around the selected one.
const WINDOW: usize = 160;
/// Maximum number of bytes of a sentence that are shown.
const LONGEST_TEXT: usize = 4_000;
/// Maximum number of bytes of a row whose evidence is read.
const LONGEST_READ: usize = 64_000;

/// The part of a document around the bead at `wanted`, or its beginning; `beads` are all of its beads.
pub fn sheet(app: &App, table: &Table, beads: &[Bead], (document, group): &Place) -> Value {
    let document = *document;
    let at = beads.iter().position(|bead| bead.group.is_same(group)).unwrap_or(0);
    let start = at.saturating_sub(WINDOW / 2).min(beads.len().saturating_sub(WINDOW));
    let shown = &beads[start..(start + WINDOW).min(beads.len())];
    let rows: Vec<Pair> = shown.iter().map(|bead| as_row(table, document, bead)).collect();
    let found = read(app, &rows);
    let list: Vec<Value> = shown
        .iter()
        .zip(rows.iter().zip(&found))
        .map(|(bead, (row, found))| shown_bead(table, document, bead, row, found))
        .collect();
    let (article, report) = table.documents[document].names();
    json!({
        "document": document,
        "documents": table.documents.len(),
        "article": article,
        "report": report,
        "before": start,
        "after": beads.len() - start - shown.len(),
        "beads": list,
    })
}

/// The evidence of the rows; a very long text is shown without, because reading it would delay the page.
fn read(app: &App, rows: &[Pair]) -> Vec<Inspection> {
    let long = |row: &Pair| row.ind_text.len() + row.eng_text.len() > LONGEST_READ;
    if rows.iter().any(long) {
        return vec![Inspection::default(); rows.len()];
    }
    app.aligner.inspect(rows)
}

fn shown_bead(table: &Table, document: usize, bead: &Bead, row: &Pair, found: &Inspection) -> Value {
    let flags: Vec<Value> = row
        .flags
        .iter()
        .map(|flag| json!({"code": flag.code, "severity": severity(flag).name(), "says": explain(flag)}))
        .collect();
    json!({
        "id": place::name(&(document, bead.group.clone())),
        "type": row.align_type(),
        "ind": sentences(table, row, Side::Ind, found),
        "eng": sentences(table, row, Side::Eng, found),
        "confidence": row.confidence,
        "score": row.score,
        "flags": flags,
        "status": bead.status().name(),
        "edited": bead.edited,
        "codes": bead.codes,
        "note": bead.note,
    })
}

fn sentences(table: &Table, row: &Pair, side: Side, found: &Inspection) -> Vec<Value> {
    let (text, evidence) = match side {
        Side::Ind => (&row.ind_text, &found.ind),
        Side::Eng => (&row.eng_text, &found.eng),
    };
    let own = |&(f, e): &(usize, usize)| if side == Side::Ind { f } else { e };
    // A repetition of a matched piece on its own side gets the same match.
    let same = |n: usize, m: usize| evidence[n].keys[0] == evidence[m].keys[0];
    let mate = |n: usize| {
        let exact = found.matched.iter().position(|pair| own(pair) == n);
        exact.or_else(|| found.matched.iter().position(|pair| same(n, own(pair))))
    };
    let positions = side.of(&row.group).iter();
    let pieces = table.pieces(row, side);
    let shown =
        |(at, piece): (usize, Range<usize>)| json!({"at": at, "parts": parts(text, &piece, evidence, mate)});
    positions.zip(pieces).map(shown).collect()
}

/// A text as a list of `[text]` and, for evidence, `[text, key, number of the match or null]`.
fn parts(
    text: &str,
    piece: &Range<usize>,
    evidence: &[Evidence],
    mate: impl Fn(usize) -> Option<usize>,
) -> Vec<Value> {
    let end =
        (piece.start..=piece.end.min(piece.start + LONGEST_TEXT)).rev().find(|&at| text.is_char_boundary(at));
    let end = end.unwrap_or(piece.end);
    let mut marks: Vec<(usize, &Evidence)> = evidence.iter().enumerate().collect();
    marks.sort_by_key(|(_, evidence)| evidence.span.start);
    let (mut parts, mut at) = (Vec::new(), piece.start);
    for (n, evidence) in marks {
        let span = evidence.span;
        if span.start < at || span.end > end {
            continue;
        }
        if span.start > at {
            parts.push(json!([&text[at..span.start]]));
        }
        parts.push(json!([&text[span.range()], evidence.keys[0].as_str(), mate(n)]));
        at = span.end;
    }
    if at < end {
        parts.push(json!([&text[at..end]]));
    }
    if end < piece.end {
        parts.push(json!([format!(" … ({} more bytes)", piece.end - end)]));
    }
    parts
}
