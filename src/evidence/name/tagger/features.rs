//! A unit and its neighbours -> features, as hashes for tagging or in writing for training.

use super::model::{of, with};

/// A value of a feature: its hash, and what it is in writing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'s> {
    pub hash: u64,
    pub text: &'s str,
    /// Further classes, of what is looked at as one value.
    pub more: [&'static str; 3],
}

impl<'s> Part<'s> {
    pub const fn new(text: &'s str) -> Self {
        Part { hash: of(text.as_bytes()), text, more: [""; 3] }
    }
}

/// A value that does not depend on the word.
pub(super) type Class = &'static Part<'static>;

/// What there is where the sentence has no unit.
const NONE: Class = &Part::new("#");

/// A unit as the tagger sees it. Small, because every word of a sentence with a capital becomes one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen<'s> {
    /// Its folded form, and the hash of that.
    pub word: (&'s str, u64),
    /// How it is written.
    pub case: Class,
    pub uncertain: bool,
    /// What the rules found it in.
    pub mention: Class,
    pub known: Class,
    pub title: Class,
    pub organisation: Class,
    pub particle: Class,
    /// What stands before it.
    pub before: Class,
    /// Lists that have the word, a bit each.
    pub lists: u8,
    pub capital: bool,
    /// It stands next to a capital: up to three words before one, or two behind.
    pub near: bool,
}

/// The letters of the lists, lowest bit first.
pub(super) const LISTS: [&str; 7] =
    ["common", "given", "opener", "everyday", "personal", "never", "ordinary"];

pub(super) const EDGE: Seen<'static> = Seen {
    word: (NONE.text, NONE.hash),
    case: NONE,
    uncertain: false,
    mention: NONE,
    known: NONE,
    title: NONE,
    organisation: NONE,
    particle: NONE,
    before: NONE,
    lists: 0,
    capital: false,
    near: false,
};

impl<'s> Seen<'s> {
    fn word(&self) -> Part<'s> {
        let (text, hash) = self.word;
        Part { hash, text, more: [""; 3] }
    }

    /// Case, gazetteer, title and organisation word as one value.
    fn short(&self) -> Part<'static> {
        let more = [self.known, self.title, self.organisation];
        let hash = more.iter().fold(self.case.hash, |hash, class| with(hash, class.hash));
        Part { hash, text: self.case.text, more: more.map(|class| class.text) }
    }
}

/// Takes features, a name and its parts at a time.
pub(super) trait Sink {
    fn put(&mut self, name: Name, parts: &[Part<'_>]);
}

/// The name of a feature.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name {
    pub hash: u64,
    pub text: &'static str,
}

/// The name of a feature, hashed when the program is built.
macro_rules! name {
    ($text:literal) => {{
        const NAME: Name = Name { hash: of($text.as_bytes()), text: $text };
        NAME
    }};
}

/// The features of a word alone.
pub(super) fn of_word<'s>(seen: &Seen<'s>, sink: &mut impl Sink) {
    let word = seen.word.0;
    sink.put(name!("w"), &[seen.word()]);
    let mut all = [*NONE; LISTS.len()];
    let mut count = 0;
    for (n, letter) in LISTS.iter().enumerate().filter(|(n, _)| seen.lists >> n & 1 == 1) {
        all[count] = Part::new(letter);
        sink.put(name!("list"), &[Part::new(LISTS[n])]);
        count += 1;
    }
    sink.put(name!("lists"), &all[..count]);
    sink.put(name!("end1"), &[Part::new(end(word, 1))]);
    sink.put(name!("end2"), &[Part::new(end(word, 2))]);
    sink.put(name!("end3"), &[Part::new(end(word, 3))]);
    sink.put(name!("end4"), &[Part::new(end(word, 4))]);
    sink.put(name!("start2"), &[Part::new(start(word, 2))]);
    sink.put(name!("start3"), &[Part::new(start(word, 3))]);
}

/// The features of unit `at` where it stands.
pub(super) fn of_place(units: &[Seen<'_>], at: usize, sink: &mut impl Sink) {
    let near = |step: isize| at.checked_add_signed(step).and_then(|n| units.get(n)).unwrap_or(&EDGE);
    let (here, back, next) = (near(0), near(-1), near(1));
    let (short, short_back, short_next) = (here.short(), back.short(), next.short());
    let joint = *next.before;
    sink.put(name!("bias"), &[]);
    sink.put(name!("rule"), &[*here.mention]);
    sink.put(name!("before"), &[*here.before]);
    sink.put(name!("w-1"), &[*here.before, back.word()]);
    sink.put(name!("w+1"), &[joint, next.word()]);
    sink.put(name!("c-1"), &[*here.before, short_back]);
    sink.put(name!("c+1"), &[joint, short_next]);
    sink.put(name!("c-1c"), &[short_back, short]);
    sink.put(name!("cc+1"), &[short, joint, short_next]);
    sink.put(name!("length"), &[count(here.word.0.len()), *here.case]);
    of_run(units, at, sink);
}

/// Capitals that a run is looked for over at most.
const RUN: usize = 8;

/// The features of the run of capitals that unit `at` stands in.
fn of_run(units: &[Seen<'_>], at: usize, sink: &mut impl Sink) {
    let tied = |n: usize| units[n].before.text == "J";
    let first = (1..=RUN)
        .map_while(|back| at.checked_sub(back).filter(|&n| tied(n + 1) && units[n].capital))
        .last()
        .unwrap_or(at);
    let last = (at + 1..at + RUN)
        .take_while(|&n| n < units.len() && tied(n) && units[n].capital)
        .last()
        .unwrap_or(at);
    let before = first.checked_sub(1).map_or(*NONE, |n| units[n].word());
    let behind = units.get(last + 1).map_or(*NONE, Seen::word);
    let length = count((last - first + 1).min(5));
    sink.put(name!("run-1"), &[before]);
    sink.put(name!("run+1"), &[behind]);
    sink.put(name!("run"), &[length]);
    sink.put(name!("inrun"), &[count((at - first).min(3)), length]);
    sink.put(name!("run-1rule"), &[before, *units[at].mention]);
    sink.put(name!("runfirst"), &[units[first].word()]);
    sink.put(name!("runlast"), &[units[last].word()]);
}

fn count(number: usize) -> Part<'static> {
    const COUNTS: [&str; 9] = ["0", "1", "2", "3", "4", "5", "6", "7", "8"];
    Part::new(COUNTS[number.min(8)])
}

/// The last `count` letters.
fn end(word: &str, count: usize) -> &str {
    let at = word.char_indices().rev().nth(count - 1).map_or(0, |(at, _)| at);
    &word[at..]
}

/// The first `count` letters.
fn start(word: &str, count: usize) -> &str {
    let at = word.char_indices().nth(count).map_or(word.len(), |(at, _)| at);
    &word[..at]
}
