//! Confidences mean the share of rows that are right: floors a little looser than the figures of
//! tests/accuracy.md.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use predicates::str::contains;
use serde_json::Value;

use crate::data::{data, root, sejajar};

/// Sentence positions of both sides.
type Positions = (Vec<u64>, Vec<u64>);

/// A row: what confidence it has, and whether gold has exactly that bead.
type Judged = (f64, bool);

fn gold(path: &Path) -> BTreeSet<Positions> {
    let text = std::fs::read_to_string(path).unwrap();
    let mut beads = BTreeSet::new();
    for line in text.lines() {
        let (ind, eng) = line.split_once("]:").unwrap();
        let side = |text: &str| -> Vec<u64> {
            let numbers = text.trim_matches(['[', ']']).split(',').filter(|n| !n.trim().is_empty());
            numbers.map(|n| n.trim().parse().unwrap()).collect()
        };
        beads.insert((side(ind), side(eng)));
    }
    beads
}

/// All rows of a folder, unaligned sentences too.
fn judged(folder: &Path, options: &[&str]) -> Vec<Judged> {
    let output =
        sejajar().arg("align").arg(folder).args(["-q", "-f", "jsonl"]).args(options).output().unwrap();
    let mut known = BTreeMap::new();
    let mut rows = Vec::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let name = row["article_id"].as_str().unwrap().to_owned();
        let beads = known.entry(name).or_insert_with_key(|name| gold(&folder.join(format!("{name}.gold"))));
        let side = |name: &str| -> Vec<u64> {
            row[name].as_array().unwrap().iter().map(|at| at.as_u64().unwrap()).collect()
        };
        let bead = (side("ind_sentences"), side("eng_sentences"));
        rows.push((row["confidence"].as_f64().unwrap(), beads.contains(&bead)));
    }
    rows
}

/// Expected calibration error over ten bins.
fn error(rows: &[Judged]) -> f64 {
    let mut bins = [(0.0, 0.0); 10];
    for &(confidence, right) in rows {
        let bin = &mut bins[((confidence * 10.0) as usize).min(9)];
        *bin = (bin.0 + confidence, bin.1 + f64::from(u8::from(right)));
    }
    bins.iter().map(|(sure, right)| (sure - right).abs()).sum::<f64>() / rows.len() as f64
}

fn hold(rows: &[Judged], most_error: f64, least_right: f64, least_sure: f64) {
    let sure: Vec<_> = rows.iter().filter(|row| row.0 >= 0.95).collect();
    let right = sure.iter().filter(|row| row.1).count() as f64 / sure.len() as f64;
    let share = sure.len() as f64 / rows.len() as f64;
    let error = error(rows);
    let told = format!("error {error:.4}; of rows at .95 or more {right:.4} right, {share:.4} of all rows");
    assert!(error <= most_error && right >= least_right && share >= least_sure, "{told}");
}

#[test]
fn on_noisy_documents() {
    let Some(folder) = data("align/ntrex-dev/noisy") else { return };
    hold(&judged(&folder, &["--sentences"]), 0.015, 0.985, 0.9);
}

#[test]
fn on_edited_documents() {
    let Some(folder) = data("align/ntrex-dev/edited") else { return };
    hold(&judged(&folder, &["--sentences"]), 0.028, 0.975, 0.85);
}

#[test]
fn on_documents_out_of_step() {
    let Some(folder) = data("align/ntrex-dev/outofstep") else { return };
    hold(&judged(&folder, &["--sentences"]), 0.035, 0.985, 0.8);
}

#[test]
fn on_our_samples_which_are_in_no_table() {
    hold(&judged(&root().join("corpus/samples"), &[]), 0.035, 0.98, 0.78);
}

#[test]
fn uncalibrated_rows_are_the_same_with_other_figures() {
    let folder = root().join("corpus/samples");
    let (plain, mapped) = (judged(&folder, &["--uncalibrated"]), judged(&folder, &[]));
    assert_eq!(plain.len(), mapped.len());
    assert!(plain.iter().zip(&mapped).any(|(x, y)| x.0 != y.0));
}

#[test]
fn help_says_what_confidence_is() {
    sejajar()
        .args(["align", "--help"])
        .assert()
        .success()
        .stdout(contains("probability that a row is exactly right"));
}
