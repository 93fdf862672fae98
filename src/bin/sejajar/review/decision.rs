//! One decision of an annotator, as the log keeps it.

use sejajar::model::{Group, Places};

use super::bead::{Bead, Verdict, link};
use super::codes;

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
    /// The decision with that number is revoked.
    Undo(i64),
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
    /// The bead; with `Merge`, `Split` and `Relink` the resulting one.
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
    /// The decision.
    pub decision: Decision,
}

impl Action {
    /// Its name in the log.
    pub fn name(&self) -> &'static str {
        match self {
            Action::Accept => "accept",
            Action::Reject => "reject",
            Action::Code(_) => "code",
            Action::Note(_) => "note",
            Action::Merge => "merge",
            Action::Split => "split",
            Action::Relink => "relink",
            Action::Undo(_) => "undo",
        }
    }

    /// Its value in the log: codes joined by `;`, a note, the number of the decision undone.
    pub fn value(&self) -> String {
        match self {
            Action::Code(codes) => codes.join(";"),
            Action::Note(note) => note.clone(),
            Action::Undo(seq) => seq.to_string(),
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
            "merge" => Ok(Action::Merge),
            "split" => Ok(Action::Split),
            "relink" => Ok(Action::Relink),
            "code" => codes::parse(value).map(Action::Code),
            "note" => note(value).map(Action::Note),
            "undo" => {
                value.parse().map(Action::Undo).map_err(|_| format!("\"{value}\" is no decision's number"))
            }
            _ => Err(format!(
                "\"{name}\" is not an action: accept, reject, code, note, merge, split, relink, undo"
            )),
        }
    }
}

impl Decision {
    /// Applies the decision to the beads of its document; nothing is changed on failure.
    ///
    /// # Errors
    /// A bead that does not exist (any more), and those of [`link`].
    pub fn apply(
        &self,
        beads: &mut Vec<Bead>,
        row_of: impl Fn(&Group) -> Option<usize>,
    ) -> Result<(), String> {
        if matches!(self.action, Action::Merge | Action::Split | Action::Relink) {
            return link(beads, &self.group, row_of);
        }
        let bead = beads
            .iter_mut()
            .find(|bead| bead.group.is_same(&self.group))
            .ok_or("that bead is no longer there: its sentences are in other beads now")?;
        match &self.action {
            Action::Accept => bead.verdict = Some(Verdict::Accept),
            Action::Reject => bead.verdict = Some(Verdict::Reject),
            Action::Code(codes) => bead.codes.clone_from(codes),
            Action::Note(note) => bead.note.clone_from(note),
            Action::Merge | Action::Split | Action::Relink | Action::Undo(_) => {}
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
