//! A file of judgements on links and beads -> what they add to the log odds of each, by pair of documents.

mod judges;
mod row;
mod rows;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::path::Path;

use rustc_hash::FxHashMap;

use crate::error::{Error, Result};
use crate::model::{Decided, DecidedBead, DecidedLink, Group, Places, Sentence, Sides, join};
use crate::read;

use judges::Judges;
use row::{Answer, Judged, Row};

/// Judgements of people, crowds or programs on the links and beads of documents, to be set as
/// [`Options::decisions`](crate::Options).
///
/// The log odds of a link gain log(a / (1 - a)) from a judge who is right with probability a, which is
/// estimated from the agreement with certain answers, with other judges and with the model; answers without
/// a judge are certain.
///
/// ```
/// use sejajar::{Aligner, Decisions, Language, Options};
///
/// let answers = b"article_id,report_id,ind,eng,answer\na,r,0,1,yes\n";
/// let mut options = Options::default();
/// options.decisions = Some(Decisions::parse("answers.csv", answers)?.into());
/// let aligner = Aligner::default().with_options(options);
/// let article = aligner.read("a", b"Ia menolak.", Language::Ind)?;
/// let report = aligner.read("r", b"It rained. The mayor said no.", Language::Eng)?;
/// assert!(aligner.align(&article, &report)?.iter().any(|row| row.eng_text == "The mayor said no."));
/// # Ok::<(), sejajar::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Decisions {
    name: String,
    rows: Vec<Row>,
    /// The rows of each article.
    of: FxHashMap<String, Vec<usize>>,
    judges: Judges,
}

/// The log odds by which an accepted bead speaks against links that leave it, and a rejected pair of
/// sentences against its link: minor parts may be shared all the same.
const AGAINST: f64 = 3.0;

/// The log odds by which the answer `part` speaks against more than a minor part.
const PART: f64 = 2.0;

impl Decisions {
    /// Reads a file; see [`Decisions::parse`].
    ///
    /// # Errors
    /// [`Error::Io`], and those of [`Decisions::parse`].
    pub fn read(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        Decisions::parse(&path.display().to_string(), &read::bytes(path)?)
    }

    /// Reads a table (cells separated by commas, semicolons or tabs, or JSON lines); `name` is what messages
    /// call it. Rows without an answer are passed over.
    ///
    /// # Errors
    /// [`Error::Line`] for a missing column, an invalid cell, and a certain answer that contradicts another.
    pub fn parse(name: &str, bytes: &[u8]) -> Result<Self> {
        let rows = rows::rows(name, bytes)?;
        row::consistent(name, &rows)?;
        let judges = Judges::estimated(&rows);
        let mut of: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (at, row) in rows.iter().enumerate() {
            of.entry(row.article.clone()).or_default().push(at);
        }
        Ok(Decisions { name: name.to_owned(), rows, of, judges })
    }

    /// The number of judgements.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Every judge with the number of their answers on links and the estimated probability that one is right,
    /// sorted by name.
    pub fn judges(&self) -> Vec<(&str, usize, f64)> {
        self.judges.all()
    }

    /// For each pair of documents that has judgements, the names and the line of the first one; the name of
    /// the report is empty where the file gives none.
    pub fn documents(&self) -> Vec<(&str, &str, usize)> {
        let mut seen = rustc_hash::FxHashSet::default();
        let rows = self.rows.iter().filter(|row| seen.insert((&row.article, &row.report)));
        rows.map(|row| (row.article.as_str(), row.report.as_str(), row.line)).collect()
    }

    /// A message for each pair of documents that has judgements and is not among the pairs (article, report)
    /// that were `met`.
    pub fn unmet(&self, met: &HashSet<[String; 2]>) -> Vec<String> {
        let is_met = |article: &str, report: &str| {
            met.iter().any(|names| names[0] == article && (report.is_empty() || names[1] == report))
        };
        let unmet = self.documents().into_iter().filter(|(article, report, _)| !is_met(article, report));
        let told = unmet.map(|(article, report, line)| {
            let pair =
                if report.is_empty() { String::new() } else { format!(" with the report \"{report}\"") };
            format!(
                "{}:{line}: no article \"{article}\"{pair} was aligned; its judgements are not used",
                self.name
            )
        });
        told.collect()
    }

    fn rows_of<'d>(&'d self, names: [&'d str; 2]) -> impl Iterator<Item = &'d Row> {
        let rows = self.of.get(names[0]).into_iter().flatten().map(|&at| &self.rows[at]);
        rows.filter(move |row| row.report.is_empty() || row.report == names[1])
    }

    /// A message for each judgement on these documents (article, report) that is about another text.
    pub fn outdated(&self, names: [&str; 2], sentences: Sides<&[Sentence]>) -> Vec<String> {
        let rows = self.rows_of(names).filter(|row| row.fits(&sentences) && !is_same(row, &sentences));
        let told = |row: &Row| {
            let (place, what) = (format!("{}:{}", self.name, row.line), row.place());
            format!(
                "{place}: the text of {what} of \"{}\" is another now; the judgement is ignored",
                row.article
            )
        };
        rows.map(told).collect()
    }

    /// What the judgements on two documents add to log odds. Judgements on other texts are left out.
    ///
    /// # Errors
    /// [`Error::Line`] for a sentence that the documents do not have.
    pub fn of(&self, names: [&str; 2], sentences: Sides<&[Sentence]>) -> Result<Decided> {
        let mut odds = Odds { size: Sides::new(sentences.ind.len(), sentences.eng.len()), ..Odds::default() };
        for row in self.rows_of(names) {
            if !row.fits(&sentences) {
                let what = format!(
                    "{} of \"{}\" does not exist: {} sentences in the article, {} in the report (from 0)",
                    row.place(),
                    row.article,
                    sentences.ind.len(),
                    sentences.eng.len(),
                );
                return Err(Error::line(&self.name, row.line, what));
            }
            if is_same(row, &sentences) {
                odds.add(row, self.judges.weight(row));
            }
        }
        Ok(odds.decided())
    }
}

/// Whether the texts that a row gives, if any, are those of its sentences; space does not count.
fn is_same(row: &Row, sentences: &Sides<&[Sentence]>) -> bool {
    let group = row.judged.group();
    let same = |told: &str, places: &Places, all: &[Sentence]| {
        let text = join(places.iter().map(|at| all[at].text.as_str())).0;
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        told.is_empty() || bare(told.trim_start_matches('\'')) == bare(text.trim_start_matches('\''))
    };
    same(&row.texts.ind, &group.ind, sentences.ind) && same(&row.texts.eng, &group.eng, sentences.eng)
}

/// Log odds of links and beads, as rows add to them.
#[derive(Default)]
struct Odds {
    size: Sides<usize>,
    decided: Decided,
}

impl Odds {
    fn add(&mut self, row: &Row, weight: f64) {
        match &row.judged {
            Judged::Link(ind, eng) => {
                let (content, sure) = match row.answer {
                    Answer::Yes => (weight, weight),
                    Answer::Part => (weight, -weight.min(PART)),
                    Answer::No => (-weight, -weight),
                };
                let link = self.decided.link_mut(*ind, *eng);
                (link.content, link.sure) = (sum(link.content, content), sum(link.sure, sure));
            }
            Judged::Bead(group) => {
                let odds = if row.answer == Answer::No { -weight } else { weight };
                match self.decided.beads.iter_mut().find(|bead| bead.group.is_same(group)) {
                    Some(bead) => bead.odds = sum(bead.odds, odds),
                    None => self.decided.beads.push(DecidedBead { group: group.clone(), odds }),
                }
            }
        }
    }

    /// A judgement on a link that a bead implies, unless the link was judged itself.
    fn implied(&mut self, ind: usize, eng: usize, odds: f64) {
        if self.decided.link(ind, eng).is_none() {
            *self.decided.link_mut(ind, eng) = DecidedLink { ind, eng, content: odds, sure: odds };
        }
    }

    /// With what beads imply for links.
    fn decided(mut self) -> Decided {
        for bead in self.decided.beads.clone() {
            let Group { ind, eng } = &bead.group;
            let bound = bead.odds.clamp(-AGAINST, AGAINST);
            if bead.odds > 0.0 {
                for i in ind.iter() {
                    (0..self.size.eng).filter(|&j| !eng.contains(j)).for_each(|j| self.implied(i, j, -bound));
                }
                for j in eng.iter() {
                    (0..self.size.ind).filter(|&i| !ind.contains(i)).for_each(|i| self.implied(i, j, -bound));
                }
            }
            // Of several sentences on both sides it is unknown which are linked; a larger bead may be wrong
            // and its links right.
            if ind.len().min(eng.len()) == 1 && (bead.odds > 0.0 || ind.len() == eng.len()) {
                let pairs = ind.iter().flat_map(|i| eng.iter().map(move |j| (i, j)));
                pairs.for_each(|(i, j)| self.implied(i, j, bound));
            }
        }
        self.decided
    }
}

/// The sum of log odds, of which certain ones win.
fn sum(x: f64, y: f64) -> f64 {
    if x.is_infinite() { x } else { x + y }
}
