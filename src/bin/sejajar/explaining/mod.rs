//! The reasons for the probability of a row, or of a pair of sentences -> text to read.

mod table;
mod text;
mod which;

use anyhow::Result;
use sejajar::aligner::{Document, Explanation};
use sejajar::model::{Language, LinkedUnits, Pair};
use sejajar::{Aligner, Error};

pub use table::{SentenceLink, SentenceLinks, sentence_links};
pub use which::Which;

/// An aligned pair of documents.
#[derive(Clone, Copy)]
pub struct Told<'t> {
    /// The article.
    pub ind: &'t Document,
    /// The report.
    pub eng: &'t Document,
    /// Their rows.
    pub rows: &'t [Pair],
    /// The aligner that aligned them.
    pub aligner: &'t Aligner,
    /// The reasons; absent if the lattice is the judge.
    pub explained: Option<&'t Explanation>,
}

impl Told<'_> {
    /// All requested explanations that concern this pair of documents, with their index in `asked`.
    ///
    /// # Errors
    /// Positions that the documents do not have.
    pub fn all(&self, asked: &[Which]) -> Result<Vec<(usize, String)>> {
        let found =
            asked.iter().enumerate().map(|(at, which)| Ok(self.explain(which)?.map(|text| (at, text))));
        found.filter_map(Result::transpose).collect()
    }

    /// The explanation of one row or of some sentences; absent if the pair has no such row.
    ///
    /// # Errors
    /// Positions that the documents do not have.
    fn explain(&self, which: &Which) -> Result<Option<String>> {
        let row = which.row(self.rows);
        let group = match (which, row) {
            (_, Some(row)) => &row.group,
            (Which::Row(_), None) => return Ok(None),
            (Which::Sentences(group), None) => group,
        };
        for (document, places, what) in [(self.ind, &group.ind, "article"), (self.eng, &group.eng, "report")]
        {
            let count = document.sentences.len();
            if let Some(at) = places.iter().find(|&at| at >= count) {
                let what = format!(
                    "--explain {which}: the {what} has {count} sentences, counted from 0; there is no sentence {at}"
                );
                return Err(Error::Option(what).into());
            }
        }
        Ok(Some(text::text(self, group, row)))
    }

    /// The evidence that each pair of sentences shares, with its nats: `name:moscow`, or words joined by `~`.
    fn shared(&self, pairs: &[(usize, usize)]) -> Vec<String> {
        let found = self.aligner.shared(self.ind, self.eng, pairs);
        let listed = |links: &Vec<LinkedUnits>| {
            let links = links.iter().map(|link| format!("{} {:.1}", link.units, link.weight));
            links.collect::<Vec<_>>().join(", ")
        };
        found.iter().map(listed).collect()
    }

    fn sentence(&self, language: Language, at: usize) -> &str {
        let document = if language == Language::Ind { self.ind } else { self.eng };
        &document.sentences[at].text
    }
}
