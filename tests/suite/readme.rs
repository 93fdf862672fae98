//! Every command of README.md and of the documents that have any runs, and the output they show is what the tool prints.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output};

use crate::data::root;

/// A fenced block: its language and its lines.
struct Block {
    language: String,
    lines: Vec<String>,
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        match line.strip_prefix("```") {
            Some(_) if open => open = false,
            Some(language) => {
                open = true;
                blocks.push(Block { language: language.to_owned(), lines: Vec::new() });
            }
            None if open => blocks.last_mut().unwrap().lines.push(line.to_owned()),
            None => {}
        }
    }
    blocks
}

/// Runs a command of the README in `folder`, with the binary under test as `sejajar` and as what cargo would build.
fn run(command: &str, folder: &Path) -> Output {
    let binary = Path::new(assert_cmd::cargo::cargo_bin!("sejajar"));
    let path = format!("{}:{}", binary.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let command = command.replace("cargo run --release --", "sejajar");
    Command::new("sh").args(["-c", &command]).current_dir(folder).env("PATH", path).output().unwrap()
}

#[test]
fn every_command_runs_and_prints_what_is_shown() {
    let (commands, shown) = follow("README.md");
    assert!(commands >= 8 && shown >= 10, "{commands} commands, {shown} lines of output");
}

#[test]
fn every_command_of_the_formats_runs() {
    assert!(follow("docs/formats.md").0 >= 5);
}

#[test]
fn every_command_of_the_flags_runs() {
    assert!(follow("docs/flags.md").0 >= 6);
}

/// Runs the commands of a document in a folder with `corpus` beside it: how many there were, and how many lines of output are shown.
fn follow(document: &str) -> (usize, usize) {
    let text = fs::read_to_string(root().join(document)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    symlink(root().join("corpus"), folder.path().join("corpus")).unwrap();
    let mut printed = String::new();
    let (mut commands, mut shown) = (0, 0);
    for block in blocks(&text) {
        match block.language.as_str() {
            "sh" => {
                let mut first = true;
                for line in block.lines.iter().map(|line| line.split("  #").next().unwrap().trim()) {
                    // What tests are run by is not run by a test; that it is there is checked below.
                    if line.is_empty() || line.starts_with('#') || line == "scripts/test" {
                        continue;
                    }
                    // What is shown belongs to the last block of commands that ran.
                    if std::mem::take(&mut first) {
                        printed.clear();
                    }
                    let output = run(line, folder.path());
                    assert!(output.status.success(), "{line}\n{}", String::from_utf8_lossy(&output.stderr));
                    printed += &String::from_utf8(output.stdout).unwrap();
                    printed += &String::from_utf8(output.stderr).unwrap();
                    commands += 1;
                }
            }
            "text" => {
                for line in block.lines.iter().map(|line| line.trim()).filter(|l| !l.is_empty() && *l != "…")
                {
                    assert!(
                        printed.contains(line),
                        "{document} shows a line that is not printed: {line}\n{printed}"
                    );
                    shown += 1;
                }
            }
            _ => {}
        }
    }
    (commands, shown)
}

#[test]
fn files_that_the_readme_names_are_there() {
    for file in [
        "scripts/test",
        "scripts/accuracy",
        "scripts/bench",
        "scripts/compare",
        "scripts/test-readers",
        "docs/formats.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "tests/accuracy.md",
    ] {
        assert!(root().join(file).exists(), "{file}");
    }
}
