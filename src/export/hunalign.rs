//! Pairs -> beads with their texts as `hunalign -text` writes them: Indonesian, English, score, tabs between.
//!
//! hunalign puts `~~~` between the sentences of a side; a row of the table holds them joined by a space, and
//! so does a line here. The score is ours (nats); sentences without a partner have an empty side and 0.

use std::io::{self, Write};

use super::cell::figure;
use super::line::one_line;
use super::spec::{FileSpec, FormatSpec, Holds};
use super::{Format, Losses, Type};
use crate::model::Pair;

/// Writer of beads with their texts.
#[derive(Default)]
struct Hunalign {
    losses: Losses,
}

impl Format for Hunalign {
    fn pair(&mut self, out: &mut dyn Write, pair: &Pair) -> io::Result<()> {
        for text in [&pair.ind_text, &pair.eng_text] {
            write!(out, "{}\t", one_line(text, &mut self.losses.characters))?;
        }
        let score = pair.score.and_then(|score| figure(score, Type::Score));
        writeln!(out, "{}", score.as_deref().unwrap_or("0"))
    }

    fn losses(&self) -> Losses {
        self.losses
    }
}

/// Beads with their texts.
pub const FORMAT: FormatSpec = FormatSpec {
    name: "hunalign",
    about: "both texts and the score, tab separated, as hunalign -text writes them",
    holds: Holds::Rows,
    files: &[FileSpec::whole("hunalign.txt", |_| Ok(Box::new(Hunalign::default())))],
    reader: None,
};
