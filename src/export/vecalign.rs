//! Pairs -> beads as Vecalign writes them: `[0]:[0, 1]:2.350`, positions only, `[3]:[]:0` for an unaligned sentence.
//!
//! The score is ours (nats, higher is better), not Vecalign's cost; its scorer ignores it.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::ops::Range;

use super::Format;
use super::cell::figure;
use super::column::Type;
use crate::model::Pair;

/// Writer of Vecalign beads.
#[derive(Default)]
pub struct Vecalign {
    line: String,
}

impl Format for Vecalign {
    fn begin(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn pair(&mut self, out: &mut dyn Write, pair: &Pair) -> io::Result<()> {
        self.line.clear();
        let block = pair.block;
        if block.is_null() {
            // One line a sentence, whatever the bead's size: that is what `[3]:[]` means to every reader of the format.
            block.ind().for_each(|i| bead(&mut self.line, i..i + 1, 0..0, "0"));
            block.eng().for_each(|j| bead(&mut self.line, 0..0, j..j + 1, "0"));
        } else {
            let score = pair.score.and_then(|score| figure(score, Type::Score));
            bead(&mut self.line, block.ind(), block.eng(), score.as_deref().unwrap_or("0"));
        }
        out.write_all(self.line.as_bytes())
    }

    fn end(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

fn bead(line: &mut String, ind: Range<usize>, eng: Range<usize>, score: &str) {
    positions(line, ind);
    line.push(':');
    positions(line, eng);
    line.push(':');
    line.push_str(score);
    line.push('\n');
}

fn positions(line: &mut String, range: Range<usize>) {
    let start = range.start;
    line.push('[');
    for n in range {
        let comma = if n > start { ", " } else { "" };
        write!(line, "{comma}{n}").expect("a string takes everything");
    }
    line.push(']');
}
