//! An article with the reports that the search has found -> each of these judged.
//!
//! The linker takes this step for sets of documents, and an engine of many machines for rows of a table.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::aligner::{self, Aligner, Document};
use crate::error::{Error, ErrorKind, Result};
use crate::link::{Candidacy, Candidate, Judged, Rarity, accepted, judge, worth_aligning};
use crate::model::Pair;

/// A candidate with its verdict.
pub struct Link {
    /// The report's name.
    pub report: String,
    /// The day of its publication, if known.
    pub published: Option<Date>,
    /// The name of the first report of which it is a near-duplicate, or its own.
    pub group: String,
    /// The verdict and its reasons.
    pub judged: Judged,
    /// Whether it is accepted as a source of the article.
    pub accepted: bool,
    /// The rows of the alignment, if it is accepted.
    pub rows: Vec<Pair>,
}

/// The reports that the search has found, by their numbers.
pub trait Reports {
    /// The number of the first report that this one is a near-duplicate of, or its own.
    fn group(&self, report: u32) -> u32;

    /// The day on which a report was published, where that is known.
    fn published(&self, report: u32) -> Option<Date>;

    /// The name of a report, which may be one that others are near-duplicates of.
    fn name(&self, report: u32) -> Result<String>;

    /// Reads a report; nothing is returned of one that cannot be read and may be passed over.
    fn document(&mut self, report: u32) -> Result<Option<Document>>;

    /// Receives a report with the same text as the article, which is then no candidate.
    fn same_text(&mut self, report: u32);

    /// Receives the error of a report that is not aligned because that would take too much memory; it is
    /// judged by the search alone.
    fn too_large(&mut self, error: Error);
}

/// Everything that a judgement rests on beside the documents.
#[derive(Clone, Copy)]
pub struct Judge<'a> {
    /// The aligner of articles with their best candidates.
    pub aligner: &'a Aligner,
    /// How rare names, numbers and words are among all reports.
    pub rarity: &'a Rarity,
    /// Candidates with a confidence below this are not accepted.
    pub min_confidence: f64,
}

impl Judge<'_> {
    /// Aligns an article with the best of its candidates and judges all of them; the best one comes first. An
    /// article that cannot be read is aligned with none, and a report with the same text is left out.
    ///
    /// # Errors
    /// Those of `reports`.
    pub fn links(
        &self,
        article: Option<&Document>,
        found: &[Candidate],
        reports: &mut impl Reports,
    ) -> Result<Vec<Link>> {
        let worth = worth_aligning(found);
        let (mut candidacies, mut rows) = (Vec::with_capacity(found.len()), FxHashMap::default());
        for (at, &candidate) in found.iter().enumerate() {
            let mut support = None;
            if let Some(article) = article.filter(|_| at < worth)
                && let Some(report) = reports.document(candidate.report)?
            {
                if article.has_text_of(&report) {
                    reports.same_text(candidate.report);
                    continue;
                }
                match self.aligner.align(article, &report) {
                    Ok(aligned) => {
                        support = Some(aligner::support(article, &aligned, self.rarity));
                        rows.insert(candidate.report, aligned);
                    }
                    Err(error) if error.kind() == ErrorKind::TooLarge => reports.too_large(error),
                    Err(error) => return Err(error),
                }
            }
            candidacies.push(Candidacy { candidate, group: reports.group(candidate.report), support });
        }
        let judged = judge(candidacies);
        let accepted = accepted(&judged, self.min_confidence);
        let link = |(judged, accepted): (Judged, bool)| {
            let report = judged.candidacy.candidate.report;
            Ok(Link {
                report: reports.name(report)?,
                published: reports.published(report),
                group: reports.name(judged.candidacy.group)?,
                judged,
                accepted,
                rows: rows.remove(&report).filter(|_| accepted).unwrap_or_default(),
            })
        };
        judged.into_iter().zip(accepted).map(link).collect()
    }
}
