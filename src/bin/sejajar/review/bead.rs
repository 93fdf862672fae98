//! What an annotator's decisions make of the beads of a document.

use std::fmt;

use sejajar::model::Block;

/// Right or wrong, as an annotator sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Exactly these sentences belong together.
    Accept,
    /// They do not.
    Reject,
}

/// Where a bead stands in the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Nobody has decided.
    Unjudged,
    /// As the table has it, and right.
    Accepted,
    /// Wrong.
    Rejected,
    /// Made by the annotator.
    Edited,
}

/// Sentences that stand together, and what was decided of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Bead {
    /// The sentences. The position of an empty side only says where the bead stands in reading order.
    pub block: Block,
    /// The row of the table that has exactly these sentences.
    pub row: Option<usize>,
    /// The annotator put these sentences together.
    pub edited: bool,
    /// What was decided last.
    pub verdict: Option<Verdict>,
    /// Codes of what is wrong.
    pub codes: Vec<String>,
    /// A remark.
    pub note: String,
}

impl Bead {
    /// The bead of a row, undecided.
    pub fn of_row(row: usize, block: Block) -> Self {
        Bead { row: Some(row), ..Bead::new(block) }
    }

    fn new(block: Block) -> Self {
        Bead { block, row: None, edited: false, verdict: None, codes: Vec::new(), note: String::new() }
    }

    /// Where it stands in the work.
    pub fn status(&self) -> Status {
        match (self.verdict, self.edited, self.row) {
            (Some(Verdict::Reject), ..) => Status::Rejected,
            (_, true, None) => Status::Edited,
            (Some(Verdict::Accept), ..) | (_, true, Some(_)) => Status::Accepted,
            (None, false, _) => Status::Unjudged,
        }
    }
}

impl Status {
    /// Every status.
    pub const ALL: [Status; 4] = [Status::Unjudged, Status::Accepted, Status::Rejected, Status::Edited];

    /// Its name in tables and on the page.
    pub fn name(self) -> &'static str {
        match self {
            Status::Unjudged => "unjudged",
            Status::Accepted => "accepted",
            Status::Rejected => "rejected",
            Status::Edited => "edited",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The block with the position of an empty side left out: two beads of the same sentences have one.
pub fn key(block: Block) -> Block {
    let Block { i, a, j, b } = block;
    Block::new(if a == 0 { 0 } else { i }, a, if b == 0 { 0 } else { j }, b)
}

/// Puts exactly the sentences of `block` together, whatever beads they stood in; a block of one side takes each of its sentences
/// out of its bead. What remains of those beads stays together where it has both sides.
///
/// `rows` are the blocks of the table. Nothing is changed where it fails.
///
/// # Errors
/// A sentence that the table does not hold, and a bead of which two parts would remain.
pub fn link(
    beads: &mut Vec<Bead>,
    block: Block,
    row_of: impl Fn(Block) -> Option<usize>,
) -> Result<(), String> {
    if block.a + block.b == 0 {
        return Err("no sentence is chosen".to_owned());
    }
    let touched: Vec<usize> = (0..beads.len()).filter(|&n| shares(beads[n].block, block)).collect();
    let held = |side: fn(Block) -> std::ops::Range<usize>| {
        side(block).all(|at| touched.iter().any(|&n| side(beads[n].block).contains(&at)))
    };
    if !held(Block::ind) || !held(Block::eng) {
        return Err("the table does not hold every sentence of that bead".to_owned());
    }
    let mut made = pieces(block);
    for &n in &touched {
        made.extend(rest(beads[n].block, block)?);
    }
    let old: Vec<Bead> = touched.iter().rev().map(|&n| beads.remove(n)).collect();
    for (n, block) in made.into_iter().enumerate() {
        let mut bead = Bead { row: row_of(key(block)), edited: true, ..Bead::new(block) };
        if n == 0 {
            inherit(&mut bead, &old);
        }
        beads.push(bead);
    }
    beads.sort_by_key(|bead| order(bead.block));
    Ok(())
}

/// Reading order: by the article; sentences of the report alone stand before the sentence at which they fell.
fn order(block: Block) -> (usize, bool, usize) {
    (block.i, block.a > 0, block.j)
}

fn shares(x: Block, y: Block) -> bool {
    let meet = |x: std::ops::Range<usize>, y: std::ops::Range<usize>| x.start.max(y.start) < x.end.min(y.end);
    meet(x.ind(), y.ind()) || meet(x.eng(), y.eng())
}

/// A block with two sides as it is; the sentences of any other, one by one.
pub fn pieces(block: Block) -> Vec<Block> {
    if !block.is_null() {
        return vec![block];
    }
    let ind = block.ind().map(|i| Block::new(i, 1, block.j, 0));
    ind.chain(block.eng().map(|j| Block::new(block.i, 0, j, 1))).collect()
}

/// What remains of `bead` when the sentences of `taken` leave it.
fn rest(bead: Block, taken: Block) -> Result<Vec<Block>, String> {
    let (i, a) = remaining(bead.i, bead.a, taken.i, taken.a)?;
    let (j, b) = remaining(bead.j, bead.b, taken.j, taken.b)?;
    let i = if a == 0 { bead.i + bead.a } else { i };
    let j = if b == 0 { bead.j + bead.b } else { j };
    Ok(if a + b == 0 { Vec::new() } else { pieces(Block::new(i, a, j, b)) })
}

/// Start and length of `start..start + len` without `from..from + count`.
fn remaining(start: usize, len: usize, from: usize, count: usize) -> Result<(usize, usize), String> {
    let (first, last) = (from.max(start), (from + count).min(start + len));
    if first >= last {
        return Ok((start, len));
    }
    match (first - start, start + len - last) {
        (before, 0) => Ok((start, before)),
        (0, after) => Ok((last, after)),
        _ => Err(format!(
            "sentences {start} to {} would remain without those between them; sentences of a bead stand next to each other",
            start + len - 1
        )),
    }
}

/// Codes and remarks of the beads that a new one is made from are not lost.
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
    use super::*;

    fn beads(blocks: &[(usize, usize, usize, usize)]) -> Vec<Bead> {
        let row = |(n, &(i, a, j, b)): (usize, &_)| Bead::of_row(n, Block::new(i, a, j, b));
        blocks.iter().enumerate().map(row).collect()
    }

    fn blocks(beads: &[Bead]) -> Vec<(usize, usize, usize, usize)> {
        beads.iter().map(|bead| (bead.block.i, bead.block.a, bead.block.j, bead.block.b)).collect()
    }

    fn linked(
        mut list: Vec<Bead>,
        (i, a, j, b): (usize, usize, usize, usize),
    ) -> Vec<(usize, usize, usize, usize)> {
        link(&mut list, Block::new(i, a, j, b), |_| None).unwrap();
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

    #[test]
    fn no_bead_is_left_in_two_parts() {
        let mut list = beads(&[(0, 3, 0, 1)]);
        assert!(link(&mut list, Block::new(1, 1, 0, 1), |_| None).unwrap_err().contains("0 to 2"));
        assert_eq!(blocks(&list), [(0, 3, 0, 1)]);
        assert!(link(&mut list, Block::new(3, 1, 0, 0), |_| None).unwrap_err().contains("not hold"));
    }

    #[test]
    fn status_follows_the_last_word() {
        let mut list = beads(&[(0, 1, 0, 1), (1, 1, 1, 1)]);
        list[0].note = "see below".to_owned();
        assert_eq!(list[0].status(), Status::Unjudged);
        link(&mut list, Block::new(0, 2, 0, 2), |_| None).unwrap();
        assert_eq!((list[0].status(), list[0].note.as_str()), (Status::Edited, "see below"));
        list[0].verdict = Some(Verdict::Reject);
        assert_eq!(list[0].status(), Status::Rejected);
        link(&mut list, Block::new(0, 1, 0, 1), |block| (block.i == 0).then_some(0)).unwrap();
        assert_eq!((list[0].status(), list[1].status()), (Status::Accepted, Status::Edited));
    }
}
