//! Pairs -> one side of a pair of files, line beside line, as Moses and most trainers of translation read
//! them.

use std::io::{self, Write};

use super::line::one_line;
use super::spec::{FileSpec, FormatSpec, Holds};
use super::{Format, Losses};
use crate::model::{Language, Pair};

/// Writer of one side.
struct Moses {
    language: Language,
    losses: Losses,
}

impl Moses {
    fn new(language: Language) -> Self {
        Moses { language, losses: Losses::default() }
    }
}

impl Format for Moses {
    fn pair(&mut self, out: &mut dyn Write, pair: &Pair) -> io::Result<()> {
        if self.losses.has_one_side(pair) {
            return Ok(());
        }
        writeln!(out, "{}", one_line(pair.text(self.language), &mut self.losses.characters))
    }

    fn losses(&self) -> Losses {
        self.losses
    }
}

/// Two files, line beside line.
pub const FORMAT: FormatSpec = FormatSpec {
    name: "moses",
    about: "two files, PREFIX.ind and PREFIX.eng, line beside line",
    holds: Holds::Pairs,
    files: &[
        FileSpec::whole("ind", |_| Ok(Box::new(Moses::new(Language::Ind)))),
        FileSpec::whole("eng", |_| Ok(Box::new(Moses::new(Language::Eng)))),
    ],
    reader: None,
};
