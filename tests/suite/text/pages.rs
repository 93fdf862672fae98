//! Web pages: our own of every structure against their expected content, and the development data if present.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use sejajar::clean::clean;
use sejajar::lang::Pack;
use sejajar::model::{Language, SourceText};
use sejajar::read::{self, ReadOptions};

use crate::data::{data, root};

fn cleaned(path: &Path, language: Language) -> SourceText {
    let bytes = fs::read(path).unwrap();
    let article = read::text(&path.display().to_string(), &bytes, &ReadOptions::default()).unwrap();
    clean(article, Pack::builtin(language))
}

/// An article in the form of the expected texts: metadata, a blank line, the paragraphs.
fn shown(article: &SourceText) -> String {
    let meta = &article.meta;
    let date = meta.published.map(|date| date.to_string());
    let lines = [
        ("title", &meta.title),
        ("date", &date),
        ("outlet", &meta.outlet),
        ("byline", &meta.byline),
        ("url", &meta.url),
        ("dateline", &meta.dateline),
    ];
    let mut out = String::new();
    for (name, value) in lines {
        if let Some(value) = value {
            writeln!(out, "{name}: {value}").unwrap();
        }
    }
    for note in &article.notes {
        writeln!(out, "note: {}", note.code).unwrap();
    }
    for paragraph in &article.paragraphs {
        write!(out, "\n{}\n", paragraph.span.of(&article.content)).unwrap();
    }
    out
}

#[test]
fn our_pages_give_what_they_hold() {
    let mut seen = 0;
    let mut wrong = String::new();
    let mut paths: Vec<_> =
        fs::read_dir(root().join("tests/pages")).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|ending| ending == "html")) {
        let english = path.to_string_lossy().ends_with(".eng.html");
        let article = cleaned(path, if english { Language::Eng } else { Language::Ind });
        let wanted = fs::read_to_string(path.with_extension("txt")).unwrap();
        let found = shown(&article);
        if found != wanted {
            write!(wrong, "\n=== {}\n{found}--- wanted\n{wanted}", path.display()).unwrap();
        }
        seen += 1;
    }
    assert!(seen >= 10, "only {seen} pages");
    assert!(wrong.is_empty(), "{wrong}");
}

/// Twice the words in common over the words of both.
fn f1(found: &str, wanted: &str) -> f64 {
    let words = |text: &str| {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            *counts.entry(word.to_owned()).or_default() += 1;
        }
        counts
    };
    let (found, wanted) = (words(found), words(wanted));
    let common: usize = found.iter().map(|(word, n)| (*n).min(wanted.get(word).copied().unwrap_or(0))).sum();
    2.0 * common as f64 / (found.values().sum::<usize>() + wanted.values().sum::<usize>()) as f64
}

/// The paragraphs of whose word bigrams less than half occur in the expected text.
fn debris<'p>(paragraphs: &[&'p str], wanted: &str) -> Vec<&'p str> {
    let pairs = |text: &str| -> Vec<String> {
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        words.windows(2).map(|two| two.join(" ")).collect()
    };
    let known: HashSet<String> = pairs(wanted).into_iter().collect();
    let strange = |paragraph: &&&str| {
        let pairs = pairs(paragraph);
        2 * pairs.iter().filter(|pair| known.contains(*pair)).count() < pairs.len()
    };
    paragraphs.iter().filter(strange).copied().collect()
}

#[test]
fn pages_of_the_development_data() {
    let Some(folder) = data("html") else { return };
    let mut figures = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "html") {
            continue;
        }
        let wanted: serde_json::Value =
            serde_json::from_slice(&fs::read(path.with_extension("json")).unwrap()).unwrap();
        let (title, content) = (wanted["title"].as_str().unwrap(), wanted["content"].as_str().unwrap());
        let article = cleaned(&path, Language::Ind);
        let body: Vec<&str> = article.paragraphs[1..].iter().map(|p| p.span.of(&article.content)).collect();
        assert_eq!(article.meta.title.as_deref(), Some(title.trim()), "{}", path.display());
        assert!(article.meta.published.is_some(), "{}: no date", path.display());
        assert_eq!(debris(&body, content), Vec::<&str>::new(), "{}", path.display());
        figures.push(f1(&body.join(" "), content));
    }
    let mean = figures.iter().sum::<f64>() / figures.len() as f64;
    let worst = figures.iter().copied().fold(1.0, f64::min);
    println!("{} pages: mean {mean:.4}, worst {worst:.4}", figures.len());
    assert!(figures.len() >= 15 && mean >= 0.99 && worst >= 0.94, "mean {mean:.4}, worst {worst:.4}");
}
