//! Reports -> tables for readers.

use std::fmt;

use super::files::AlignReport;
use super::measure::Measure;
use super::split::SplitReport;

/// Maximum number of misses that are listed; the others are only counted.
const MOST_MISSES: usize = 20;

/// `P R F1` of a [`Measure`] with 4 decimals, in columns.
struct Figures<'a>(&'a Measure);

impl fmt::Display for Figures<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Measure { p, r, f1 } = self.0;
        write!(f, "{p:>7.4} {r:>7.4} {f1:>7.4}")
    }
}

impl fmt::Display for AlignReport {
    /// The pooled figures, by type and (if there are several) by document, then the documents that could not
    /// be scored.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let AlignReport { documents, gold_beads, hyp_beads, .. } = self;
        writeln!(f, "documents {documents}, gold beads {gold_beads}, hypothesis beads {hyp_beads}\n")?;
        writeln!(f, "{:<18}{:>7} {:>7} {:>7}", "", "P", "R", "F1")?;
        writeln!(f, "{:<18}{}", "strict", Figures(&self.strict))?;
        writeln!(f, "{:<18}{}", "lax", Figures(&self.lax))?;
        writeln!(f, "{:<18}{}", "strict, no nulls", Figures(&self.strict_linked))?;
        writeln!(f, "{:<18}{}", "lax, no nulls", Figures(&self.lax_linked))?;
        self.types(f)?;
        if self.by_document.len() > 1 {
            self.each_document(f)?;
        }
        for failure in &self.failures {
            writeln!(f, "\nnot scored: {}: {}", failure.name, failure.what)?;
        }
        Ok(())
    }
}

impl AlignReport {
    fn types(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "\n{:<5}{:>6} {:>6}   strict P       R      F1    lax P       R      F1",
            "type", "gold", "hyp"
        )?;
        for row in &self.by_type {
            let (strict, lax) = (Figures(&row.strict), Figures(&row.lax));
            writeln!(f, "{:<5}{:>6} {:>6}    {strict}  {lax}", row.align_type, row.gold, row.hyp)?;
        }
        Ok(())
    }

    fn each_document(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.by_document.iter().map(|document| document.name.chars().count());
        let width = names.max().unwrap_or(0).max("document".len());
        writeln!(
            f,
            "\n{:<width$} {:>6}   strict P       R      F1    lax P       R      F1",
            "document", "gold"
        )?;
        for row in &self.by_document {
            let (strict, lax) = (Figures(&row.strict), Figures(&row.lax));
            writeln!(f, "{:<width$} {:>6}    {strict}  {lax}", row.name, row.gold_beads)?;
        }
        Ok(())
    }
}

impl fmt::Display for SplitReport {
    /// The figures and the first differences.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let SplitReport { gold, hyp, right, paragraphs, paragraphs_wrong, misses, .. } = self;
        writeln!(f, "{:<18}{:>7} {:>7} {:>7}", "", "P", "R", "F1")?;
        writeln!(f, "{:<18}{}", "sentence ends", Figures(&self.measure))?;
        writeln!(f, "\ngold ends {gold}, hypothesis ends {hyp}, right {right}")?;
        writeln!(f, "paragraphs {paragraphs}, with a difference {paragraphs_wrong}")?;
        for miss in misses.iter().take(MOST_MISSES) {
            let what = if miss.missed { "missed" } else { "extra" };
            let (before, after) = &miss.around;
            writeln!(f, "line {}: {what}: {before} | {after}", miss.line)?;
        }
        if misses.len() > MOST_MISSES {
            writeln!(f, "and {} more", misses.len() - MOST_MISSES)?;
        }
        Ok(())
    }
}
