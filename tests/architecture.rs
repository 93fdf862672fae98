//! The rules of ARCHITECTURE.md and docs/glossary.md against the code in `src`.

#![allow(clippy::unwrap_used)] // helpers of tests outside #[test] functions

#[path = "architecture/interface.rs"]
mod interface;
#[path = "architecture/planted.rs"]
mod planted;
#[path = "architecture/rules.rs"]
mod rules;
#[path = "architecture/sources.rs"]
mod sources;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use interface::Interface;
use rules::Arrows;
use sources::Sources;

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

/// The files below `folder`, those of `except` left out.
fn files(folder: &str, except: &str) -> Sources {
    let mut files = Vec::new();
    rust_files(&root().join(folder), &mut files);
    files.sort();
    let named = files.into_iter().map(|path| {
        let below = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
        (below, fs::read_to_string(&path).unwrap())
    });
    Sources::new(named.filter(|(path, _)| except.is_empty() || !path.starts_with(except)))
}

fn library() -> Sources {
    files("src", "src/bin/")
}

fn binary() -> Sources {
    files("src/bin/sejajar", "")
}

/// Fails with the findings.
fn none(found: &[String]) {
    assert!(found.is_empty(), "{} found:\n{}", found.len(), found.join("\n"));
}

#[test]
fn only_listed_arrows() {
    none(&rules::unlisted(&library(), &allowed()));
}

#[test]
fn every_listed_arrow_is_used() {
    none(&rules::unused(&library(), &allowed()));
}

#[test]
fn every_listed_room_exists() {
    // The command line lies in src/bin/sejajar, the Python package beside src.
    for room in allowed().keys().filter(|room| *room != "bin") {
        let folder = if room == "python" { root().join(room) } else { root().join("src").join(room) };
        assert!(
            folder.is_dir() || folder.with_extension("rs").is_file(),
            "{room} is listed and does not exist"
        );
    }
}

#[test]
fn no_circles() {
    none(&rules::circles(&library()));
    none(&rules::circles(&binary()));
}

#[test]
fn no_wide_comments() {
    let mut found = rules::wide_comments(&library());
    found.extend(rules::wide_comments(&binary()));
    found.extend(rules::wide_comments(&files("python/src", "")));
    none(&found);
}

#[test]
fn the_library_names_no_option() {
    none(&rules::options_named(&library()));
}

#[test]
fn the_library_does_not_know_the_command_line() {
    none(&rules::skins_known(&library()));
}

#[test]
fn the_public_interface_is_small() {
    let interface = Interface::of(&fs::read_to_string(root().join("src/lib.rs")).unwrap());
    none(&interface.open);
    let count = interface.names.len();
    assert!(count <= interface::MOST, "{count} documented names: {:?}", interface.names);
    assert!(count >= 30 && !interface.names.contains(&"*".to_owned()), "{:?}", interface.names);
}

/// The names in the first column of the last table of docs/glossary.md.
#[test]
fn no_banned_names() {
    let text = fs::read_to_string(root().join("docs/glossary.md")).unwrap();
    let table = text.split("| not | but |").nth(1).expect("a table of names that are not used");
    let column = table.lines().filter_map(|line| line.split('|').nth(1));
    let banned: BTreeSet<String> =
        column.flat_map(|cell| cell.split('`').skip(1).step_by(2)).map(str::to_owned).collect();
    assert!(banned.len() >= 8, "only {banned:?}");
    let mut found = rules::banned_names(&library(), &banned);
    found.extend(rules::banned_names(&binary(), &banned));
    none(&found);
}
