//! A document of a review -> its view on the page: beads in reading order, their sentences, and the evidence
//! on which these agree.

use std::ops::Range;

use sejajar::aligner::Inspection;
use sejajar::audit::{explain, severity};
use sejajar::model::{Evidence, Pair};
use serde_json::{Value, json};

use super::{App, place};
use crate::review::bead::{Bead, Status};
use crate::review::draft::DocumentView;
use crate::review::queue::{Desk, Place};
use crate::review::table::{Side, Table};
use crate::review::view::View;

/// Maximum number of beads of a document that is shown whole.
const WHOLE: usize = 160;
/// Number of beads that are shown of a longer one, around the selected bead: most of the time until a page is
/// seen is spent on them.
const WINDOW: usize = 80;
/// Maximum number of bytes of a sentence that are shown.
const LONGEST_TEXT: usize = 4_000;
/// Maximum number of bytes of a row whose evidence is read.
const LONGEST_READ: usize = 64_000;

/// The part of a document around the bead of `group`, or its beginning; with what the other annotators said,
/// if `others`.
pub fn sheet(app: &App, desk: &Desk<'_>, (number, group): &Place, others: bool) -> Value {
    let document = desk.view().document(desk.table, *number);
    let beads = document.beads();
    let at = beads.iter().position(|bead| bead.group.is_same(group)).unwrap_or(0);
    let count = if beads.len() <= WHOLE { beads.len() } else { WINDOW };
    let start = at.saturating_sub(count / 2).min(beads.len() - count);
    let shown = &beads[start..start + count];
    let rows: Vec<Pair> = shown.iter().map(|bead| document.as_row(bead)).collect();
    let found = if app.settings.blind { vec![Inspection::default(); rows.len()] } else { read(app, &rows) };
    let list: Vec<Value> = shown
        .iter()
        .zip(rows.iter().zip(&found))
        .map(|(bead, (row, found))| {
            let mut value = shown_bead(app, &document, bead, row, found);
            value["sampled"] = desk.is_sampled(&document, bead).into();
            if others {
                value["others"] = said_by_others(desk, &document, bead);
            }
            value
        })
        .collect();
    let (article, report) = desk.table.documents[*number].names();
    json!({
        "document": number,
        "documents": desk.table.documents.len(),
        "article": article,
        "report": report,
        "before": start,
        "after": beads.len() - start - shown.len(),
        "recut": document.is_recut(),
        "beads": list,
    })
}

/// What each of the other annotators said of the sentences of a bead.
fn said_by_others(desk: &Desk<'_>, document: &DocumentView<'_>, bead: &Bead) -> Value {
    let given = document.given(&bead.group);
    let own = (bead.status(), document.exact(&bead.group));
    let said = |(name, view): (&String, &View)| {
        let other = view.document(desk.table, document.number);
        let beads = other.beads_of(&given);
        let first = beads.iter().find(|bead| bead.status() != Status::Unjudged)?;
        let groups: Vec<String> = beads.iter().map(|bead| bead.group.to_string()).collect();
        let same = (first.status(), other.exact(&first.group)) == own;
        Some(json!({
            "annotator": name,
            "status": first.status().name(),
            "codes": first.codes,
            "note": first.note,
            "same": same,
            "beads": groups,
        }))
    };
    desk.views.iter().filter(|(name, _)| *name != desk.me).filter_map(said).collect()
}

/// The evidence of the rows; a very long text is shown without, because reading it would delay the page.
fn read(app: &App, rows: &[Pair]) -> Vec<Inspection> {
    let long = |row: &Pair| row.ind_text.len() + row.eng_text.len() > LONGEST_READ;
    if rows.iter().any(long) {
        return vec![Inspection::default(); rows.len()];
    }
    app.aligner.inspect(rows)
}

fn shown_bead(app: &App, document: &DocumentView<'_>, bead: &Bead, row: &Pair, found: &Inspection) -> Value {
    let blind = app.settings.blind;
    let flags: Vec<Value> = row
        .flags
        .iter()
        .filter(|_| !blind)
        .map(|flag| json!({"code": flag.code, "severity": severity(flag).name(), "says": explain(flag)}))
        .collect();
    json!({
        "id": place::name(&(document.number, bead.group.clone())),
        "type": row.align_type(),
        "ind": sentences(document.table, row, Side::Ind, found),
        "eng": sentences(document.table, row, Side::Eng, found),
        "confidence": row.confidence.filter(|_| !blind),
        "score": row.score.filter(|_| !blind),
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
    let mate = |piece: usize| found.mate(side.language(), piece);
    let positions = side.of(&row.group).iter();
    let pieces = table.pieces(row, side);
    let shown = |(at, piece): (usize, Range<usize>)| {
        let length = text[piece.clone()].chars().count();
        json!({"at": at, "parts": parts(text, &piece, evidence, mate), "length": length})
    };
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
