//! corpus/lexicon/ind-eng.tsv and corpus/tagger/ind.tsv -> the images that the library embeds (`src/lexicon/image.rs`,
//! `src/evidence/name/tagger/model.rs`).

#[path = "src/evidence/name/tagger/compile.rs"]
mod compile;
#[allow(dead_code)]
#[path = "src/lexicon/image.rs"]
mod image;
#[allow(dead_code)]
#[path = "src/evidence/name/tagger/model.rs"]
mod model;
#[allow(dead_code)]
#[path = "src/lexicon/table.rs"]
mod table;

use std::borrow::Cow;
use std::path::Path;

const SOURCE: &str = "corpus/lexicon/ind-eng.tsv";
const TAGGER: &str = "corpus/tagger/ind.tsv";
const CODE: [&str; 5] = [
    "src/lexicon/image.rs",
    "src/lexicon/table.rs",
    "src/evidence/name/tagger/compile.rs",
    "src/evidence/name/tagger/model.rs",
    "build.rs",
];

fn main() {
    for input in [SOURCE, TAGGER].iter().chain(&CODE) {
        println!("cargo::rerun-if-changed={input}");
    }
    for message in [lexicon(), tagger()].into_iter().filter_map(Result::err) {
        println!("cargo::error={message}");
    }
}

fn tagger() -> Result<(), String> {
    let text = std::fs::read_to_string(TAGGER).map_err(|error| format!("{TAGGER}: {error}"))?;
    let image = compile::build(&text).map_err(|(line, what)| format!("{TAGGER}:{line}: {what}"))?;
    write("tagger-ind.image", &image)
}

fn lexicon() -> Result<(), String> {
    let text = std::fs::read_to_string(SOURCE).map_err(|error| format!("{SOURCE}: {error}"))?;
    let table = table::Table::parse(&text, |form| Cow::Borrowed(form))
        .map_err(|fault| format!("{SOURCE}:{}: {}", fault.line, fault.what))?;
    let image = image::build(&table).ok_or(format!("{SOURCE}: too many entries"))?;
    write("ind-eng.image", &image)
}

fn write(name: &str, image: &[u8]) -> Result<(), String> {
    let folder = std::env::var("OUT_DIR").map_err(|error| format!("OUT_DIR: {error}"))?;
    std::fs::write(Path::new(&folder).join(name), image).map_err(|error| error.to_string())
}
