//! A table that was judged -> its rows with what was said of them.

use std::collections::HashSet;
use std::path::Path;

use serde::Deserialize;

use crate::error::{Error, Result};
use crate::read::{self, Delimited};
use crate::suggestion;

/// The judgements of one file; its columns are those of a sample, of which `pair_id` and `status` must be
/// there.
#[derive(Debug, Clone)]
pub struct Judgements {
    /// What messages call it.
    pub name: String,
    pub(super) rows: Vec<JudgedRow>,
}

/// A row that may have been judged.
#[derive(Debug, Clone)]
pub(super) struct JudgedRow {
    pub cells: Cells,
    /// Its stratum and how many rows that has in all, where the file is a sample.
    pub stratum: Option<(String, usize)>,
    /// Whether it is right, where it was judged.
    pub right: Option<bool>,
}

/// The cells of a row, as they are written.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Cells {
    pub pair_id: String,
    pub status: String,
    #[serde(default)]
    stratum: String,
    #[serde(default)]
    population: String,
    #[serde(default, deserialize_with = "csv::invalid_option")]
    pub confidence: Option<f64>,
    #[serde(default)]
    align_type: String,
    #[serde(default)]
    pub ind_text: String,
    #[serde(default)]
    pub eng_text: String,
}

impl Judgements {
    /// Reads a file; see [`Judgements::parse`].
    ///
    /// # Errors
    /// [`Error::Io`], and those of [`Judgements::parse`].
    pub fn read(path: &Path) -> Result<Self> {
        Judgements::parse(&path.display().to_string(), &read::bytes(path)?)
    }

    /// Reads a table with commas, semicolons or tabs between its cells; `name` is what messages call them.
    ///
    /// # Errors
    /// [`Error::Line`] for a column that is missing, a row that was there before, and a cell that cannot be
    /// what it is.
    pub fn parse(name: &str, bytes: &[u8]) -> Result<Self> {
        let Delimited { text, delimiter, .. } = Delimited::of(name, bytes, |head| check(name, head).is_ok())?;
        let mut reader = csv::ReaderBuilder::new();
        let mut reader = reader.delimiter(delimiter).trim(csv::Trim::Headers).from_reader(text.as_bytes());
        let header = reader.headers().map_err(|error| Error::line(name, 1, error.to_string()))?.clone();
        check(name, &header)?;
        let (mut rows, mut met) = (Vec::new(), HashSet::new());
        for record in reader.into_records() {
            let place = |error: &csv::Error| error.position().map_or(1, csv::Position::line) as usize;
            let record = record.map_err(|error| Error::line(name, place(&error), error.to_string()))?;
            let line = record.position().map_or(1, csv::Position::line) as usize;
            let cells = record.deserialize(Some(&header)).map_err(|error| error.to_string());
            let row = cells.and_then(JudgedRow::of).map_err(|what| Error::line(name, line, what))?;
            if !met.insert(row.cells.pair_id.clone()) {
                return Err(Error::line(name, line, "the row stands above already"));
            }
            rows.push(row);
        }
        Ok(Judgements { name: name.to_owned(), rows })
    }

    /// Whether it is a sample: whether it says of which stratum its rows are.
    pub(super) fn is_sample(&self) -> bool {
        self.rows.iter().any(|row| row.stratum.is_some())
    }

    /// Whether anybody has judged it.
    pub(super) fn is_judged(&self) -> bool {
        self.rows.iter().any(|row| row.right.is_some())
    }
}

/// Fails where a column is missing that a judgement cannot be without.
fn check(name: &str, header: &csv::StringRecord) -> Result<()> {
    for column in ["pair_id", "status"] {
        if !header.iter().any(|title| title == column) {
            let hint = suggestion::column(column, header, |_| false);
            return Err(Error::line(name, 1, format!("the header has no column \"{column}\"{hint}")));
        }
    }
    Ok(())
}

impl JudgedRow {
    fn of(mut cells: Cells) -> Result<Self, String> {
        let population = match cells.population.as_str() {
            "" => None,
            text => Some(
                text.parse()
                    .map_err(|_| format!("population: \"{text}\" is not the number of rows of a stratum"))?,
            ),
        };
        if cells.pair_id.is_empty() {
            return Err("a row without pair_id".to_owned());
        }
        let stratum =
            Some(std::mem::take(&mut cells.stratum)).filter(|name| !name.is_empty()).zip(population);
        Ok(JudgedRow { right: right(&cells.status)?, stratum, cells })
    }

    /// Whether it has sentences of both sides, as far as its shape is known.
    pub fn is_aligned(&self) -> bool {
        !self.cells.align_type.split('-').any(|count| count == "0")
    }
}

/// Whether a status says that a row is right; nothing where the row was not judged.
fn right(status: &str) -> Result<Option<bool>, String> {
    match status.trim().to_lowercase().as_str() {
        "" | "unjudged" | "unsure" => Ok(None),
        "accepted" | "right" | "yes" | "1" => Ok(Some(true)),
        "rejected" | "edited" | "wrong" | "no" | "0" => Ok(Some(false)),
        other => Err(format!("status: \"{other}\" is none of accepted, rejected, edited, unsure, unjudged")),
    }
}
