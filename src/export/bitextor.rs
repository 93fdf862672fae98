//! Pairs -> the table that Bitextor writes and its filters read: `src` is Indonesian, `trg` English.
//!
//! Tab separated without quoting; the address of a document where it is known, else its name. The score is
//! ours (nats).

use std::io::{self, Write};

use super::cell::figure;
use super::line::one_line;
use super::spec::{FileSpec, FormatSpec, Holds};
use super::{Format, Losses, Type};
use crate::model::{Language, Pair};

/// Writer of Bitextor's table.
#[derive(Default)]
struct Bitextor {
    losses: Losses,
}

impl Format for Bitextor {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"src_url\ttrg_url\tsrc_text\ttrg_text\taligner_score\n")
    }

    fn pair(&mut self, out: &mut dyn Write, pair: &Pair) -> io::Result<()> {
        if self.losses.has_one_side(pair) {
            return Ok(());
        }
        let dropped = &mut self.losses.characters;
        let sides = [Language::Ind, Language::Eng];
        for place in
            sides.map(|side| pair.meta_of(side).and_then(|m| m.url.as_deref()).unwrap_or(pair.document(side)))
        {
            write!(out, "{}\t", one_line(place, dropped))?;
        }
        for text in sides.map(|side| pair.text(side)) {
            write!(out, "{}\t", one_line(text, dropped))?;
        }
        writeln!(out, "{}", pair.score.and_then(|score| figure(score, Type::Score)).unwrap_or_default())
    }

    fn losses(&self) -> Losses {
        self.losses
    }
}

/// The table of Bitextor.
pub const FORMAT: FormatSpec = FormatSpec {
    name: "bitextor",
    about: "table of Bitextor: src_url, trg_url, src_text, trg_text, aligner_score; tab separated",
    holds: Holds::Pairs,
    files: &[FileSpec::whole("bitextor.tsv", |_| Ok(Box::new(Bitextor::default())))],
    reader: None,
};
