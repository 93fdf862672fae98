//! An article and the report it was made from: one row per bead, with what both sides share.
use sejajar::{Aligner, Language};

fn main() -> sejajar::Result<()> {
    let aligner = Aligner::default();
    let article = aligner.read("quake", "Gempa 6,5 mengguncang Palu.".as_bytes(), Language::Ind)?;
    let report = aligner.read("quake", "A 6.5 quake shook Palu.".as_bytes(), Language::Eng)?;
    let rows = aligner.align(&article, &report)?;
    for row in &rows {
        println!("{} {:?} {}", row.align_type(), row.confidence, row.matched_numbers.join(";"));
    }
    assert_eq!(rows[0].matched_numbers, ["number:6.5"]);
    Ok(())
}
