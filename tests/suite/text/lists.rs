//! The lists of `corpus/packs`: sorted, without a thing said twice, read by the program, and able to take
//! effect.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use sejajar::lang::{Entry, List, Pack};
use sejajar::model::Language;

use crate::data::root;

/// The rule of order, which `scripts/sort-packs` knows too: a comment, a blank line or a line that opens with
/// `@` opens a section, and a section is sorted by the text before ` = `, then by the text after it, byte by
/// byte. A list whose order means something says so in a line that opens with this.
const OWN_ORDER: &str = "# Order: ";

/// Lists of words as names are compared: small letters without marks, a space for a hyphen.
const FOLDED: [&str; 9] =
    ["common", "given", "lemmas", "never", "openers", "organisations", "particles", "persons", "titles"];

/// Every list, by its name as errors give it, with its text.
fn lists() -> Vec<(String, String)> {
    let packs = root().join("corpus/packs");
    let folders = [packs.clone(), packs.join("eng"), packs.join("ind")];
    let mut paths: Vec<PathBuf> =
        folders.iter().flat_map(|f| std::fs::read_dir(f).unwrap()).map(|e| e.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    let name = |path: &Path| path.strip_prefix(root().join("corpus")).unwrap().display().to_string();
    paths.iter().map(|path| (name(path), std::fs::read_to_string(path).unwrap())).collect()
}

/// Left and right of a line, `None` for a line that is no entry.
fn sides(line: &str) -> Option<(&str, &str)> {
    let entry = !line.trim().is_empty() && !line.starts_with(['#', '@']);
    entry.then(|| line.split_once(" = ").unwrap_or((line, "")))
}

/// The order faults and duplicates of a list, within each section of a line `@…` if it has such lines.
fn disorder(name: &str, text: &str) -> Vec<String> {
    let ordered = text.lines().any(|line| line.starts_with(OWN_ORDER));
    let (mut wrong, mut last) = (Vec::new(), None);
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (number, line) in text.lines().enumerate().map(|(n, line)| (n + 1, line)) {
        let entry = sides(line);
        if line.starts_with('@') {
            seen.clear();
        }
        if let (Some(entry), Some(before)) = (entry, last.filter(|_| !ordered))
            && entry < before
        {
            let advice = "sort the section (scripts/sort-packs does)";
            wrong.push(format!("{name}:{number}: \"{}\" stands after \"{}\": {advice}", entry.0, before.0));
        }
        last = entry;
        if let Some(first) = entry.and_then(|_| seen.insert(line, number)) {
            wrong.push(format!("{name}:{number}: \"{line}\" stands in line {first} already: take one out"));
        }
        if entry.is_some() && (line != line.trim() || line.contains("  ")) {
            wrong.push(format!("{name}:{number}: \"{line}\" has white space that says nothing: take it out"));
        }
    }
    wrong
}

#[test]
fn lists_are_sorted_and_unique() {
    let wrong: Vec<String> = lists().iter().flat_map(|(name, text)| disorder(name, text)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn disorder_is_told_with_its_line() {
    let text = "# head\nb = 1\na = 2\n\n# next\na = 2\nc  d\n";
    let advice = "sort the section (scripts/sort-packs does)";
    assert_eq!(
        disorder("x.txt", text),
        [
            format!("x.txt:3: \"a\" stands after \"b\": {advice}"),
            "x.txt:6: \"a = 2\" stands in line 3 already: take one out".to_owned(),
            "x.txt:7: \"c  d\" has white space that says nothing: take it out".to_owned(),
        ]
    );
    for fine in ["# Order: by value\nzero\none\n", "@place\nb\n@other\na\n@place\nb\n"] {
        assert_eq!(disorder("x.txt", fine), Vec::<String>::new());
    }
}

/// Every list is read by `src/lang`, in both languages where it lies in their folders, or by the generator of
/// the gazetteers.
#[test]
fn no_list_lies_idle() {
    let sources = std::fs::read_dir(root().join("src/lang")).unwrap();
    let lang: String = sources.map(|e| std::fs::read_to_string(e.unwrap().path()).unwrap()).collect();
    let generator = std::fs::read_to_string(root().join("scripts/gazetteer")).unwrap();
    for (name, _) in lists() {
        let file = name.rsplit('/').next().unwrap();
        let stem = file.trim_end_matches(".txt");
        if name.matches('/').count() == 1 {
            let read = lang.contains(&format!("\"{name}\"")) || generator.contains(file);
            assert!(read, "{name}: neither src/lang nor scripts/gazetteer reads it");
        } else {
            let read = lang.contains(&format!("\"{stem}\"")) || lang.contains(&format!("{file}\""));
            assert!(read, "{name}: nothing in src/lang reads it");
        }
    }
}

/// Why an entry of a list can never be found, if so; `list` holds the left sides of all its entries.
fn idle(name: &str, entry: Entry<'_>, list: &[&str], pack: &Pack) -> Option<&'static str> {
    let left = entry.left;
    let covered = |ending: &&str| left.len() >= 6 && left.ends_with(ending);
    match name {
        "abbreviations" => idle_abbreviation(left, entry.right.unwrap_or_default(), pack),
        "starters" if left.starts_with(['-', '*']) => {
            let word = left.strip_prefix("* ").or(left.strip_prefix('-')).unwrap_or_default();
            (!is_small_word(word)).then_some("only a small word may stand behind `* ` or `-`")
        }
        "starters" if list.iter().filter_map(|other| other.strip_prefix('-')).any(|end| covered(&end)) => {
            Some("an ending of the list covers it")
        }
        "starters" | "attribution" => {
            (!is_small_word(left)).then_some("only one small word without signs is looked up")
        }
        name if FOLDED.contains(&name) => {
            let folded = left.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == ' ');
            (!folded).then_some("only small letters without marks are looked up, a space for a hyphen")
        }
        "gazetteer" | "boilerplate" => None,
        _ => (left != left.to_lowercase()).then_some("only small letters are looked up"),
    }
}

fn is_small_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() && !c.is_uppercase())
}

fn idle_abbreviation(class: &str, form: &str, pack: &Pack) -> Option<&'static str> {
    let short = |part: &str| (1..=3).contains(&part.chars().count());
    let signs = !form.chars().all(|c| c.is_alphanumeric() || c == '.');
    let initial = form.chars().count() == 1 && form.starts_with(char::is_uppercase);
    if ["zone", "hour", "domain", "label", "post", "particle", "plain", "circumstance"].contains(&class) {
        (!is_small_word(form)).then_some("only one small word without signs is looked up")
    } else if signs || form.starts_with('.') || form.ends_with('.') || form.len() > 32 {
        Some("a form is up to 32 letters, digits and full stops between them")
    } else if initial {
        Some("a single capital is an initial")
    } else if class == "inside" && form.contains('.') && form.split('.').all(short) {
        Some("letters with full stops between every few need no entry of this class")
    } else {
        let found = pack.sentences.abbreviation(form).map(|class| format!("{class:?}").to_lowercase());
        (found != Some(class.replace('-', ""))).then_some("another entry hides it")
    }
}

#[test]
fn every_entry_can_take_effect() {
    let mut wrong = Vec::new();
    for (name, text) in lists() {
        let [_, language, file] = name.split('/').collect::<Vec<_>>()[..] else { continue };
        let pack = Pack::builtin(language.parse::<Language>().unwrap());
        let entries: Vec<Entry<'_>> = List::new(&name, &text).entries().collect();
        let list: Vec<&str> = entries.iter().map(|entry| entry.left).collect();
        for entry in entries {
            if let Some(why) = idle(file.trim_end_matches(".txt"), entry, &list, pack) {
                wrong.push(format!("{name}:{}: \"{}\" takes no effect: {why}", entry.line, entry.left));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
