//! Fuzzed inputs, thousands in every test run and millions with `scripts/fuzz`: no law is broken, nothing
//! panics, nothing takes longer than its length allows.

mod mutate;
mod readers;

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
/// The time limit of any file: it is written to the disk first.
const LIMIT_OF_FILE: Duration = Duration::from_secs(1);
/// Different failures after which it is enough.
const ENOUGH: usize = 20;

/// What went wrong, if anything did.
type Outcome = Result<(), String>;
/// What is tried on an input.
type Tried = dyn Fn(&[u8]) -> Outcome;
type Trial<'t> = &'t Tried;

/// Reads, cleans, splits and reads evidence.
fn read_and_split(input: &[u8], language: Language) -> Outcome {
    // What holds tags is read as a page, whatever it opens with.
    let name = if input.contains(&b'<') { "fuzz.html" } else { "fuzz" };
    match read::text(name, input, &ReadOptions::default()) {
        Ok(article) => stages(article, language),
        Err(_) => Ok(()),
    }
}

/// The trial, in which a panic is a failure as well.
fn caught(trial: Trial, input: &[u8]) -> Outcome {
    catch_unwind(AssertUnwindSafe(|| trial(input))).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        let text = text.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string));
        Err(format!("panic: {}", text.unwrap_or_default()))
    })
}

/// The same with a time limit; a slow input is retried, because the machine may be shared.
fn timed(trial: Trial, input: &[u8], limit: Duration) -> Outcome {
    let limit = limit + LIMIT.1 * u32::try_from(input.len()).unwrap_or(u32::MAX);
    let mut taken = Duration::MAX;
    for _ in 0..3 {
        let started = Instant::now();
        caught(trial, input)?;
        taken = taken.min(started.elapsed());
        if taken <= limit {
            return Ok(());
        }
    }
    Err(format!("slow: {} bytes took {taken:?}", input.len()))
}

/// The shortest part of `input` that still fails in the same way, found by leaving out ever smaller pieces.
fn reduced(trial: Trial, input: &[u8], limit: Duration, kind: &str) -> Vec<u8> {
    let mut input = input.to_vec();
    let mut size = input.len() / 2;
    while size > 0 {
        let mut at = 0;
        while at < input.len() {
            let mut shorter = input.clone();
            shorter.drain(at..input.len().min(at + size));
            match timed(trial, &shorter, limit) {
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

/// Failures of some trials, an example of each kind, and when it is enough.
struct Fuzz {
    seed: u64,
    most: usize,
    limit: Duration,
    until: Instant,
    started: Instant,
    tried: usize,
    failures: BTreeMap<String, String>,
}

impl Fuzz {
    fn new(seed: u64, most: usize, time: Duration) -> Self {
        let started = Instant::now();
        Fuzz {
            seed,
            most,
            limit: LIMIT.0,
            until: started + time,
            started,
            tried: 0,
            failures: BTreeMap::new(),
        }
    }

    fn goes_on(&self) -> bool {
        self.tried < self.most && Instant::now() < self.until && self.failures.len() < ENOUGH
    }

    /// Tries an input of the kind `what`.
    fn try_one(&mut self, what: &str, trial: Trial, input: &[u8]) {
        if let Err(error) = timed(trial, input, self.limit) {
            let id = format!("{what}: {}", kind(&error));
            if !self.failures.contains_key(&id) {
                let failure = self.failure(what, trial, input, &error);
                eprintln!("{failure}");
                self.failures.insert(id, failure);
            }
        }
        self.tried += 1;
        if self.tried.is_multiple_of(100_000) {
            eprintln!(
                "{} inputs in {:?}, {} failures",
                self.tried,
                self.started.elapsed(),
                self.failures.len()
            );
        }
    }

    /// The description of a failure, whose shortest input is kept as a file.
    fn failure(&self, what: &str, trial: Trial, input: &[u8], error: &str) -> String {
        let short = reduced(trial, input, self.limit, &kind(error));
        let file = root().join(format!("target/fuzz-{}-{}.{what}.txt", self.seed, self.tried));
        let kept = std::fs::write(&file, &short).map_or(String::new(), |()| file.display().to_string());
        let error = timed(trial, &short, self.limit).err().unwrap_or_else(|| error.to_owned());
        format!("{kept}\n  {}\n  {}", short.escape_ascii(), cut(&error))
    }

    fn end(self) {
        eprintln!("{} inputs, {} failures", self.tried, self.failures.len());
        let failures: Vec<String> = self.failures.into_values().collect();
        assert!(failures.is_empty(), "{}", failures.join("\n"));
    }
}

/// Texts and pages of both languages.
fn texts(mut fuzz: Fuzz) {
    let (seeds, mut chance) = (Seeds::load(), Chance::new(fuzz.seed));
    while fuzz.goes_on() {
        let input = seeds.input(&mut chance);
        let language = if chance.below(2) == 0 { Language::Ind } else { Language::Eng };
        fuzz.try_one(language.code(), &move |input| read_and_split(input, language), &input);
    }
    fuzz.end();
}

/// Files of every other kind that is read.
fn files(mut fuzz: Fuzz) {
    let (seeds, mut chance) = (Seeds::load(), Chance::new(fuzz.seed));
    let readers = readers::all();
    fuzz.limit = LIMIT_OF_FILE;
    while fuzz.goes_on() {
        let reader = &readers[chance.below(readers.len())];
        let input = seeds.broken(&reader.seeds[chance.below(reader.seeds.len())], &mut chance);
        fuzz.try_one(reader.name, &*reader.read, &input);
    }
    fuzz.end();
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

/// Until the number of inputs or the time that the environment sets.
fn set() -> Fuzz {
    let seed = setting("SEJAJAR_FUZZ_SEED").unwrap_or(2);
    let most = setting("SEJAJAR_FUZZ_INPUTS").map_or(usize::MAX, |n| n as usize);
    Fuzz::new(seed, most, Duration::from_secs(60 * setting("SEJAJAR_FUZZ_MINUTES").unwrap_or(30)))
}

#[test]
fn a_few_thousand_odd_inputs_break_nothing() {
    texts(Fuzz::new(1, 3000, Duration::from_secs(60)));
}

#[test]
fn a_few_thousand_odd_files_break_nothing() {
    files(Fuzz::new(1, 5000, Duration::from_secs(60)));
}

/// `scripts/fuzz` runs this one.
#[test]
#[ignore = "runs for a given time: scripts/fuzz"]
fn millions_of_odd_inputs_break_nothing() {
    texts(set());
}

/// `scripts/fuzz --files` runs this one.
#[test]
#[ignore = "runs for a given time: scripts/fuzz --files"]
fn millions_of_odd_files_break_nothing() {
    files(set());
}
