//! An article and its candidates -> each judged, the best ones by what aligning them shows.

use sejajar::link::{Candidacy, Candidate, Judged, Rarity, judge};
use sejajar::pipeline::{self, Document};

use crate::options::Options;

/// Candidates that are aligned with the article, for a second opinion.
const ALIGNED: usize = 3;
/// Candidates are aligned if they share as much as this share of what the best one shares.
const WORTH_ALIGNING: f32 = 0.6;

/// A report that the search has found.
#[derive(Clone, Copy)]
pub struct Found {
    pub candidate: Candidate,
    /// The first report that it is a near-duplicate of, or itself.
    pub group: u32,
}

/// Which of the candidates, the best first, are worth aligning.
fn worth_aligning(found: &[Found], at: usize) -> bool {
    at < ALIGNED && found[at].candidate.similarity >= WORTH_ALIGNING * found[0].candidate.similarity
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
    let mut candidacies = Vec::new();
    for (at, &Found { candidate, group }) in found.iter().enumerate() {
        let mut support = None;
        if worth_aligning(found, at) {
            let rows = pipeline::align(article, &report(candidate.report)?, lexicon, options);
            support = Some(pipeline::support(article, &rows, rarity));
        }
        candidacies.push(Candidacy { candidate, group, support });
    }
    Ok(judge(candidacies))
}
