//! Learning a lexicon from pairs: its gain, and its messages if there is nothing to learn from.

use std::path::Path;

use predicates::str::contains;
use serde_json::Value;
use tempfile::tempdir;

use crate::data::{data, put, root, sejajar};

/// Strict F1 of a folder with further options.
fn strict(folder: &Path, options: &[&str]) -> f64 {
    let out = tempdir().unwrap();
    let beads = format!("{}/", out.path().display());
    let align = ["-q", "-f", "vecalign", "-o", &beads];
    sejajar().arg("align").arg(folder).args(align).args(options).assert().success();
    let output = sejajar().args(["eval", "align", "-f", "json"]).arg(folder).arg(&beads).output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    report["strict"]["f1"].as_f64().unwrap()
}

/// Strict F1 of a folder before and after learning from it.
fn learnt(folder: &Path, from: &str, lines: &[&str]) -> (f64, f64) {
    learnt_with(folder, from, lines, &[])
}

/// The same with options of `align`.
fn learnt_with(folder: &Path, from: &str, lines: &[&str], align: &[&str]) -> (f64, f64) {
    let out = tempdir().unwrap();
    let none = put(out.path(), "none.tsv", "zzzz\tqqqq\n").display().to_string();
    let file = out.path().join("learnt.tsv").display().to_string();
    let learn = ["-q", "--from", from, "-o", &file];
    sejajar().arg("learn").arg(folder).args(learn).args(lines).assert().success();
    let with = |options: &[&str]| strict(folder, &[lines, align, options].concat());
    if from == "empty" {
        let only = |file| with(&["--lexicon", file, "--lexicon-only"]);
        (only(&none), only(&file))
    } else {
        (with(&[]), with(&["--lexicon", &file]))
    }
}

#[test]
fn gains_from_nothing() {
    for (name, floor) in [("noisy", 0.965), ("edited", 0.94)] {
        let Some(folder) = data(&format!("align/ntrex-dev/{name}")) else { return };
        let (before, after) = learnt(&folder, "empty", &["--sentences"]);
        assert!(after > before + 0.02 && after >= floor, "{name}: {before} -> {after}");
    }
}

#[test]
fn helps_the_built_in_lexicon_and_never_hurts_it() {
    let (before, after) = learnt(&root().join("corpus/samples"), "builtin", &[]);
    assert!(after >= before, "our samples: {before} -> {after}");
    for name in ["noisy", "edited"] {
        let Some(folder) = data(&format!("align/ntrex-dev/{name}")) else { return };
        let (before, after) = learnt(&folder, "builtin", &["--sentences"]);
        assert!(after >= before, "{name}: {before} -> {after}");
    }
    // Nor does it hurt the lattice alone, which has hardly a bead of these documents left to gain.
    if let Some(folder) = data("align/ntrex-dev/noisy") {
        let (before, after) = learnt_with(&folder, "builtin", &["--sentences"], &["--monotone"]);
        assert!(after >= before, "{before} -> {after}");
    }
}

#[test]
fn one_pair_is_too_little_and_said_to_be() {
    let sample = |side: &str| root().join(format!("corpus/samples/cosmodrome-summit.{side}.txt"));
    sejajar()
        .arg("learn")
        .args([sample("ind"), sample("eng")])
        .assert()
        .success()
        .stderr(contains("more pairs are needed"));
}

#[test]
fn a_pair_that_cannot_be_read_is_told_and_the_rest_is_learnt_from() {
    let folder = tempdir().unwrap();
    for name in ["a", "b"] {
        put(folder.path(), &format!("{name}.ind.txt"), "Gempa mengguncang Palu pada Selasa.\n");
        put(folder.path(), &format!("{name}.eng.txt"), "A quake shook Palu on Tuesday.\n");
    }
    put(folder.path(), "b.eng.txt", "");
    sejajar().arg("learn").arg(folder.path()).arg("-q").assert().code(3).stderr(contains("b.eng.txt"));
    put(folder.path(), "a.eng.txt", "");
    sejajar().arg("learn").arg(folder.path()).assert().code(1).stderr(contains("nothing to learn from"));
}
