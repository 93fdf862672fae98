//! Texts -> figures about quantities: the agreement of both languages on held-out news, and the speed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::evidence::quantity::Fixed;
use crate::evidence::quantity::Quantities;
use crate::evidence::quantity::tests::{cases, read};
use crate::evidence::token::{Numbers, Tokens};
use crate::lang::Pack;
use crate::model::{Evidence, Language};

/// The folder of development data, if it exists.
fn data() -> Option<PathBuf> {
    let folder = match std::env::var_os("SEJAJAR_DATA") {
        Some(folder) => PathBuf::from(folder),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
    };
    folder.is_dir().then_some(folder)
}

/// A one-to-one bead of aligned documents: `document<TAB>Indonesian line<TAB>English line`, and the lines.
struct GoldPair {
    place: String,
    ind: String,
    eng: String,
}

/// The one-to-one gold pairs of a folder.
fn gold_pairs(folder: &Path) -> Vec<GoldPair> {
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "gold"));
    files.sort();
    let mut pairs = Vec::new();
    for file in files {
        let lines = |ext: &str| -> Vec<String> {
            std::fs::read_to_string(file.with_extension(ext)).unwrap().lines().map(str::to_owned).collect()
        };
        let (ind, eng) = (lines("ind"), lines("eng"));
        let one = |list: &str| list.trim_matches(['[', ']']).parse::<usize>().ok();
        for bead in std::fs::read_to_string(&file).unwrap().lines() {
            let mut sides = bead.split(':').map(one);
            if let (Some(Some(i)), Some(Some(e))) = (sides.next(), sides.next()) {
                let place = format!("{}\t{i}\t{e}", file.file_stem().unwrap().to_string_lossy());
                pairs.push(GoldPair { place, ind: ind[i].clone(), eng: eng[e].clone() });
            }
        }
    }
    pairs
}

/// Quantities of `these` that share no reading with those of `those`; each of `those` answers one, or
/// repetitions.
fn unanswered<'a>(these: &'a [Evidence], those: &[Evidence]) -> Vec<&'a Evidence> {
    let meet = |a: &Evidence, b: &Evidence| a.keys.iter().any(|k| b.keys.contains(k));
    these.iter().filter(|one| !those.iter().any(|other| meet(one, other))).collect()
}

/// The quantities of one side only, for readers.
fn shown(side: &str, list: &[&Evidence]) -> String {
    let each = |e: &&Evidence| format!("{side} {} ({})", e.keys[0], e.surface);
    list.iter().map(each).collect::<Vec<_>>().join("; ")
}

/// The judged pairs of `tests/gold/digits.tsv`: location and cause.
fn judged() -> BTreeMap<&'static str, &'static str> {
    let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/gold/digits.tsv"));
    cases(text)
        .map(|(line, row)| {
            row.rsplit_once('\t').unwrap_or_else(|| panic!("tests/gold/digits.tsv:{line}: no cause"))
        })
        .collect()
}

/// On held-out news, both sides of a pair share every value that its two texts share. Pairs that do not fully
/// agree are judged one by one in `tests/gold/digits.tsv`, and our misses there are at most a fiftieth of the
/// pairs with digits.
#[test]
fn values_agree_on_held_out_news() {
    let Some(data) = data() else {
        println!("SKIPPED: no development data at ../shared/data or $SEJAJAR_DATA");
        return;
    };
    let (judged, mut digits, mut differing) = (judged(), 0, BTreeMap::new());
    let holds_digit = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    for GoldPair { place, ind, eng } in gold_pairs(&data.join("align/ntrex-dev/clean")) {
        let (a, b) = (read(&ind, Language::Ind), read(&eng, Language::Eng));
        let (left, right) = (unanswered(&a, &b), unanswered(&b, &a));
        let with_digits = holds_digit(&ind) || holds_digit(&eng);
        digits += usize::from(with_digits);
        if !(left.is_empty() && right.is_empty()) {
            let values = format!("{} | {}", shown("ind", &left), shown("eng", &right));
            println!(
                "{place}\t{}\t{values}\n    {ind}\n    {eng}",
                if with_digits { "digits" } else { "words" }
            );
            differing.insert(place, with_digits);
        }
    }
    let unjudged: Vec<_> = differing.keys().filter(|place| !judged.contains_key(place.as_str())).collect();
    let settled: Vec<_> = judged.keys().filter(|place| !differing.contains_key(**place)).collect();
    let missed =
        differing.iter().filter(|(place, digits)| **digits && judged.get(place.as_str()) == Some(&"missed"));
    let missed = missed.count();
    println!("pairs with digits {digits}, missed {missed}; pairs that differ {}", differing.len());
    assert!(unjudged.is_empty(), "values differ, and tests/gold/digits.tsv does not say why: {unjudged:?}");
    assert!(settled.is_empty(), "these agree now: take them out of tests/gold/digits.tsv: {settled:?}");
    assert!((digits - missed) * 100 >= digits * 98, "{missed} of {digits} missed");
}

/// Nanoseconds per byte for finding quantities, and for tokenizing: the best of twenty rounds. The lines are
/// read in batches as large as a document, as in practice.
fn nanoseconds_a_byte(text: &str, language: Language) -> (f64, f64) {
    const DOCUMENT: usize = 100;
    let lines: Vec<_> = text.lines().collect();
    let mut best = [f64::MAX; 2];
    for _ in 0..20 {
        let (mut taken, mut numbers, mut fixed) = ([0.0; 2], Numbers::default(), Fixed::default());
        for document in lines.chunks(DOCUMENT) {
            let published = Some(jiff::civil::date(2023, 9, 14));
            let mut finder = Quantities::new(Pack::builtin(language), published, &mut fixed);
            let started = Instant::now();
            let tokens = Tokens::of(document, &mut numbers);
            let halfway = Instant::now();
            let found: Vec<_> =
                tokens.sentences(document).into_iter().map(|sentence| finder.find(sentence)).collect();
            taken[0] += halfway.elapsed().as_secs_f64();
            taken[1] += (halfway - started).as_secs_f64();
            std::hint::black_box(found);
        }
        best = [best[0].min(taken[0]), best[1].min(taken[1])];
    }
    let a_byte = |seconds: f64| seconds * 1e9 / text.len() as f64;
    (a_byte(best[0]), a_byte(best[1]))
}

/// The cost of finding quantities; the target is at most ten nanoseconds per byte.
///
/// `cargo test --profile tests --lib speed_of -- --ignored --nocapture`; for other texts than our samples,
/// set `SEJAJAR_TEXT_IND` and `SEJAJAR_TEXT_ENG`.
#[test]
#[ignore = "a measurement, for people"]
fn speed_of_quantities() {
    for (language, variable) in [(Language::Ind, "SEJAJAR_TEXT_IND"), (Language::Eng, "SEJAJAR_TEXT_ENG")] {
        let text = match std::env::var_os(variable) {
            Some(file) => std::fs::read_to_string(file).unwrap(),
            None => samples(language).repeat(40),
        };
        let (taken, tokenizing) = nanoseconds_a_byte(&text, language);
        println!("{language}: {taken:.1} ns a byte of {} (tokenizing takes {tokenizing:.1})", text.len());
    }
}

/// Our sample articles or reports in one text.
fn samples(language: Language) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/samples");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    let ours = |file: &&PathBuf| file.to_string_lossy().ends_with(&format!(".{language}.txt"));
    files.iter().filter(ours).map(|file| std::fs::read_to_string(file).unwrap()).collect()
}
