//! Pairs -> one side of a pair of files, line beside line, as Moses and most trainers of translation read
//! them.

use std::io::{self, Write};

use super::line::one_line;
use super::{Format, Losses};
use crate::model::{Language, Pair};

/// Writer of one side.
pub struct Moses {
    language: Language,
    losses: Losses,
}

impl Moses {
    /// The writer of the side in `language`.
    pub fn new(language: Language) -> Self {
        Moses { language, losses: Losses::default() }
    }
}

impl Format for Moses {
    fn begin(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn pair(&mut self, out: &mut dyn Write, pair: &Pair) -> io::Result<()> {
        if self.losses.has_one_side(pair) {
            return Ok(());
        }
        writeln!(out, "{}", one_line(pair.text(self.language), &mut self.losses.characters))
    }

    fn end(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn losses(&self) -> Losses {
        self.losses
    }
}
