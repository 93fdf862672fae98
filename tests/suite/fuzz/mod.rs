//! Fuzzed inputs, thousands in every test run and millions with `scripts/fuzz`: no law is broken, nothing
//! panics, nothing takes longer than its length allows.

mod mutate;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use sejajar::model::Language;
use sejajar::read::{self, ReadOptions};

use crate::check::stages;
use crate::data::root;
use mutate::{Chance, Seeds};

/// The time limit of any input, and the addition per byte: some hundred times the usual times.
const LIMIT: (Duration, Duration) = (Duration::from_millis(100), Duration::from_micros(20));
/// Different failures after which it is enough.
const ENOUGH: usize = 20;

/// Reads, cleans, splits and reads evidence; what went wrong.
fn outcome(input: &[u8], language: Language) -> Result<(), String> {
    // What holds tags is read as a page, whatever it opens with.
    let name = if input.contains(&b'<') { "fuzz.html" } else { "fuzz" };
    let run = || match read::text(name, input, &ReadOptions::default()) {
        Ok(article) => stages(article, language),
        Err(_) => Ok(()),
    };
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        let text = text.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string));
        Err(format!("panic: {}", text.unwrap_or_default()))
    })
}

/// The same with a time limit; a slow input is retried, because the machine may be shared.
fn timed(input: &[u8], language: Language) -> Result<(), String> {
    let limit = LIMIT.0 + LIMIT.1 * u32::try_from(input.len()).unwrap_or(u32::MAX);
    let mut taken = Duration::MAX;
    for _ in 0..3 {
        let started = Instant::now();
        outcome(input, language)?;
        taken = taken.min(started.elapsed());
        if taken <= limit {
            return Ok(());
        }
    }
    Err(format!("slow: {} bytes took {taken:?}", input.len()))
}

/// The shortest part of `input` that still fails in the same way, found by leaving out ever smaller pieces.
fn reduced(input: &[u8], language: Language, kind: &str) -> Vec<u8> {
    let mut input = input.to_vec();
    let mut size = input.len() / 2;
    while size > 0 {
        let mut at = 0;
        while at < input.len() {
            let mut shorter = input.clone();
            shorter.drain(at..input.len().min(at + size));
            match timed(&shorter, language) {
                Err(error) if self::kind(&error) == kind => input = shorter,
                _ => at += size,
            }
        }
        size /= 2;
    }
    input
}

/// The identity of a failure: its first words.
fn kind(error: &str) -> String {
    error
        .split([' ', '"'])
        .filter(|w| !w.contains(|c: char| c.is_ascii_digit()))
        .take(5)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Tries inputs until there are `most` or the time is over: how many there were, and an example of every
/// failure.
fn fuzz(seed: u64, most: usize, time: Duration) -> (usize, Vec<String>) {
    let (seeds, mut chance) = (Seeds::load(), Chance::new(seed));
    let (started, mut failures) = (Instant::now(), BTreeMap::new());
    let mut tried = 0;
    while tried < most && started.elapsed() < time && failures.len() < ENOUGH {
        let input = seeds.input(&mut chance);
        let language = if chance.below(2) == 0 { Language::Ind } else { Language::Eng };
        if let Err(error) = timed(&input, language) {
            failures.entry(kind(&error)).or_insert_with(|| {
                let short = reduced(&input, language, &kind(&error));
                let file = root().join(format!("target/fuzz-{seed}-{tried}.{language}.txt"));
                let kept =
                    std::fs::write(&file, &short).map_or(String::new(), |()| file.display().to_string());
                let error = timed(&short, language).err().unwrap_or(error);
                let failure = format!("{kept}\n  {}\n  {}", short.escape_ascii(), cut(&error));
                eprintln!("{failure}");
                failure
            });
        }
        tried += 1;
        if tried.is_multiple_of(100_000) {
            eprintln!("{tried} inputs in {:?}, {} failures", started.elapsed(), failures.len());
        }
    }
    (tried, failures.into_values().collect())
}

fn cut(error: &str) -> String {
    error.chars().take(600).collect()
}

/// A number from the environment.
fn setting(name: &str) -> Option<u64> {
    std::env::var(name)
        .ok()
        .map(|value| value.parse().unwrap_or_else(|_| panic!("{name}={value} is no number")))
}

#[test]
fn a_few_thousand_odd_inputs_break_nothing() {
    let (_, failures) = fuzz(1, 3000, Duration::from_secs(60));
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// `scripts/fuzz` runs this one.
#[test]
#[ignore = "runs for a given time: scripts/fuzz"]
fn millions_of_odd_inputs_break_nothing() {
    let seed = setting("SEJAJAR_FUZZ_SEED").unwrap_or(2);
    let most = setting("SEJAJAR_FUZZ_INPUTS").map_or(usize::MAX, |n| n as usize);
    let time = Duration::from_secs(60 * setting("SEJAJAR_FUZZ_MINUTES").unwrap_or(30));
    let (tried, failures) = fuzz(seed, most, time);
    eprintln!("{tried} inputs, {} failures", failures.len());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
