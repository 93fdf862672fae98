//! Flags of rows: cases by hand, and what changed facts are found.

use sejajar::audit::Severity;
use sejajar::lexicon::Lexicon;
use sejajar::model::{Block, Pair};
use sejajar::{Options, pipeline};

/// Flags of a row that is no beginning of a document.
fn flags(ind: &str, eng: &str) -> Vec<String> {
    let row = |i, ind: &str, eng: &str| Pair {
        block: Block::new(i, 1, i, 1),
        ind_text: ind.to_owned(),
        eng_text: eng.to_owned(),
        ..Pair::default()
    };
    let mut options = Options::default();
    options.flags.least = Severity::Notice;
    let rows = [row(0, "Berita utama hari ini.", "The main news of today."), row(1, ind, eng)];
    let inspected = pipeline::inspect(&rows, &Lexicon::builtin(), &options);
    let about_the_row = |code: &str| !matches!(code, "length" | "low-margin" | "low-confidence");
    let flags = inspected[1].flags.iter().filter(|flag| about_the_row(flag.code));
    flags.map(ToString::to_string).collect()
}

#[test]
fn cases_of_flags() {
    let text = include_str!("../cases/flags.txt");
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let mut wrong = Vec::new();
    while let Some((at, row)) = lines.next() {
        let (ind, eng) = row.split_once(" || ").unwrap_or_else(|| panic!("flags.txt:{}: no ||", at + 1));
        let (_, wanted) = lines.next().unwrap_or_else(|| panic!("flags.txt:{}: no flags below", at + 1));
        let found = flags(ind, eng).join(";");
        let found = if found.is_empty() { "-".to_owned() } else { found };
        if found != wanted {
            wrong.push(format!("flags.txt:{}: {row}\n  found  {found}\n  wanted {wanted}", at + 1));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
