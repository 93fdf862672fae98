//! The log of decisions <-> a csv that spreadsheets and other stores of the same table can read.
//!
//! Notes and names that a spreadsheet would run as formulas get an apostrophe in front, which is removed on
//! reading.

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use sejajar::Error;
use sejajar::export::{guard, unguard};
use sejajar::model::Group;

use super::decision::{self, Action, Decision, Entry, places, positions};

/// The columns, in order.
const COLUMNS: [&str; 14] = [
    "seq",
    "time",
    "annotator",
    "article_id",
    "report_id",
    "ind_start",
    "ind_end",
    "eng_start",
    "eng_end",
    "ind_sentences",
    "eng_sentences",
    "action",
    "value",
    "batch",
];

/// Columns that logs of earlier versions lack: there, sentences are always neighbours, and each decision is a
/// step by itself.
const NEW: [&str; 3] = ["ind_sentences", "eng_sentences", "batch"];

/// Writes decisions, one per line.
///
/// # Errors
/// Those of `out`.
pub fn write(out: impl Write, entries: &[Entry]) -> Result<()> {
    let mut out = csv::Writer::from_writer(out);
    out.write_record(COLUMNS)?;
    for Entry { seq, time, batch, decision } in entries {
        let Group { ind, eng } = &decision.group;
        let hulls = [ind.hull(), eng.hull()].into_iter().flat_map(|hull| [hull.start, hull.end]);
        let places = hulls.map(|place| place.to_string()).chain([positions(ind), positions(eng)]);
        let places: Vec<String> = places.collect();
        let value = decision.action.value();
        let [annotator, article, report, value] =
            [&decision.annotator, &decision.article, &decision.report, &value].map(|text| guard(text.into()));
        let (seq, batch) = (seq.to_string(), batch.to_string());
        let head = [&seq, time.as_str(), &annotator, &article, &report];
        let places = places.iter().map(String::as_str);
        out.write_record(head.into_iter().chain(places).chain([decision.action.name(), &value, &batch]))?;
    }
    Ok(out.flush()?)
}

/// Reads decisions, each with its line number.
///
/// # Errors
/// [`Error::Io`], and [`Error::Line`] for the first invalid line.
pub fn read(path: &Path) -> Result<Vec<(usize, Entry)>> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|source| Error::io(path, source))?;
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(&bytes);
    let mut reader = csv::Reader::from_reader(bytes);
    let header = reader.headers().map_err(|error| Error::line(&name, 1, error.to_string()))?.clone();
    let place = |column: &str| {
        let found = header.iter().position(|title| title.trim() == column);
        if found.is_none() && !NEW.contains(&column) {
            let what =
                format!("the header has no column \"{column}\": decisions have {}", COLUMNS.join(", "));
            return Err(Error::line(&name, 1, what));
        }
        Ok(found)
    };
    let places = COLUMNS.map(place).into_iter().collect::<Result<Vec<_>, _>>()?;
    let mut entries = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(1, csv::Position::line);
            Error::line(&name, line as usize, error.to_string())
        })?;
        let line = record.position().map_or(1, csv::Position::line) as usize;
        let cell = |n: usize| unguard(places[n].and_then(|place| record.get(place)).unwrap_or_default());
        entries.push((line, entry(cell).map_err(|what| Error::line(&name, line, what))?));
    }
    Ok(entries)
}

fn entry<'c>(cell: impl Fn(usize) -> &'c str) -> Result<Entry, String> {
    let number = |n: usize| {
        cell(n).parse::<usize>().map_err(|_| format!("{}: \"{}\" is not a number", COLUMNS[n], cell(n)))
    };
    let side = |first: usize, list: usize| {
        let places = places(number(first)?, number(first + 1)?, cell(list));
        places.map_err(|what| format!("{}: {what}", COLUMNS[list]))
    };
    let time = cell(1)
        .parse::<jiff::Timestamp>()
        .map_err(|_| format!("time: \"{}\" is not a time such as 2024-03-01T09:30:00Z", cell(1)))?;
    let group = Group::new(side(5, 9)?, side(7, 10)?);
    let batch = if cell(13).is_empty() { 0 } else { number(13)? as i64 };
    Ok(Entry {
        seq: number(0)? as i64,
        batch,
        time: time.to_string(),
        decision: Decision {
            annotator: decision::annotator(cell(2))?,
            article: cell(3).to_owned(),
            report: cell(4).to_owned(),
            group,
            action: Action::parse(cell(11), cell(12))?,
        },
    })
}
