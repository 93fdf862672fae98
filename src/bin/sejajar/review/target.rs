//! Wanted beads (gold, or those of a judged table) -> the decisions that lead to them from an annotator's
//! view.

use std::collections::HashSet;
use std::path::Path;

use anyhow::Result;
use sejajar::Error;
use sejajar::eval::beads::vecalign;
use sejajar::export::{file_stem, read, unguard};
use sejajar::model::{Group, Pair, Places};
use serde_json::Value;

use super::bead::{Bead, Status, Verdict, key};
use super::decision::Action;
use super::draft::{DocumentView, Draft};
use super::export::{COLUMNS, gold_names};
use super::sentences::Sentences;
use super::table::{Side, Table};
use super::{adjudication, codes, decision};

/// A wanted bead, with its judgement.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// The sentences.
    pub group: Group,
    /// Accepted, rejected, edited; or unjudged if there is no judgement.
    pub status: Status,
    /// Codes of errors.
    pub codes: Vec<String>,
    /// A note.
    pub note: String,
}

/// The wanted beads of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// Its number.
    pub document: usize,
    /// The beads.
    pub targets: Vec<Target>,
    /// The sentences of both sides that `targets` are made of, if some were cut or joined.
    pub recut: Option<[Sentences; 2]>,
}

/// Reads gold beads, from `NAME.gold` for the document of that name; every bead is accepted.
///
/// # Errors
/// An invalid line, a name without a document.
pub fn gold(table: &Table, path: &Path) -> Result<Wanted> {
    let (file, text) =
        (path.display().to_string(), std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?);
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let names = gold_names(table);
    let found = names.iter().position(|name| file_stem(name) == stem);
    let document = found.or((names.len() == 1).then_some(0)).ok_or_else(|| {
        Error::input(&file, format!("the table has no article \"{stem}\"; gold is named after its article"))
    })?;
    let mut targets = Vec::new();
    for group in vecalign(&file, &text)? {
        let accepted =
            |group| Target { group, status: Status::Accepted, codes: Vec::new(), note: String::new() };
        let group = Group::new(Places::of(group.ind), Places::of(group.eng));
        targets.extend(group.pieces().into_iter().map(accepted));
    }
    Ok(Wanted { document, targets, recut: None })
}

/// Reads a table with the columns `status`, `codes` and `note`.
///
/// # Errors
/// Those of reading a table, an unknown status or code, an article that is not in the table under review.
pub fn judged(table: &Table, path: &Path) -> Result<Vec<Wanted>> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|source| Error::io(path, source))?;
    let rows = read(&name, &bytes, None)?;
    let mut found: Vec<(usize, Vec<(usize, Target)>)> = Vec::new();
    for (n, (row, cells)) in rows.iter().zip(cells(&name, &bytes)?).enumerate() {
        let wrong = |what: String| Error::line(&name, n + 2, what);
        let document = table
            .document(&row.article_id, &row.report_id)
            .ok_or_else(|| wrong(format!("the table under review has no article \"{}\"", row.article_id)))?;
        let target = target(&row.group, cells).map_err(wrong)?;
        match found.iter_mut().find(|(other, _)| *other == document) {
            Some((_, targets)) => targets.push((n, target)),
            None => found.push((document, vec![(n, target)])),
        }
    }
    let wanted = found.into_iter().map(|(document, targets)| {
        let (numbers, targets): (Vec<usize>, Vec<Target>) = targets.into_iter().unzip();
        let of_document: Vec<&Pair> = numbers.iter().map(|&n| &rows[n]).collect();
        let other = of_document.iter().position(|row| !has_same_sentences(table, document, row));
        let recut = match other {
            None => None,
            Some(at) => Some(recut(table, document, &of_document).ok_or_else(|| {
                let what = "has other sentences than the table under review, and not only because some were cut or \
                            joined: the rows of its document do not hold the same text";
                Error::line(&name, numbers[at] + 2, format!("{} {what}", of_document[at].pair_id))
            })?),
        };
        Ok(Wanted { document, targets, recut })
    });
    wanted.collect()
}

/// A bead with the judgement in the cells of its row.
fn target(group: &Group, [status, codes, note]: [String; 3]) -> Result<Target, String> {
    let named = |known: &Status| known.name() == status || status.is_empty();
    let status = Status::ALL.into_iter().find(named).ok_or_else(|| {
        format!("\"{status}\" is not a status: unjudged, accepted, rejected, edited, unsure")
    })?;
    Ok(Target { group: group.clone(), status, codes: codes::parse(&codes)?, note: decision::note(&note)? })
}

/// Whether the texts of a row are those of its positions in the table, whatever the white space.
fn has_same_sentences(table: &Table, document: usize, row: &Pair) -> bool {
    [Side::Ind, Side::Eng].into_iter().all(|side| {
        let given = side.of(&row.group).iter().filter_map(|at| table.sentence(document, side, at));
        let visible = |text: &str| text.split_whitespace().collect::<String>();
        visible(row.text(side.language())) == given.map(visible).collect::<String>()
    })
}

/// The sentences of all rows of a document, if they are its text cut in another way.
fn recut(table: &Table, document: usize, rows: &[&Pair]) -> Option<[Sentences; 2]> {
    let of = |side: Side| {
        let parts = rows.iter().flat_map(|row| {
            let text = row.text(side.language());
            let texts = table.pieces(row, side).into_iter().map(|piece| text[piece].to_owned());
            side.of(&row.group).iter().zip(texts)
        });
        let mut parts: Vec<(usize, String)> = parts.collect();
        parts.sort();
        Sentences::recut(table, document, side, &parts)
    };
    Some([of(Side::Ind)?, of(Side::Eng)?])
}

impl Wanted {
    /// The steps from an annotator's view of the document to the wanted one.
    ///
    /// # Errors
    /// Sentences that cannot be brought together.
    pub fn steps(&self, mine: &DocumentView<'_>) -> Result<Vec<(Group, Action)>, String> {
        match &self.recut {
            None => Ok(decisions(&mine.beads(), &self.targets)),
            Some(sentences) => {
                let mut theirs = Draft::of_sentences(sentences.clone());
                theirs.beads = self.targets.iter().map(|target| target.bead(mine, &theirs)).collect();
                adjudication::follow(mine.table, mine, &theirs)
            }
        }
    }
}

impl Target {
    /// The bead of a draft with the sentences of the target.
    fn bead(&self, document: &DocumentView<'_>, draft: &Draft) -> Bead {
        let row = draft.row_of(document.table, document.number, &self.group);
        let mut bead = Bead::made(self.group.clone(), row, &[]);
        bead.edited = self.status == Status::Edited;
        bead.verdict = match self.status {
            Status::Accepted => Some(Verdict::Accept),
            Status::Rejected => Some(Verdict::Reject),
            Status::Unsure => Some(Verdict::Unsure),
            Status::Unjudged | Status::Edited => None,
        };
        (bead.codes, bead.note) = (self.codes.clone(), self.note.clone());
        bead
    }
}

/// The decisions that turn `beads` into the targets: unwanted beads are split, missing ones are linked, and
/// the judgements follow.
fn decisions(beads: &[Bead], targets: &[Target]) -> Vec<(Group, Action)> {
    let wanted: HashSet<Group> = targets.iter().map(|target| key(&target.group)).collect();
    let mut there: HashSet<Group> = beads.iter().map(|bead| key(&bead.group)).collect();
    let mut steps = Vec::new();
    for Bead { group, .. } in beads.iter().filter(|bead| !wanted.contains(&key(&bead.group))) {
        there.remove(&key(group));
        // In either case, the rest has only one side and is unaligned too.
        let (i, j) = (group.ind.hull().start, group.eng.hull().start);
        let ind = Group::new(group.ind.clone(), Places::none(j));
        let eng = Group::new(Places::none(i), group.eng.clone());
        if group.len() > 1 {
            steps.push((if group.ind.is_empty() { eng.clone() } else { ind.clone() }, Action::Relink));
        }
        there.extend(ind.pieces().iter().chain(&eng.pieces()).map(key));
    }
    for target in targets {
        steps.extend(of_target(target, beads, &there));
    }
    steps
}

/// The decisions that link the sentences of a target, unless they are `there`, and judge them.
fn of_target(target: &Target, beads: &[Bead], there: &HashSet<Group>) -> Vec<(Group, Action)> {
    let Target { group, status, codes, note } = target;
    let known = beads.iter().find(|bead| bead.group.is_same(group));
    let mut actions = Vec::new();
    if !there.contains(&key(group)) {
        actions.push(Action::Relink);
    }
    let said = known.map_or(Status::Edited, Bead::status);
    match status {
        Status::Rejected if said != Status::Rejected => actions.push(Action::Reject),
        Status::Unsure if said != Status::Unsure => actions.push(Action::Unsure),
        Status::Accepted | Status::Edited if said.is_open() || said == Status::Rejected => {
            actions.push(Action::Accept);
        }
        _ => {}
    }
    if known.map_or(&[][..], |bead| &bead.codes) != codes.as_slice() {
        actions.push(Action::Code(codes.clone()));
    }
    if known.map_or("", |bead| &bead.note) != note {
        actions.push(Action::Note(note.clone()));
    }
    actions.into_iter().map(|action| (group.clone(), action)).collect()
}

/// The three columns that `export` adds to each row; a byte order mark means that formulas are escaped.
fn cells(name: &str, bytes: &[u8]) -> Result<Vec<[String; 3]>> {
    let (bytes, excel) = match bytes.strip_prefix("\u{FEFF}".as_bytes()) {
        Some(rest) => (rest, true),
        None => (bytes, false),
    };
    if bytes.trim_ascii_start().starts_with(b"{") {
        let lines = bytes.split(|&byte| byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
        return lines.map(|line| Ok(of_object(&serde_json::from_slice(line)?))).collect();
    }
    let header = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let tabs = header.contains(&b'\t');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(if tabs { b'\t' } else { b',' })
        .quoting(!tabs)
        .from_reader(bytes);
    let header = reader.headers()?.clone();
    let places = COLUMNS.map(|column| header.iter().position(|title| title.trim() == column));
    if places[0].is_none() {
        let what = "the header has no column \"status\": a table that --export table wrote has";
        return Err(Error::line(name, 1, what).into());
    }
    let cell = |record: &csv::StringRecord, place: Option<usize>| {
        let text = place.and_then(|place| record.get(place)).unwrap_or_default();
        if excel { unguard(text).to_owned() } else { text.to_owned() }
    };
    reader
        .records()
        .map(|record| record.map(|record| places.map(|place| cell(&record, place))).map_err(Into::into))
        .collect()
}

fn of_object(row: &Value) -> [String; 3] {
    COLUMNS.map(|column| match &row[column] {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(";"),
        _ => String::new(),
    })
}
