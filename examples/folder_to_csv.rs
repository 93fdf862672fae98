//! A folder of pairs (NAME.ind.txt beside NAME.eng.txt) -> one table.
use std::path::Path;

use sejajar::{Aligner, ExportOptions, FormatName, Language, folder_pairs, write_file};

fn main() -> sejajar::Result<()> {
    let aligner = Aligner::default();
    let mut rows = Vec::new();
    for files in folder_pairs(Path::new("pairs"))? {
        // A file without its partner is an error of its own; here it ends the run.
        let files = files?;
        let article = aligner.read_file(&files.article, Language::Ind)?;
        let report = aligner.read_file(&files.report, Language::Eng)?;
        rows.extend(aligner.align(&article, &report)?);
    }
    // The table appears whole or not at all; an existing one is kept unless the last argument is true.
    write_file(Path::new("pairs.csv"), FormatName::CSV, &rows, &ExportOptions::default(), false)
}
