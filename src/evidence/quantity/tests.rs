//! Runs the case tables `tests/cases/quantities.*.txt` and names every line that fails.

use super::find;
use crate::evidence::token::tokenize;
use crate::lang::Pack;
use crate::model::{Evidence, Language};

fn read(text: &str, language: Language) -> Vec<Evidence> {
    let found = find(text, &tokenize(text), Pack::builtin(language));
    let mut end = 0;
    for evidence in &found {
        assert!(evidence.span.start >= end && !evidence.keys.is_empty(), "{text}: {found:?}");
        assert_eq!(evidence.span.of(text), evidence.surface, "{text}");
        end = evidence.span.end;
    }
    found
}

/// Evidence as the tables write it: `~` for an approximation, readings joined by `|`, pieces by `; `.
fn show(found: &[Evidence]) -> String {
    let one = |e: &Evidence| {
        let keys: Vec<&str> = e.keys.iter().map(|k| k.as_str()).collect();
        format!("{}{}", if e.approximate { "~" } else { "" }, keys.join("|"))
    };
    let all: Vec<String> = found.iter().map(one).collect();
    if all.is_empty() { "-".to_owned() } else { all.join("; ") }
}

fn cases(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#'))
        .map(|(n, l)| (n + 1, l))
}

fn run(file: &str, text: &str, language: Language) {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for (line, case) in cases(text) {
        count += 1;
        let (phrase, want) = case.split_once(" => ").unwrap_or_else(|| panic!("{file}:{line}: no ` => `"));
        let got = show(&read(phrase.trim(), language));
        if got != want.trim() {
            wrong.push(format!("{file}:{line}: {phrase}\n    want {want}\n    got  {got}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {count} wrong\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= 150, "{file} has {count} cases");
}

#[test]
fn indonesian_cases() {
    let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/quantities.ind.txt"));
    run("tests/cases/quantities.ind.txt", text, Language::Ind);
}

#[test]
fn english_cases() {
    let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/quantities.eng.txt"));
    run("tests/cases/quantities.eng.txt", text, Language::Eng);
}

#[test]
fn both_languages_give_one_key() {
    let file = "tests/cases/quantities.pairs.txt";
    let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/quantities.pairs.txt"));
    let preferred = |phrase: &str, language| -> Vec<String> {
        read(phrase.trim(), language).iter().map(|e| e.keys[0].to_string()).collect()
    };
    let mut wrong = Vec::new();
    for (line, case) in cases(text) {
        let (ind, eng) = case.split_once(" | ").unwrap_or_else(|| panic!("{file}:{line}: no ` | `"));
        let (a, b) = (preferred(ind, Language::Ind), preferred(eng, Language::Eng));
        if a.is_empty() || a != b {
            wrong.push(format!("{file}:{line}: {case}\n    {a:?}\n    {b:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn ugly_input_is_survived() {
    for text in [
        "",
        "Rp",
        "$",
        "5-",
        "-5",
        "1/2/3/4",
        "99999999999999999999999 juta juta",
        "ke-",
        "13/",
        "é’5’s–٣",
        "5 juta triliun triliun triliun triliun",
        "–5–",
        "07.",
        "half a",
        "a",
        "two and",
        "Juli.",
        "jam",
        "pukul setengah",
        "1990-",
        "\u{301}1",
    ] {
        for language in [Language::Ind, Language::Eng] {
            read(text, language);
        }
    }
}
