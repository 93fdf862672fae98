//! Help texts: `-h` fits a screen, and the examples of `--help` can be pasted.

use crate::data::sejajar;

/// All commands, as the help lists them.
const COMMANDS: [&str; 16] = [
    "",
    "align",
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
    for line in wide.lines().filter(|line| line.contains("np.") || line.contains("encode(")) {
        assert!(line.chars().count() > 78 || narrow.lines().any(|other| other == line), "{line}");
    }
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
    for command in ["align", "build", "link", "audit", "export", "learn", "stats"] {
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
