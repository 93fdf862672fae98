//! What pipelines read of a run: tables of errors and of dropped lines, the counts as JSON, lines per document.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use predicates::prelude::*;
use predicates::str::contains;
use sejajar::ErrorKind;
use tempfile::{TempDir, tempdir};

use crate::data::{put, sejajar};
use crate::linking::{document_sets, table};

/// A folder with one good pair, an article without a report, and an empty report.
fn pairs() -> TempDir {
    let folder = tempdir().unwrap();
    fs::create_dir(folder.path().join("pairs")).unwrap();
    let pairs = folder.path().join("pairs");
    for side in ["ind", "eng"] {
        let sample =
            Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("corpus/samples/cup-final.{side}.txt"));
        fs::copy(sample, pairs.join(format!("good.{side}.txt"))).unwrap();
    }
    put(&pairs, "alone.ind.txt", "Presiden berkata.\n");
    put(&pairs, "empty.ind.txt", "Presiden berkata.\n");
    put(&pairs, "empty.eng.txt", "");
    folder
}

fn json(path: &Path) -> serde_json::Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

#[test]
fn align_reports_errors_counts_and_dropped_lines() {
    let folder = pairs();
    let run = |args: &[&str]| {
        let mut command = sejajar();
        command.current_dir(folder.path()).args(["align", "pairs", "-o", "rows.csv"]).args(args).assert()
    };
    let reports = ["--errors", "errors.csv", "--summary", "run.json", "--dropped", "dropped.csv"];
    run(&reports).code(3);
    let errors = table(&folder.path().join("errors.csv"));
    let cells = |row: &BTreeMap<String, String>| {
        ["language", "document", "place", "code", "error"].map(|column| row[column].clone())
    };
    let alone = ["", "", "pairs/alone.ind.txt", "no-partner", "has no report alone.eng.EXT beside it"];
    let empty = ["eng", "empty", "pairs/empty.eng.txt", "no-text", "has no text: it is empty"];
    assert_eq!(errors.iter().map(cells).collect::<Vec<_>>(), [alone, empty]);
    let run_json = json(&folder.path().join("run.json"));
    assert_eq!((&run_json["schema"], &run_json["command"]), (&1.into(), &"align".into()));
    assert_eq!(run_json["counts"]["pairs_aligned"], 1);
    assert_eq!(run_json["counts"]["pairs_failed"], 2);
    assert_eq!(run_json["errors"], serde_json::json!({"no-partner": 1, "no-text": 1}));
    let dropped = table(&folder.path().join("dropped.csv"));
    let counted = run_json["counts"]["summary"]["dropped"].as_object().unwrap();
    assert_eq!(counted.values().map(|count| count.as_u64().unwrap()).sum::<u64>(), dropped.len() as u64);
    for row in &dropped {
        let text =
            fs::read_to_string(folder.path().join(format!("pairs/good.{}.txt", row["language"]))).unwrap();
        let [start, end] = ["start", "end"].map(|cell| row[cell].parse::<usize>().unwrap());
        assert_eq!((row["document"].as_str(), &text[start..end]), ("good", row["text"].as_str()));
    }
    run(&reports).code(1).stderr(contains("exists already"));
}

#[test]
fn a_run_in_which_nothing_succeeds_still_reports() {
    let folder = pairs();
    fs::remove_file(folder.path().join("pairs/good.eng.txt")).unwrap();
    sejajar()
        .current_dir(folder.path())
        .args(["align", "pairs", "-o", "rows.csv", "--errors", "errors.csv", "--summary", "run.json"])
        .assert()
        .code(1)
        .stderr(contains("nothing was aligned"));
    assert!(!folder.path().join("rows.csv").exists());
    assert_eq!(table(&folder.path().join("errors.csv")).len(), 3);
    assert_eq!(json(&folder.path().join("run.json"))["errors"]["no-partner"], 2);
}

#[test]
fn reports_have_files_of_their_own() {
    let folder = pairs();
    let run = |args: &[&str]| {
        let mut command = sejajar();
        command.current_dir(folder.path()).args(["align", "pairs", "-o", "rows.csv"]).args(args).assert()
    };
    run(&["--errors", "rows.csv"]).code(2).stderr(contains("named by both -o and --errors"));
    run(&["--dropped", "x.csv", "--summary", "x.csv"]).code(2).stderr(contains("x.csv"));
    run(&["--dropped", "pairs/good.ind.txt", "--overwrite"]).code(1).stderr(contains("is an input"));
}

#[test]
fn link_and_build_report_too() {
    let folder = document_sets();
    put(
        folder.path(),
        "more.jsonl",
        "{\"id\": \"a\", \"text\": \"Halo.\"}\n{\"text\": 1,}\n{\"id\": \"b\"}\n",
    );
    let sets = ["--articles", "articles", "more.jsonl", "--reports", "reports"];
    let run = |args: &[&str]| {
        let mut command = sejajar();
        command.current_dir(folder.path()).args(args).args(sets).assert().code(3)
    };
    run(&[
        "link",
        "-o",
        "links.csv",
        "--errors",
        "errors.csv",
        "--summary",
        "run.json",
        "--dropped",
        "dropped.csv",
    ]);
    let codes = |file: &str| {
        let rows = table(&folder.path().join(file));
        let mut codes: Vec<_> = rows.iter().map(|row| format!("{} {}", row["place"], row["code"])).collect();
        codes.sort();
        codes
    };
    assert_eq!(codes("errors.csv"), ["more.jsonl:2 not-json", "more.jsonl:3 no-text"]);
    assert_eq!(json(&folder.path().join("run.json"))["counts"]["unreadable"], 2);
    run(&["build", "-o", "corpus", "--dropped", "dropped-too.csv", "-v"])
        .stderr(contains("\nind a: 1 paragraph, 0 lines dropped\n"));
    assert_eq!(codes("corpus/errors.csv"), codes("errors.csv"));
    let [link, build] =
        ["dropped.csv", "dropped-too.csv"].map(|file| fs::read_to_string(folder.path().join(file)).unwrap());
    assert!(link == build && link.lines().count() > 10, "{link}");
    run(&["build", "-o", "quiet", "-q"]).stderr(contains("dropped\n").not());
}

#[test]
fn every_code_of_an_error_is_documented_once() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/formats.md")).unwrap();
    let section = page.split("\n## ").find(|section| section.starts_with("Reports for pipelines")).unwrap();
    for kind in ErrorKind::ALL {
        assert_eq!(section.matches(&format!("\n| `{kind}` |")).count(), 1, "{kind}");
    }
}
