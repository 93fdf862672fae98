//! A row of the parallel table.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::{Block, Language, Meta, PairMeta};

/// Something about a row that a reader should look at.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
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
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pair {
    /// `p_` and 16 hexadecimal digits, a hash of the row's place and content.
    pub pair_id: String,
    /// Name of the Indonesian article.
    pub article_id: String,
    /// Name of the English report.
    pub report_id: String,
    /// Sentence positions.
    pub block: Block,
    /// The Indonesian sentences, joined by a space.
    pub ind_text: String,
    /// The English sentences, joined by a space.
    pub eng_text: String,
    /// Posterior probability of the bead.
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
    /// Keys only the Indonesian side holds.
    pub unmatched_ind: Vec<String>,
    /// Keys only the English side holds.
    pub unmatched_eng: Vec<String>,
    /// What does not agree.
    pub flags: Vec<Flag>,
    /// What the article and the report say of themselves; the rows of a pair of documents share it.
    pub meta: Option<Arc<PairMeta>>,
}

impl Pair {
    /// The bead's shape as the table writes it: `1-1`, `2-1`, `1-0`.
    pub fn align_type(&self) -> String {
        format!("{}-{}", self.block.a, self.block.b)
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
    pub fn sentences(&self, language: Language) -> Range<usize> {
        match language {
            Language::Ind => self.block.ind(),
            Language::Eng => self.block.eng(),
        }
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

/// The `pair_id` of a row: FNV-1a (64 bit) over the names, the positions and the texts.
///
/// Any other version of either text gives another id; the same input always the same one.
pub fn pair_id(article: &str, report: &str, block: Block, ind: &str, eng: &str) -> String {
    let place = format!("{} {} {} {}", block.i, block.a, block.j, block.b);
    const PRIME: u64 = 0x0100_0000_01b3;
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for part in [article, report, &place, ind, eng] {
        part.bytes().for_each(|byte| hash = (hash ^ u64::from(byte)).wrapping_mul(PRIME));
        // A zero behind each part changes no bit before it is multiplied.
        hash = hash.wrapping_mul(PRIME);
    }
    format!("p_{hash:016x}")
}
