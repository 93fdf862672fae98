//! Pairs -> JSON lines for Hugging Face datasets: ids, shape, confidence and flags beside the feature
//! `translation`, `{"en": …, "id": …}`; and the card of a dataset in a folder.

use std::io::{self, Write};

use super::spec::{FileSpec, FormatSpec, Holds};
use super::{Column, Format, Losses, columns, jsonl};
use crate::model::Pair;

/// The columns of the native table beside `translation`: they name the pair and say how far to trust it.
const BESIDE: [&str; 6] = ["pair_id", "article_id", "report_id", "align_type", "confidence", "flags"];

/// Writer of these objects.
#[derive(Default)]
struct Hf {
    losses: Losses,
}

impl Format for Hf {
    fn pair(&mut self, out: &mut dyn Write, pair: &Pair) -> io::Result<()> {
        if self.losses.has_one_side(pair) {
            return Ok(());
        }
        out.write_all(b"{")?;
        for column in beside() {
            write!(out, "\"{}\": ", column.name)?;
            jsonl::value(&mut *out, &(column.get)(pair), column.kind)?;
            out.write_all(b", ")?;
        }
        out.write_all(b"\"translation\": {\"en\": ")?;
        serde_json::to_writer(&mut *out, &pair.eng_text)?;
        out.write_all(b", \"id\": ")?;
        serde_json::to_writer(&mut *out, &pair.ind_text)?;
        out.write_all(b"}}\n")
    }

    fn losses(&self) -> Losses {
        self.losses
    }
}

fn beside() -> impl Iterator<Item = &'static Column> {
    columns(false).filter(|column| BESIDE.contains(&column.name))
}

/// The parts of a dataset in a folder, each with the number of its rows; the only part may be without a name.
pub type CardParts<'p> = [(Option<&'p str>, usize)];

/// The dataset card, README.md: a header in YAML that the hub reads, and a description to complete.
pub fn card(parts: &CardParts<'_>) -> String {
    let rows: usize = parts.iter().map(|(_, rows)| rows).sum();
    let files = parts.iter().map(|(part, _)| match part {
        Some(part) => format!("  - split: {part}\n    path: {part}/*.hf.jsonl\n"),
        None => "  - split: train\n    path: \"*.hf.jsonl\"\n".to_owned(),
    });
    let columns = beside().map(|column| format!("| `{}` | {} |\n", column.name, column.description));
    format!(
        "---\nlanguage:\n- id\n- en\ntask_categories:\n- translation\nsize_categories:\n- {size}\n\
         license: unknown # name the licence of the texts before you publish them\n\
         configs:\n- config_name: default\n  data_files:\n{files}---\n\n\
         # Indonesian articles and the English reports they were made from\n\n\
         {rows} pairs of sentences or runs of sentences, aligned by sejajar {version}. \
         Say here where the texts come from.\n\n\
         | column | content |\n|---|---|\n{columns}\
         | `translation` | the two texts: `id` from the article, `en` from the report |\n",
        size = size(rows),
        files = files.collect::<String>(),
        version = env!("CARGO_PKG_VERSION"),
        columns = columns.collect::<String>(),
    )
}

/// The category of the hub for this number of rows.
fn size(rows: usize) -> &'static str {
    match rows {
        0..1_000 => "n<1K",
        1_000..10_000 => "1K<n<10K",
        10_000..100_000 => "10K<n<100K",
        100_000..1_000_000 => "100K<n<1M",
        1_000_000..10_000_000 => "1M<n<10M",
        10_000_000..100_000_000 => "10M<n<100M",
        _ => "n>100M",
    }
}

/// The objects of Hugging Face datasets.
pub const FORMAT: FormatSpec = FormatSpec {
    name: "hf",
    about: "Hugging Face datasets: one {…, \"translation\": {\"en\": …, \"id\": …}} per line",
    holds: Holds::Pairs,
    files: &[FileSpec::whole("hf.jsonl", |_| Ok(Box::new(Hf::default())))],
    reader: None,
};
