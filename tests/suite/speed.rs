//! Times of the first stages, for people: `cargo test --profile tests --test suite speed -- --ignored
//! --nocapture`.

use std::time::Instant;

use sejajar::clean::clean;
use sejajar::lang::Pack;
use sejajar::model::Language;
use sejajar::read::{self, ReadOptions};
use sejajar::split::{SplitOptions, split};

use crate::data::{data, root};

/// Nanoseconds a byte of the samples of a language, each a document of its own, the best of some rounds.
fn by_stage(language: Language) -> [f64; 3] {
    let files = std::fs::read_dir(root().join("corpus/samples")).unwrap().map(|entry| entry.unwrap().path());
    let ending = format!(".{language}.txt");
    let texts: Vec<Vec<u8>> = files
        .filter(|path| path.to_string_lossy().ends_with(&ending))
        .map(|path| std::fs::read(path).unwrap())
        .collect();
    let bytes: usize = texts.iter().map(Vec::len).sum();
    let pack = Pack::builtin(language);
    let mut best = [f64::MAX; 3];
    for _ in 0..200 {
        let mut round = [0.0; 3];
        for text in &texts {
            let started = Instant::now();
            let article = read::text("x", text, &ReadOptions::default()).unwrap();
            round[0] += started.elapsed().as_secs_f64();
            let article = clean(article, pack);
            round[1] += started.elapsed().as_secs_f64();
            split(&article, pack, SplitOptions::default());
            round[2] += started.elapsed().as_secs_f64();
        }
        for (best, seconds) in best.iter_mut().zip(round) {
            *best = best.min(1e9 * seconds / bytes as f64);
        }
    }
    best
}

#[test]
#[ignore = "a figure to look at"]
fn reading_cleaning_splitting() {
    for language in [Language::Ind, Language::Eng] {
        let [read, cleaned, all] = by_stage(language);
        let (clean, split) = (cleaned - read, all - cleaned);
        eprintln!("{language}: read {read:.1}, clean {clean:.1}, split {split:.1}: {all:.1} ns a byte");
    }
}

#[test]
#[ignore = "a figure to look at"]
fn reading_pages() {
    let mut pages: Vec<_> = std::fs::read_dir(root().join("tests/pages")).unwrap().collect();
    pages.extend(data("html").into_iter().flat_map(|folder| std::fs::read_dir(folder).unwrap()));
    let paths = pages.into_iter().map(|entry| entry.unwrap().path());
    let html = paths.filter(|path| path.extension().is_some_and(|ending| ending == "html"));
    let pages: Vec<Vec<u8>> = html.map(|path| std::fs::read(path).unwrap()).collect();
    let bytes: usize = pages.iter().map(Vec::len).sum();
    let round = || {
        let started = Instant::now();
        for page in &pages {
            read::text("x.html", page, &ReadOptions::default()).unwrap();
        }
        1e9 * started.elapsed().as_secs_f64() / bytes as f64
    };
    let best = (0..50).map(|_| round()).fold(f64::MAX, f64::min);
    eprintln!("{} pages: {best:.2} ns a byte", pages.len());
}
