//! What packagers need: completions, manual pages, versions that agree.

use std::fs;

use predicates::prelude::*;
use predicates::str::contains;
use tempfile::tempdir;

use crate::data::{root, sejajar};

#[test]
fn every_shell_gets_completions_that_know_the_verbs() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = sejajar().args(["completions", shell]).assert().success();
        script.stdout(contains("export").and(contains("min-confidence")));
    }
    sejajar().args(["completions", "csh"]).assert().code(2).stderr(contains("bash"));
}

#[test]
fn every_verb_has_a_manual_page() {
    let folder = tempdir().unwrap();
    let place = folder.path().join("man1");
    sejajar().args(["man", "-o"]).arg(&place).assert().success();
    for verb in ["", "-align", "-build", "-eval", "-eval-align", "-export", "-link", "-man"] {
        let page = fs::read_to_string(place.join(format!("sejajar{verb}.1"))).unwrap();
        assert!(
            page.contains(".SH SYNOPSIS") && page.contains(&format!(".TH sejajar{verb} ")),
            "{verb}: {page}"
        );
    }
    sejajar().args(["man", "-o"]).arg(&place).assert().code(1).stderr(contains("--overwrite"));
    sejajar().arg("man").assert().success().stdout(contains(".SH SUBCOMMANDS"));
}

#[test]
fn versions_name_the_tables() {
    let short = format!("sejajar {}\n", env!("CARGO_PKG_VERSION"));
    sejajar().arg("-V").assert().success().stdout(short.clone());
    let long = sejajar().arg("--version").assert().success();
    let text = String::from_utf8(long.get_output().stdout.clone()).unwrap();
    assert!(text.starts_with(&short), "{text}");
    for table in ["lexicon ind-eng", "pack ind", "pack eng", "tagger ind", "calibration", "links"] {
        let line =
            text.lines().find(|line| line.starts_with(table)).unwrap_or_else(|| panic!("{table}: {text}"));
        let hash = line.rsplit(' ').next().unwrap();
        assert!(hash.len() == 12 && hash.bytes().all(|b| b.is_ascii_hexdigit()), "{line}");
    }
}

#[test]
fn versions_agree() {
    let version = env!("CARGO_PKG_VERSION");
    for (file, line) in [
        ("CITATION.cff", format!("version: {version}")),
        ("CHANGELOG.md", format!("## {version}")),
        ("python/Cargo.toml", format!("version = \"{version}\"")),
    ] {
        // A package of the crate is without the Python one.
        if file.starts_with("python/") && !root().join("python").exists() {
            continue;
        }
        let text = fs::read_to_string(root().join(file)).unwrap();
        assert!(text.lines().any(|found| found.starts_with(&line)), "{file} has no line \"{line}\"");
    }
}
