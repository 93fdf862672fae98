//! Samples that were judged -> estimates with intervals, reliability, and how far two judges agree.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use sejajar::Error;
use sejajar::audit::{Agreed, Bin, Estimate, Stratum, estimate, kappa, reliability};
use serde::Serialize;

use super::words::interval;

/// What judging said.
#[derive(Debug, Serialize)]
pub struct Judged {
    /// Rows that were judged.
    pub rows: usize,
    /// By stratum.
    pub strata: BTreeMap<String, Stratum>,
    /// Of the corpus.
    pub estimate: Estimate,
    /// Whether confidence says the truth.
    pub reliability: Vec<Bin>,
    /// How far two judges agree, where there are two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreement: Option<Agreed>,
    /// Rows on which they differ.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<Difference>,
}

/// A row on which two judges differ.
#[derive(Debug, Serialize)]
pub struct Difference {
    /// The row.
    pub pair_id: String,
    /// What the first and the second said.
    pub said: [String; 2],
    /// Its texts.
    pub ind_text: String,
    /// Its texts.
    pub eng_text: String,
}

/// A row of a judged file.
#[derive(Debug, Clone)]
struct Row {
    pair_id: String,
    stratum: Option<(String, usize)>,
    confidence: Option<f64>,
    aligned: bool,
    status: String,
    right: Option<bool>,
    texts: [String; 2],
}

/// What the files say. The first that has a `stratum` column is the sample; a second file with judgements is
/// that of a second judge.
///
/// # Errors
/// A file that cannot be read or holds no judgements; the line of a status that is none.
pub fn judged(files: &[PathBuf]) -> Result<Judged> {
    let read = files.iter().map(|file| rows(file)).collect::<Result<Vec<_>>>()?;
    let sampled = |rows: &&Vec<Row>| rows.iter().any(|row| row.stratum.is_some());
    let Some(sample) = read.iter().find(sampled) else {
        let what = "has no column \"stratum\"; name the file that --sample wrote, beside files of judgements";
        return Err(Error::input(files[0].display().to_string(), what).into());
    };
    let judges: Vec<&Vec<Row>> =
        read.iter().filter(|rows| rows.iter().any(|row| row.right.is_some())).collect();
    let Some(first) = judges.first() else {
        let what = "holds no judgements: write accepted or rejected into its column \"status\"";
        return Err(Error::input(files[0].display().to_string(), what).into());
    };
    let said: HashMap<&str, bool> =
        first.iter().filter_map(|row| Some((row.pair_id.as_str(), row.right?))).collect();
    if let Some(third) = judges.get(2) {
        let what = format!("is the third file of judgements ({} rows); name one or two", third.len());
        return Err(Error::input(
            files.last().map_or_else(String::new, |file| file.display().to_string()),
            what,
        )
        .into());
    }
    let (strata, points) = tally(sample, &said);
    let second = judges.get(1).filter(|second| !std::ptr::eq(**second, *first));
    let (agreement, differences) = second.map_or((None, Vec::new()), |second| compared(first, second));
    let rows = strata.values().map(|stratum| stratum.judged).sum();
    Ok(Judged {
        rows,
        estimate: estimate(&strata),
        strata,
        reliability: reliability(&points),
        agreement,
        differences,
    })
}

/// The confidence of an aligned row, whether it is right, and how many rows it stands for.
type Point = (f64, bool, f64);

/// Judgements by stratum, and the confidence, the judgement and the weight of aligned rows.
fn tally(sample: &[Row], said: &HashMap<&str, bool>) -> (BTreeMap<String, Stratum>, Vec<Point>) {
    let mut strata: BTreeMap<String, Stratum> = BTreeMap::new();
    for row in sample {
        let Some((name, population)) = &row.stratum else { continue };
        let stratum = strata.entry(name.clone()).or_default();
        stratum.population = *population;
        if let Some(&right) = said.get(row.pair_id.as_str()) {
            stratum.judged += 1;
            stratum.right += usize::from(right);
        }
    }
    let weight = |row: &Row| {
        let stratum = &strata[&row.stratum.as_ref()?.0];
        Some(stratum.population as f64 / stratum.judged as f64)
    };
    let aligned = sample.iter().filter(|row| row.aligned);
    let points = aligned
        .filter_map(|row| Some((row.confidence?, *said.get(row.pair_id.as_str())?, weight(row)?)))
        .collect();
    (strata, points)
}

fn compared(first: &[Row], second: &[Row]) -> (Option<Agreed>, Vec<Difference>) {
    let others: HashMap<&str, &Row> = second.iter().map(|row| (row.pair_id.as_str(), row)).collect();
    let (mut counts, mut differences) = ([[0; 2]; 2], Vec::new());
    for row in first {
        let Some(other) = others.get(row.pair_id.as_str()) else { continue };
        let (Some(x), Some(y)) = (row.right, other.right) else { continue };
        counts[usize::from(!x)][usize::from(!y)] += 1;
        if x != y {
            let [ind_text, eng_text] = row.texts.clone();
            let said = [row.status.clone(), other.status.clone()];
            differences.push(Difference { pair_id: row.pair_id.clone(), said, ind_text, eng_text });
        }
    }
    (Some(Agreed { counts, kappa: kappa(counts) }), differences)
}

fn rows(path: &Path) -> Result<Vec<Row>> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|source| Error::io(path, source))?;
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(&bytes);
    let mut reader = csv::Reader::from_reader(bytes);
    let header = reader.headers().map_err(|error| Error::line(&name, 1, error.to_string()))?.clone();
    let find = |column: &str| header.iter().position(|title| title.trim() == column);
    let hint = if header.len() == 1 && header[0].contains(';') {
        " (cells are parted by \";\"; save the table with commas)"
    } else {
        ""
    };
    let need = |column: &str| {
        find(column)
            .ok_or_else(|| Error::line(&name, 1, format!("the header has no column \"{column}\"{hint}")))
    };
    let (id, status) = (need("pair_id")?, need("status")?);
    let (stratum, population, confidence, shape) =
        (find("stratum"), find("population"), find("confidence"), find("align_type"));
    let (ind, eng) = (find("ind_text"), find("eng_text"));
    let (mut rows, mut met) = (Vec::new(), HashSet::new());
    for record in reader.records() {
        let record = record.map_err(|error| {
            Error::line(&name, error.position().map_or(1, |p| p.line() as usize), error.to_string())
        })?;
        let line = record.position().map_or(1, csv::Position::line) as usize;
        let cell = |place: Option<usize>| place.and_then(|place| record.get(place)).unwrap_or_default();
        let said = cell(Some(status));
        let population = match cell(population) {
            "" => None,
            text => Some(text.parse::<usize>().map_err(|_| {
                Error::line(
                    &name,
                    line,
                    format!("population: \"{text}\" is not the number of rows of a stratum"),
                )
            })?),
        };
        let known = cell(Some(id));
        if known.is_empty() || !met.insert(known.to_owned()) {
            let what =
                if known.is_empty() { "a row without pair_id" } else { "the row stands above already" };
            return Err(Error::line(&name, line, what).into());
        }
        rows.push(Row {
            pair_id: cell(Some(id)).to_owned(),
            stratum: Some(cell(stratum).to_owned()).filter(|name| !name.is_empty()).zip(population),
            confidence: cell(confidence).parse().ok(),
            aligned: !cell(shape).split('-').any(|count| count == "0"),
            right: right(said).map_err(|what| Error::line(&name, line, what))?,
            status: said.to_owned(),
            texts: [cell(ind).to_owned(), cell(eng).to_owned()],
        });
    }
    Ok(rows)
}

/// Whether a status says that a row is right; nothing where it was not judged.
fn right(status: &str) -> Result<Option<bool>, String> {
    match status.trim().to_lowercase().as_str() {
        "" | "unjudged" => Ok(None),
        "accepted" | "right" | "yes" | "1" => Ok(Some(true)),
        "rejected" | "edited" | "wrong" | "no" | "0" => Ok(Some(false)),
        other => Err(format!("status: \"{other}\" is none of accepted, rejected, edited, unjudged")),
    }
}

impl Judged {
    /// What judging said, to read.
    pub fn text(&self) -> String {
        let mut out = format!(
            "{:<28}{:>11}{:>8}{:>7}  precision with an interval of 95%\n",
            "stratum", "rows", "judged", "right"
        );
        for (name, stratum) in &self.strata {
            let _ = writeln!(
                out,
                "{name:<28}{:>11}{:>8}{:>7}  {}",
                stratum.population,
                stratum.judged,
                stratum.right,
                interval(stratum.precision())
            );
        }
        let _ = writeln!(out, "\nprecision {}", interval(self.estimate.precision));
        let _ = writeln!(out, "recall    {}", interval(self.estimate.recall));
        if !self.estimate.unjudged.is_empty() {
            let _ = writeln!(out, "not judged, and left out: {}", self.estimate.unjudged.join(", "));
        }
        if !self.reliability.is_empty() {
            let _ = writeln!(out, "\n{:>9}{:>8}  right", "claimed", "judged");
        }
        for bin in &self.reliability {
            let _ = writeln!(out, "{:>9.3}{:>8}  {}", bin.claimed, bin.judged, interval(Some(bin.right)));
        }
        self.agreement(&mut out);
        out
    }

    fn agreement(&self, out: &mut String) {
        let Some(Agreed { counts: [[rr, rw], [wr, ww]], kappa }) = &self.agreement else { return };
        let kappa = kappa.map_or("undefined".to_owned(), |kappa| format!("{kappa:.3}"));
        let _ = writeln!(
            out,
            "\nCohen's kappa {kappa}: both right {rr}, both wrong {ww}, first only {rw}, second only {wr}"
        );
        for difference in &self.differences {
            let [first, second] = &difference.said;
            let _ = writeln!(out, "\n  {}: {first}, {second}", difference.pair_id);
            let _ = writeln!(out, "    ind  {}\n    eng  {}", difference.ind_text, difference.eng_text);
        }
    }
}
