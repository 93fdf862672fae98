//! An article and its report -> the name that their file gets; no two pairs of documents get the same one.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use crate::model::{Pair, fnv, turns_letters};

/// The names given so far. They follow from the order of the rows, so that two outputs of the same rows agree
/// on them.
#[derive(Debug, Default)]
pub struct DocumentNames {
    names: HashMap<[String; 2], String>,
    given: HashSet<String>,
}

impl DocumentNames {
    /// The name for the documents of `pair`: that of the article, and that of the report behind it
    /// (`ARTICLE.REPORT`) where another pair has it already.
    pub fn name(&mut self, pair: &Pair) -> &str {
        self.of([&pair.article_id, &pair.report_id])
    }

    /// The same for the names of an article and of its report.
    pub fn of(&mut self, names: [&str; 2]) -> &str {
        let key = names.map(str::to_owned);
        let given = &mut self.given;
        self.names.entry(key).or_insert_with_key(|[article, report]| {
            let numbered = (2..).map(|n| format!("{article}.{report}.{n}"));
            let names = [article.clone(), format!("{article}.{report}")].into_iter().chain(numbered);
            let mut stems = names.map(|name| file_stem(&name).into_owned());
            // Some file systems take capitals for small letters, and one form of an accent for the other.
            stems.find(|stem| given.insert(folded(stem))).unwrap_or_default()
        })
    }
}

/// A name as that of a file: what a record is called may be an address; two names never become one.
pub fn file_stem(name: &str) -> Cow<'_, str> {
    /// File systems take names of 255 bytes.
    const LONGEST: usize = 150;
    let bad = |c: char| {
        c.is_control()
            || turns_letters(c)
            || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
    };
    let portable = !name.starts_with(['.', '-', ' ']) && !name.ends_with(['.', ' ']) && !is_device_name(name);
    if name.len() <= LONGEST && !name.contains(bad) && portable {
        return Cow::Borrowed(name);
    }
    let kept: String = name.chars().take(LONGEST / 4).map(|c| if bad(c) { '_' } else { c }).collect();
    let kept = kept.trim_start_matches(['.', '-', ' ']);
    // What is in front of the first dot decides what Windows takes for a device, whatever follows.
    let mark = if kept.is_empty() || is_device_name(kept) { "_" } else { "" };
    Cow::Owned(format!("{mark}{kept}-{:016x}", fnv(name.bytes())))
}

/// Whether Windows takes a file of this name, with or without an ending, for a device.
fn is_device_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let port = |stem: &str| stem.len() == 4 && stem.as_bytes()[3].is_ascii_digit();
    match stem.as_str() {
        "con" | "prn" | "aux" | "nul" => true,
        stem => stem.is_ascii() && (stem.starts_with("com") || stem.starts_with("lpt")) && port(stem),
    }
}

/// A name as file systems compare it that fold capitals and accents.
fn folded(name: &str) -> String {
    name.nfc().collect::<String>().to_lowercase().nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_some_system_refuses_are_changed() {
        for name in [
            "con",
            "NUL.txt",
            "aux",
            "com1.x",
            "LPT9",
            "trailing..",
            "blank ",
            "-rf",
            "a\u{202e}b",
            "..",
            "a/b",
        ] {
            let stem = file_stem(name);
            assert!(stem != name && !stem.starts_with(['.', '-', ' ']) && !is_device_name(&stem), "{stem}");
        }
        for name in ["kim", "console", "com", "com12", "a.b", "2024-01", "Caf\u{e9}"] {
            assert_eq!(file_stem(name), name);
        }
    }

    #[test]
    fn names_that_some_system_takes_for_one_are_kept_apart() {
        let mut names = DocumentNames::default();
        let given: Vec<String> = ["Case", "case", "caf\u{e9}", "cafe\u{301}", "STRASSE"]
            .iter()
            .map(|name| folded(names.of([name, name])))
            .collect();
        assert_eq!(given.iter().collect::<HashSet<_>>().len(), given.len(), "{given:?}");
    }
}
