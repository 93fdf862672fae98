//! Rows as they come by -> a table of those to judge: the native columns, then stratum, its population, and
//! empty cells for the judge.

use std::collections::HashMap;
use std::io::Write;

use anyhow::Result;
use sejajar::audit::Sampler;
use sejajar::export::{ExportOptions, FormatName};
use sejajar::model::Pair;

/// The columns behind the native ones.
pub const COLUMNS: &str = "stratum,population,status,note";

/// The rows drawn so far.
pub struct Sample {
    sampler: Sampler,
    rows: HashMap<usize, Pair>,
    seen: usize,
}

impl Sample {
    /// A sample of `size` rows.
    pub fn new(size: usize, seed: u64) -> Self {
        Sample { sampler: Sampler::new(size, seed), rows: HashMap::new(), seen: 0 }
    }

    /// How many strata there are.
    pub fn strata(&self) -> usize {
        self.sampler.strata()
    }

    /// Shows a row.
    pub fn see(&mut self, row: Pair) {
        let number = self.seen;
        self.seen += 1;
        let out = self.sampler.see(number, &row);
        self.rows.insert(number, row);
        if let Some(out) = out {
            self.rows.remove(&out);
        }
    }

    /// Writes the sample as comma separated values, in the order of the tables; gives its size and the number
    /// of strata.
    pub fn write(self, out: &mut dyn Write, excel: bool) -> Result<(usize, usize)> {
        let mut chosen = self.sampler.sample();
        chosen.sort_by_key(|chosen| chosen.row);
        let options = ExportOptions { excel, ..ExportOptions::default() };
        let mut csv = FormatName::CSV.writer(&options)?;
        let mut line = Vec::new();
        csv.begin(&mut line)?;
        extended(out, &mut line, COLUMNS)?;
        let mut strata: Vec<&str> = Vec::new();
        for chosen in &chosen {
            csv.pair(&mut line, &self.rows[&chosen.row])?;
            extended(out, &mut line, &format!("{},{},,", chosen.stratum, chosen.population))?;
            strata.push(&chosen.stratum);
        }
        strata.sort_unstable();
        strata.dedup();
        Ok((chosen.len(), strata.len()))
    }
}

/// Writes a line with more cells, and empties it.
fn extended(out: &mut dyn Write, line: &mut Vec<u8>, cells: &str) -> std::io::Result<()> {
    out.write_all(line.strip_suffix(b"\n").unwrap_or(line))?;
    line.clear();
    writeln!(out, ",{cells}")
}
