//! Pages to read: colours where they are wanted, the width of the window; what `evidence` shows.

use predicates::prelude::*;
use predicates::str::contains;

use crate::data::{in_terminal, root, sejajar};

const TEXT: &str =
    "Presiden Joko Widodo tiba di Moskow, Rabu (13/9/2023).\nHarga 1.250 karung naik 5 persen.\n";

/// Runs `evidence` on the lines above with arguments and variables; standard output and standard error.
fn run(arguments: &[&str], variables: &[(&str, &str)]) -> (String, String) {
    let mut command = sejajar();
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command.args(["evidence", "-", "--lang", "ind", "--sentences"]).args(arguments);
    let output = command.envs(variables.iter().copied()).write_stdin(TEXT).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr))
}

/// `text` without the sequences that colour it.
fn plain(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + part.split_once('m').unwrap().1)
}

#[test]
fn names_have_types_and_other_readings_follow() {
    let (out, _) = run(&[], &[]);
    let line = |surface: &str| {
        let found = out.lines().find(|line| line.trim_start().starts_with(surface) && line.starts_with(' '));
        found.unwrap_or_default().to_owned()
    };
    assert!(line("Joko Widodo").ends_with("name:joko-widodo (person)"), "{out}");
    assert!(line("Moskow").ends_with("name:moscow (place)"), "{out}");
    assert_eq!(line("1.250"), format!("    {:<24} number:1250, or number:1.25", "1.250"));
}

#[test]
fn colours_are_for_those_who_want_them() {
    let (bare, _) = run(&[], &[]);
    assert!(!bare.contains('\u{1b}'), "a pipe is no terminal: {bare}");
    let (coloured, _) = run(&["--color", "always"], &[]);
    assert_eq!(plain(&coloured), bare);
    for piece in [
        "\u{1b}[32mMoskow\u{1b}[0m",
        "\u{1b}[35mRabu\u{1b}[0m",
        "\u{1b}[36m1.250\u{1b}[0m",
        "\u{1b}[2m, or number:1.25\u{1b}[0m",
    ] {
        assert!(coloured.contains(piece), "{piece:?}: {coloured:?}");
    }
    let forced = ("CLICOLOR_FORCE", "1");
    assert_eq!(run(&[], &[forced]).0, coloured);
    assert_eq!(run(&[], &[forced, ("NO_COLOR", "1")]).0, bare);
    assert_eq!(run(&["--color", "never"], &[forced]).0, bare);
    assert_eq!(
        run(&["--color", "always"], &[("NO_COLOR", "1")]).0,
        coloured,
        "an argument outweighs a variable"
    );
}

#[test]
fn a_file_and_jsonl_stay_without_colours() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("out.txt");
    let (out, _) = run(&["-o", file.to_str().unwrap()], &[("CLICOLOR_FORCE", "1")]);
    assert_eq!(out, "");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), run(&[], &[]).0);
    let (jsonl, said) = run(&["-f", "jsonl", "--color", "always"], &[]);
    assert!(!jsonl.contains('\u{1b}') && jsonl.lines().all(|line| line.starts_with("{\"text\":")), "{jsonl}");
    assert_eq!(said, "", "counts are for readers");
}

#[test]
fn counts_go_to_standard_error() {
    let (out, said) = run(&[], &[]);
    assert!(said.starts_with("2 sentences: 6 pieces of evidence\n"), "{said}");
    assert!(said.contains("kinds: name 2") && said.contains("names: person 1, place 1"), "{said}");
    assert_eq!(run(&["--quiet"], &[]), (out, String::new()));
}

#[test]
fn help_shows_examples_and_says_what_the_colours_are() {
    let assert = sejajar().args(["evidence", "--help"]).assert().success();
    assert
        .stdout(contains("--color always | less -R").and(contains("money yellow")).and(contains("NO_COLOR")));
}

#[test]
fn no_sequence_of_the_input_reaches_the_terminal() {
    let mut command = sejajar();
    command.args(["evidence", "-", "--lang", "ind", "--sentences", "-q"]);
    let output =
        command.write_stdin("Kim \u{1b}[31mtiba\u{1b}]0;x\u{7} di \u{9b}5mMoskow.\n").output().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(!out.contains(['\u{1b}', '\u{7}', '\u{9b}']), "{out:?}");
}

/// The pages that are read, as arguments behind the names of a pair and of its table.
fn pages(folder: &std::path::Path) -> [Vec<String>; 4] {
    let sample = |name: &str| root().join("corpus/samples").join(name).display().to_string();
    let [ind, eng] = ["cosmodrome-summit.ind.txt", "cosmodrome-summit.eng.txt"].map(sample);
    let table = folder.join("pairs.csv").display().to_string();
    sejajar().args(["align", &ind, &eng, "-q", "-o", &table]).assert().success();
    let page = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    [
        page(&["align", &ind, &eng, "-f", "text", "-q"]),
        page(&["audit", &table]),
        page(&["stats", &table]),
        page(&["evidence", &ind, "--lang", "ind", "-q"]),
    ]
}

/// Lines of a command's page that are wider than so many columns; `evidence` has a table of fixed columns.
fn wide(command: &str, page: &str, columns: usize) -> Vec<String> {
    let is_key = |line: &str| command == "evidence" && line.starts_with("    ") && line.contains(':');
    let lines = plain(page).lines().map(str::to_owned).collect::<Vec<_>>();
    lines.into_iter().filter(|line| line.chars().count() > columns && !is_key(line)).collect()
}

#[test]
fn pages_fit_the_window_and_have_colours_in_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    for page in pages(folder.path()) {
        let page: Vec<&str> = page.iter().map(String::as_str).collect();
        let Some(shown) = in_terminal(72, &page) else { return };
        assert!(shown.contains("\u{1b}["), "{page:?} has no colours\n{shown}");
        assert_eq!(wide(page[0], &shown, 72), [""; 0], "{page:?}");
        let bare = in_terminal(72, &[&page[..], &["--color", "never"]].concat()).unwrap();
        assert!(!bare.contains('\u{1b}'), "{bare}");
        assert_eq!(plain(&shown), bare);
    }
}

#[test]
fn pages_in_a_pipe_have_100_columns_or_those_of_the_environment() {
    let folder = tempfile::tempdir().unwrap();
    for page in pages(folder.path()) {
        let run = |columns: Option<&str>, more: &[&str]| {
            let mut command = sejajar();
            command.env_remove("COLUMNS").env_remove("CLICOLOR_FORCE").args(&page).args(more);
            columns.map(|columns| command.env("COLUMNS", columns));
            String::from_utf8(command.assert().success().get_output().stdout.clone()).unwrap()
        };
        let usual = run(None, &[]);
        assert!(!usual.contains('\u{1b}'), "{usual}");
        assert_eq!(wide(&page[0], &usual, 100), [""; 0], "{page:?}");
        assert_eq!(wide(&page[0], &run(Some("80"), &[]), 80), [""; 0], "{page:?}");
        assert_eq!(plain(&run(None, &["--color", "always"])), usual);
        assert_ne!(run(None, &["--color", "always"]), usual);
    }
}

#[test]
fn rates_of_progress_have_no_decimals() {
    let samples = root().join("corpus/samples").display().to_string();
    let Some(shown) = in_terminal(100, &["align", &samples, "-f", "csv", "-j", "1"]) else { return };
    let rates: Vec<&str> = shown.split("/s, ").filter_map(|before| before.rsplit(", ").next()).collect();
    let (rates, _) = rates.split_at(rates.len() - 1);
    assert!(!rates.is_empty() && rates.iter().all(|rate| !rate.contains('.')), "{rates:?}");
}
