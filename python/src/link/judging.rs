//! An article and its candidates -> each judged, the best ones by what aligning them shows.

use sejajar::link::{Candidacy, Candidate, Judged, Rarity, judge, worth_aligning};
use sejajar::pipeline::{self, Document};

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
    let Options { options, lexicon, .. } = with;
    let worth = worth_aligning(found.iter().map(|found| found.candidate));
    let mut candidacies = Vec::new();
    for (at, &Found { candidate, group }) in found.iter().enumerate() {
        let mut support = None;
        if at < worth {
            let rows = pipeline::align(article, &report(candidate.report)?, lexicon, options);
            support = Some(pipeline::support(article, &rows, rarity));
        }
        candidacies.push(Candidacy { candidate, group, support });
    }
    Ok(judge(candidacies))
}
