//! One decision of an annotator, as the log keeps it.

use sejajar::model::{Group, Places};

use super::bead::Verdict;
use super::codes;
use super::draft::Draft;
use super::table::Table;

/// Maximum number of characters of a note.
pub const LONGEST_NOTE: usize = 4_000;
/// Maximum number of characters of an annotator's name.
pub const LONGEST_NAME: usize = 64;

/// The kind of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Action {
    /// The bead is right.
    Accept,
    /// The bead is wrong.
    Reject,
    /// The annotator does not know.
    Unsure,
    /// Replaces the codes of the bead's errors.
    Code(Vec<String>),
    /// Replaces the note on the bead.
    Note(String),
    /// Beads become one.
    Merge,
    /// A part of a bead becomes a bead of its own.
    Split,
    /// Sentences are put together, whichever beads they were in.
    Relink,
    /// A sentence becomes two, the second of which begins at that character.
    Cut(usize),
    /// Two neighbouring sentences of one side become one.
    Join,
    /// The decision with that number is revoked, and those made in one step with it.
    Undo(i64),
    /// The decision with that number, which was revoked, is valid again.
    Redo(i64),
}

/// A decision that has no number yet.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Decision {
    /// The annotator.
    pub annotator: String,
    /// The article.
    pub article: String,
    /// The report.
    pub report: String,
    /// The bead; with `Merge`, `Split` and `Relink` the resulting one; with `Cut` and `Join` the sentences.
    pub group: Group,
    /// The action.
    pub action: Action,
}

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Entry {
    /// Its number.
    pub seq: i64,
    /// The time in UTC: `2024-03-01T09:30:00.123Z`.
    pub time: String,
    /// The number of the first decision of those that were made in one step; 0 for a decision by itself.
    pub batch: i64,
    /// The decision.
    pub decision: Decision,
}

impl Entry {
    /// The number by which the decision is undone: that of the first one of its step.
    pub fn step(&self) -> i64 {
        if self.batch == 0 { self.seq } else { self.batch }
    }
}

impl Action {
    /// Its name in the log.
    pub fn name(&self) -> &'static str {
        match self {
            Action::Accept => "accept",
            Action::Reject => "reject",
            Action::Unsure => "unsure",
            Action::Code(_) => "code",
            Action::Note(_) => "note",
            Action::Merge => "merge",
            Action::Split => "split",
            Action::Relink => "relink",
            Action::Cut(_) => "cut",
            Action::Join => "join",
            Action::Undo(_) => "undo",
            Action::Redo(_) => "redo",
        }
    }

    /// Its value in the log: codes joined by `;`, a note, the offset of a cut, the number of the decision
    /// that is undone or done again.
    pub fn value(&self) -> String {
        match self {
            Action::Code(codes) => codes.join(";"),
            Action::Note(note) => note.clone(),
            Action::Cut(offset) => offset.to_string(),
            Action::Undo(seq) | Action::Redo(seq) => seq.to_string(),
            _ => String::new(),
        }
    }

    /// The action with a name and a value.
    ///
    /// # Errors
    /// An invalid name or value.
    pub fn parse(name: &str, value: &str) -> Result<Self, String> {
        match name {
            "accept" => Ok(Action::Accept),
            "reject" => Ok(Action::Reject),
            "unsure" => Ok(Action::Unsure),
            "merge" => Ok(Action::Merge),
            "split" => Ok(Action::Split),
            "relink" => Ok(Action::Relink),
            "code" => codes::parse(value).map(Action::Code),
            "note" => note(value).map(Action::Note),
            "join" => Ok(Action::Join),
            "cut" => value.parse().map(Action::Cut).map_err(|_| format!("\"{value}\" is no offset of a cut")),
            "undo" => number(value).map(Action::Undo),
            "redo" => number(value).map(Action::Redo),
            _ => Err(format!(
                "\"{name}\" is not an action: accept, reject, unsure, code, note, merge, split, relink, cut, join, \
                 undo, redo"
            )),
        }
    }
}

fn number(value: &str) -> Result<i64, String> {
    value.parse().map_err(|_| format!("\"{value}\" is no decision's number"))
}

impl Decision {
    /// Applies the decision to its document; nothing is changed on failure.
    ///
    /// # Errors
    /// A bead that does not exist (any more), and those of [`Draft::link`], [`Draft::cut`] and
    /// [`Draft::join`].
    pub fn apply(&self, draft: &mut Draft, table: &Table, document: usize) -> Result<(), String> {
        match self.action {
            Action::Merge | Action::Split | Action::Relink => {
                return draft.link(table, document, &self.group);
            }
            Action::Cut(offset) => return draft.cut(table, document, &self.group, offset),
            Action::Join => return draft.join(table, document, &self.group),
            _ => {}
        }
        let bead = draft
            .beads
            .iter_mut()
            .find(|bead| bead.group.is_same(&self.group))
            .ok_or("that bead is no longer there: its sentences are in other beads now")?;
        match &self.action {
            Action::Accept => bead.verdict = Some(Verdict::Accept),
            Action::Reject => bead.verdict = Some(Verdict::Reject),
            Action::Unsure => bead.verdict = Some(Verdict::Unsure),
            Action::Code(codes) => bead.codes.clone_from(codes),
            Action::Note(note) => bead.note.clone_from(note),
            _ => {}
        }
        Ok(())
    }
}

/// Positions as stored in the log: `0;3`.
pub fn positions(places: &Places) -> String {
    places.iter().map(|at| at.to_string()).collect::<Vec<_>>().join(";")
}

/// The sentences from `start` to `end` that are in `list`; all of them if it is empty, as in logs of earlier
/// versions.
///
/// # Errors
/// An end before its start or beyond the maximum, and a list that is invalid or contradicts them.
pub fn places(start: usize, end: usize, list: &str) -> Result<Places, String> {
    /// Maximum number of sentences in a document.
    const MOST: usize = 1_000_000;
    if end < start {
        return Err(format!("a bead that ends at {end}, before its start {start}"));
    }
    if end > MOST {
        return Err(format!("a bead that ends at {end}: no article is so long"));
    }
    let items = list.split(';').map(str::trim).filter(|item| !item.is_empty());
    let positions = items.map(str::parse).collect::<Result<Vec<usize>, _>>();
    Places::within(
        start..end,
        positions.map_err(|_| format!("\"{list}\" is not a list of positions such as 0;3"))?,
    )
}

/// The name of an annotator, trimmed.
///
/// # Errors
/// A name that is empty, too long or contains control characters.
pub fn annotator(name: &str) -> Result<String, String> {
    let name = name.trim();
    match name.chars().count() {
        0 => Err("an annotator needs a name".to_owned()),
        1..=LONGEST_NAME if !name.contains(char::is_control) => Ok(name.to_owned()),
        _ => Err(format!("a name of an annotator has at most {LONGEST_NAME} characters, and no line breaks")),
    }
}

/// A note, trimmed, without control characters.
///
/// # Errors
/// A note that is too long.
pub fn note(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.chars().count() > LONGEST_NOTE {
        return Err(format!("a note has at most {LONGEST_NOTE} characters"));
    }
    let fine = |c: char| !c.is_control() || matches!(c, '\n' | '\t');
    Ok(text.chars().filter(|&c| fine(c)).collect())
}
