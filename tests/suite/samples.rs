//! The shipped samples: their splitting agrees with the gold, and their planted errors are found.

use std::fs;

use predicates::prelude::*;
use predicates::str::contains;

use crate::data::{put, root, sejajar};

#[test]
fn articles_split_into_the_sentences_that_gold_counts() {
    let gold = root().join("corpus/gold/samples");
    let mut seen = 0;
    for entry in fs::read_dir(&gold).unwrap() {
        let path = entry.unwrap().path();
        let (name, lang) = (path.file_stem().unwrap(), path.extension().unwrap());
        let article =
            root().join("corpus/samples").join(format!("{}.{}.txt", name.display(), lang.display()));
        let output = sejajar()
            .args(["split", "-q", "--quotes", "split", "--lang"])
            .arg(lang)
            .arg(&article)
            .output()
            .unwrap();
        let found: Vec<_> =
            std::str::from_utf8(&output.stdout).unwrap().lines().filter(|l| !l.is_empty()).collect();
        let wanted = fs::read_to_string(&path).unwrap();
        let wanted: Vec<_> = wanted.lines().collect();
        assert_eq!(found, wanted, "{}", article.display());
        seen += 1;
    }
    assert!(seen >= 16, "only {seen} files of gold sentences");
}

/// Rows of one sample, as a page to read.
fn page(name: &str) -> assert_cmd::assert::Assert {
    let side = |lang: &str| root().join(format!("corpus/samples/{name}.{lang}.txt"));
    sejajar().arg("align").args([side("ind"), side("eng")]).args(["-q", "-f", "text"]).assert().success()
}

#[test]
fn the_wrong_date_of_the_summit_is_flagged() {
    page("cosmodrome-summit").stdout(
        contains("date-mismatch: 13 July 2023 against 13 September 2023")
            .and(contains("weekday-date: 13 July")),
    );
}

#[test]
fn the_wrong_weekday_of_the_final_is_flagged() {
    page("cup-final").stdout(contains("weekday-date: 1 June 2024 is a Saturday, not Sunday"));
}

#[test]
fn the_wrong_count_of_the_earthquake_is_flagged() {
    page("island-earthquake").stdout(contains("number-mismatch: 321 against 312"));
}

/// 23 February 2016 was a Tuesday.
#[test]
fn a_date_on_another_weekday_is_flagged() {
    let folder = tempfile::tempdir().unwrap();
    let ind =
        put(folder.path(), "visit.ind.txt", "Menteri itu tiba di Surabaya pada Senin, 23 Februari 2016.\n");
    let eng = put(
        folder.path(),
        "visit.eng.txt",
        "The minister arrived in Surabaya on Tuesday, February 23, 2016.\n",
    );
    let page = sejajar().arg("align").args([ind, eng]).args(["-q", "-f", "text"]).assert().success();
    page.stdout(contains("weekday-date: 23 February 2016 is a Tuesday,").and(contains("weekday-mismatch")));
}

/// Flags of the only aligned row of two lines.
fn flags_of_lines(ind: &str, eng: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let lines = [put(folder.path(), "x.ind", ind), put(folder.path(), "x.eng", eng)];
    let mut command = sejajar();
    command.arg("align").args(lines).args(["--sentences", "--aligned-only", "-q", "-f", "jsonl"]);
    let output = String::from_utf8(command.output().unwrap().stdout).unwrap();
    let row: serde_json::Value = serde_json::from_str(&output).unwrap();
    assert_eq!(row["ind_text"], ind, "the row shows whole lines");
    row["flags"].to_string()
}

#[test]
fn lines_that_are_aligned_by_a_part_are_flagged() {
    let ind = "Presiden Joko Widodo tiba di Surabaya pada 12 Maret 2019 bersama Menteri Susi Pudjiastuti.";
    let eng = "President Joko Widodo arrived in Surabaya on March 12, 2019 with Minister Susi Pudjiastuti.";
    let more = [
        "Warga pesisir menyambut rombongan itu dengan tarian, nyanyian dan hidangan laut yang dimasak sejak subuh.",
        "Fishermen who had waited since dawn complained about the price of fuel, broken nets and empty markets.",
    ];
    assert_eq!(flags_of_lines(ind, eng), "[]");
    assert!(flags_of_lines(&format!("{ind} {}", more[0]), eng).contains("\"partial=ind\""));
    assert!(flags_of_lines(ind, &format!("{} {eng}", more[1])).contains("\"partial=eng\""));
    let whole = "The president of the republic came. He arrived in Surabaya on March 12, 2019.";
    let told = "Presiden republik datang. Ia tiba di Surabaya pada 12 Maret 2019.";
    assert!(!flags_of_lines(told, whole).contains("partial"));
}
