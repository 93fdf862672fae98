//! A unit and its neighbours -> features, as hashes for tagging or as text for training.

use super::model::{of, with};
use super::slots::{Role, Slots};
use crate::evidence::name::vocabulary::Word;

/// A value of a feature: its hash and its text.
#[derive(Debug, Clone, Copy)]
pub(super) struct FeatureValue<'s> {
    pub hash: u64,
    pub text: &'s str,
    /// Further classes that belong to the same value.
    pub more: [&'static str; 3],
}

impl<'s> FeatureValue<'s> {
    pub const fn new(text: &'s str) -> Self {
        FeatureValue { hash: of(text.as_bytes()), text, more: [""; 3] }
    }
}

/// A value that does not depend on the word.
pub(super) type Class = &'static FeatureValue<'static>;

/// The value of positions outside the sentence.
const NONE: Class = &FeatureValue::new("#");

/// The value for a unit that is separated from the one before it only by white space.
pub(super) const JOINED: Class = &FeatureValue::new("J");

/// A unit as the tagger sees it. It is small, because every word of a sentence with a capital becomes one.
#[derive(Debug, Clone, Copy)]
pub(super) struct UnitView<'s> {
    /// Its word.
    pub word: Option<&'s Word>,
    /// How it is written.
    pub case: Class,
    pub uncertain: bool,
    /// How the rules found it.
    pub mention: Class,
    pub known: Class,
    pub title: Class,
    pub organisation: Class,
    pub particle: Class,
    /// The signs before it.
    pub before: Class,
    /// The hash of its [`UnitView::short`].
    pub shape: u64,
    /// The lists that contain the word, one bit each.
    pub lists: u8,
    pub capital: bool,
    /// Whether it is near a capital: up to three words before one, or two after.
    pub near: bool,
}

/// The letters of the lists, lowest bit first.
pub(super) const LISTS: [&str; 7] =
    ["common", "given", "opener", "everyday", "personal", "never", "ordinary"];

pub(super) const EDGE: UnitView<'static> = UnitView {
    word: None,
    case: NONE,
    uncertain: false,
    mention: NONE,
    known: NONE,
    title: NONE,
    organisation: NONE,
    particle: NONE,
    before: NONE,
    shape: shape([NONE; 4]),
    lists: 0,
    capital: false,
    near: false,
};

impl<'s> UnitView<'s> {
    /// Its folded form.
    fn text(&self) -> &'s str {
        self.word.map_or(NONE.text, |word| word)
    }

    fn word(&self) -> FeatureValue<'s> {
        self.word.map_or(*NONE, |word| FeatureValue { hash: word.hash, text: word, more: [""; 3] })
    }

    /// The cached slots of the features that the word has as a neighbour of others.
    fn slots(&self) -> Option<&'s Slots> {
        self.word.map(|word| &word.slots)
    }

    /// Case, gazetteer, title and organisation word as one value.
    fn short(&self) -> FeatureValue<'static> {
        let more = [self.known, self.title, self.organisation].map(|class| class.text);
        FeatureValue { hash: self.shape, text: self.case.text, more }
    }

    /// Whether only white space comes before it.
    fn is_joined(&self) -> bool {
        self.before.hash == JOINED.hash
    }

    /// Whether the tagger classifies the unit, or one next to it.
    pub fn is_looked_at(&self) -> bool {
        self.case.hash != NONE.hash
    }

    /// Computes the hash of its classes, once all of them are known.
    pub fn set_shape(&mut self) {
        self.shape = shape([self.case, self.known, self.title, self.organisation]);
    }
}

const fn shape([case, known, title, organisation]: [Class; 4]) -> u64 {
    with(with(with(case.hash, known.hash), title.hash), organisation.hash)
}

/// Receives features, each as a name and its parts.
pub(super) trait Sink {
    fn put(&mut self, name: Name, parts: &[FeatureValue<'_>]);

    /// Receives a feature that is the same wherever the word with these `slots` has this role.
    fn put_role<'s, const N: usize>(
        &mut self,
        _: Role,
        _: Option<&Slots>,
        name: Name,
        parts: impl FnOnce() -> [FeatureValue<'s>; N],
    ) {
        self.put(name, &parts());
    }
}

/// The name of a feature.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name {
    pub hash: u64,
    pub text: &'static str,
}

/// The name of a feature, hashed at compile time.
macro_rules! name {
    ($text:literal) => {{
        const NAME: Name = Name { hash: of($text.as_bytes()), text: $text };
        NAME
    }};
}

/// The features of a word alone.
pub(super) fn of_word<'s>(view: &UnitView<'s>, sink: &mut impl Sink) {
    let word = view.text();
    sink.put(name!("w"), &[view.word()]);
    let mut all = [*NONE; LISTS.len()];
    let mut count = 0;
    for (n, letter) in LISTS.iter().enumerate().filter(|(n, _)| view.lists >> n & 1 == 1) {
        all[count] = FeatureValue::new(letter);
        sink.put(name!("list"), &[FeatureValue::new(LISTS[n])]);
        count += 1;
    }
    sink.put(name!("lists"), &all[..count]);
    sink.put(name!("end1"), &[FeatureValue::new(end(word, 1))]);
    sink.put(name!("end2"), &[FeatureValue::new(end(word, 2))]);
    sink.put(name!("end3"), &[FeatureValue::new(end(word, 3))]);
    sink.put(name!("end4"), &[FeatureValue::new(end(word, 4))]);
    sink.put(name!("start2"), &[FeatureValue::new(start(word, 2))]);
    sink.put(name!("start3"), &[FeatureValue::new(start(word, 3))]);
}

/// A unit in its sentence, and the run of capitals that contains it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'u, 's> {
    units: &'u [UnitView<'s>],
    at: usize,
    first: usize,
    last: usize,
}

/// Maximum number of capitals in a run.
const RUN: usize = 8;

impl<'u, 's> Place<'u, 's> {
    /// The place of unit `at`.
    pub fn new(units: &'u [UnitView<'s>], at: usize) -> Self {
        let tied = |n: usize| units[n].is_joined();
        let first = (1..=RUN)
            .map_while(|back| at.checked_sub(back).filter(|&n| tied(n + 1) && units[n].capital))
            .last()
            .unwrap_or(at);
        let last = (at + 1..at + RUN)
            .take_while(|&n| n < units.len() && tied(n) && units[n].capital)
            .last()
            .unwrap_or(at);
        Place { units, at, first, last }
    }

    fn near(&self, step: isize) -> &'u UnitView<'s> {
        self.at.checked_add_signed(step).and_then(|n| self.units.get(n)).unwrap_or(&EDGE)
    }

    /// Letters of the word, capitals of the run, capitals of the run before it, each up to the highest number
    /// that features distinguish.
    fn counts(&self) -> [usize; 3] {
        let letters = self.near(0).text().len();
        [letters.min(COUNTS.len() - 1), (self.last - self.first + 1).min(5), (self.at - self.first).min(3)]
    }

    /// The features of the unit's classes and its run.
    pub fn of_run(&self, sink: &mut impl Sink) {
        let here = self.near(0);
        let [letters, length, before] = self.counts().map(|count| COUNTS[count]);
        sink.put(name!("bias"), &[]);
        sink.put(name!("rule"), &[*here.mention]);
        sink.put(name!("before"), &[*here.before]);
        sink.put(name!("length"), &[*letters, *here.case]);
        sink.put(name!("run"), &[*length]);
        sink.put(name!("inrun"), &[*before, *length]);
    }

    /// The hash of everything that [`Place::of_run`] depends on.
    pub fn run_hash(&self) -> u64 {
        let here = self.near(0);
        let counts = self.counts().iter().fold(0, |all, &count| all << 8 | count as u64);
        [here.before.hash, here.case.hash, counts].into_iter().fold(here.mention.hash, with)
    }

    /// The features of the classes of the unit and its neighbours.
    pub fn of_shapes(&self, sink: &mut impl Sink) {
        let (here, back, next) = (self.near(0), self.near(-1), self.near(1));
        let (short, short_back, short_next) = (here.short(), back.short(), next.short());
        sink.put(name!("c-1"), &[*here.before, short_back]);
        sink.put(name!("c+1"), &[*next.before, short_next]);
        sink.put(name!("c-1c"), &[short_back, short]);
        sink.put(name!("cc+1"), &[short, *next.before, short_next]);
    }

    /// The hash of everything that [`Place::of_shapes`] depends on.
    pub fn shapes_hash(&self) -> u64 {
        let (here, back, next) = (self.near(0), self.near(-1), self.near(1));
        [here.before.hash, back.shape, next.before.hash, next.shape].into_iter().fold(here.shape, with)
    }

    /// The features of the words around the unit.
    pub fn of_words(&self, sink: &mut impl Sink) {
        let Place { units, at, first, last } = *self;
        let (back, here, next) = (self.near(-1), self.near(0), self.near(1));
        let before = first.checked_sub(1).map_or(&EDGE, |n| &units[n]);
        let behind = units.get(last + 1).unwrap_or(&EDGE);
        let (first, last) = (&units[first], &units[last]);
        let joined = |view: &UnitView<'s>, word: &UnitView<'s>| word.slots().filter(|_| view.is_joined());
        sink.put_role(Role::Back, joined(here, back), name!("w-1"), || [*here.before, back.word()]);
        sink.put_role(Role::Next, joined(next, next), name!("w+1"), || [*next.before, next.word()]);
        sink.put_role(Role::Before, before.slots(), name!("run-1"), || [before.word()]);
        sink.put_role(Role::Behind, behind.slots(), name!("run+1"), || [behind.word()]);
        sink.put(name!("run-1rule"), &[before.word(), *units[at].mention]);
        sink.put_role(Role::First, first.slots(), name!("runfirst"), || [first.word()]);
        sink.put_role(Role::Last, last.slots(), name!("runlast"), || [last.word()]);
    }
}

const COUNTS: [Class; 9] = [
    &FeatureValue::new("0"),
    &FeatureValue::new("1"),
    &FeatureValue::new("2"),
    &FeatureValue::new("3"),
    &FeatureValue::new("4"),
    &FeatureValue::new("5"),
    &FeatureValue::new("6"),
    &FeatureValue::new("7"),
    &FeatureValue::new("8"),
];

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
