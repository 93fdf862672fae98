//! Beads that somebody wants (gold, or a table that was judged) -> the decisions that lead there from what an annotator has.

use std::collections::HashSet;
use std::path::Path;

use anyhow::Result;
use sejajar::Error;
use sejajar::eval::beads::vecalign;
use sejajar::export::{file_stem, read, unguard};
use sejajar::model::Block;
use serde_json::Value;

use super::bead::{Bead, Status, key, pieces};
use super::decision::Action;
use super::export::{COLUMNS, gold_names};
use super::table::Table;
use super::{codes, decision};

/// A bead that is wanted, and what is to be said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// The sentences.
    pub block: Block,
    /// Accepted, rejected, edited; unjudged where nothing is to be said.
    pub status: Status,
    /// Codes of what is wrong.
    pub codes: Vec<String>,
    /// A remark.
    pub note: String,
}

/// The beads of a document that are wanted.
pub type Wanted = (usize, Vec<Target>);

/// Reads gold beads, `NAME.gold` for the document of that name; every bead is accepted.
///
/// # Errors
/// A line that is no bead, a bead whose sentences do not stand together, a name that is no document's.
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
        let (ind, eng) = (run(&group.ind), run(&group.eng));
        let (Some((i, a)), Some((j, b))) = (ind, eng) else {
            let what = format!(
                "sentences of a bead stand next to each other here: {:?} beside {:?}",
                group.ind, group.eng
            );
            return Err(Error::input(&file, what).into());
        };
        let accepted =
            |block| Target { block, status: Status::Accepted, codes: Vec::new(), note: String::new() };
        targets.extend(pieces(Block::new(i, a, j, b)).into_iter().map(accepted));
    }
    Ok((document, targets))
}

/// Reads a table with the columns `status`, `codes` and `note`.
///
/// # Errors
/// Those of reading a table, a status or code that is none, an article that the table under review does not have.
pub fn judged(table: &Table, path: &Path) -> Result<Vec<Wanted>> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|source| Error::io(path, source))?;
    let rows = read(&name, &bytes, None)?;
    let mut wanted: Vec<Wanted> = Vec::new();
    for (n, (row, cells)) in rows.iter().zip(cells(&name, &bytes)?).enumerate() {
        let wrong = |what: String| Error::line(&name, n + 2, what);
        let document = table
            .document(&row.article_id, &row.report_id)
            .ok_or_else(|| wrong(format!("the table under review has no article \"{}\"", row.article_id)))?;
        let [status, codes, note] = cells;
        let named = |known: &Status| known.name() == status || status.is_empty();
        let status = Status::ALL.into_iter().find(named).ok_or_else(|| {
            wrong(format!("\"{status}\" is not a status: unjudged, accepted, rejected, edited"))
        })?;
        let codes = codes::parse(&codes).map_err(wrong)?;
        let target = Target { block: row.block, status, codes, note: decision::note(&note).map_err(wrong)? };
        match wanted.iter_mut().find(|(other, _)| *other == document) {
            Some((_, targets)) => targets.push(target),
            None => wanted.push((document, vec![target])),
        }
    }
    Ok(wanted)
}

/// What leads from `beads` to the targets: beads that nobody wants are taken apart, those that are missing are put together, and
/// what is said of each follows.
pub fn decisions(beads: &[Bead], targets: &[Target]) -> Vec<(Block, Action)> {
    let wanted: HashSet<Block> = targets.iter().map(|target| key(target.block)).collect();
    let mut there: HashSet<Block> = beads.iter().map(|bead| key(bead.block)).collect();
    let mut steps = Vec::new();
    for bead in beads.iter().filter(|bead| !wanted.contains(&key(bead.block))) {
        let Block { i, a, j, b } = bead.block;
        there.remove(&key(bead.block));
        there.extend(bead.block.ind().map(|i| key(Block::new(i, 1, 0, 0))));
        there.extend(bead.block.eng().map(|j| key(Block::new(0, 0, j, 1))));
        if a + b > 1 {
            let alone = if a > 0 { Block::new(i, a, j, 0) } else { Block::new(i, 0, j, b) };
            steps.push((alone, Action::Relink));
        }
    }
    for target in targets {
        let Target { block, status, codes, note } = target;
        let known = beads.iter().find(|bead| key(bead.block) == key(*block));
        if !there.contains(&key(*block)) {
            steps.push((*block, Action::Relink));
        }
        let said = known.map_or(Status::Edited, Bead::status);
        match status {
            Status::Rejected if said != Status::Rejected => steps.push((*block, Action::Reject)),
            Status::Accepted | Status::Edited if matches!(said, Status::Unjudged | Status::Rejected) => {
                steps.push((*block, Action::Accept));
            }
            _ => {}
        }
        if known.map_or(&[][..], |bead| &bead.codes) != codes.as_slice() {
            steps.push((*block, Action::Code(codes.clone())));
        }
        if known.map_or("", |bead| &bead.note) != note {
            steps.push((*block, Action::Note(note.clone())));
        }
    }
    steps
}

/// The three columns of each row that `export` adds; the mark of a table for spreadsheets says that formulas are guarded.
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

/// Start and length of positions that follow each other.
fn run(positions: &[usize]) -> Option<(usize, usize)> {
    let Some((&first, &last)) = positions.first().zip(positions.last()) else { return Some((0, 0)) };
    (last - first + 1 == positions.len()).then_some((first, positions.len()))
}
