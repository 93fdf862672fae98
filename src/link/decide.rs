//! The evidence on each of an article's candidates -> their ranks, and the probability that the article was
//! made from them.

use std::sync::OnceLock;

use super::Candidate;

/// Written by `scripts/link-model`; its comments name the data it was estimated from.
const TABLE: &str = include_str!("../../corpus/calibration/link.tsv");

/// The result of aligning an article with a report.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Support {
    /// For each sentence of the article the nats by which its partner in the report is better than none; 0
    /// without a partner.
    pub gains: Vec<f64>,
    /// The expected number of its sentences with content of the report, by the `content_confidence` of their
    /// rows.
    pub told: f64,
    /// Rarity, in nats, of the names and numbers that aligned rows share.
    pub matched: f64,
    /// Rarity, in nats, of those that only the article has in aligned rows.
    pub missed: f64,
    /// The shared keys, the rarest first.
    pub shared: Vec<String>,
}

/// A report that may be the source of an article, with all evidence for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidacy {
    /// The result of retrieval.
    pub candidate: Candidate,
    /// The first report of which it is a near-duplicate, or itself.
    pub group: u32,
    /// The result of aligning, if it was done.
    pub support: Option<Support>,
}

/// A candidate with its verdict.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The candidate.
    pub candidacy: Candidacy,
    /// Mean gain, in nats, that a sentence of the article gets from the report; none if it was not aligned.
    pub score: Option<f64>,
    /// The mean part of this gain that no other candidate (apart from near-duplicates) gives the same
    /// sentence.
    pub lead: Option<f64>,
    /// Share of the article's sentences with content of the report, by the content confidence of their rows.
    pub coverage: Option<f64>,
    /// Agreement of names and numbers in aligned rows, weighted by rarity: 1 if the report has all those of
    /// the article, -1 if it has none.
    pub agreement: Option<f64>,
    /// Probability that the article was made from the report, wholly or in part.
    pub confidence: f64,
}

/// Maximum number of candidates of an article that are aligned with it, as a second opinion.
const ALIGNED: usize = 3;
/// Candidates are aligned if their similarity is at least this share of the best one's.
const WORTH_ALIGNING: f32 = 0.6;

/// The number of an article's candidates, given best first, that are worth aligning with it.
pub fn worth_aligning(candidates: &[Candidate]) -> usize {
    let mut similarities = candidates.iter().take(ALIGNED).map(|candidate| candidate.similarity);
    let Some(first) = similarities.next() else { return 0 };
    1 + similarities.take_while(|&similarity| similarity >= WORTH_ALIGNING * first).count()
}

/// Which of an article's candidates are accepted as sources: only one of each group of near-duplicates,
/// because duplicate rows have no value.
pub fn accepted(judged: &[Judged], min_confidence: f64) -> Vec<bool> {
    let mut taken = Vec::new();
    let accept = |one: &Judged| {
        let accepted = one.confidence >= min_confidence && !taken.contains(&one.candidacy.group);
        if accepted {
            taken.push(one.candidacy.group);
        }
        accepted
    };
    judged.iter().map(accept).collect()
}

/// Ranks an article's candidates, the best first, with a confidence for each.
///
/// The score is the mean over sentences of their gain from being aligned (in the spirit of AVSIM of Utiyama
/// and Isahara 2003); the confidence is a logistic regression on the score and on the part that only this
/// candidate explains.
pub fn judge(candidates: Vec<Candidacy>) -> Vec<Judged> {
    let leads: Vec<Option<f64>> = candidates.iter().map(|one| lead(one, &candidates)).collect();
    let judged = candidates.into_iter().zip(leads).map(|(candidacy, lead)| match &candidacy.support {
        Some(support) => support.judged(lead.unwrap_or(0.0), &candidacy),
        None => {
            Judged { candidacy, score: None, lead: None, coverage: None, agreement: None, confidence: 0.0 }
        }
    });
    let mut judged: Vec<Judged> = judged.collect();
    let order = |x: &Judged| (x.score.unwrap_or(-1.0), x.candidacy.candidate.similarity);
    judged.sort_by(|x, y| {
        let ((a, b), (c, d)) = (order(x), order(y));
        c.total_cmp(&a)
            .then(d.total_cmp(&b))
            .then(x.candidacy.candidate.report.cmp(&y.candidacy.candidate.report))
    });
    judged
}

/// The mean gain, in nats, that `one` gives the article's sentences beyond the best other candidate of each.
fn lead(one: &Candidacy, all: &[Candidacy]) -> Option<f64> {
    let gains = &one.support.as_ref()?.gains;
    let others = all.iter().filter(|other| other.group != one.group).filter_map(|o| o.support.as_ref());
    let mut best = vec![0.0f64; gains.len()];
    for other in others {
        best.iter_mut().zip(&other.gains).for_each(|(best, gain)| *best = best.max(*gain));
    }
    Some(gains.iter().zip(&best).map(|(gain, best)| (gain - best).max(0.0)).sum())
}

/// The features of the logistic regression, by their names in the table; score and lead as ln(1 + x).
const FEATURES: [&str; 5] = ["score", "lead", "similarity", "coverage", "agreement"];

impl Support {
    /// The verdict on a candidate with this support.
    fn judged(&self, lead: f64, candidacy: &Candidacy) -> Judged {
        /// Nats of rarity below which agreement is weak evidence: one or two names.
        const LITTLE: f64 = 4.0;
        let mean = |sum: f64| sum / self.gains.len().max(1) as f64;
        let score = mean(self.gains.iter().sum());
        let coverage = mean(self.told);
        let agreement = (self.matched - self.missed) / (self.matched + self.missed + LITTLE);
        let similarity = f64::from(candidacy.candidate.similarity);
        let lead = mean(lead);
        Judged {
            candidacy: candidacy.clone(),
            score: Some(score),
            lead: Some(lead),
            coverage: Some(coverage),
            agreement: Some(agreement),
            confidence: model().confidence(&[
                score.max(0.0).ln_1p(),
                lead.ln_1p(),
                similarity,
                coverage,
                agreement,
            ]),
        }
    }
}

/// A logistic regression.
#[derive(Debug, PartialEq)]
struct Model {
    intercept: f64,
    weights: [f64; FEATURES.len()],
}

fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| Model::parse(TABLE).expect("the built-in table parses"))
}

impl Model {
    /// Reads `intercept TAB number`, then one line for each of [`FEATURES`]; lines that open with `#` are
    /// skipped.
    fn parse(text: &str) -> Result<Model, String> {
        let mut lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
        let mut next = |name: &str| {
            let (n, line) = lines.next().ok_or_else(|| format!("link.tsv: has no line for {name}"))?;
            let value = line.strip_prefix(name).and_then(|rest| rest.strip_prefix('\t')?.parse().ok());
            value.ok_or_else(|| format!("link.tsv:{}: \"{line}\" is not \"{name} TAB number\"", n + 1))
        };
        let mut model = Model { intercept: next("intercept")?, weights: [0.0; FEATURES.len()] };
        for (weight, name) in model.weights.iter_mut().zip(FEATURES) {
            *weight = next(name)?;
        }
        Ok(model)
    }

    fn confidence(&self, features: &[f64; FEATURES.len()]) -> f64 {
        let sum: f64 = self.weights.iter().zip(features).map(|(weight, feature)| weight * feature).sum();
        1.0 / (1.0 + (-(self.intercept + sum)).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidacy(report: u32, group: u32, gains: &[f64]) -> Candidacy {
        let told = gains.iter().filter(|&&gain| gain > 0.0).count() as f64;
        let support = Support { gains: gains.to_vec(), told, matched: 30.0, missed: 2.0, shared: Vec::new() };
        Candidacy { candidate: Candidate { report, similarity: 0.6 }, group, support: Some(support) }
    }

    #[test]
    fn the_built_in_table_parses_and_faults_name_their_line() {
        model();
        assert!(Model::parse("intercept\t1\nscore\tx\n").unwrap_err().contains(":2:"));
        assert!(Model::parse("# head\nintercept\t1\n").unwrap_err().contains("no line for score"));
    }

    #[test]
    fn a_report_leads_where_no_other_explains_the_sentence() {
        let judged = judge(vec![candidacy(0, 0, &[0.0, 0.0, 20.0]), candidacy(1, 1, &[30.0, 30.0, 20.0])]);
        assert_eq!(judged.iter().map(|one| one.candidacy.candidate.report).collect::<Vec<_>>(), [1, 0]);
        assert_eq!(judged.iter().map(|one| one.lead).collect::<Vec<_>>(), [Some(20.0), Some(0.0)]);
        assert!(judged[0].confidence > 0.9 && judged[1].confidence < 0.5, "{judged:?}");
    }

    #[test]
    fn the_best_few_are_aligned_and_of_near_duplicates_one_is_accepted() {
        let alike = |shares: &[f32]| {
            let candidates: Vec<_> =
                shares.iter().map(|&similarity| Candidate { report: 0, similarity }).collect();
            worth_aligning(&candidates)
        };
        assert_eq!([alike(&[]), alike(&[0.5, 0.3, 0.29]), alike(&[0.5; 5])], [0, 2, ALIGNED]);
        let judged = judge(vec![candidacy(3, 3, &[30.0; 4]), candidacy(7, 3, &[30.0; 4])]);
        assert_eq!(accepted(&judged, 0.5), [true, false]);
        assert_eq!(accepted(&judged, 1.1), [false, false]);
    }

    #[test]
    fn near_duplicates_do_not_take_each_others_lead() {
        let judged = judge(vec![candidacy(3, 3, &[30.0; 4]), candidacy(7, 3, &[30.0; 4])]);
        assert_eq!(judged.iter().map(|one| one.lead).collect::<Vec<_>>(), [Some(30.0), Some(30.0)]);
    }
}
