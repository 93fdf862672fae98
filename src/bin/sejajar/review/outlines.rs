//! An annotator's view -> the outlines that pictures are drawn from.
//!
//! Rows are as the annotator left them; the sentences of a rejected row stand alone, as in the exported gold.

use std::borrow::Cow;

use sejajar::audit::{Bin, reliability};
use sejajar::figures::{Outline, OutlineBead, Outlines};
use sejajar::model::{Group, Pair, Places};

use super::bead::{Bead, Status};
use super::draft::DocumentView;
use super::sample::{Sample, said};
use super::table::Table;
use super::view::View;

/// The rows before and after the current one that a diagram contains at most.
const AROUND: usize = 200;

/// The part of a document around a row.
#[derive(Debug)]
pub struct Around {
    /// Its rows.
    pub outline: Outline,
    /// The bead of each of them.
    pub beads: Vec<Group>,
    /// The number of the row among them.
    pub row: usize,
    /// Number of rows of the document that are not among them.
    pub left: usize,
}

/// The rows around the bead of `group`, or the first ones. Without confidence if `blind`.
pub fn around(document: &DocumentView<'_>, group: &Group, blind: bool) -> Around {
    let beads = document.beads();
    let at = beads.iter().position(|bead| bead.group.is_same(group)).unwrap_or(0);
    let start = at.saturating_sub(AROUND);
    let shown = &beads[start..(at + AROUND + 1).min(beads.len())];
    let (mut rows, mut groups, mut row) = (Vec::new(), Vec::new(), 0);
    for (n, bead) in shown.iter().enumerate() {
        if start + n == at {
            row = rows.len();
        }
        rows.extend(drawn(document, bead));
        groups.resize(rows.len(), bead.group.clone());
    }
    let mut outline = Outline::of(&rows);
    if blind {
        outline.beads.iter_mut().for_each(|bead| bead.confidence = None);
    }
    cross(&mut outline.beads, &rows);
    Around { outline, beads: groups, row, left: beads.len() - shown.len() }
}

/// The outlines of all documents.
pub fn all(table: &Table, view: &View) -> Outlines {
    let mut outlines = Outlines::default();
    for number in 0..table.documents.len() {
        let document = view.document(table, number);
        let rows: Vec<Cow<'_, Pair>> =
            document.beads().iter().flat_map(|bead| drawn(&document, bead)).collect();
        outlines.add(&rows);
    }
    outlines
}

/// How often the annotator found rows of some confidence right.
pub fn judged(table: &Table, view: &View, only: Option<&Sample>) -> Vec<Bin> {
    let mut points = Vec::new();
    for number in view.touched() {
        let statuses = said(&view.document(table, number));
        for (row, status) in table.documents[number].rows.clone().zip(statuses) {
            let of = &table.rows[row];
            let counts = !status.is_open() && !of.group.is_null();
            if counts && only.is_none_or(|sample| sample.contains(row)) {
                points.extend(of.confidence.map(|confidence| (confidence, status == Status::Accepted, 1.0)));
            }
        }
    }
    reliability(&points)
}

/// The rows that a bead is drawn as.
fn drawn<'v>(document: &DocumentView<'v>, bead: &Bead) -> Vec<Cow<'v, Pair>> {
    if bead.status() == Status::Rejected && !bead.group.is_null() {
        let Group { ind, eng } = &bead.group;
        let (left, right) = (Places::none(ind.hull().start), Places::none(eng.hull().start));
        let alone = [Group::new(ind.clone(), right), Group::new(left, eng.clone())];
        let (article, report) = document.table.documents[document.number].names();
        return alone.map(|group| Cow::Owned(Pair::new([article, report], group, Default::default()))).into();
    }
    let given = bead.row.map(|row| &document.table.rows[row]);
    match given.filter(|row| row.group.is_same(&bead.group)) {
        Some(row) => vec![Cow::Borrowed(row)],
        None => vec![Cow::Owned(document.as_row(bead))],
    }
}

/// Marks the rows of the annotator's own that cross a row in order; the rows of the table say so themselves.
fn cross(beads: &mut [OutlineBead], rows: &[Cow<'_, Pair>]) {
    let is_own = |n: &usize| matches!(rows[*n], Cow::Owned(_));
    let (own, given): (Vec<usize>, Vec<usize>) =
        (0..beads.len()).filter(|&n| beads[n].is_aligned()).partition(is_own);
    let before = |x: &Places, y: &Places| x.hull().start < y.hull().start;
    for n in own {
        let crosses = |&other: &usize| {
            let (x, y) = (&beads[n], &beads[other]);
            !y.moved && before(&x.ind, &y.ind) != before(&x.eng, &y.eng)
        };
        beads[n].moved = given.iter().any(crosses);
    }
}
