//! An article and its candidates -> each judged, the best ones by what aligning them shows.

use sejajar::aligner::{self, Document};
use sejajar::link::{Candidacy, Candidate, Judged, Rarity, judge, worth_aligning};

use crate::options::Options;

/// A report that the search has found.
#[derive(Clone, Copy)]
pub struct Found {
    pub candidate: Candidate,
    /// The first report that it is a near-duplicate of, or itself.
    pub group: u32,
}

/// Judges the candidates of an article, the best first; `report` reads one of them by its number.
///
/// # Errors
/// Those of `report`.
pub fn judged(
    article: &Document,
    found: &[Found],
    report: impl Fn(u32) -> sejajar::Result<Document>,
    rarity: &Rarity,
    with: &Options,
) -> sejajar::Result<Vec<Judged>> {
    let with = with.aligner();
    let worth = worth_aligning(found.iter().map(|found| found.candidate));
    let mut candidacies = Vec::new();
    for (at, &Found { candidate, group }) in found.iter().enumerate() {
        let mut support = None;
        if at < worth {
            let rows = with.align(article, &report(candidate.report)?)?;
            support = Some(aligner::support(article, &rows, rarity));
        }
        candidacies.push(Candidacy { candidate, group, support });
    }
    Ok(judge(candidacies))
}
