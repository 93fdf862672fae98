//! Pairs -> JSON lines with the `translation` feature of Hugging Face datasets: `{"translation": {"en": …,
//! "id": …}}`.

use std::io::{self, Write};

use super::{Format, Losses};
use crate::model::Pair;

/// Writer of `translation` objects.
#[derive(Default)]
pub struct Hf {
    losses: Losses,
}

impl Format for Hf {
    fn begin(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn pair(&mut self, out: &mut dyn Write, pair: &Pair) -> io::Result<()> {
        if self.losses.has_one_side(pair) {
            return Ok(());
        }
        out.write_all(b"{\"translation\": {\"en\": ")?;
        serde_json::to_writer(&mut *out, &pair.eng_text)?;
        out.write_all(b", \"id\": ")?;
        serde_json::to_writer(&mut *out, &pair.ind_text)?;
        out.write_all(b"}}\n")
    }

    fn end(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn losses(&self) -> Losses {
        self.losses
    }
}
