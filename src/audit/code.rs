//! Every code that a flag may have: how grave it is, what it says, and what others call it.

use crate::model::Flag;
use crate::wording;

/// How grave a flag is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing: usual in translated news.
    Notice,
    /// Something may be wrong with the row.
    Warning,
    /// The two sides, or a side and the calendar, contradict each other.
    Error,
}

impl Severity {
    /// Every severity, the mildest first.
    pub const ALL: [Severity; 3] = [Severity::Notice, Severity::Warning, Severity::Error];

    /// The severity of a name.
    pub fn named(name: &str) -> Option<Self> {
        Severity::ALL.into_iter().find(|severity| severity.name() == name)
    }

    /// Its name: `notice`, `warning`, `error`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Notice => "notice",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A kind of flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// Its name in tables, such as `number-mismatch`.
    pub code: &'static str,
    /// The family that raises it: a file under `src/audit/flags`, with the parts in the folder beside it.
    pub family: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// Its meaning, in words, with `{}` in the place of the flag's detail.
    pub says: &'static str,
    /// The code of ELRC's validation guidelines for parallel text (as used for ParaCrawl): L wrong language,
    /// A alignment, T tokenization, MT machine translation, E translation error, F free translation; empty
    /// where none fits.
    pub elrc: &'static str,
    /// The code of Kreutzer et al. (2022), Quality at a Glance: CC correct, CB correct but boilerplate, CS
    /// correct but short, X wrong translation, WL wrong language, NL not language; empty where none fits.
    pub kreutzer: &'static str,
}

macro_rules! codes {
    ($($family:literal { $($code:literal $severity:ident $elrc:literal $kreutzer:literal $says:literal)+ })+) => {
        /// Every code, by family.
        pub static CODES: &[Code] = &[$($(Code {
            code: $code, family: $family, severity: Severity::$severity, says: $says, elrc: $elrc, kreutzer: $kreutzer,
        }),+),+];
    };
}

codes! {
    "numbers" {
        "number-mismatch" Error "E" "X" "the two sides give different numbers: {}"
        "money-mismatch" Error "E" "X" "the two sides give different sums: {}"
        "percent-mismatch" Error "E" "X" "the two sides give different percentages: {}"
        "unit-mismatch" Warning "E" "X" "the same number has units of different size on the two sides: {}"
        "bound-mismatch" Warning "E" "X" "one side says less than a number and the other one more: {}"
        "number-missing" Notice "F" "CC" "a number is missing in {}"
        "money-missing" Notice "F" "CC" "a sum is missing in {}"
        "percent-missing" Notice "F" "CC" "a percentage is missing in {}"
        "rounded" Notice "F" "CC" "one side rounds what the other gives: {}"
        "converted" Notice "F" "CC" "one side converts what the other gives: {}"
        "scale-spelling" Notice "" "CC" "the word for thousands, millions or more seems to be misspelt: {}"
    }
    "dates" {
        "date-mismatch" Error "E" "X" "the two sides give different dates: {}"
        "weekday-mismatch" Error "E" "X" "the two sides give different days of the week: {}"
        "time-mismatch" Error "E" "X" "the two sides give different times of day: {}"
        "date-merged" Warning "F" "CC" "the report gives two dates where the article gives one; the article lacks {}"
        "weekday-date" Error "E" "" "a day of the week stands beside a date on which the calendar has another one: {}"
        "no-such-day" Error "E" "" "the calendar has no such day: {}"
        "no-such-time" Error "E" "" "no clock shows such a time: {}"
        "date-missing" Notice "F" "CC" "a date or a day is missing in {}"
        "time-missing" Notice "F" "CC" "a time of day is missing in {}"
    }
    "names" {
        "name-mismatch" Warning "E" "X" "the two sides name different persons, places or bodies: {}"
        "name-missing" Notice "F" "CC" "a name is nowhere in the other document; missing in {}"
    }
    "claims" {
        "direction-mismatch" Warning "E" "X" "a number rises on one side and falls on the other: {}"
        "negation" Notice "E" "X" "one side denies and the other does not: no word for it in {}"
    }
    "language" {
        "untranslated" Warning "L" "WL" "both sides are much the same text: {} of the words"
        "wrong-language" Error "L" "WL" "a side does not seem to be in its language: {}"
    }
    "shape" {
        "empty" Error "A" "X" "a side of an aligned row holds no text: {}"
        "length" Warning "A" "X" "the sides differ in length more than translations do: {} Indonesian characters for an English one"
        "split" Notice "T" "CC" "a side of one sentence seems to hold several: {}"
        "fragment" Notice "T" "CC" "a side seems to be cut off: {}"
        "quotation" Notice "F" "CC" "one side quotes and the other does not: no marks in {}"
        "headline" Notice "" "CS" "the row holds a headline"
    }
    "repeated" {
        "duplicate" Warning "" "" "the same row stands earlier, as {}"
        "near-duplicate" Notice "" "" "a row that differs in figures, case or punctuation only stands earlier, as {}"
        "boilerplate" Warning "" "CB" "a side looks like page debris: {}"
    }
    "place" {
        "moved" Notice "" "CC" "the row stands outside the order of the documents"
        "low-confidence" Warning "A" "" "too little speaks for exactly these sentences"
        "low-margin" Warning "A" "" "with a neighbouring row it fits about as well, or better: a margin of {} nats"
        "partial" Notice "F" "CC" "the score rests on a part of a line: {}"
    }
}

impl Code {
    /// The entry of a code, where this version knows it.
    pub fn of(code: &str) -> Option<&'static Code> {
        CODES.iter().find(|known| known.code == code)
    }

    /// How grave a flag of a code is; one of another version's is a notice.
    pub fn severity_of(code: &str) -> Severity {
        Code::of(code).map_or(Severity::Notice, |code| code.severity)
    }
}

/// How grave a flag is.
pub fn severity(flag: &Flag) -> Severity {
    Code::severity_of(flag.code)
}

/// Whether a flag is shown where flags milder than `least` are not: `moved` and `partial` always are, as
/// `align` writes them too.
pub fn is_shown(flag: &Flag, least: Severity) -> bool {
    severity(flag) >= least || matches!(flag.code, "moved" | "partial")
}

/// What a flag says, in words, with its values in words too.
pub fn explain(flag: &Flag) -> String {
    match Code::of(flag.code) {
        Some(code) => code.says.replace("{}", &wording::words(flag)),
        None if flag.detail.is_empty() => flag.code.to_owned(),
        None => format!("{}: {}", flag.code, flag.detail),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    use super::*;

    #[test]
    fn codes_are_kebab_case_and_each_stands_once() {
        for (at, code) in CODES.iter().enumerate() {
            assert!(code.code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", code.code);
            assert!(CODES[..at].iter().all(|earlier| earlier.code != code.code), "{} twice", code.code);
            assert!(["", "L", "A", "T", "MT", "E", "F"].contains(&code.elrc));
            assert!(["", "CC", "CB", "CS", "X", "WL", "NL"].contains(&code.kreutzer));
        }
    }

    /// The Rust files of a folder and of those below it, with their texts.
    fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
        let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let read = |path: PathBuf| match path.is_dir() {
            true => sources(&path),
            false => vec![(path.clone(), std::fs::read_to_string(path).unwrap())],
        };
        paths.flat_map(read).collect()
    }

    #[test]
    fn each_code_is_raised_by_its_family_alone() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/audit/flags");
        let sources = sources(&folder);
        for code in CODES {
            let named = |(_, text): &&(PathBuf, String)| text.contains(&format!("\"{}\"", code.code));
            let families: BTreeSet<String> = sources
                .iter()
                .filter(named)
                .map(|(path, _)| {
                    let part = path.strip_prefix(&folder).unwrap().components().next().unwrap();
                    Path::new(&part).with_extension("").display().to_string()
                })
                .collect();
            assert_eq!(families, BTreeSet::from([code.family.to_owned()]), "{}", code.code);
        }
    }

    #[test]
    fn a_flag_is_explained_with_its_values() {
        let flag = Flag { code: "number-mismatch", detail: "number:321≠number:312".to_owned() };
        assert_eq!(explain(&flag), "the two sides give different numbers: 321 against 312");
        assert_eq!(severity(&flag), Severity::Error);
        let foreign = Flag { code: "of-tomorrow", detail: "x".to_owned() };
        assert_eq!((explain(&foreign), severity(&foreign)), ("of-tomorrow: x".to_owned(), Severity::Notice));
    }
}
