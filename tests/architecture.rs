//! The arrow list of ARCHITECTURE.md against the imports in `src`.

#![allow(clippy::unwrap_used)] // helpers of tests outside #[test] functions

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

type Arrows = BTreeMap<String, BTreeSet<String>>;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The arrows that ARCHITECTURE.md allows.
fn allowed() -> Arrows {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let list = text.split("```arrows\n").nth(1).expect("an arrow list").split("```").next().unwrap();
    let arrow = |line: &str| {
        let (from, to) = line.split_once(" -> ").unwrap_or_else(|| panic!("not an arrow: {line:?}"));
        let to = to.split_whitespace().filter(|m| *m != "nothing").map(str::to_owned).collect();
        (from.trim().to_owned(), to)
    };
    list.lines().filter(|line| !line.trim().is_empty()).map(arrow).collect()
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// The room a file stands in: the first folder or file name below `src`.
fn room(file: &Path) -> String {
    let below = file.strip_prefix(root().join("src")).unwrap();
    let first = below.components().next().unwrap().as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// Modules named by `crate::NAME` (or, in the binary, `sejajar::`) outside comments and tests.
fn imports(text: &str) -> BTreeSet<String> {
    let code = text.split("#[cfg(test)]").next().unwrap();
    let mut found = BTreeSet::new();
    for line in code.lines().map(|line| line.split("//").next().unwrap()) {
        for rest in line.split("crate::").skip(1) {
            for part in rest.trim_start_matches('{').split(&[',', '{'][..]).take(if rest.starts_with('{') {
                99
            } else {
                1
            }) {
                let name: String =
                    part.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                found.insert(name);
            }
        }
    }
    found.remove("");
    found
}

#[test]
fn only_listed_arrows() {
    let allowed = allowed();
    let mut files = Vec::new();
    rust_files(&root().join("src"), &mut files);
    assert!(files.len() > 40, "found only {} files", files.len());
    let mut wrong = Vec::new();
    for file in files {
        let room = room(&file);
        if room == "lib" || room == "bin" {
            continue;
        }
        let to = allowed.get(&room).unwrap_or_else(|| panic!("{room} is not in the arrow list"));
        for import in imports(&fs::read_to_string(&file).unwrap()) {
            // A capital is a name that lib.rs re-exports from `error` or `config`.
            let module = match import.as_str() {
                "Error" | "Result" => "error",
                "Options" => "config",
                other => other,
            };
            if module != room && !to.contains(module) {
                wrong.push(format!("{}: {room} -> {module}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "imports that ARCHITECTURE.md does not list:\n{}", wrong.join("\n"));
}

#[test]
fn every_listed_room_exists() {
    // The command line lies in src/bin/sejajar, the Python package beside src.
    for room in allowed().keys().filter(|room| *room != "bin") {
        let folder = if room == "python" { root().join(room) } else { root().join("src").join(room) };
        assert!(folder.is_dir() || folder.with_extension("rs").is_file(), "{room} is listed and not there");
    }
}

#[test]
fn library_does_not_know_the_command_line() {
    let mut files = Vec::new();
    rust_files(&root().join("src"), &mut files);
    for file in files.into_iter().filter(|file| room(file) != "bin" && !file.ends_with("tests.rs")) {
        let text = fs::read_to_string(&file).unwrap();
        let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        for word in [
            "clap",
            "anyhow",
            "indicatif",
            "rayon",
            "println!",
            "eprintln!",
            "std::env",
            "SystemTime",
            "Instant",
        ] {
            assert!(!code.contains(word), "{}: {word}", file.display());
        }
    }
}
