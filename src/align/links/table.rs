//! A table of weights -> logistic regressions, each by the names of its features.

use super::bead::{ALONE, BEAD, ROW};
use super::{AROUND, MEANING, PAIR};

/// The form of a line.
const FORM: &str = "MODEL TAB FEATURE TAB MEAN TAB WEIGHT";

/// A logistic regression.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Logistic {
    intercept: f64,
    /// The mean of each feature and its weight in log odds per unit; features that the table does not name
    /// have weight 0.
    terms: Vec<(f64, f64)>,
}

impl Logistic {
    /// The log odds of a case with these features.
    pub fn odds(&self, features: &[f64]) -> f64 {
        let terms = self.terms.iter().zip(features);
        self.intercept + terms.map(|((mean, weight), x)| weight * (x - mean)).sum::<f64>()
    }

    /// The contribution of each feature to the log odds, relative to its mean.
    pub fn parts(&self, features: &[f64]) -> Vec<f64> {
        self.terms.iter().zip(features).map(|((mean, weight), x)| weight * (x - mean)).collect()
    }

    /// The weight of a feature.
    pub(super) fn weight(&self, at: usize) -> f64 {
        self.terms.get(at).map_or(0.0, |(_, weight)| *weight)
    }

    /// With other weights: each is raised by one of `weights`, for a feature whose mean is one of `means`,
    /// and the intercept by `more`.
    pub(super) fn moved(&self, weights: &[f64], means: &[f64], more: f64) -> Self {
        let mut moved = self.clone();
        moved.intercept += more;
        for ((term, weight), mean) in moved.terms.iter_mut().zip(weights).zip(means) {
            moved.intercept += weight * (term.0 - mean);
            term.1 += weight;
        }
        moved
    }

    /// Its lines in a table.
    fn lines(&self, model: &str, names: &[&str]) -> String {
        let terms = self.terms.iter().zip(names).filter(|((_, weight), _)| *weight != 0.0);
        let terms = terms.map(|((mean, weight), name)| format!("{model}\t{name}\t{mean}\t{weight}\n"));
        format!("{model}\tintercept\t0\t{}\n", self.intercept) + &terms.collect::<String>()
    }

    /// The probability of a case with these features.
    pub fn probability(&self, features: &[f64]) -> f64 {
        sigmoid(self.odds(features))
    }
}

/// The probability of log odds.
pub(super) fn sigmoid(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

/// The regressions by which links and beads are judged.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Models {
    /// Whether two sentences share substance, by themselves and the lattice.
    pub first: Logistic,
    /// The same with their neighbourhood, with minor parts and echoes counted.
    pub content: Logistic,
    /// The same without those: the links of which beads are made.
    pub sure: Logistic,
    /// Whether a group of sentences is exactly a bead.
    pub bead: Logistic,
    /// Whether a sentence has no partner.
    pub alone: Logistic,
    /// Whether a chosen bead is right, by its probability and kind.
    pub row: Logistic,
}

/// The names of the features of the second judgement.
fn second() -> Vec<&'static str> {
    PAIR.iter().chain(&MEANING).chain(&AROUND).copied().collect()
}

impl Models {
    /// Reads one term per line; lines that start with `#` are skipped.
    ///
    /// # Errors
    /// The number and text of a line that is no term of a regression.
    pub fn parse(name: &str, text: &str) -> Result<Models, String> {
        let mut models = Models::default();
        let second = second();
        for (model, size) in [
            (0, PAIR.len() + MEANING.len()),
            (1, second.len()),
            (2, second.len()),
            (3, BEAD.len()),
            (4, ALONE.len()),
            (5, ROW.len()),
        ] {
            models.list()[model].terms = vec![(0.0, 0.0); size];
        }
        for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            models
                .add(line, &second)
                .ok_or_else(|| format!("{name}:{}: \"{line}\" is not \"{FORM}\"", n + 1))?;
        }
        Ok(models)
    }

    /// The table that [`Models::parse`] reads.
    pub fn to_tsv(&self) -> String {
        let (first, second) = ([&PAIR[..], &MEANING].concat(), second());
        let head = format!("# Weights of links: {FORM}\n");
        [
            head,
            self.first.lines("first", &first),
            self.content.lines("content", &second),
            self.sure.lines("sure", &second),
            self.bead.lines("bead", &BEAD),
            self.alone.lines("alone", &ALONE),
            self.row.lines("row", &ROW),
        ]
        .concat()
    }

    fn list(&mut self) -> [&mut Logistic; 6] {
        [&mut self.first, &mut self.content, &mut self.sure, &mut self.bead, &mut self.alone, &mut self.row]
    }

    fn add(&mut self, line: &str, second: &[&str]) -> Option<()> {
        let mut cells = line.split('\t');
        let (model, feature) = (cells.next()?, cells.next()?);
        let mut number = || cells.next()?.parse::<f64>().ok().filter(|x| x.is_finite());
        let (mean, weight) = (number()?, number()?);
        let (at, names): (usize, &[&str]) = match model {
            "first" => (0, second),
            "content" => (1, second),
            "sure" => (2, second),
            "bead" => (3, &BEAD),
            "alone" => (4, &ALONE),
            "row" => (5, &ROW),
            _ => return None,
        };
        let model = &mut *self.list()[at];
        if feature == "intercept" {
            model.intercept = weight;
        } else {
            let place = names.iter().position(|name| *name == feature)?;
            *model.terms.get_mut(place)? = (mean, weight);
        }
        Some(())
    }
}
