//! A native table (csv, tsv or jsonl) -> the groups of each document in it; only names and positions are
//! read.

use std::fmt;
use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::de::{Error as _, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::gather::Gathered;
use super::group::{Document, Group};
use super::line::{position, quoted};
use crate::error::{Error, Result};
use crate::model::Places;

/// The columns that an alignment needs.
#[derive(Deserialize)]
struct BeadRow {
    article_id: String,
    ind_start: usize,
    ind_end: usize,
    eng_start: usize,
    eng_end: usize,
    /// Tables of earlier versions have no positions: there, sentences are always neighbours.
    #[serde(default)]
    ind_sentences: Positions,
    #[serde(default)]
    eng_sentences: Positions,
}

impl BeadRow {
    fn group(&self) -> Result<Group, String> {
        let runs = Group::from_ranges(self.ind_start..self.ind_end, self.eng_start..self.eng_end)?;
        let side = |run: Vec<usize>, hull: Range<usize>, Positions(told): &Positions| {
            if told.is_empty() {
                Ok(run)
            } else {
                Places::within(hull, told.clone()).map(|p| p.as_slice().to_vec())
            }
        };
        let ind = side(runs.ind, self.ind_start..self.ind_end, &self.ind_sentences);
        let eng = side(runs.eng, self.eng_start..self.eng_end, &self.eng_sentences);
        Ok(Group {
            ind: ind.map_err(|what| format!("ind_sentences: {what}"))?,
            eng: eng.map_err(|what| format!("eng_sentences: {what}"))?,
        })
    }
}

/// Positions in a table: `0;3` in a cell, an array in JSON.
#[derive(Default)]
struct Positions(Vec<usize>);

impl<'de> Deserialize<'de> for Positions {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PositionsVisitor)
    }
}

struct PositionsVisitor;

impl<'de> Visitor<'de> for PositionsVisitor {
    type Value = Positions;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("positions of sentences such as 0;3")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Positions, E> {
        let items = text.split(';').map(str::trim).filter(|item| !item.is_empty());
        let positions = items.map(position).collect::<Option<_>>();
        positions.map(Positions).ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(text), &self))
    }

    fn visit_u64<E: serde::de::Error>(self, position: u64) -> Result<Positions, E> {
        usize::try_from(position).map(|position| Positions(vec![position])).map_err(E::custom)
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Positions, E> {
        Ok(Positions::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Positions, A::Error> {
        let mut positions = Vec::new();
        while let Some(position) = items.next_element::<u64>()? {
            positions.push(usize::try_from(position).map_err(A::Error::custom)?);
        }
        Ok(Positions(positions))
    }
}

/// Whether `line` is the header of a native table or a row of it in JSON.
pub fn is_header(line: &str) -> bool {
    line.starts_with('{') || line.split([',', '\t']).any(|name| name.trim_matches('"') == "ind_start")
}

/// The file format of a table.
#[derive(Clone, Copy)]
pub enum TableFormat {
    /// A header and rows, with this byte between cells.
    Delimited(u8),
    /// One JSON object per line.
    Json,
}

impl TableFormat {
    /// The format of `text`, detected from its first line.
    pub fn of(text: &str) -> Self {
        let text = text.trim_start_matches('\u{FEFF}').trim_start();
        let tabs = text.split('\n').next().is_some_and(|header| header.contains('\t'));
        match (text.starts_with('{'), tabs) {
            (true, _) => TableFormat::Json,
            (false, true) => TableFormat::Delimited(b'\t'),
            (false, false) => TableFormat::Delimited(b','),
        }
    }
}

/// Reads the rows of a table and groups them by article, in the order of appearance.
///
/// # Errors
/// [`Error::Line`] with the row (the header is row 1).
pub fn read(name: &str, text: &str, format: TableFormat) -> Result<Vec<Document>> {
    let text = text.trim_start_matches('\u{FEFF}');
    let rows = match format {
        TableFormat::Json => json(name, text),
        TableFormat::Delimited(between) => delimited(name, text, between),
    }?;
    let mut places: FxHashMap<String, usize> = FxHashMap::default();
    let mut articles: Vec<(String, Gathered)> = Vec::new();
    for (n, row) in rows {
        let group = row.group().map_err(|what| Error::line(name, n, what))?;
        let place = *places.entry(row.article_id).or_insert_with_key(|article| {
            articles.push((article.clone(), Gathered::default()));
            articles.len() - 1
        });
        articles[place].1.push(name, n, group)?;
    }
    Ok(articles.into_iter().map(|(article, gathered)| (Some(article), gathered.groups())).collect())
}

fn json(name: &str, text: &str) -> Result<Vec<(usize, BeadRow)>> {
    let lines = text.split('\n').enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(n, line)| match serde_json::from_str(line) {
            Ok(row) => Ok((n + 1, row)),
            Err(error) => Err(Error::line(name, n + 1, format!("{}: {error}", quoted(line)))),
        })
        .collect()
}

fn delimited(name: &str, text: &str, between: u8) -> Result<Vec<(usize, BeadRow)>> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(between).quoting(between != b'\t').from_reader(text.as_bytes());
    let rows = reader.deserialize().enumerate().map(|(n, row)| match row {
        Ok(row) => Ok((n + 2, row)),
        Err(error) => Err(Error::line(name, n + 2, complaint(&error))),
    });
    rows.collect()
}

fn complaint(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Deserialize { err, .. } => err.to_string(),
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("{len} cells where the header has {expected_len}")
        }
        other => format!("not a row of a table: {other:?}"),
    }
}
