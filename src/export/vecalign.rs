//! Pairs -> beads as Vecalign writes them: `[0]:[0, 1]:2.350`, positions only, `[3]:[]:0` for an unaligned
//! sentence.
//!
//! The score is ours (nats, higher is better), not Vecalign's cost; its scorer ignores it.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::cell::figure;
use super::spec::{FileSpec, FormatSpec, Holds};
use super::{Format, Type};
use crate::model::{Group, Pair};

/// Writer of Vecalign beads.
#[derive(Default)]
struct Vecalign {
    line: String,
}

impl Format for Vecalign {
    fn pair(&mut self, out: &mut dyn Write, pair: &Pair) -> io::Result<()> {
        self.line.clear();
        if pair.group.is_null() {
            // One line a sentence, whatever the bead's size: that is what `[3]:[]` means to every reader of
            // the format.
            pair.group.clone().pieces().iter().for_each(|alone| bead(&mut self.line, alone, "0"));
        } else {
            let score = pair.score.and_then(|score| figure(score, Type::Score));
            bead(&mut self.line, &pair.group, score.as_deref().unwrap_or("0"));
        }
        out.write_all(self.line.as_bytes())
    }
}

fn bead(line: &mut String, group: &Group, score: &str) {
    let _ = writeln!(line, "{group}:{score}"); // a string takes everything
}

/// Beads as Vecalign writes them.
pub const FORMAT: FormatSpec = FormatSpec {
    name: "vecalign",
    about: "sentence positions only, `[0]:[0, 1]:SCORE`, one file per document pair",
    holds: Holds::Rows,
    files: &[FileSpec::of_document("", "align", |_| Ok(Box::new(Vecalign::default())))],
    reader: None,
};
