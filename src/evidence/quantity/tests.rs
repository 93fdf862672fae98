//! Runs the case tables `tests/cases/quantities.*.txt` and lists every line that fails.

use jiff::civil::Date;

use super::Quantities;
use crate::evidence::quantity::Fixed;
use crate::evidence::token::{Numbers, Tokens};
use crate::lang::Pack;
use crate::model::{Evidence, Key, Language};

pub(super) fn read(text: &str, language: Language) -> Vec<Evidence> {
    read_on(text, language, None)
}

/// The quantities found in a text published on that day.
fn read_on(text: &str, language: Language, published: Option<Date>) -> Vec<Evidence> {
    let (texts, mut fixed) = ([text], Fixed::default());
    let tokens = Tokens::of(&texts, &mut Numbers::default());
    let found =
        Quantities::new(Pack::builtin(language), published, &mut fixed).find(tokens.sentences(&texts)[0]);
    let mut end = 0;
    for evidence in &found {
        assert!(evidence.span.start >= end && !evidence.keys.is_empty(), "{text}: {found:?}");
        assert_eq!(evidence.span.of(text), evidence.surface, "{text}");
        end = evidence.span.end;
    }
    found
}

/// Evidence as the tables write it: `~` for an approximation, readings joined by `|`, quantities by `; `.
fn show(found: &[Evidence]) -> String {
    let one = |e: &Evidence| {
        let keys: Vec<&str> = e.keys.iter().map(Key::as_str).collect();
        format!("{}{}", if e.approximate { "~" } else { "" }, keys.join("|"))
    };
    let all: Vec<String> = found.iter().map(one).collect();
    if all.is_empty() { "-".to_owned() } else { all.join("; ") }
}

pub(super) fn cases(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#'))
        .map(|(n, l)| (n + 1, l))
}

fn run(file: &str, text: &str, language: Language) {
    run_on(file, text, language, None, 150);
}

fn run_on(file: &str, text: &str, language: Language, published: Option<Date>, least: usize) {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for (line, case) in cases(text) {
        count += 1;
        let (phrase, want) = case.split_once(" => ").unwrap_or_else(|| panic!("{file}:{line}: no ` => `"));
        let got = show(&read_on(phrase.trim(), language, published));
        if got != want.trim() {
            wrong.push(format!("{file}:{line}: {phrase}\n    want {want}\n    got  {got}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {count} wrong\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= least, "{file} has {count} cases");
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

/// Days relative to the day of publication: Thursday, 14 September 2023.
#[test]
fn days_from_publication() {
    let thursday = Some(jiff::civil::date(2023, 9, 14));
    let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/published.ind.txt"));
    run_on("tests/cases/published.ind.txt", text, Language::Ind, thursday, 20);
    let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/published.eng.txt"));
    run_on("tests/cases/published.eng.txt", text, Language::Eng, thursday, 20);
}

/// A phrase of `phrases.*.txt` requires the preferred key of every quantity, and those further readings that
/// it lists.
fn phrases(file: &str, language: Language, text: &str, least: usize) {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for (line, case) in cases(text) {
        count += 1;
        let (phrase, want) = case.split_once(" =>").unwrap_or_else(|| panic!("{file}:{line}: no ` =>`"));
        let found = read(phrase.trim(), language);
        let wanted: Vec<&str> = want.split_whitespace().collect();
        let same = |keys: &str, e: &Evidence| {
            keys.split('|').next() == Some(e.keys[0].as_str())
                && keys.split('|').all(|key| e.keys.iter().any(|k| k.as_str() == key))
        };
        if wanted.len() != found.len() || !wanted.iter().zip(&found).all(|(keys, e)| same(keys, e)) {
            wrong.push(format!("{file}:{line}: {phrase}\n    want {want}\n    got  {}", show(&found)));
        }
    }
    assert!(wrong.is_empty(), "{} of {count} wrong\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= least, "{file} has {count} cases");
}

/// Runs tables of phrases: file, language, minimum number of cases.
macro_rules! phrases {
    ($file:literal, $language:ident, $least:literal) => {
        phrases(
            $file,
            Language::$language,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/", $file)),
            $least,
        )
    };
}

#[test]
fn indonesian_phrases() {
    phrases!("tests/cases/phrases.ind.txt", Ind, 125);
}

#[test]
fn english_phrases() {
    phrases!("tests/cases/phrases.eng.txt", Eng, 125);
}

/// Phrases that were not consulted during development: four per language failed when they were first run, and
/// were then fixed as classes (years of an era, halves of a scale, hours in words, decades with an epithet).
#[test]
fn indonesian_phrases_kept_back() {
    phrases!("tests/cases/phrases-unseen.ind.txt", Ind, 125);
}

#[test]
fn english_phrases_kept_back() {
    phrases!("tests/cases/phrases-unseen.eng.txt", Eng, 125);
}

#[test]
fn indonesian_phrases_by_class() {
    phrases!("tests/cases/phrases-classes.ind.txt", Ind, 125);
}

#[test]
fn english_phrases_by_class() {
    phrases!("tests/cases/phrases-classes.eng.txt", Eng, 126);
}

#[test]
fn both_languages_give_one_key() {
    let file = "tests/cases/quantities.pairs.txt";
    let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/quantities.pairs.txt"));
    let keys = |phrase: &str, language, all: bool| -> Vec<Vec<String>> {
        let readings =
            |e: &Evidence| e.keys.iter().take(if all { usize::MAX } else { 1 }).map(Key::to_string).collect();
        read(phrase.trim(), language).iter().map(readings).collect()
    };
    let mut wrong = Vec::new();
    for (line, case) in cases(text) {
        let (ind, eng) = case
            .split_once(" | ")
            .or_else(|| case.split_once(" ~ "))
            .unwrap_or_else(|| panic!("{file}:{line}: no ` | ` and no ` ~ `"));
        let all = !case.contains(" | ");
        let (a, b) = (keys(ind, Language::Ind, all), keys(eng, Language::Eng, all));
        let meet = |(a, b): (&Vec<String>, &Vec<String>)| a.iter().any(|key| b.contains(key));
        if a.is_empty() || a.len() != b.len() || !a.iter().zip(&b).all(meet) {
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

proptest::proptest! {
    /// `read` checks that quantities are ordered, disjoint and at their spans.
    #[test]
    fn any_text_gives_ordered_pieces(text in "([0-9]{1,4}|[-–.,:/$%() ]|juta|Rp|pukul|Juli|half|and|a|of|Mei|th|an|s|ke|satu|puluh|é|\u{2011}|PM){0,12}") {
        read(&text, Language::Ind);
        read(&text, Language::Eng);
    }

    /// Any number written by the conventions of both languages gives one key.
    #[test]
    fn both_conventions_give_one_key(value in 0u64..1_000_000_000_000) {
        let digits = value.to_string();
        let grouped = |sign: &str| {
            let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().filter_map(|g| std::str::from_utf8(g).ok()).collect();
            format!("Rp {}", groups.join(sign))
        };
        let (ind, eng) = (read(&grouped("."), Language::Ind), read(&grouped(","), Language::Eng));
        proptest::prop_assert_eq!(&ind[0].keys[0], &eng[0].keys[0]);
        let key = format!("money:IDR:{value}");
        proptest::prop_assert_eq!(ind[0].keys[0].as_str(), key.as_str());
    }
}

/// Relative days in different words are the same day, given the days on which article and report were
/// published; a weekday alone on both sides agrees with or without these.
#[test]
fn days_of_both_languages_meet() {
    let day = |n: i8| Some(jiff::civil::date(2023, 9, n));
    let meet = |ind: (&str, Option<Date>), eng: (&str, Option<Date>)| {
        let (a, b) = (read_on(ind.0, Language::Ind, ind.1), read_on(eng.0, Language::Eng, eng.1));
        a[0].keys.iter().any(|key| b[0].keys.contains(key))
    };
    assert!(meet(("pada Rabu", None), ("on Wednesday", None)));
    assert!(meet(("pada Rabu", day(14)), ("on Wednesday", None)));
    assert!(meet(("pada Rabu", day(20)), ("on Wednesday", day(13))));
    assert!(meet(("kemarin", day(14)), ("on Wednesday", day(14))));
    assert!(meet(("kemarin", day(14)), ("today", day(13))));
    assert!(meet(("Senin lalu", day(14)), ("three days ago", day(14))));
    assert!(meet(("pekan depan", day(14)), ("next week", day(12))));
    assert!(!meet(("kemarin", day(14)), ("on Thursday", day(14))));
    assert!(!meet(("pada Rabu", None), ("on Thursday", None)));
}
