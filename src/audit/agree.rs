//! Two lists of evidence -> the pieces that agree, one to one.

use crate::model::{Evidence, Key, Kind};

/// The agreement of two groups of sentences, and the evidence of only one of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Agreement<'e> {
    /// The key on which two pieces of evidence agree, with the pieces: Indonesian, English.
    pub matched: Vec<(&'e Key, &'e Evidence, &'e Evidence)>,
    /// Evidence of the Indonesian side only.
    pub only_ind: Vec<&'e Evidence>,
    /// Evidence of the English side only.
    pub only_eng: Vec<&'e Evidence>,
    /// Evidence that a side repeats more often than the other does: Indonesian, English. It is not a
    /// disagreement.
    pub repeated: (Vec<&'e Evidence>, Vec<&'e Evidence>),
}

/// Matches evidence one to one: by preferred keys first, then by any reading, then names by spelling: `alike`
/// decides for two names without their `name:` whether they are spellings of one name (`kosmodrom`,
/// `cosmodrome`).
///
/// A repetition of a matched piece on one side also counts as matched, and is not listed again.
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
    // The report is the original: if both sides are ambiguous, its preferred reading is shown.
    agreement
        .take(|f, e| if contradict(f, e) { None } else { e.keys.iter().find(|key| f.keys.contains(key)) });
    let names = |f: &Evidence, e: &Evidence| f.kind == Kind::Name && e.kind == Kind::Name;
    agreement.take(|f, e| (names(f, e) && alike(f.keys[0].value(), e.keys[0].value())).then_some(&e.keys[0]));
    agreement.forget_repeats();
    agreement
}

/// Whether two pieces share only a weaker reading and contradict each other in full: `13 September 2023` and
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

/// The possible currencies of a sum.
fn currencies(sum: &Evidence) -> impl Iterator<Item = &str> {
    let readings = sum.keys.iter().filter(|key| key.as_str().starts_with("money:"));
    readings.filter_map(|key| Some(key.value().split_once(':')?.0))
}

/// Currencies called dollar.
const DOLLARS: [&str; 7] = ["USD", "AUD", "CAD", "HKD", "NZD", "SGD", "TWD"];

impl<'e> Agreement<'e> {
    /// Moves each first pair for which `same` returns a key from the unmatched lists to the matched ones.
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

    /// A name that occurs twice on one side and once on the other is not a disagreement.
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
