//! corpus/lexicon/ind-eng.tsv -> the image that the library embeds (`src/lexicon/image.rs`).

#[allow(dead_code)]
#[path = "src/lexicon/image.rs"]
mod image;
#[allow(dead_code)]
#[path = "src/lexicon/table.rs"]
mod table;

use std::borrow::Cow;
use std::path::Path;

const SOURCE: &str = "corpus/lexicon/ind-eng.tsv";

fn main() {
    for input in [SOURCE, "src/lexicon/image.rs", "src/lexicon/table.rs", "build.rs"] {
        println!("cargo::rerun-if-changed={input}");
    }
    if let Err(message) = compile() {
        println!("cargo::error={message}");
    }
}

fn compile() -> Result<(), String> {
    let text = std::fs::read_to_string(SOURCE).map_err(|error| format!("{SOURCE}: {error}"))?;
    let table = table::Table::parse(&text, |form| Cow::Borrowed(form))
        .map_err(|fault| format!("{SOURCE}:{}: {}", fault.line, fault.what))?;
    let image = image::build(&table).ok_or(format!("{SOURCE}: too many entries"))?;
    let folder = std::env::var("OUT_DIR").map_err(|error| format!("OUT_DIR: {error}"))?;
    std::fs::write(Path::new(&folder).join("ind-eng.image"), image).map_err(|error| error.to_string())
}
