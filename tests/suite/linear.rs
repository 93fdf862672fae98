//! Whatever a line of some megabytes repeats, splitting it and reading its evidence takes time in proportion
//! to its length.

use std::time::{Duration, Instant};

use sejajar::clean::clean;
use sejajar::evidence::{self, Context, Memory};
use sejajar::lang::Pack;
use sejajar::lexicon::Lexicon;
use sejajar::model::Language;
use sejajar::read::{self, ReadOptions};
use sejajar::split::{SplitOptions, split};

/// The repeated part of a line: words, one character, quotes, abbreviations, digits, brackets, capitals, and
/// triggers of rules.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "a", "a ", "A", "A ", "A. ", "\"", "'", "“", "(", "((( ", "[", ".", ". ", "(.", "\". ", "?\" Budi ",
    ".a@", "…\"", "!🎉", "\u{200b}. ", "5", "5 ", "5.", "5,", "5-", "5/", "1. ", "1.250 ", "10.30 ", "-",
    "- ", "%", "$", "Rp ", "Dr. ", "No. ", "U.S. ", "Tbk. ", "dua puluh ", "twenty ", "one hundred and ",
    "juta ", "13 September ", "Sept. ", "Rabu ", "Jakarta ", "United ", "North Korea ", "the ", "of ",
    "dan ", "and the ", "Ia pergi. ", "Baca juga ", "Kim Jong ", "PBB ", "McX", "X-Y-", "al-", "é", "漢",
    "👩‍👩‍👧",
];

/// The time that one paragraph of `bytes` of `piece` takes, read as one language.
fn taken(piece: &str, bytes: usize, language: Language) -> (Duration, Duration) {
    let text = piece.repeat(bytes / piece.len());
    let Ok(article) = read::text("long", text.as_bytes(), &ReadOptions::default()) else {
        return Default::default();
    };
    let pack = Pack::builtin(language);
    let started = Instant::now();
    let article = clean(article, pack);
    let sentences = split(&article, pack, SplitOptions::default());
    split(&article, pack, SplitOptions::default());
    let halfway = started.elapsed();
    let texts: Vec<&str> = sentences.iter().map(|s| s.text.as_str()).collect();
    let context = Context { pack, lexicon: &Lexicon::builtin(), published: None };
    evidence::profiles(&texts, context, &mut Memory::default());
    (halfway, started.elapsed() - halfway)
}

/// Half a megabyte takes seconds even on a busy machine; a quadratic algorithm takes minutes.
#[test]
fn long_lines_are_linear() {
    for (n, piece) in PIECES.iter().enumerate() {
        let language = if n % 2 == 0 { Language::Ind } else { Language::Eng };
        let (splitting, reading) = taken(piece, 500_000, language);
        assert!((splitting + reading).as_secs() < 10, "{piece:?}: split {splitting:?}, evidence {reading:?}");
    }
}

/// The repeated parts of lines of quantities.
#[rustfmt::skip]
const QUANTITIES: &[&str] = &[
    "1 1 1 1 ", "1-1-1-1-", "1/1/", "1:1:", "1.1.1,", "(1)", "1,", "1, 2 and ", "123 456 789 ", "000 ", "(212) 555-0147 ", "+1 ",
    "seratus ", "seratus seratus seratus ", "satu koma ", "nol", "dua puluh dua ", "ribu juta ", "setengah ", "per dua ", "ke-", "ke ",
    "dan ", "antara ", "hingga ", "menjadi ", "atau dua ", "sekitar ", "beberapa ratus ", "puluhan ", "pukul ", "pukul setengah ",
    "lewat ", "WIB ", "Senin lalu ", "Senin ", "13 ", "Mei ", "Mei Mei ", "Juli-", "2019-", "tahun ", "abad ", "XX ", "Pasal 1 ayat (1) ",
    "UU No. 1 Tahun 2000 ", "hundred ", "one hundred and ", "two million, ", "and ", "and a ", "and a half ", "a million ", "half ",
    "of a ", "a quarter of a ", "point one ", "one in ", "one-", "twenty-second ", "to double ", "scores of ", "minus ", "below zero ",
    "between 1 and ", "quarter to ", "ten past ", "at 5 ", "p.m. ", "0930 GMT ", "May ", "the ", "the fourth of ", "last Monday ",
    "yesterday ", "$", "$$$$", "$5-", "$5 to ", "5% ", "%%", "Rp", "Rp. ", "5 million ", "((((", "°", "½", "1½ ", "−1", "-1 ", "--",
];

/// Four times as long a line takes about four times as long. A busy machine may say otherwise once, and not
/// again and again.
#[test]
fn quantities_of_long_lines_are_linear() {
    for piece in QUANTITIES {
        for language in [Language::Ind, Language::Eng] {
            let is_linear = || {
                let short = best_of(piece, 60_000, language);
                let long = best_of(piece, 240_000, language);
                long < Duration::from_millis(200) || long < short * 12
            };
            assert!((0..5).any(|_| is_linear()), "{piece:?} {language}");
        }
    }
}

/// The time that the evidence of one line takes, the better of two.
fn best_of(piece: &str, bytes: usize, language: Language) -> Duration {
    let line = piece.repeat(bytes / piece.len());
    let lexicon = Lexicon::builtin();
    let context = Context {
        pack: Pack::builtin(language),
        lexicon: &lexicon,
        published: Some(jiff::civil::date(2023, 9, 14)),
    };
    let once = || {
        let started = Instant::now();
        evidence::profiles(&[line.as_str()], context, &mut Memory::default());
        started.elapsed()
    };
    once().min(once())
}

/// Five megabytes of what repeats itself, for people: about a second each, tagging of names and looking up of
/// words included. `cargo test --profile tests --test suite five_meg -- --ignored --nocapture`.
#[test]
#[ignore = "takes a minute"]
fn five_megabytes_of_quantities() {
    for piece in QUANTITIES {
        for language in [Language::Ind, Language::Eng] {
            let taken = best_of(piece, 5_000_000, language);
            eprintln!("{piece:<24?} {language} {:>6} ms", taken.as_millis());
        }
    }
}

/// A line longer than any sentence is read in windows: its evidence has the right spans.
#[test]
fn a_very_long_line_keeps_its_evidence() {
    let text = "Kim Jong Un tiba di Vladivostok pada 13 September 2023 dengan 250 orang dan ".repeat(10_000);
    let context =
        Context { pack: Pack::builtin(Language::Ind), lexicon: &Lexicon::builtin(), published: None };
    let profile = evidence::profiles(&[&text], context, &mut Memory::default()).remove(0);
    assert!(profile.evidence.iter().all(|e| e.span.of(&text) == e.surface));
    assert!(profile.evidence.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
    assert!(profile.words.iter().all(|word| word.span.of(&text).to_lowercase() == word.lexeme.form));
    let people = profile.evidence.iter().filter(|e| e.surface == "250").count();
    assert!((9_900..=10_000).contains(&people), "{people}");
    assert_eq!(profile.chars, text.bytes().filter(|byte| *byte != b' ').count());
}

/// The figures behind that, for people: `cargo test --profile tests --test suite linear -- --ignored
/// --nocapture`.
#[test]
#[ignore = "takes minutes"]
fn time_by_length() {
    for piece in PIECES {
        for language in [Language::Ind, Language::Eng] {
            let times = [500_000, 1_000_000, 2_000_000, 4_000_000].map(|bytes| taken(piece, bytes, language));
            let shown = times.map(|(a, b)| format!("{:>6}+{:<6}", a.as_millis(), b.as_millis())).join(" ");
            let growth = (times[3].0 + times[3].1).as_secs_f64() / (times[1].0 + times[1].1).as_secs_f64();
            let odd = if growth > 6.0 { "  GROWS" } else { "" };
            eprintln!("{:<24} {language} {shown} ms, x{growth:.1}{odd}", format!("{piece:?}"));
        }
    }
}
