//! A row of the parallel table.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::{Group, Language, Meta, PairMeta, Places, cut, fnv};

/// Something about a row that a reader should look at.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub struct Flag {
    /// What it is, such as `number-mismatch`.
    pub code: &'static str,
    /// What it is about, such as `date:2023-07-13`; may be empty.
    pub detail: String,
}

impl fmt::Display for Flag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.detail.as_str() {
            "" => f.write_str(self.code),
            detail => write!(f, "{}={detail}", self.code),
        }
    }
}

/// One bead with its texts, its scores and the evidence behind them: a row of the table.
///
/// Scores are in nats and absent (`None`) where the row has no other side to score.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[non_exhaustive]
pub struct Pair {
    /// `p_` and 16 hexadecimal digits, a hash of the row's place and content.
    pub pair_id: String,
    /// Name of the Indonesian article.
    pub article_id: String,
    /// Name of the English report.
    pub report_id: String,
    /// Sentence positions.
    pub group: Group,
    /// The Indonesian sentences, joined by a space.
    pub ind_text: String,
    /// The English sentences, joined by a space.
    pub eng_text: String,
    /// How sure the row is, 0 to 1: the share of such rows that are exactly right on documents with gold
    /// alignments, or the bare posterior where [`Options::uncalibrated`](crate::Options) asks for it.
    pub confidence: Option<f64>,
    /// The bead's whole score.
    pub score: Option<f64>,
    /// The part of names.
    pub name_score: Option<f64>,
    /// The part of numbers and dates.
    pub number_score: Option<f64>,
    /// The part of words.
    pub word_score: Option<f64>,
    /// The part of lengths.
    pub length_score: Option<f64>,
    /// Keys of the names on both sides.
    pub matched_names: Vec<String>,
    /// Keys of the numbers, dates and times on both sides.
    pub matched_numbers: Vec<String>,
    /// Keys of the Indonesian side only.
    pub unmatched_ind: Vec<String>,
    /// Keys of the English side only.
    pub unmatched_eng: Vec<String>,
    /// What does not agree.
    pub flags: Vec<Flag>,
    /// Where the second and further Indonesian sentences begin in the text, in characters; empty where that
    /// is not known.
    pub ind_cuts: Vec<usize>,
    /// The same of the English sentences.
    pub eng_cuts: Vec<usize>,
    /// The probability that both sides share content at all, 0 to 1.
    pub content_confidence: Option<f64>,
    /// The share of the Indonesian side that the English one explains.
    pub ind_coverage: Option<f64>,
    /// The share of the English side that the Indonesian one explains.
    pub eng_coverage: Option<f64>,
    /// What the article and the report say of themselves; the rows of a pair of documents share it.
    #[serde(serialize_with = "shared", skip_serializing_if = "Option::is_none")]
    pub meta: Option<Arc<PairMeta>>,
}

impl Pair {
    /// A row of an article and a report (by name) with the texts of both sides, and nothing said of scores.
    pub fn new([article, report]: [&str; 2], group: Group, [ind_text, eng_text]: [String; 2]) -> Self {
        Pair {
            pair_id: pair_id(article, report, &group, &ind_text, &eng_text),
            article_id: article.to_owned(),
            report_id: report.to_owned(),
            group,
            ind_text,
            eng_text,
            ..Pair::default()
        }
    }

    /// The bead's shape as the table writes it: `1-1`, `2-1`, `1-0`.
    pub fn align_type(&self) -> String {
        self.group.align_type()
    }

    /// The sentences of one side, joined by a space.
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::Ind => &self.ind_text,
            Language::Eng => &self.eng_text,
        }
    }

    /// The name of the article (Indonesian) or of the report (English).
    pub fn document(&self, language: Language) -> &str {
        match language {
            Language::Ind => &self.article_id,
            Language::Eng => &self.report_id,
        }
    }

    /// The positions of the sentences of one side.
    pub fn sentences(&self, language: Language) -> &Places {
        self.group.side(language)
    }

    /// The ranges in bytes of the sentences of one side in its text; `None` if the row does not know them.
    pub fn cut(&self, language: Language) -> Option<Vec<Range<usize>>> {
        let cuts = match language {
            Language::Ind => &self.ind_cuts,
            Language::Eng => &self.eng_cuts,
        };
        cut(self.text(language), cuts, self.sentences(language).len())
    }

    /// What the article (Indonesian) or the report (English) says of itself, where that is known.
    pub fn meta_of(&self, language: Language) -> Option<&Meta> {
        let meta = self.meta.as_deref()?;
        Some(match language {
            Language::Ind => &meta.article,
            Language::Eng => &meta.report,
        })
    }
}

/// Metadata that rows share, written out with each of them.
fn shared<S: Serializer>(meta: &Option<Arc<PairMeta>>, serializer: S) -> Result<S::Ok, S::Error> {
    meta.as_deref().serialize(serializer)
}

/// The `pair_id` of a row: a hash of the names, the positions and the texts, with a zero behind each.
///
/// Any other version of either text gives another id; the same input always gives the same one.
pub fn pair_id(article: &str, report: &str, group: &Group, ind: &str, eng: &str) -> String {
    let place = group.place();
    let parts = [article, report, &place, ind, eng];
    format!("p_{:016x}", fnv(parts.into_iter().flat_map(|part| part.bytes().chain([0]))))
}

#[cfg(test)]
mod tests {
    use super::super::{Block, Places};
    use super::*;

    #[test]
    fn rows_of_neighbours_keep_their_ids() {
        let run = Group::from(Block::new(3, 2, 4, 1));
        assert_eq!(pair_id("a", "r", &run, "Dua. Tiga.", "Two."), "p_ad682c3f1f55a7c9");
        let with_gap = Group::new(Places::of(vec![3, 5]), Places::run(4..5));
        let (one, other) = (pair_id("a", "r", &with_gap, "x", "y"), Group::from(with_gap.block()));
        assert_ne!(one, pair_id("a", "r", &other, "x", "y"));
    }
}
