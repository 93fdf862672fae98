//! `align --links` and `--explain`: the links behind the rows, and the reasons for their probabilities.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;

use predicates::str::contains;
use tempfile::tempdir;

use crate::data::{root, sejajar};

fn pair() -> [PathBuf; 2] {
    ["ind", "eng"].map(|side| root().join(format!("corpus/samples/chip-plant.{side}.txt")))
}

type Row = HashMap<String, String>;

fn table(path: &std::path::Path) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn links_stand_beside_the_rows_that_they_make() {
    let out = tempdir().unwrap();
    let (rows, links) = (out.path().join("pairs.csv"), out.path().join("links.csv"));
    let run = || {
        let mut command = sejajar();
        command.arg("align").args(pair()).arg("-q").arg("-o").arg(&rows).arg("--links").arg(&links);
        command
    };
    run().assert().success();
    run().assert().code(1).stderr(contains("--overwrite"));
    let (rows, links) = (table(&rows), table(&links));
    for row in rows.iter().filter(|row| !row["ind_sentences"].is_empty() && !row["eng_sentences"].is_empty())
    {
        let own: Vec<f64> = links
            .iter()
            .filter(|link| link["pair_id"] == row["pair_id"])
            .map(|link| link["probability"].parse().unwrap())
            .collect();
        let sentences = |side: &str| row[side].split(';').count();
        assert_eq!(own.len(), sentences("ind_sentences") * sentences("eng_sentences"), "{row:?}");
        let content: f64 = row["content_confidence"].parse().unwrap();
        let best = own.iter().copied().fold(0.0, f64::max);
        assert!((best - content).abs() < 1e-3, "the likeliest link is the content: {best} {content}");
    }
    assert!(links.iter().all(|link| link["rests_on"].contains('+') || link["rests_on"].contains('-')));
}

#[test]
fn a_row_and_its_sentences_are_explained() {
    let out = tempdir().unwrap();
    let rows = out.path().join("pairs.csv");
    sejajar().arg("align").args(pair()).arg("-q").arg("-o").arg(&rows).assert().success();
    let rows = table(&rows);
    let row = rows.iter().find(|row| row["align_type"] == "1-1" && !row["matched_names"].is_empty()).unwrap();
    let positions = format!("{}:{}", row["ind_sentences"], row["eng_sentences"]);
    let explain = |which: &str| {
        let output = sejajar().arg("align").args(pair()).args(["-q", "--explain", which]).output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    let by_id = explain(&row["pair_id"]);
    assert_eq!(by_id, explain(&positions));
    let name = row["matched_names"].split(';').next().unwrap();
    for what in [name, "in common", "usual", "together", "best links outside", "confidence 0."] {
        assert!(by_id.contains(what), "{what} in {by_id}");
    }
    let alone = rows.iter().find(|row| row["align_type"] == "1-0").unwrap();
    assert!(explain(&format!("{}:", alone["ind_sentences"])).contains("that it has no partner"));
}

#[test]
fn what_cannot_be_explained_is_said() {
    let run = |args: &[&str]| {
        let mut command = sejajar();
        command.arg("align").args(pair()).arg("-q").args(args);
        command
    };
    run(&["--explain", "0:999"]).assert().code(1).stderr(contains("there is no sentence 999"));
    run(&["--explain", "nine"]).assert().code(2).stderr(contains("neither a pair_id nor positions"));
    run(&["--explain", "p_0"]).assert().code(2).stderr(contains("no row has this id"));
    run(&["--explain", "0:0", "--monotone"]).assert().success().stdout(contains("The lattice is the judge"));
    let out = tempdir().unwrap();
    let links = out.path().join("links.csv");
    let mut bounded = sejajar();
    bounded.arg("align").args(pair()).args(["--monotone", "--links"]).arg(&links);
    bounded.assert().success().stderr(contains("1 pair without links"));
    assert_eq!(fs::read_to_string(&links).unwrap().lines().count(), 1);
    let samples = root().join("corpus/samples");
    let mut many = sejajar();
    many.arg("align").arg(samples).args(["--explain", "0:0"]).assert().code(2).stderr(contains("pair_id"));
}

#[test]
fn a_document_says_how_it_was_made() {
    let out = tempdir().unwrap();
    let (rows, documents) = (out.path().join("pairs.csv"), out.path().join("documents.csv"));
    sejajar()
        .arg("align")
        .arg(root().join("corpus/samples"))
        .arg("-q")
        .arg("-o")
        .arg(&rows)
        .assert()
        .success();
    sejajar().arg("audit").arg(&rows).arg("-q").arg("--documents").arg(&documents).assert().success();
    for document in table(&documents) {
        let closeness: f64 = document["closeness"].parse().unwrap();
        assert!((0.5..=1.0).contains(&closeness) && document["retelling"] == "faithful", "{document:?}");
        let (told, all): (f64, f64) =
            (document["eng_told"].parse().unwrap(), document["eng_sentences"].parse().unwrap());
        assert!(told > 0.5 * all && told <= all, "{document:?}");
    }
}
