//! Pairs of one document -> hunalign's ladder: a rung `ind TAB eng TAB score` where a bead begins, and one
//! behind the last.
//!
//! A ladder only climbs, and has no gaps. Beads flagged `moved`, any other that steps back, and those whose
//! sentences are not neighbours are left out and counted; their sentences stand alone in it, one a rung, as
//! all that have no partner do.

use std::io::{self, Write};

use super::cell::figure;
use super::spec::{FileSpec, FormatSpec, Holds};
use super::{Format, Losses, Type};
use crate::model::{Block, Pair};

/// Writer of ladders.
#[derive(Default)]
struct Ladder {
    beads: Vec<(Block, Option<f64>)>,
    /// How many sentences of each side are known of.
    length: [usize; 2],
    losses: Losses,
}

impl Format for Ladder {
    fn pair(&mut self, _out: &mut dyn Write, pair: &Pair) -> io::Result<()> {
        let block = pair.group.block();
        if block.a > 0 {
            self.length[0] = self.length[0].max(block.ind().end);
        }
        if block.b > 0 {
            self.length[1] = self.length[1].max(block.eng().end);
        }
        match pair.flags.iter().any(|flag| flag.code == "moved") {
            _ if block.is_null() => {}
            _ if !pair.group.is_run() => self.losses.gaps += 1,
            true => self.losses.moved += 1,
            false => self.beads.push((block, pair.score)),
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.beads.sort_by_key(|(block, _)| *block);
        let mut at = [0, 0];
        for (block, score) in std::mem::take(&mut self.beads) {
            if block.i < at[0] || block.j < at[1] {
                self.losses.moved += 1;
                continue;
            }
            alone(out, &mut at, [block.i, block.j])?;
            let score = score.and_then(|score| figure(score, Type::Score));
            rung(out, at, score.as_deref().unwrap_or("0"))?;
            at = [block.ind().end, block.eng().end];
        }
        alone(out, &mut at, self.length)?;
        rung(out, at, "0")
    }

    fn losses(&self) -> Losses {
        self.losses
    }
}

/// A rung for each sentence from `at` up to `end`, first those of the article.
fn alone(out: &mut dyn Write, at: &mut [usize; 2], end: [usize; 2]) -> io::Result<()> {
    for side in 0..2 {
        while at[side] < end[side] {
            rung(out, *at, "0")?;
            at[side] += 1;
        }
    }
    Ok(())
}

fn rung(out: &mut dyn Write, at: [usize; 2], score: &str) -> io::Result<()> {
    writeln!(out, "{}\t{}\t{score}", at[0], at[1])
}

/// hunalign's ladder of positions.
pub const FORMAT: FormatSpec = FormatSpec {
    name: "ladder",
    about: "hunalign's ladder: sentence positions only, one file per document pair",
    holds: Holds::Rows,
    files: &[FileSpec::of_document("", "ladder", |_| Ok(Box::new(Ladder::default())))],
    reader: None,
};
