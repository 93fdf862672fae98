//! Pairs -> JSON lines with the `translation` feature of Hugging Face datasets: `{"translation": {"en": …,
//! "id": …}}`.

use std::io::{self, Write};

use super::spec::{FileSpec, FormatSpec, Holds};
use super::{Format, Losses};
use crate::model::Pair;

/// Writer of `translation` objects.
#[derive(Default)]
struct Hf {
    losses: Losses,
}

impl Format for Hf {
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

    fn losses(&self) -> Losses {
        self.losses
    }
}

/// The `translation` objects of Hugging Face datasets.
pub const FORMAT: FormatSpec = FormatSpec {
    name: "hf",
    about: "Hugging Face datasets: {\"translation\": {\"en\": …, \"id\": …}} a line",
    holds: Holds::Pairs,
    files: &[FileSpec::whole("hf.jsonl", |_| Ok(Box::new(Hf::default())))],
    reader: None,
};
