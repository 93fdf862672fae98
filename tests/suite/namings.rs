//! Pairs of files as people name them, and what is reported where nothing pairs.

use std::fs;
use std::path::Path;

use predicates::prelude::*;
use predicates::str::contains;
use tempfile::{TempDir, tempdir};

use crate::data::{root, sejajar};

const ARTICLE: &str = "Gempa berkekuatan 6,5 mengguncang Palu pada Rabu. Sebanyak 12 orang terluka.\n";
const REPORT: &str = "A 6.5-magnitude quake shook Palu on Wednesday. Twelve people were hurt.\n";

/// A folder with these articles and reports.
fn folder(articles: &[&str], reports: &[&str]) -> TempDir {
    let folder = tempdir().unwrap();
    for (names, text) in [(articles, ARTICLE), (reports, REPORT)] {
        for name in names {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
    folder
}

#[test]
fn a_folder_may_name_its_sides_in_several_ways() {
    let forms = [
        ("kim.id.txt", "kim.en.txt", "1 pair named NAME.id.txt beside NAME.en.txt\n"),
        ("kim_id.txt", "kim_en.html", "1 pair named NAME_id.txt beside NAME_en.html\n"),
        ("kim-indonesia.txt", "kim-english.txt", "NAME-indonesia.txt beside NAME-english.txt\n"),
        ("kim.id", "kim.en", "1 pair named NAME.id beside NAME.en\n"),
        ("id/kim.txt", "en/kim.txt", "1 pair of equal names in "),
        ("Indonesia/kim.txt", "English/kim.html", "1 pair of equal names in "),
    ];
    for (article, report, note) in forms {
        let folder = folder(&[article], &[report]);
        let assert = sejajar().arg("align").arg(folder.path()).assert().success();
        assert.stderr(contains(note)).stdout(contains(",kim,kim,").and(contains("number:6.5")));
    }
    let standard = folder(&["kim.ind.txt", "other_id.txt"], &["kim.eng.txt"]);
    let assert = sejajar().arg("align").arg(standard.path()).assert().success();
    assert.stderr(contains("named").not());
}

#[test]
fn two_folders_are_paired_by_names() {
    let folder = folder(&["a/kim.txt", "a/kim2.txt"], &["b/kim.html", "b/kim3.txt"]);
    let sides = ["a", "b"].map(|side| folder.path().join(side));
    let assert = sejajar().arg("align").args(&sides).assert().code(3);
    assert
        .stdout(contains(",kim,kim,"))
        .stderr(contains("kim2.txt: has no report of its name in the other folder"));
}

#[test]
fn a_pattern_names_any_files() {
    let folder = folder(&["article 1 kim.txt"], &["report/kim.report.txt"]);
    let pattern = ["--pattern", "article 1 {name}.txt", "report/{name}.report.txt"];
    let assert = sejajar().arg("align").arg(folder.path()).args(pattern).assert().success();
    assert.stdout(contains(",kim,kim,"));
    let wrong = sejajar().arg("align").arg(folder.path()).args(["--pattern", "a", "b"]).assert().code(2);
    wrong.stderr(contains("it holds {name} once"));
}

#[test]
fn ways_on_are_given_where_nothing_pairs() {
    let ways = || contains("--pattern").and(contains("--manifest")).and(contains("sejajar build"));
    let lone = folder(&["kim.txt"], &["putin.txt", "made-in.en.txt"]);
    let assert = sejajar().arg("align").arg(lone.path()).assert().code(1);
    assert.stderr(contains("found kim.txt, made-in.en.txt, putin.txt").and(ways()));
    let apart = folder(&["a/kim.txt"], &["b/putin.txt"]);
    let sides = ["a", "b"].map(|side| apart.path().join(side));
    let assert = sejajar().arg("align").args(&sides).assert().code(1);
    assert.stderr(contains("hold no files of equal names; found kim.txt, putin.txt").and(ways()));
}

#[test]
fn document_sets_take_the_files_of_their_side() {
    let forms: [(&[&str], &[&str]); 2] =
        [(&["a_id.txt", "b_id.txt"], &["a_en.txt", "b_en.txt"]), (&["id/a.txt"], &["en/a.txt"])];
    for (articles, reports) in forms {
        let folder = folder(articles, reports);
        let articles = articles.len();
        let wanted = if articles == 1 { "1 article:".to_owned() } else { format!("{articles} articles:") };
        let linked = linked(folder.path());
        assert!(linked.contains(&wanted) && !linked.contains("language"), "{linked}");
    }
}

/// What linking of a folder with itself reports.
fn linked(folder: &Path) -> String {
    let output =
        sejajar().arg("link").arg("--articles").arg(folder).arg("--reports").arg(folder).output().unwrap();
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn exchanged_sides_are_an_error_with_the_right_command() {
    let samples = root().join("corpus/samples");
    let [article, report] = ["cup-final.ind.txt", "cup-final.eng.txt"].map(|file| samples.join(file));
    let assert = sejajar().arg("align").args([&report, &article]).assert().code(2).stdout("");
    let command = format!("sejajar align {} {}\n", article.display(), report.display());
    assert.stderr(contains("seem to be exchanged").and(contains(command)));
    let folder = folder(&["good.ind.txt"], &["good.eng.txt"]);
    fs::copy(&report, folder.path().join("bad.ind.txt")).unwrap();
    fs::copy(&article, folder.path().join("bad.eng.txt")).unwrap();
    let assert = sejajar().arg("align").arg(folder.path()).assert().code(3);
    assert
        .stderr(contains("bad.ind.txt and ").and(contains("seem to be exchanged")))
        .stdout(contains(",good,good,"));
}

#[test]
fn a_text_is_not_aligned_with_itself() {
    let folder = folder(&["a.txt", "b.txt"], &[]);
    let [a, b] = ["a.txt", "b.txt"].map(|file| folder.path().join(file));
    let same = format!("a.txt: has the same text as {}", b.display());
    for (report, said) in [(&a, "a.txt: is on both sides"), (&b, same.as_str())] {
        let assert = sejajar().arg("align").args([&a, report]).assert().code(1).stdout("");
        assert.stderr(contains(said));
    }
}
