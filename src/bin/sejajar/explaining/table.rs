//! The links of aligned documents -> the table of `--links`.

use std::path::Path;

use anyhow::Result;
use sejajar::aligner::Explanation;
use sejajar::export::{Place, TextTable};
use sejajar::model::Pair;

/// The columns, in order.
const COLUMNS: [&str; 8] =
    ["article_id", "report_id", "ind", "eng", "probability", "sure_probability", "pair_id", "rests_on"];

/// Less likely pairs of sentences are in the table only if a row holds both.
const LEAST: f64 = 0.05;
/// Reasons that add less to the log odds are omitted.
const LITTLE: f64 = 0.1;

/// A row of the table without the names of its documents.
pub struct SentenceLink {
    ind: usize,
    eng: usize,
    probability: f64,
    sure: f64,
    pair_id: String,
    rests_on: String,
}

/// The links of two documents that are likely, or part of a row.
pub fn sentence_links(rows: &[Pair], explained: &Explanation) -> Vec<SentenceLink> {
    let mut holding = vec![None; explained.size().0];
    for row in rows {
        row.group.ind.iter().for_each(|i| holding[i] = Some(row));
    }
    let row = |i: usize, j: usize| holding[i].filter(|row: &&Pair| row.group.eng.contains(j));
    let links = explained.links(|i, j, p| p >= LEAST || row(i, j).is_some());
    let links = links.into_iter().map(|link| SentenceLink {
        ind: link.ind,
        eng: link.eng,
        probability: link.probability,
        sure: link.sure,
        pair_id: row(link.ind, link.eng).map(|row| row.pair_id.clone()).unwrap_or_default(),
        rests_on: {
            let reasons = link.why.reasons().into_iter().filter(|(_, added)| added.abs() >= LITTLE);
            reasons.map(|(reason, added)| format!("{reason} {added:+.1}")).collect::<Vec<_>>().join(";")
        },
    });
    links.collect()
}

/// The open table.
pub struct SentenceLinks(TextTable<Place>);

impl SentenceLinks {
    /// Opens the table.
    ///
    /// # Errors
    /// A file that exists (without `overwrite`) or cannot be written.
    pub fn open(path: &Path, overwrite: bool, excel: bool) -> Result<Self> {
        let place = Place::open(Some(path), overwrite)?;
        let name = place.name();
        Ok(SentenceLinks(TextTable::new(place, name, &COLUMNS, excel)?))
    }

    /// Writes the links of one pair of documents.
    pub fn add(&mut self, names: &[String; 2], links: &[SentenceLink]) -> Result<()> {
        links.iter().try_for_each(|link| {
            Ok(self.0.row([
                names[0].clone(),
                names[1].clone(),
                link.ind.to_string(),
                link.eng.to_string(),
                format!("{:.4}", link.probability),
                format!("{:.4}", link.sure),
                link.pair_id.clone(),
                link.rests_on.clone(),
            ])?)
        })
    }

    /// Puts the table in place.
    pub fn finish(self) -> Result<()> {
        Ok(self.0.finish()?.finish()?)
    }
}
