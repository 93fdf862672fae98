//! An annotator's view -> gold beads, or the table with the decisions.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};

use anyhow::Result;
use sejajar::export::{ExportOptions, FormatName, guard};
use sejajar::model::{Group, Pair, Places};
use serde_json::json;

use super::agreement::Line;
use super::bead::{Bead, Status};
use super::sample::Sample;
use super::table::Table;
use super::view::View;

/// The columns that are appended to those of a table.
pub const COLUMNS: [&str; 3] = ["status", "codes", "note"];

/// Writes the gold beads of a document, one `[0]:[0, 1]` per line.
///
/// Sentences of a rejected bead are unaligned; a bead without a judgement is written as in the table.
///
/// # Errors
/// Those of `out`.
pub fn gold(out: &mut dyn Write, table: &Table, view: &View, document: usize) -> io::Result<()> {
    for bead in view.beads(table, document).iter() {
        let group = match bead.status() {
            Status::Rejected => alone(&bead.group),
            _ => bead.group.clone().pieces(),
        };
        group.iter().try_for_each(|group| writeln!(out, "{group}"))?;
    }
    Ok(())
}

/// The sentences of a group, each in a group of its own.
fn alone(group: &Group) -> Vec<Group> {
    let sides = [(group.ind.clone(), Places::none(0)), (Places::none(0), group.eng.clone())];
    sides.into_iter().flat_map(|(ind, eng)| Group::new(ind, eng).pieces()).collect()
}

/// The name of each document's gold file: the article's, or the report's if an article occurs with several
/// reports.
pub fn gold_names(table: &Table) -> Vec<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    table.documents.iter().for_each(|document| *counts.entry(&document.article).or_default() += 1);
    let name = |document: &super::table::Document| match counts[document.article.as_str()] {
        1 => document.article.clone(),
        _ => format!("{}+{}", document.article, document.report),
    };
    table.documents.iter().map(name).collect()
}

/// The number of beads of a document that the annotator left unjudged.
pub fn unjudged(table: &Table, view: &View, document: usize) -> usize {
    view.beads(table, document).iter().filter(|bead| bead.status().is_open()).count()
}

/// The beads that an exported table contains.
#[derive(Debug, Clone, Copy)]
pub enum Beads<'s> {
    /// Those of the annotator, with each sentence in one of them.
    Made,
    /// Those of the table (or of a sample of it) as it was; beads that no longer exist have the status
    /// edited.
    Given(Option<&'s Sample>),
}

/// Writes beads as a native table with the additional columns `status`, `codes` and `note` at the end.
///
/// # Errors
/// A format that is not a table, and those of `out`.
pub fn table(
    out: &mut dyn Write,
    table: &Table,
    view: &View,
    beads: Beads<'_>,
    format: FormatName,
    options: &ExportOptions,
) -> Result<()> {
    let mut writer = format.writer(options)?;
    let mut line = Vec::new();
    writer.begin(&mut line)?;
    out.write_all(&extended(&line, format, options.excel, &Added::Names))?;
    let mut write = |row: &Pair, bead: &Bead, status: Status| -> Result<()> {
        line.clear();
        writer.pair(&mut line, row)?;
        Ok(out.write_all(&extended(&line, format, options.excel, &Added::Cells(bead, status)))?)
    };
    match beads {
        Beads::Made => {
            for document in (0..table.documents.len()).map(|number| view.document(table, number)) {
                for bead in document.beads().iter() {
                    write(&document.as_row(bead), bead, bead.status())?;
                }
            }
        }
        Beads::Given(sample) => {
            let said = given(table, view);
            let rows = sample.map_or_else(|| (0..table.rows.len()).collect(), |sample| sample.rows.clone());
            for row in rows {
                let (bead, status) = &said[row];
                write(&table.rows[row], bead, *status)?;
            }
        }
    }
    Ok(writer.end(out)?)
}

/// The judgement of each row of the table.
fn given(table: &Table, view: &View) -> Vec<(Bead, Status)> {
    let mut said: Vec<(Bead, Status)> = Vec::with_capacity(table.rows.len());
    for document in 0..table.documents.len() {
        let beads = view.beads(table, document);
        let made: HashMap<usize, &Bead> =
            beads.iter().filter_map(|bead| bead.row.map(|row| (row, bead))).collect();
        said.extend(table.documents[document].rows.clone().zip(table.beads(document)).map(|(row, given)| {
            match made.get(&row) {
                Some(&bead) => (bead.clone(), bead.status()),
                None => (given, Status::Edited),
            }
        }));
    }
    said
}

/// Writes measures of agreement, one per line.
///
/// # Errors
/// Those of `out`.
pub fn measures(out: &mut dyn Write, lines: &[Line]) -> Result<()> {
    let mut out = csv::Writer::from_writer(out);
    out.write_record(["measure", "annotators", "rows", "value"])?;
    for Line { measure, annotators, rows, value } in lines {
        let names = annotators.join(";");
        let value = value.map(|value| format!("{value:.4}")).unwrap_or_default();
        out.write_record([*measure, &guard(names.as_str().into()), &rows.to_string(), &value])?;
    }
    Ok(out.flush()?)
}

/// The cells that are appended to a line.
enum Added<'b> {
    Names,
    Cells(&'b Bead, Status),
}

/// A line of a native table with three more cells at its end.
fn extended(line: &[u8], format: FormatName, excel: bool, added: &Added<'_>) -> Vec<u8> {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    if format == FormatName::JSONL {
        return match added {
            Added::Names => line.to_vec(),
            Added::Cells(bead, status) => {
                let more =
                    json!({"status": status.name(), "codes": bead.codes, "note": bead.note}).to_string();
                [line.strip_suffix(b"}").unwrap_or(line), b",", &more.as_bytes()[1..], b"\n"].concat()
            }
        };
    }
    let cells = match added {
        Added::Names => COLUMNS.map(str::to_owned),
        Added::Cells(bead, status) => {
            let note = if excel { guard(bead.note.as_str().into()) } else { bead.note.as_str().into() };
            [status.to_string(), bead.codes.join(";"), note.into_owned()]
        }
    };
    let mut out = line.to_vec();
    for cell in cells {
        let cell = if format == FormatName::TSV {
            format!("\t{}", one_line(&cell))
        } else {
            format!(",{}", quoted(&cell))
        };
        out.extend_from_slice(cell.as_bytes());
    }
    out.push(b'\n');
    out
}

fn one_line(text: &str) -> String {
    text.split(['\t', '\n', '\r']).collect::<Vec<_>>().join(" ")
}

fn quoted(text: &str) -> Cow<'_, str> {
    let plain = !text.contains([',', '"', '\n', '\r']);
    if plain { text.into() } else { format!("\"{}\"", text.replace('"', "\"\"")).into() }
}
