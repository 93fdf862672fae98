//! Help texts: `-h` fits a screen, and the examples of `--help` can be pasted; suggestions for mistyped names.

use predicates::prelude::*;
use predicates::str::contains;
use tempfile::tempdir;

use crate::data::{put, root, sejajar};

/// All commands, as the help lists them.
const COMMANDS: [&str; 17] = [
    "",
    "align",
    "ask",
    "split",
    "evidence",
    "link",
    "build",
    "audit",
    "stats",
    "export",
    "learn",
    "review",
    "eval",
    "eval align",
    "eval split",
    "completions",
    "man",
];

fn help(command: &str, option: &str, columns: usize) -> String {
    let mut help = sejajar();
    help.args(command.split_whitespace()).arg(option).env("COLUMNS", columns.to_string());
    String::from_utf8(help.assert().success().get_output().stdout.clone()).unwrap()
}

fn commands() -> impl Iterator<Item = &'static str> {
    COMMANDS.into_iter().filter(|command| cfg!(feature = "review") || *command != "review")
}

/// The lines from the first example to the blank line behind the last one.
fn examples(help: &str) -> Vec<&str> {
    let lines = help.lines().skip_while(|line| *line != "Examples:").skip(1);
    lines.take_while(|line| !line.is_empty()).collect()
}

#[test]
fn every_command_is_tried() {
    let top = help("", "--help", 100);
    let listed = top.lines().skip_while(|line| *line != "Commands:").skip(1);
    let names: Vec<_> = listed.map_while(|line| line.split_whitespace().next()).collect();
    assert!(names.iter().all(|name| *name == "help" || COMMANDS.contains(name)), "{names:?}");
    assert!(names.len() >= 12, "{names:?}");
}

#[test]
fn the_short_help_fits_a_screen() {
    for command in commands() {
        let short = help(command, "-h", 100);
        let lines = short.lines().count();
        assert!(lines <= 45, "sejajar {command} -h has {lines} lines\n{short}");
        assert!(short.lines().all(|line| line.chars().count() <= 100), "sejajar {command} -h\n{short}");
    }
}

#[test]
fn examples_can_be_pasted_at_80_columns() {
    for command in commands() {
        let (wide, narrow) = (help(command, "--help", 100), help(command, "--help", 80));
        let lines = examples(&wide);
        assert!(!lines.is_empty(), "sejajar {command} --help has no examples\n{wide}");
        for line in &lines {
            assert!(line.starts_with("  ") && line.chars().count() <= 78, "sejajar {command}: {line}");
            let commented = line.contains("   ") && !line.starts_with("      ");
            assert!(!commented, "sejajar {command}: a comment behind the command: {line}");
        }
        assert_eq!(lines, examples(&narrow), "sejajar {command} --help at 80 columns");
    }
    let (wide, narrow) = (help("align", "--help", 100), help("align", "--help", 80));
    let python = |help: &str| -> Vec<String> {
        let lines = help.lines().map(str::to_owned).skip_while(|line| line != "  import numpy as np");
        lines.take_while(|line| !line.is_empty()).collect()
    };
    assert_eq!(python(&wide), python(&narrow));
    assert_eq!(python(&wide).len(), 5);
}

/// A line that ends early in the middle of a sentence was broken by hand.
#[test]
fn prose_is_wrapped_by_the_terminal_alone() {
    for command in commands() {
        let full = help(command, "--help", 100);
        let essay = full.lines().skip_while(|line| *line != "Examples:").skip_while(|line| !line.is_empty());
        let lines: Vec<_> = essay.collect();
        for pair in lines.windows(2).filter(|pair| pair.iter().all(|line| is_prose(line))) {
            let next = pair[1].split(' ').next().unwrap_or_default();
            let width = pair[0].chars().count() + 1 + next.chars().count();
            assert!(width > 100, "sejajar {command} --help breaks behind: {}", pair[0]);
        }
    }
}

fn is_prose(line: &str) -> bool {
    !line.is_empty() && !line.starts_with(' ')
}

#[test]
fn output_comes_first_and_options_have_headings() {
    for command in ["align", "ask", "build", "link", "audit", "export", "learn", "stats"] {
        let short = help(command, "-h", 100);
        let options: Vec<_> = short.lines().filter(|line| line.trim_start().starts_with('-')).collect();
        assert!(options[0].starts_with("  -o, --output"), "sejajar {command} -h\n{short}");
        assert!(!short.contains("\nOptions:"), "sejajar {command} -h\n{short}");
    }
    let full = help("align", "--help", 100);
    let headings = ["Output:", "Input:", "Alignment:", "Sentence vectors:", "Advanced:", "General:"];
    let lines: Vec<_> = full.lines().collect();
    let places: Vec<_> = headings.iter().map(|h| lines.iter().position(|line| line == h).unwrap()).collect();
    assert!(places.is_sorted(), "{headings:?}: {places:?}");
    let first = lines.iter().filter(|line| line.trim_start().starts_with('-')).take(3);
    let first: Vec<_> = first.map(|line| line.trim_start().split(' ').next().unwrap()).collect();
    assert_eq!(first, ["-o,", "-f,", "--meta"]);
}

#[test]
fn a_mistyped_name_gets_a_suggestion() {
    let samples = root().join("corpus/samples");
    for (wrong, meant) in [
        (&["align", "a", "b", "-f", "cvs"][..], "did you mean \"csv\"?"),
        (&["align", "a", "b", "--without", "name"], "did you mean \"names\"?"),
        (&["align", "a", "b", "--fields", "txt=isi"], "did you mean \"text\"?"),
        (&["audit", "a.csv", "--fail-on", "movd"], "did you mean \"moved\"?"),
        (&["align", "a", "b", "--fromat", "csv"], "similar argument exists: '--format'"),
    ] {
        sejajar().args(wrong).assert().code(2).stderr(contains(meant));
    }
    sejajar().args(["align", "a", "b", "-f", "xlsx"]).assert().code(2).stderr(contains("did you").not());
    let folder = tempdir().unwrap();
    let table = folder.path().join("pairs.csv");
    sejajar().arg("align").arg(samples).args(["-q", "-o"]).arg(&table).assert().success();
    let export = |flag: &str| {
        sejajar().arg("export").arg(&table).args(["--to", "tmx", "--without", flag]).assert().success()
    };
    export("movd").stderr(contains("--without movd: no row has this flag; did you mean \"moved\"?"));
    export("negation").stderr(contains("did you").not());
    let text = std::fs::read_to_string(&table).unwrap();
    let renamed = put(folder.path(), "renamed.csv", text.replacen(",eng_text,", ",eng_txt,", 1));
    let read = sejajar().arg("stats").arg(renamed).assert().failure();
    read.stderr(contains("has no column \"eng_text\"; is \"eng_txt\" meant?"));
}

#[test]
fn a_mistyped_key_of_the_options_file_gets_a_suggestion() {
    let folder = tempdir().unwrap();
    for (key, meant) in [("min_confidence = 0.8", "min-confidence"), ("report = [\"en\"]", "reports")] {
        let file = put(folder.path(), "options.toml", key);
        let refused = sejajar().args(["build", "--config"]).arg(file).assert().code(2);
        refused.stderr(contains(format!("did you mean \"{meant}\"?")));
    }
}
