//! corpus/lexicon/ind-eng.tsv and corpus/tagger/ind.tsv -> the images that the library embeds
//! (`src/lexicon/image.rs`, `src/evidence/name/tagger/model.rs`); and a hash of every table, by which
//! `src/versions.rs` identifies it.

#[path = "src/evidence/name/tagger/compile.rs"]
mod compile;
#[allow(dead_code)]
#[path = "src/model/hash.rs"]
mod hash;
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
use std::path::{Path, PathBuf};

const SOURCE: &str = "corpus/lexicon/ind-eng.tsv";
const TAGGER: &str = "corpus/tagger/ind.tsv";
/// Tables by the variable that carries their hash; a folder stands for all its lists.
const VERSIONS: [(&str, &[&str]); 6] = [
    ("SEJAJAR_LEXICON", &[SOURCE]),
    ("SEJAJAR_PACK_IND", &["corpus/packs/ind", "corpus/packs/page.txt"]),
    ("SEJAJAR_PACK_ENG", &["corpus/packs/eng", "corpus/packs/page.txt"]),
    ("SEJAJAR_TAGGER", &[TAGGER]),
    ("SEJAJAR_CALIBRATION", &["corpus/calibration/confidence.tsv", "corpus/calibration/link.tsv"]),
    ("SEJAJAR_LINKS", &["corpus/links/weights.tsv", "corpus/links/weights-vectors.tsv"]),
];
const CODE: [&str; 6] = [
    "src/model/hash.rs",
    "src/lexicon/image.rs",
    "src/lexicon/table.rs",
    "src/evidence/name/tagger/compile.rs",
    "src/evidence/name/tagger/model.rs",
    "build.rs",
];

fn main() {
    for input in VERSIONS.iter().flat_map(|(_, tables)| *tables).chain(&CODE) {
        println!("cargo::rerun-if-changed={input}");
    }
    // Without the feature none of the data under CC BY-SA is built in.
    let lexicon = if with_lexicon() { lexicon() } else { Ok(()) };
    for message in [lexicon, tagger(), versions()].into_iter().filter_map(Result::err) {
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

fn with_lexicon() -> bool {
    std::env::var_os("CARGO_FEATURE_LEXICON").is_some()
}

fn write(name: &str, image: &[u8]) -> Result<(), String> {
    let folder = std::env::var("OUT_DIR").map_err(|error| format!("OUT_DIR: {error}"))?;
    std::fs::write(Path::new(&folder).join(name), image).map_err(|error| error.to_string())
}

fn versions() -> Result<(), String> {
    for (variable, tables) in VERSIONS {
        let mut bytes = Vec::new();
        for table in tables {
            for file in lists(Path::new(table))? {
                bytes.extend(std::fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?);
            }
        }
        // A checkout with Windows line endings counts as the same table.
        let hash = hash::fnv(bytes.into_iter().filter(|byte| *byte != b'\r'));
        let is_absent = variable == "SEJAJAR_LEXICON" && !with_lexicon();
        let version = if is_absent { "none".to_owned() } else { format!("{:012x}", hash >> 16) };
        println!("cargo::rustc-env={variable}={version}");
    }
    Ok(())
}

/// The files of a folder by name, or the file itself.
fn lists(path: &Path) -> Result<Vec<PathBuf>, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", path.display());
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = std::fs::read_dir(path).map_err(failed)?;
    let mut files =
        entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>().map_err(failed)?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    Ok(files)
}
