//! An annotator's decisions -> the beads of a document.

use std::fmt;

use sejajar::model::{Group, Language, Places};

/// Right or wrong, as an annotator sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Exactly these sentences belong together.
    Accept,
    /// They do not.
    Reject,
    /// The annotator does not know.
    Unsure,
}

/// The state of a bead in the review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Without a decision.
    Unjudged,
    /// As in the table, and right.
    Accepted,
    /// Wrong.
    Rejected,
    /// Made by the annotator.
    Edited,
    /// Left open by the annotator, who does not know.
    Unsure,
}

/// Aligned sentences, and the decisions on them.
#[derive(Debug, Clone, PartialEq)]
pub struct Bead {
    /// The sentences. The position of an empty side only places the bead in reading order.
    pub group: Group,
    /// The row of the table that has exactly these sentences.
    pub row: Option<usize>,
    /// The annotator put these sentences together.
    pub edited: bool,
    /// The last verdict.
    pub verdict: Option<Verdict>,
    /// Codes of errors.
    pub codes: Vec<String>,
    /// A remark.
    pub note: String,
}

impl Bead {
    /// The bead of a row, without decisions.
    pub fn of_row(row: usize, group: Group) -> Self {
        Bead { row: Some(row), ..Bead::new(group) }
    }

    /// A bead that an annotator made from old ones, the last of which comes first, with their codes and
    /// notes.
    pub fn made(group: Group, row: Option<usize>, old: &[Bead]) -> Self {
        let mut bead = Bead { row, edited: true, ..Bead::new(group) };
        inherit(&mut bead, old);
        bead
    }

    fn new(group: Group) -> Self {
        Bead { group, row: None, edited: false, verdict: None, codes: Vec::new(), note: String::new() }
    }

    /// Its status.
    pub fn status(&self) -> Status {
        match (self.verdict, self.edited, self.row) {
            (Some(Verdict::Reject), ..) => Status::Rejected,
            (Some(Verdict::Unsure), ..) => Status::Unsure,
            (_, true, None) => Status::Edited,
            (Some(Verdict::Accept), ..) | (_, true, Some(_)) => Status::Accepted,
            (None, false, _) => Status::Unjudged,
        }
    }
}

impl Status {
    /// Every status.
    pub const ALL: [Status; 5] =
        [Status::Unjudged, Status::Accepted, Status::Rejected, Status::Edited, Status::Unsure];

    /// Its name in tables and on the page.
    pub fn name(self) -> &'static str {
        match self {
            Status::Unjudged => "unjudged",
            Status::Accepted => "accepted",
            Status::Rejected => "rejected",
            Status::Edited => "edited",
            Status::Unsure => "unsure",
        }
    }

    /// Whether a bead of this status still waits for a judgement.
    pub fn is_open(self) -> bool {
        matches!(self, Status::Unjudged | Status::Unsure)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The group without the position of an empty side, so that two beads of the same sentences have the same
/// key.
pub fn key(group: &Group) -> Group {
    let side = |places: &Places| if places.is_empty() { Places::none(0) } else { places.clone() };
    Group::new(side(&group.ind), side(&group.eng))
}

/// Makes a bead of exactly the sentences of `group`, whichever beads they were in; for a group of one side,
/// each of its sentences is removed from its bead. The rest of each bead stays together if it has both sides.
///
/// `row_of` looks up the rows of the table. Nothing is changed on failure.
///
/// # Errors
/// A sentence that the table does not contain.
pub fn link(
    beads: &mut Vec<Bead>,
    group: &Group,
    row_of: impl Fn(&Group) -> Option<usize>,
) -> Result<(), String> {
    if group.is_empty() {
        return Err("no sentence is chosen".to_owned());
    }
    let shares = |other: &Group| other.ind.meets(&group.ind) || other.eng.meets(&group.eng);
    let touched: Vec<usize> = (0..beads.len()).filter(|&n| shares(&beads[n].group)).collect();
    let held = |side: Language| {
        let holds = |at| touched.iter().any(|&n| beads[n].group.side(side).contains(at));
        group.side(side).iter().all(holds)
    };
    if !held(Language::Ind) || !held(Language::Eng) {
        return Err("the table does not hold every sentence of that bead".to_owned());
    }
    let mut made = group.clone().pieces();
    made.extend(touched.iter().flat_map(|&n| rest(&beads[n].group, group).pieces()));
    let old: Vec<Bead> = touched.iter().rev().map(|&n| beads.remove(n)).collect();
    for (n, group) in made.into_iter().enumerate() {
        let row = row_of(&key(&group));
        beads.push(Bead::made(group, row, if n == 0 { &old } else { &[] }));
    }
    beads.sort_by_key(|bead| bead.group.order());
    Ok(())
}

/// The rest of `bead` without the sentences of `taken`.
fn rest(bead: &Group, taken: &Group) -> Group {
    Group::new(bead.ind.without(&taken.ind), bead.eng.without(&taken.eng))
}

/// Takes over the codes and notes of the old beads.
fn inherit(bead: &mut Bead, old: &[Bead]) {
    for from in old.iter().rev() {
        for code in &from.codes {
            if !bead.codes.contains(code) {
                bead.codes.push(code.clone());
            }
        }
        if !from.note.is_empty() {
            let gap = if bead.note.is_empty() { "" } else { "\n" };
            bead.note = format!("{}{gap}{}", bead.note, from.note);
        }
    }
}

#[cfg(test)]
mod tests {
    use sejajar::model::Block;

    use super::*;

    fn beads(blocks: &[(usize, usize, usize, usize)]) -> Vec<Bead> {
        let row = |(n, &(i, a, j, b)): (usize, &_)| Bead::of_row(n, Block::new(i, a, j, b).into());
        blocks.iter().enumerate().map(row).collect()
    }

    fn blocks(beads: &[Bead]) -> Vec<(usize, usize, usize, usize)> {
        let block = |bead: &Bead| {
            let Block { i, a, j, b } = bead.group.block();
            assert!(bead.group.is_run(), "{}", bead.group);
            (i, a, j, b)
        };
        beads.iter().map(block).collect()
    }

    fn linked(
        mut list: Vec<Bead>,
        (i, a, j, b): (usize, usize, usize, usize),
    ) -> Vec<(usize, usize, usize, usize)> {
        link(&mut list, &Block::new(i, a, j, b).into(), |_| None).unwrap();
        blocks(&list)
    }

    #[test]
    fn merging_takes_whole_beads() {
        let list = beads(&[(0, 1, 0, 1), (1, 1, 1, 1), (2, 1, 2, 1)]);
        assert_eq!(linked(list, (0, 2, 0, 2)), [(0, 2, 0, 2), (2, 1, 2, 1)]);
    }

    #[test]
    fn splitting_leaves_the_rest() {
        assert_eq!(linked(beads(&[(0, 2, 0, 2)]), (0, 1, 0, 1)), [(0, 1, 0, 1), (1, 1, 1, 1)]);
        assert_eq!(linked(beads(&[(0, 2, 0, 1)]), (0, 1, 0, 1)), [(0, 1, 0, 1), (1, 1, 1, 0)]);
    }

    #[test]
    fn relinking_frees_the_old_partner() {
        let list = beads(&[(0, 1, 0, 1), (1, 1, 1, 1)]);
        assert_eq!(linked(list, (0, 1, 1, 1)), [(0, 1, 1, 1), (1, 0, 0, 1), (1, 1, 2, 0)]);
    }

    #[test]
    fn one_sided_blocks_are_sentences_alone() {
        assert_eq!(linked(beads(&[(0, 2, 0, 1)]), (0, 2, 0, 0)), [(0, 1, 0, 0), (1, 1, 0, 0), (2, 0, 0, 1)]);
    }

    fn names(beads: &[Bead]) -> Vec<String> {
        beads.iter().map(|bead| bead.group.to_string()).collect()
    }

    #[test]
    fn what_remains_of_a_bead_may_have_a_gap() {
        let mut list = beads(&[(0, 3, 0, 1)]);
        link(&mut list, &Block::new(1, 1, 0, 0).into(), |_| None).unwrap();
        assert_eq!(names(&list), ["[0, 2]:[0]", "[1]:[]"]);
        link(&mut list, &Block::new(0, 3, 0, 1).into(), |_| None).unwrap();
        assert_eq!(names(&list), ["[0, 1, 2]:[0]"]);
        assert!(link(&mut list, &Block::new(3, 1, 0, 0).into(), |_| None).unwrap_err().contains("not hold"));
    }

    #[test]
    fn distant_sentences_are_put_together() {
        let mut list = beads(&[(0, 1, 0, 1), (1, 1, 1, 1), (2, 0, 2, 1), (2, 1, 3, 1)]);
        let group = Group::new(Places::of(vec![0, 2]), Places::of(vec![0, 3]));
        link(&mut list, &group, |_| None).unwrap();
        assert_eq!(names(&list), ["[0, 2]:[0, 3]", "[1]:[1]", "[]:[2]"]);
        link(&mut list, &Group::new(Places::of(vec![2]), Places::of(vec![0])), |_| None).unwrap();
        assert_eq!(names(&list), ["[0]:[3]", "[1]:[1]", "[]:[2]", "[2]:[0]"]);
    }

    #[test]
    fn status_follows_the_last_word() {
        let mut list = beads(&[(0, 1, 0, 1), (1, 1, 1, 1)]);
        list[0].note = "see below".to_owned();
        assert_eq!(list[0].status(), Status::Unjudged);
        link(&mut list, &Block::new(0, 2, 0, 2).into(), |_| None).unwrap();
        assert_eq!((list[0].status(), list[0].note.as_str()), (Status::Edited, "see below"));
        list[0].verdict = Some(Verdict::Reject);
        assert_eq!(list[0].status(), Status::Rejected);
        link(&mut list, &Block::new(0, 1, 0, 1).into(), |group| group.ind.contains(0).then_some(0)).unwrap();
        assert_eq!((list[0].status(), list[1].status()), (Status::Accepted, Status::Edited));
    }
}
