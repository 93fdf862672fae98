//! The log of decisions <-> a csv that other stores of the same table and spreadsheets read.
//!
//! Remarks and names that a spreadsheet would run as formulas have an apostrophe before them, which is taken off again.

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use sejajar::Error;
use sejajar::export::{guard, unguard};
use sejajar::model::Block;

use super::decision::{self, Action, Decision, Entry};

/// The columns, in order.
const COLUMNS: [&str; 11] = [
    "seq",
    "time",
    "annotator",
    "article_id",
    "report_id",
    "ind_start",
    "ind_end",
    "eng_start",
    "eng_end",
    "action",
    "value",
];

/// Writes decisions, one a line.
///
/// # Errors
/// What `out` answers.
pub fn write(out: impl Write, entries: &[Entry]) -> Result<()> {
    let mut out = csv::Writer::from_writer(out);
    out.write_record(COLUMNS)?;
    for Entry { seq, time, decision } in entries {
        let (ind, eng) = (decision.block.ind(), decision.block.eng());
        let places = [ind.start, ind.end, eng.start, eng.end].map(|place| place.to_string());
        let value = decision.action.value();
        let [annotator, article, report, value] =
            [&decision.annotator, &decision.article, &decision.report, &value].map(|text| guard(text.into()));
        let seq = seq.to_string();
        let head = [&seq, time.as_str(), &annotator, &article, &report];
        let places = places.iter().map(String::as_str);
        out.write_record(head.into_iter().chain(places).chain([decision.action.name(), &value]))?;
    }
    Ok(out.flush()?)
}

/// Reads decisions, each with its line.
///
/// # Errors
/// [`Error::Io`], and [`Error::Line`] for the first line that is no decision.
pub fn read(path: &Path) -> Result<Vec<(usize, Entry)>> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|source| Error::io(path, source))?;
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(&bytes);
    let mut reader = csv::Reader::from_reader(bytes);
    let header = reader.headers().map_err(|error| Error::line(&name, 1, error.to_string()))?.clone();
    let place = |column: &str| {
        header.iter().position(|title| title.trim() == column).ok_or_else(|| {
            let what =
                format!("the header has no column \"{column}\": decisions have {}", COLUMNS.join(", "));
            Error::line(&name, 1, what)
        })
    };
    let places = COLUMNS.map(place).into_iter().collect::<Result<Vec<_>, _>>()?;
    let mut entries = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(1, csv::Position::line);
            Error::line(&name, line as usize, error.to_string())
        })?;
        let line = record.position().map_or(1, csv::Position::line) as usize;
        let cell = |n: usize| unguard(record.get(places[n]).unwrap_or_default());
        entries.push((line, entry(cell).map_err(|what| Error::line(&name, line, what))?));
    }
    Ok(entries)
}

fn entry<'c>(cell: impl Fn(usize) -> &'c str) -> Result<Entry, String> {
    let number = |n: usize| {
        cell(n).parse::<usize>().map_err(|_| format!("{}: \"{}\" is not a number", COLUMNS[n], cell(n)))
    };
    let count = |start: usize, end: usize| {
        end.checked_sub(start).ok_or_else(|| format!("a bead that ends at {end}, before its start {start}"))
    };
    let time = cell(1)
        .parse::<jiff::Timestamp>()
        .map_err(|_| format!("time: \"{}\" is not a time such as 2024-03-01T09:30:00Z", cell(1)))?;
    let (i, i_end, j, j_end) = (number(5)?, number(6)?, number(7)?, number(8)?);
    let block = Block::new(i, count(i, i_end)?, j, count(j, j_end)?);
    Ok(Entry {
        seq: number(0)? as i64,
        time: time.to_string(),
        decision: Decision {
            annotator: decision::annotator(cell(2))?,
            article: cell(3).to_owned(),
            report: cell(4).to_owned(),
            block,
            action: Action::parse(cell(9), cell(10))?,
        },
    })
}
