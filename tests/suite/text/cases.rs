//! Cases in `tests/cases`: every line is checked, and every failure named by file and line.

use sejajar::clean::clean;
use sejajar::lang::Pack;
use sejajar::model::Language;
use sejajar::read::{self, ReadOptions};
use sejajar::split::{SplitOptions, split};

/// The lines of a case file that are no comment, with their numbers.
fn cases(file: &str) -> Vec<(usize, String)> {
    let path = format!("{}/tests/cases/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap();
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .map(|(n, line)| (n + 1, line.to_owned()))
        .collect()
}

fn report(file: &str, checked: usize, failures: &[String]) {
    assert!(failures.is_empty(), "{} of {checked} cases fail\n{}", failures.len(), failures.join("\n"));
    assert!(checked >= 100, "tests/cases/{file}: only {checked} cases");
}

fn check_split(name: &str, language: Language) {
    let file = format!("{name}.{language}.txt");
    let cases = cases(&file);
    let mut failures = Vec::new();
    for (line, case) in &cases {
        let case = case.replace("\\t", "\t");
        let text = case.replace(" | ", " ").replace('|', "");
        let wanted: Vec<&str> = case.split('|').map(str::trim).collect();
        let article = read::text("case", text.as_bytes(), &ReadOptions::default()).unwrap();
        let sentences = split(&article, Pack::builtin(language), SplitOptions::default());
        let found: Vec<&str> = sentences.iter().map(|s| s.span.of(&article.content)).collect();
        if found != wanted {
            failures.push(format!("tests/cases/{file}:{line}: {}", found.join(" | ")));
        }
    }
    report(&file, cases.len(), &failures);
}

#[test]
fn split_ind() {
    check_split("split", Language::Ind);
}

#[test]
fn split_eng() {
    check_split("split", Language::Eng);
}

#[test]
fn split_hard_ind() {
    check_split("split-hard", Language::Ind);
}

#[test]
fn split_hard_eng() {
    check_split("split-hard", Language::Eng);
}

/// What became of a line between two paragraphs: `drop REASON`, `keep`, or something that no case asks for.
fn fate(line: &str, title: &str, language: Language) -> String {
    let prose = "The first paragraph says enough about the onions to be one, and a little more.";
    let text = format!("{title}\n\n{prose}\n\n{line}\n\n{prose}\n");
    let article = read::text("case", text.as_bytes(), &ReadOptions::default()).unwrap();
    assert_eq!(article.paragraphs.len(), 4, "{text}");
    let cleaned = clean(article, Pack::builtin(language));
    match (cleaned.dropped.as_slice(), cleaned.paragraphs.len()) {
        ([], 4) => "keep".to_owned(),
        ([dropped], 3) if dropped.span.of(&cleaned.content) == line => format!("drop {}", dropped.reason),
        _ => format!("{:?}", cleaned.dropped),
    }
}

fn check_clean(language: Language, title: &str) {
    let file = format!("clean.{language}.txt");
    let cases = cases(&file);
    let mut failures = Vec::new();
    for (number, case) in &cases {
        let (wanted, line) =
            case.split_once(": ").unwrap_or_else(|| panic!("tests/cases/{file}:{number}: no \": \""));
        let line = line.replace("\\t", "\t");
        let found = fate(&line, title, language);
        if found != wanted {
            failures.push(format!("tests/cases/{file}:{number}: {found}: {line}"));
        }
    }
    report(&file, cases.len(), &failures);
}

#[test]
fn clean_ind() {
    check_clean(Language::Ind, "Panen Bawang Melimpah di Lereng Gunung");
}

#[test]
fn clean_eng() {
    check_clean(Language::Eng, "Onion harvest breaks records in the hills");
}
