//! Floors a little below the figures of tests/accuracy.md: a change that costs accuracy fails here.

mod gold;
mod retold;

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::tempdir;

use crate::data::{data, root, sejajar};

/// Aligns `inputs` and measures the beads against the gold in `gold`.
fn measured(gold: &Path, inputs: &Path, options: &[&str]) -> Value {
    let out = tempdir().unwrap();
    let folder = format!("{}/", out.path().display());
    sejajar()
        .arg("align")
        .arg(inputs)
        .args(["-q", "-f", "vecalign", "-o", &folder])
        .args(options)
        .assert()
        .success();
    let output = sejajar().args(["eval", "align", "-f", "json"]).arg(gold).arg(&folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn f1(report: &Value, kind: &str) -> f64 {
    report[kind]["f1"].as_f64().unwrap()
}

fn hold(name: &str, strict: f64, lax: f64) {
    let Some(folder) = data(&format!("align/ntrex-dev/{name}")) else { return };
    let report = measured(&folder, &folder, &["--sentences"]);
    assert!(f1(&report, "strict") >= strict && f1(&report, "lax") >= lax, "{name}: {report:#}");
}

#[test]
fn clean_documents() {
    hold("clean", 0.998, 0.998);
}

#[test]
fn noisy_documents() {
    hold("noisy", 0.985, 0.988);
}

#[test]
fn edited_documents() {
    hold("edited", 0.965, 0.984);
}

#[test]
fn documents_out_of_step() {
    hold("outofstep", 0.94, 0.985);
}

#[test]
fn our_samples_as_sentences() {
    let report =
        measured(&root().join("corpus/samples"), &root().join("corpus/gold/samples"), &["--sentences"]);
    assert!(f1(&report, "strict") >= 0.965 && f1(&report, "lax") >= 0.985, "{report:#}");
}

#[test]
fn our_samples_as_articles() {
    let report = measured(&root().join("corpus/samples"), &root().join("corpus/samples"), &[]);
    assert!(f1(&report, "strict") >= 0.965 && f1(&report, "lax") >= 0.985, "{report:#}");
}

#[test]
fn raw_articles() {
    let Some(raw) = data("raw/ntrex-dev") else { return };
    let scorer = raw.join("../../../tools/score_raw.py");
    if !scorer.exists() || Command::new("python3").arg("--version").output().is_err() {
        eprintln!("SKIPPED: raw articles are scored by {} and python3", scorer.display());
        return;
    }
    let out = tempdir().unwrap();
    sejajar()
        .arg("align")
        .arg(&raw)
        .args(["-q", "-o"])
        .arg(format!("{}/", out.path().display()))
        .assert()
        .success();
    let output = Command::new("python3").arg(scorer).arg(&raw).arg(out.path()).output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(report["link_f1"].as_f64().unwrap() >= 0.965, "{report}");
    assert_eq!(report["leaked"], 0, "{report}");
    assert!(report["lost"].as_f64().unwrap() <= 0.01 * report["segs"].as_f64().unwrap(), "{report}");
}

#[test]
fn sentence_ends() {
    let Some(gold) = data("split/csui-dev.ind.txt") else { return };
    let folder = tempdir().unwrap();
    let (joined, split) = (folder.path().join("in.txt"), folder.path().join("out.txt"));
    let text = std::fs::read_to_string(&gold).unwrap();
    let paragraphs: Vec<_> = text.trim().split("\n\n").map(|p| p.replace('\n', " ")).collect();
    std::fs::write(&joined, paragraphs.join("\n\n")).unwrap();
    let mut command = sejajar();
    command.args(["split", "--lang", "ind", "--keep-boilerplate", "-q"]).arg(&joined).arg("-o").arg(&split);
    command.assert().success();
    let output = sejajar().args(["eval", "split", "-f", "json"]).arg(&gold).arg(&split).output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(f1(&serde_json::json!({ "x": report }), "x") >= 0.998, "{report}");
}
