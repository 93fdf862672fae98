//! Rows as they come by -> a table of those to judge: the native columns, the stratum and its population, and
//! empty cells for the judge.

use std::collections::HashMap;
use std::io::{self, Write};

use crate::audit::Sampler;
use crate::error::Result;
use crate::export::{ExportOptions, FormatName};
use crate::model::Pair;

/// The columns behind the native ones.
pub const SAMPLE_COLUMNS: [&str; 4] = ["stratum", "population", "status", "note"];

/// The rows drawn so far.
#[derive(Debug)]
pub struct Sample {
    sampler: Sampler,
    rows: HashMap<usize, Pair>,
    seen: usize,
}

/// A row that was drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct SampledRow {
    /// The row.
    pub row: Pair,
    /// Its stratum.
    pub stratum: String,
    /// How many rows the stratum has in all.
    pub population: usize,
}

impl Sample {
    /// A sample of `size` rows; another seed draws other rows.
    pub fn new(size: usize, seed: u64) -> Self {
        Sample { sampler: Sampler::new(size, seed), rows: HashMap::new(), seen: 0 }
    }

    /// How many strata the rows are of.
    pub fn strata(&self) -> usize {
        self.sampler.strata()
    }

    /// Shows a row to the sample.
    pub fn see(&mut self, row: Pair) {
        let number = self.seen;
        self.seen += 1;
        let out = self.sampler.see(number, &row);
        self.rows.insert(number, row);
        if let Some(out) = out {
            self.rows.remove(&out);
        }
    }

    /// The rows of the sample, in the order in which they were seen.
    pub fn draw(mut self) -> Vec<SampledRow> {
        let mut chosen = self.sampler.sample();
        chosen.sort_by_key(|chosen| chosen.row);
        let drawn = chosen.into_iter().filter_map(|chosen| {
            let row = self.rows.remove(&chosen.row)?;
            Some(SampledRow { row, stratum: chosen.stratum, population: chosen.population })
        });
        drawn.collect()
    }
}

/// Writes a sample as comma separated values, for a spreadsheet if `excel` says so.
///
/// # Errors
/// [`Error::Io`](crate::Error::Io) where `out` cannot be written; `name` is what messages call it.
pub fn write_sample(name: &str, out: &mut dyn Write, rows: &[SampledRow], excel: bool) -> Result<()> {
    let options = ExportOptions { excel, ..ExportOptions::default() };
    let mut csv = FormatName::CSV.writer(&options)?;
    let mut write = || {
        let mut line = Vec::new();
        csv.begin(&mut line)?;
        extended(out, &mut line, &SAMPLE_COLUMNS.join(","))?;
        rows.iter().try_for_each(|SampledRow { row, stratum, population }| {
            csv.pair(&mut line, row)?;
            extended(out, &mut line, &format!("{stratum},{population},,"))
        })
    };
    write().map_err(|source| crate::Error::io(name, source))
}

/// Writes a line with more cells, and empties it.
fn extended(out: &mut dyn Write, line: &mut Vec<u8>, cells: &str) -> io::Result<()> {
    out.write_all(line.strip_suffix(b"\n").unwrap_or(line))?;
    line.clear();
    writeln!(out, ",{cells}")
}
