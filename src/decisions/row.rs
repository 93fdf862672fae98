//! The cells of a row -> one judgement.

use rustc_hash::FxHashMap;

use crate::error::{Error, Result};
use crate::model::{Group, Places, Sentence, Sides};

/// A judgement.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// Its line in the file.
    pub line: usize,
    pub article: String,
    /// Empty where the file gives none.
    pub report: String,
    pub judged: Judged,
    pub answer: Answer,
    /// Who gave the answer; empty for a certain one.
    pub judge: String,
    /// The probability that the answer is right, if the judge gives it.
    pub right: Option<f64>,
    /// The probability that the model gave the link when it was asked about.
    pub model: Option<f64>,
    /// The texts that were judged; may be empty.
    pub texts: Sides<String>,
}

/// The object of a judgement.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Judged {
    /// Whether two sentences share substance.
    Link(usize, usize),
    /// Whether sentences are exactly a bead.
    Bead(Group),
}

/// The answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    Yes,
    /// A minor part is shared.
    Part,
    No,
}

/// The judge whose answers are certain, as those without a judge are.
pub(super) const GOLD: &str = "gold";

/// The names of a column, the first of which messages use.
pub(super) const ANSWER: [&str; 3] = ["answer", "status", "verdict"];
const JUDGE: [&str; 2] = ["judge", "annotator"];

/// The cells of a row by column.
pub(super) type Cells = FxHashMap<String, String>;

fn cell<'c>(cells: &'c Cells, names: &[&str]) -> &'c str {
    names.iter().find_map(|name| cells.get(*name)).map_or("", |text| text.trim())
}

impl Row {
    /// A judgement; none if the row has no answer.
    pub(super) fn of(line: usize, cells: &Cells) -> Result<Option<Row>, String> {
        let Some(answer) = answer(cells)? else { return Ok(None) };
        let article = cell(cells, &["article_id"]).to_owned();
        if article.is_empty() {
            return Err("article_id: the cell is empty".to_owned());
        }
        // In the table of links, `probability` is that of the model.
        let of_links = cells.contains_key("sure_probability");
        let [right, model] = if of_links { ["", "probability"] } else { ["probability", "model"] };
        let right = probability(cells, right)?;
        if let Some(p) = right.filter(|p| *p < 0.5) {
            return Err(format!(
                "probability: {p} is that of an answer which is more likely wrong: use .5 to 1"
            ));
        }
        let judge = Some(cell(cells, &JUDGE)).filter(|name| *name != GOLD).unwrap_or_default();
        Ok(Some(Row {
            line,
            article,
            report: cell(cells, &["report_id"]).to_owned(),
            judged: judged(cells)?,
            answer,
            judge: judge.to_owned(),
            right,
            model: probability(cells, model)?,
            texts: Sides::new("ind_text", "eng_text").map(|name| cell(cells, &[name]).to_owned()),
        }))
    }

    /// Whether the answer holds without doubt.
    pub(super) fn is_certain(&self) -> bool {
        self.judge.is_empty() && self.right.is_none()
    }

    /// Whether documents have its sentences.
    pub(super) fn fits(&self, sentences: &Sides<&[Sentence]>) -> bool {
        let group = self.judged.group();
        group.ind.iter().all(|at| at < sentences.ind.len())
            && group.eng.iter().all(|at| at < sentences.eng.len())
    }

    /// Its sentences in messages: `[3]:[4, 5]`.
    pub(super) fn place(&self) -> String {
        self.judged.group().to_string()
    }
}

impl Judged {
    /// Its sentences.
    pub(super) fn group(&self) -> Group {
        match self {
            Judged::Link(i, j) => Group::new(Places::of(vec![*i]), Places::of(vec![*j])),
            Judged::Bead(group) => group.clone(),
        }
    }
}

/// The answer of a row; a bead that the annotator made is right, one that they broke up is wrong.
fn answer(cells: &Cells) -> Result<Option<Answer>, String> {
    let text = cell(cells, &ANSWER).to_lowercase();
    Ok(Some(match text.as_str() {
        "" | "unjudged" | "skip" | "unsure" => return Ok(None),
        "yes" | "y" | "1" | "right" | "accepted" | "accept" => Answer::Yes,
        "part" | "partly" => Answer::Part,
        "no" | "n" | "0" | "wrong" | "rejected" | "reject" => Answer::No,
        "edited" if cell(cells, &["confidence"]).is_empty() => Answer::Yes,
        "edited" => Answer::No,
        _ => {
            return Err(format!(
                "{}: \"{text}\" is none of yes, part, no, accepted, rejected, edited, unjudged",
                named(cells)
            ));
        }
    }))
}

fn named(cells: &Cells) -> &'static str {
    ANSWER.into_iter().find(|name| cells.contains_key(*name)).unwrap_or(ANSWER[0])
}

/// The sentences of a row: those of a link in `ind` and `eng`, or those of a bead.
fn judged(cells: &Cells) -> Result<Judged, String> {
    let (ind, eng) = (cell(cells, &["ind"]), cell(cells, &["eng"]));
    if !ind.is_empty() || !eng.is_empty() {
        return Ok(Judged::Link(position("ind", ind)?, position("eng", eng)?));
    }
    let side = |name: &str| {
        let text = cell(cells, &[name]);
        let items = text.split(';').map(str::trim).filter(|item| !item.is_empty());
        Ok::<_, String>(Places::of(items.map(|item| position(name, item)).collect::<Result<_, _>>()?))
    };
    let group = Group::new(side("ind_sentences")?, side("eng_sentences")?);
    if group.is_empty() {
        return Err("no sentence: a link has its positions in ind and eng, a bead in ind_sentences and \
                    eng_sentences"
            .to_owned());
    }
    Ok(Judged::Bead(group))
}

fn position(column: &str, text: &str) -> Result<usize, String> {
    text.parse()
        .map_err(|_| format!("{column}: \"{text}\" is not the position of a sentence, counted from 0"))
}

fn probability(cells: &Cells, name: &str) -> Result<Option<f64>, String> {
    let text = cell(cells, &[name]);
    if text.is_empty() {
        return Ok(None);
    }
    let number = text.parse::<f64>().ok().filter(|p| (0.0..=1.0).contains(p));
    number.map(Some).ok_or_else(|| format!("{name}: \"{text}\" is not a probability, 0 to 1"))
}

/// Fails if two certain judgements contradict each other.
pub(super) fn consistent(name: &str, rows: &[Row]) -> Result<()> {
    let mut known: FxHashMap<(&str, &str, &Judged), &Row> = FxHashMap::default();
    for row in rows.iter().filter(|row| row.is_certain()) {
        let before = known.insert((&row.article, &row.report, &row.judged), row);
        if let Some(before) = before.filter(|before| before.answer != row.answer) {
            let what = format!(
                "{} of \"{}\" has another answer in line {}; give the judge of each answer, or one answer",
                row.place(),
                row.article,
                before.line
            );
            return Err(Error::line(name, row.line, what));
        }
    }
    Ok(())
}
