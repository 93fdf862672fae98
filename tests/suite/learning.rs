//! Learning a lexicon from pairs: what it gains, and how it says that it has nothing to learn from.

use std::path::Path;

use predicates::str::contains;
use serde_json::Value;
use tempfile::tempdir;

use crate::data::{data, put, root, sejajar};

/// Strict F1 of a folder's lines with further options.
fn strict(folder: &Path, options: &[&str]) -> f64 {
    let out = tempdir().unwrap();
    let beads = format!("{}/", out.path().display());
    let align = ["-q", "--sentences", "-f", "vecalign", "-o", &beads];
    sejajar().arg("align").arg(folder).args(align).args(options).assert().success();
    let output = sejajar().args(["eval", "align", "-f", "json"]).arg(folder).arg(&beads).output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    report["strict"]["f1"].as_f64().unwrap()
}

#[test]
fn gains_on_noisy_documents() {
    let Some(folder) = data("align/ntrex-dev/noisy") else { return };
    let out = tempdir().unwrap();
    let none = put(out.path(), "none.tsv", "zzzz\tqqqq\n").display().to_string();
    for (from, only, floor) in [("empty", true, 0.95), ("builtin", false, 0.99)] {
        let learnt = out.path().join(format!("{from}.tsv")).display().to_string();
        let learn = ["--sentences", "-q", "--from", from, "-o", &learnt];
        sejajar().arg("learn").arg(&folder).args(learn).assert().success();
        let (before, after) = if only {
            let with = |file| strict(&folder, &["--lexicon", file, "--lexicon-only"]);
            (with(&none), with(&learnt))
        } else {
            (strict(&folder, &[]), strict(&folder, &["--lexicon", &learnt]))
        };
        assert!(after > before && after >= floor, "from {from}: {before} -> {after}");
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
