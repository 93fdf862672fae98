//! Two lists of evidence -> which of them say the same, one to one.

use crate::model::{Evidence, Key, Kind};

/// What two groups of sentences have in common, and what only one of them holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Agreement<'e> {
    /// The key on which two pieces agree, with the pieces: Indonesian, English.
    pub matched: Vec<(&'e Key, &'e Evidence, &'e Evidence)>,
    /// What only the Indonesian side holds.
    pub only_ind: Vec<&'e Evidence>,
    /// What only the English side holds.
    pub only_eng: Vec<&'e Evidence>,
    /// What a side says more often than the other does: Indonesian, English. It does not disagree by itself.
    pub repeated: (Vec<&'e Evidence>, Vec<&'e Evidence>),
}

/// Matches evidence one to one: by preferred keys first, then by any reading, then names by spelling: `alike`
/// tells of two names without their `name:` whether they are one name spelt twice (`kosmodrom`,
/// `cosmodrome`).
///
/// What one side merely repeats of a matched piece counts as matched too, and is not listed again.
pub fn agree<'e>(
    ind: impl IntoIterator<Item = &'e Evidence>,
    eng: impl IntoIterator<Item = &'e Evidence>,
    alike: impl Fn(&str, &str) -> bool,
) -> Agreement<'e> {
    let mut agreement = Agreement {
        only_ind: ind.into_iter().collect(),
        only_eng: eng.into_iter().collect(),
        ..Agreement::default()
    };
    agreement.take(|f, e| (f.keys[0] == e.keys[0]).then_some(&f.keys[0]));
    // The report is the original: where both sides can be read in two ways, its reading is the one to show.
    agreement
        .take(|f, e| if contradict(f, e) { None } else { e.keys.iter().find(|key| f.keys.contains(key)) });
    let names = |f: &Evidence, e: &Evidence| f.kind == Kind::Name && e.kind == Kind::Name;
    agreement.take(|f, e| (names(f, e) && alike(f.keys[0].value(), e.keys[0].value())).then_some(&e.keys[0]));
    agreement.forget_repeats();
    agreement
}

/// Whether two pieces share a lesser reading only and say different things in full: `13 September 2023` and
/// `September 13, 2024` are both a 13 September, `5 juta yen` and `5 million euros` both a five million.
fn contradict(f: &Evidence, e: &Evidence) -> bool {
    match (f.kind, e.kind) {
        (Kind::Date, Kind::Date) => {
            let (x, y) = (f.keys[0].value(), e.keys[0].value());
            let whole = |date: &str| date.len() == 10 && !date.starts_with('-');
            whole(x) && whole(y) && x != y && !e.keys.iter().any(|key| key.value() == x)
        }
        (Kind::Money, Kind::Money) => {
            let one = |f: &Evidence, e: &Evidence| {
                let one = |x: &str, y: &str| x == y || DOLLARS.contains(&x) && DOLLARS.contains(&y);
                currencies(f).any(|x| currencies(e).any(|y| one(x, y)))
            };
            !one(f, e)
        }
        _ => false,
    }
}

/// The currencies that a sum may be in.
fn currencies(sum: &Evidence) -> impl Iterator<Item = &str> {
    let readings = sum.keys.iter().filter(|key| key.as_str().starts_with("money:"));
    readings.filter_map(|key| Some(key.value().split_once(':')?.0))
}

/// Currencies that are called a dollar.
const DOLLARS: [&str; 7] = ["USD", "AUD", "CAD", "HKD", "NZD", "SGD", "TWD"];

impl<'e> Agreement<'e> {
    /// Moves every first pair that `same` finds a key for out of the lists of unmatched.
    fn take(&mut self, same: impl Fn(&'e Evidence, &'e Evidence) -> Option<&'e Key>) {
        let mut left = Vec::new();
        for f in std::mem::take(&mut self.only_ind) {
            let found = self.only_eng.iter().enumerate().find_map(|(at, e)| Some((at, same(f, e)?)));
            match found {
                Some((at, key)) => self.matched.push((key, f, self.only_eng.remove(at))),
                None => left.push(f),
            }
        }
        self.only_ind = left;
    }

    /// A name said twice on one side and once on the other does not disagree.
    fn forget_repeats(&mut self) {
        let matched = &self.matched;
        let repeated = |e: &&Evidence| {
            matched
                .iter()
                .any(|(key, f, g)| e.keys.contains(key) || f.keys[0] == e.keys[0] || g.keys[0] == e.keys[0])
        };
        let ind = self.only_ind.extract_if(.., |e| repeated(e)).collect();
        let eng = self.only_eng.extract_if(.., |e| repeated(e)).collect();
        self.repeated = (ind, eng);
    }

    /// Keys of the matched pieces for which `wanted` holds, sorted, each once.
    pub fn keys(&self, wanted: impl Fn(&Evidence) -> bool) -> Vec<String> {
        sorted(self.matched.iter().filter(|(_, f, _)| wanted(f)).map(|(key, ..)| key.to_string()).collect())
    }
}

/// The preferred keys of some evidence, sorted, each once.
pub fn keys(evidence: &[&Evidence]) -> Vec<String> {
    sorted(evidence.iter().map(|e| e.keys[0].to_string()).collect())
}

fn sorted(mut keys: Vec<String>) -> Vec<String> {
    keys.sort_unstable();
    keys.dedup();
    keys
}
