//! Commands, options, files and tests that the prose of the documents names -> whether they exist.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::document::{documents, left_out};
use crate::data::{root, sejajar};

/// The content of the help texts.
#[derive(Default)]
struct Verbs {
    /// Words behind `sejajar` -> the options that their help names.
    options: BTreeMap<String, Vec<String>>,
    /// The commands that helps give as examples, without `sejajar`.
    examples: Vec<String>,
}

impl Verbs {
    fn all() -> Self {
        let mut verbs = Verbs::default();
        verbs.add(String::new());
        verbs
    }

    /// Adds a verb and those under it, as its help lists them.
    fn add(&mut self, verb: String) {
        let output = sejajar().args(verb.split_whitespace()).arg("--help").output().unwrap();
        let help = String::from_utf8(output.stdout).unwrap();
        let listed = help.split("Commands:\n").nth(1).unwrap_or_default();
        let under = listed.lines().take_while(|line| !line.trim().is_empty());
        let names: Vec<_> = under.filter(|line| line.starts_with("  ") && !line.starts_with("   ")).collect();
        for name in names.iter().filter_map(|line| line.split_whitespace().next()).filter(|n| *n != "help") {
            self.add(format!("{verb} {name}").trim().to_owned());
        }
        let joined = help.replace(" \\\n     ", "");
        let examples = joined.lines().filter_map(|line| line.strip_prefix("  sejajar "));
        let command = |line: &str| line.split("   ").next()?.split(" | ").next().map(str::to_owned);
        self.examples.extend(examples.filter_map(command));
        let lines = help.lines().map(str::trim_start).filter(|line| line.starts_with('-'));
        self.options.insert(verb, lines.flat_map(options).collect());
    }

    /// The options of the verb with which a command begins.
    fn of(&self, command: &str) -> Option<&Vec<String>> {
        let begins =
            |verb: &&String| !verb.is_empty() && format!("{command} ").starts_with(&format!("{verb} "));
        self.options.keys().filter(begins).max_by_key(|verb| verb.len()).map(|verb| &self.options[verb])
    }

    fn any(&self, option: &str) -> bool {
        self.options.values().any(|options| options.iter().any(|known| known == option))
    }
}

/// The options in a text: `--min-confidence`, `-o`.
fn options(text: &str) -> Vec<String> {
    let words = text.split(|c: char| c.is_whitespace() || "=,[](){}|`\"'".contains(c));
    let is_option = |word: &&str| {
        let name = word.trim_start_matches('-');
        let dashes = word.len() - name.len();
        (dashes == 2 && name.len() > 1 || dashes == 1 && name.len() == 1)
            && name.chars().all(|c| c.is_ascii_lowercase() || c == '-')
    };
    words.map(|word| word.trim_end_matches(['.', ';', ':'])).filter(is_option).map(str::to_owned).collect()
}

/// The options of a script and its parts, or of all scripts.
fn scripts(of: Option<&str>) -> Vec<String> {
    let mut text = String::new();
    let mut folders = vec![root().join("scripts"), root().join("python/sejajar")];
    folders.retain(|folder| folder.exists());
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let part = path.strip_prefix(root()).unwrap().to_string_lossy().replace('-', "_");
            if path.is_dir() {
                folders.push(path);
            } else if of.is_none_or(|name| part.starts_with(&name.replace('-', "_")))
                && !part.ends_with(".so")
            {
                text += &fs::read(&path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap();
            }
        }
    }
    options(&text)
}

#[test]
fn options_that_documents_name_exist() {
    let (verbs, scripts_all) = (Verbs::all(), scripts(None));
    let mut count = 0;
    for document in documents() {
        for code in document.code() {
            let command = code.strip_prefix("sejajar ").unwrap_or(&code);
            let program = code.split(' ').next().unwrap_or_default();
            for option in options(&code) {
                let exists = match (verbs.of(command), program) {
                    (Some(known), _) => known.contains(&option),
                    (None, "sejajar") => verbs.options[""].contains(&option),
                    (None, _) if program.starts_with("scripts/") => scripts(Some(program)).contains(&option),
                    (None, "cargo" | "cd" | "maturin" | "pip" | "python" | "pytest") => true,
                    (None, _) => verbs.any(&option) || scripts_all.contains(&option),
                };
                assert!(exists, "{}: `{code}`: there is no {option}", document.name);
                count += 1;
            }
        }
    }
    assert!(count >= 100, "only {count} options were found");
}

#[test]
fn commands_that_documents_name_exist() {
    let verbs = Verbs::all();
    assert!(verbs.options.len() >= 15, "{:?}", verbs.options.keys());
    for document in documents() {
        for code in document.code() {
            let Some(rest) = code.strip_prefix("sejajar ") else { continue };
            assert!(
                rest.starts_with('-') || verbs.of(rest).is_some(),
                "{}: `{code}`: no such verb",
                document.name
            );
        }
    }
}

#[test]
fn examples_of_helps_name_options_that_exist() {
    let verbs = Verbs::all();
    for example in &verbs.examples {
        let known = verbs.of(example).unwrap_or_else(|| panic!("sejajar {example}: no such verb"));
        for option in options(example) {
            let taken_back = option.replacen("--no-", "--", 1);
            assert!(known.contains(&option) || known.contains(&taken_back), "sejajar {example}: no {option}");
        }
    }
    assert!(verbs.examples.len() >= 50, "only {} examples were found", verbs.examples.len());
}

/// Folders in which a path in the prose must be.
const FOLDERS: [&str; 7] = ["scripts", "tests", "src", "docs", "corpus", "python", "examples"];

#[test]
fn files_that_documents_name_are_there() {
    let (mut count, mut missing) = (0, Vec::new());
    for document in documents() {
        for word in document.code().iter().filter_map(|code| code.split(' ').next()) {
            let first = word.split('/').next().unwrap_or_default();
            let placeholder =
                word.contains(['*', '…', '{', '<']) || word.contains("NAME") || word.contains("VERB");
            if !FOLDERS.contains(&first) || !word.contains('/') || placeholder {
                continue;
            }
            let beside = Path::new(&document.name).parent().unwrap().join(word);
            let there = left_out(word) || root().join(word).exists() || root().join(beside).exists();
            if !there {
                missing.push(format!("{}: `{word}`", document.name));
            }
            count += 1;
        }
    }
    assert!(missing.is_empty(), "documents name files that are not there\n{}", missing.join("\n"));
    assert!(count >= 50, "only {count} files were found");
}

/// What `cargo test WORD` says to run is the name of a test, or of a module or file of tests.
#[test]
fn tests_that_documents_name_are_there() {
    let mut sources = String::new();
    ["src", "tests"].iter().for_each(|folder| names(&root().join(folder), &mut sources));
    let mut count = 0;
    for document in documents() {
        for code in document.code() {
            let Some(rest) = code.strip_prefix("cargo test ") else { continue };
            let mut words = rest.split(' ').take_while(|word| *word != "--");
            while let Some(word) = words.next() {
                match word {
                    "--profile" | "--test" => drop(words.next()),
                    _ if word.starts_with("--") => {}
                    filter => {
                        let name = filter.trim_end_matches("::");
                        assert!(sources.contains(name), "{}: `{code}`: no test {name}", document.name);
                        count += 1;
                    }
                }
            }
        }
    }
    assert!(count >= 6, "only {count} tests were found");
}

/// The names of files and functions in a folder.
fn names(folder: &Path, found: &mut String) {
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            names(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            *found += &format!("{}\n", path.display());
            let text = fs::read_to_string(&path).unwrap();
            text.lines().filter(|line| line.contains("fn ")).for_each(|line| *found += &format!("{line}\n"));
        }
    }
}
