//! The views of several annotators -> the rows on which they differ, and the decisions of one who decides
//! between them.

use std::collections::HashMap;

use sejajar::model::{Group, Places};

use super::Views;
use super::bead::{Bead, Status, key};
use super::decision::{Action, Decision};
use super::draft::{DocumentView, Draft, Exact};
use super::sample::{Sample, said};
use super::table::{Side, Table};
use super::view::View;

/// What an annotator said of a row: its status, and the beads that now hold its sentences.
pub type Judgement = (Status, Vec<Exact>);

/// What an annotator said of a row of the table.
pub fn judgement(document: &DocumentView<'_>, row: usize) -> Judgement {
    let beads = document.beads();
    if let Some(bead) = beads.iter().find(|bead| bead.row == Some(row)) {
        return (bead.status(), Vec::new());
    }
    let mut made: Vec<Exact> = document
        .beads_of(&document.table.rows[row].group)
        .iter()
        .map(|bead| document.exact(&bead.group))
        .collect();
    made.sort_by_key(|[ind, eng]| (ind.first().map(|span| span.start), eng.first().map(|span| span.start)));
    (Status::Edited, made)
}

/// Whether two judgements of a row differ. Whoever said nothing differs from nobody.
pub fn differ(x: &Judgement, y: &Judgement) -> bool {
    x.0 != Status::Unjudged && y.0 != Status::Unjudged && x != y
}

/// Whether some of the views differ on a row.
pub fn disputed(table: &Table, document: usize, row: usize, views: &[&View]) -> bool {
    let judged = judgements(table, document, row, views);
    judged.iter().any(|one| differ(one, &judged[0]))
}

/// What was said of a row by those who said something.
fn judgements(table: &Table, document: usize, row: usize, views: &[&View]) -> Vec<Judgement> {
    let all = views.iter().map(|view| judgement(&view.document(table, document), row));
    all.filter(|(status, _)| *status != Status::Unjudged).collect()
}

/// The decisions that make an annotator's beads and verdicts on some sentences those of another one.
///
/// # Errors
/// Another annotator who did nothing, and sentences that cannot be brought together.
pub fn take(
    table: &Table,
    views: &Views,
    (me, other): (&str, &str),
    document: usize,
    group: &Group,
) -> Result<Vec<Decision>, String> {
    let theirs = views.get(other).ok_or_else(|| format!("{other} decided nothing in this table"))?;
    let mine = views[me].document(table, document);
    let given = mine.given(group);
    let mut draft = mine.draft().into_owned();
    let steps = adopt(table, document, &mut draft, &theirs.document(table, document), &given)?;
    if steps.is_empty() {
        return Err(format!("this row is already as {other} has it"));
    }
    Ok(steps.into_iter().map(|step| decision(table, me, document, step)).collect())
}

/// The steps that make the beads, the sentences and the verdicts of a whole document those of `theirs`.
///
/// # Errors
/// Sentences that cannot be brought together.
pub fn follow(
    table: &Table,
    mine: &DocumentView<'_>,
    theirs: &Draft,
) -> Result<Vec<(Group, Action)>, String> {
    let all = |side: Side| Places::of(table.positions(mine.number, side).collect());
    let given = Group::new(all(Side::Ind), all(Side::Eng));
    let theirs = DocumentView::new(table, mine.number, Some(theirs));
    adopt(table, mine.number, &mut mine.draft().into_owned(), &theirs, &given)
}

/// The decisions on rows that an annotator has not judged and on which the others agree: two at least, of
/// whom nobody says otherwise or is unsure.
///
/// # Errors
/// Sentences that cannot be brought together.
pub fn agreed(
    table: &Table,
    views: &Views,
    me: &str,
    others: &[String],
    only: Option<&Sample>,
) -> Result<Vec<Decision>, String> {
    let others: Vec<&View> = others.iter().filter_map(|name| views.get(name)).collect();
    let mut decisions = Vec::new();
    for document in touched(&others) {
        let mut draft = views[me].document(table, document).draft().into_owned();
        for row in table.documents[document].rows.clone() {
            let mine = said(&DocumentView::new(table, document, Some(&draft)));
            let is_open = mine[row - table.documents[document].rows.start] == Status::Unjudged;
            if !is_open || only.is_some_and(|sample| !sample.contains(row)) {
                continue;
            }
            let judged = judgements(table, document, row, &others);
            let agree = judged.len() > 1 && judged.iter().all(|one| *one == judged[0]);
            if !agree || judged[0].0 == Status::Unsure {
                continue;
            }
            let who = others.iter().map(|view| view.document(table, document));
            let Some(one) = who.into_iter().find(|one| judgement(one, row).0 != Status::Unjudged) else {
                continue;
            };
            let steps = adopt(table, document, &mut draft, &one, &table.rows[row].group)?;
            // Notes are of those who wrote them.
            let steps = steps.into_iter().filter(|(_, action)| !matches!(action, Action::Note(_)));
            decisions.extend(steps.map(|step| decision(table, me, document, step)));
        }
    }
    Ok(decisions)
}

/// The number of rows on which some of the annotators differ.
pub fn disputes(table: &Table, views: &Views, names: &[String], only: Option<&Sample>) -> usize {
    let others: Vec<&View> = names.iter().filter_map(|name| views.get(name)).collect();
    let of = |document: usize| {
        let rows = table.documents[document].rows.clone();
        let counted = rows.filter(|&row| only.is_none_or(|sample| sample.contains(row)));
        counted.filter(|&row| disputed(table, document, row, &others)).count()
    };
    touched(&others).into_iter().map(of).sum()
}

/// The documents with decisions of at least two.
fn touched(views: &[&View]) -> Vec<usize> {
    let mut counts: HashMap<usize, usize> = HashMap::new();
    views
        .iter()
        .flat_map(|view| view.touched())
        .for_each(|document| *counts.entry(document).or_default() += 1);
    let mut found: Vec<usize> =
        counts.into_iter().filter(|&(_, count)| count > 1).map(|(of, _)| of).collect();
    found.sort_unstable();
    found
}

fn decision(table: &Table, me: &str, document: usize, (group, action): (Group, Action)) -> Decision {
    let (article, report) = table.documents[document].names();
    let (article, report) = (article.to_owned(), report.to_owned());
    Decision { annotator: me.to_owned(), article, report, group, action }
}

/// The steps from `mine` to the other's beads that hold a part of `given`; they are applied to `mine`.
fn adopt(
    table: &Table,
    document: usize,
    mine: &mut Draft,
    theirs: &DocumentView<'_>,
    given: &Group,
) -> Result<Vec<(Group, Action)>, String> {
    let mut steps = Vec::new();
    for bead in theirs.beads_of(given) {
        let exact = theirs.exact(&bead.group);
        for side in [Side::Ind, Side::Eng] {
            recut(table, document, mine, side, &exact[side as usize], &mut steps)?;
        }
        let group = placed(table, document, mine, &exact)?;
        if !mine.beads.iter().any(|own| own.group.is_same(&group)) {
            apply(table, document, mine, (group.clone(), Action::Relink), &mut steps)?;
        }
        for action in verdicts(mine, &group, &bead) {
            apply(table, document, mine, (group.clone(), action), &mut steps)?;
        }
    }
    Ok(steps)
}

/// Cuts and joins sentences of a side until each of `spans` is one.
fn recut(
    table: &Table,
    document: usize,
    mine: &mut Draft,
    side: Side,
    spans: &[std::ops::Range<usize>],
    steps: &mut Vec<(Group, Action)>,
) -> Result<(), String> {
    let group = |places: Places| match side {
        Side::Ind => Group::new(places, Places::none(0)),
        Side::Eng => Group::new(Places::none(0), places),
    };
    for span in spans {
        for byte in [span.start, span.end] {
            let cut = mine.sentences(table, document, side).cut_at(byte);
            if let Some((at, offset)) = cut {
                let step = (group(Places::run(at..at + 1)), Action::Cut(offset));
                apply(table, document, mine, step, steps)?;
            }
        }
        loop {
            let several = mine.sentences(table, document, side).first_of_several(span);
            let Some(at) = several else { break };
            apply(table, document, mine, (group(Places::run(at..at + 2)), Action::Join), steps)?;
        }
    }
    Ok(())
}

/// The positions of these sentences in `mine`.
fn placed(table: &Table, document: usize, mine: &Draft, exact: &Exact) -> Result<Group, String> {
    let of = |side: Side| -> Result<Places, String> {
        let sentences = mine.sentences(table, document, side);
        let found: Option<Vec<usize>> = exact[side as usize].iter().map(|span| sentences.at(span)).collect();
        Ok(Places::of(found.ok_or("the sentences of the two annotators cannot be brought together")?))
    };
    Ok(Group::new(of(Side::Ind)?, of(Side::Eng)?))
}

/// The judgements that `group` lacks in comparison with another's bead.
fn verdicts(mine: &Draft, group: &Group, theirs: &Bead) -> Vec<Action> {
    let wanted = key(group);
    let Some(own) = mine.beads.iter().find(|bead| key(&bead.group) == wanted) else { return Vec::new() };
    let mut actions = Vec::new();
    if own.status() != theirs.status() {
        actions.extend(match theirs.status() {
            Status::Accepted | Status::Edited => Some(Action::Accept),
            Status::Rejected => Some(Action::Reject),
            Status::Unsure => Some(Action::Unsure),
            Status::Unjudged => None,
        });
    }
    if own.codes != theirs.codes {
        actions.push(Action::Code(theirs.codes.clone()));
    }
    if own.note != theirs.note {
        actions.push(Action::Note(theirs.note.clone()));
    }
    actions
}

fn apply(
    table: &Table,
    document: usize,
    mine: &mut Draft,
    step: (Group, Action),
    steps: &mut Vec<(Group, Action)>,
) -> Result<(), String> {
    decision(table, "", document, step.clone()).apply(mine, table, document)?;
    steps.push(step);
    Ok(())
}
