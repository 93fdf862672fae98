//! Links to ask about -> questions in words, as rows of a table.

use serde::Serialize;

use super::{Aligner, Document};
use crate::align::links::Question;
use crate::error::Result;

/// A question about two sentences, with those around them: a row of the table of `sejajar ask`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Asked {
    /// The article and both positions: `quake:3:1`.
    pub id: String,
    /// The name of the article.
    pub article_id: String,
    /// The name of the report.
    pub report_id: String,
    /// The Indonesian sentence, counted from 0.
    pub ind: usize,
    /// The English sentence, counted from 0.
    pub eng: usize,
    /// The question in words.
    pub question: &'static str,
    /// The possible answers, separated by semicolons.
    pub answers: &'static str,
    /// The Indonesian sentence before, if there is one.
    pub ind_before: String,
    /// The Indonesian sentence.
    pub ind_text: String,
    /// The Indonesian sentence after, if there is one.
    pub ind_after: String,
    /// The English sentence before, if there is one.
    pub eng_before: String,
    /// The English sentence.
    pub eng_text: String,
    /// The English sentence after, if there is one.
    pub eng_after: String,
    /// The probability that the model gives the link.
    pub model: f64,
    /// The bits of certainty that an answer is expected to bring.
    pub gain: f64,
    /// Empty, for the answer.
    pub answer: &'static str,
    /// Empty, for the name of who answers.
    pub judge: &'static str,
    /// The gain with all of its digits.
    #[serde(skip)]
    exact: f64,
}

/// The question in words.
const WORDS: &str =
    "Does ind_text report anything that eng_text says? yes; part: only a minor part or an echo; no";

impl Asked {
    /// The names of the fields, in order. Answers go into the last two.
    pub const FIELDS: [&str; 17] = [
        "id",
        "article_id",
        "report_id",
        "ind",
        "eng",
        "question",
        "answers",
        "ind_before",
        "ind_text",
        "ind_after",
        "eng_before",
        "eng_text",
        "eng_after",
        "model",
        "gain",
        "answer",
        "judge",
    ];

    fn new(question: &Question, article: &Document, report: &Document) -> Self {
        let &Question { ind, eng, probability, gain, .. } = question;
        let text = |side: &Document, at: Option<usize>| {
            at.and_then(|at| side.sentences.get(at)).map(|sentence| sentence.text.clone()).unwrap_or_default()
        };
        let [article_id, report_id] = [article, report].map(|side| side.text.name.clone());
        let rounded = |x: f64| (x * 1e4).round() / 1e4;
        Asked {
            id: format!("{article_id}:{ind}:{eng}"),
            article_id,
            report_id,
            ind,
            eng,
            question: WORDS,
            answers: "yes;part;no",
            ind_before: text(article, ind.checked_sub(1)),
            ind_text: text(article, Some(ind)),
            ind_after: text(article, Some(ind + 1)),
            eng_before: text(report, eng.checked_sub(1)),
            eng_text: text(report, Some(eng)),
            eng_after: text(report, Some(eng + 1)),
            model: rounded(probability),
            gain: rounded(gain),
            answer: "",
            judge: "",
            exact: gain,
        }
    }
}

/// The number of questions about many pairs of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// About all pairs together: those that decide most.
    InAll(usize),
    /// About each pair.
    PerArticle(usize),
}

/// At most so many questions about one pair of documents, if the number is that of all.
const MOST: usize = 100;

impl Wanted {
    /// The number of those about one pair.
    fn of_pair(self) -> usize {
        match self {
            Wanted::InAll(most) => most.min(MOST),
            Wanted::PerArticle(most) => most,
        }
    }

    /// Keeps those with the largest gains, in their order.
    pub fn choose(self, asked: &mut Vec<Asked>) {
        let Wanted::InAll(most) = self else { return };
        let mut gains: Vec<f64> = asked.iter().map(|asked| asked.exact).collect();
        gains.sort_by(|x, y| y.total_cmp(x));
        if let Some(&least) = most.checked_sub(1).and_then(|last| gains.get(last)) {
            asked.retain(|asked| asked.exact >= least);
            asked.truncate(most);
        }
    }
}

impl Aligner {
    /// The questions about two documents in words, from among which [`Wanted::choose`] chooses.
    ///
    /// # Errors
    /// Those of [`Aligner::questions`].
    pub fn ask(&self, article: &Document, report: &Document, wanted: Wanted) -> Result<Vec<Asked>> {
        let questions = self.questions(article, report, wanted.of_pair())?;
        Ok(questions.iter().map(|question| Asked::new(question, article, report)).collect())
    }
}
