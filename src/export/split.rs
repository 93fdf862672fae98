//! Documents -> parts of a corpus (train, dev, test), such that nothing of one part is known from another.
//!
//! Documents go as wholes, and so do groups of documents: articles made from one report, reports that one
//! article was made from, and whatever hangs together by those. The part of a group is decided by a hash of
//! its name and the seed, so that shares are met on the mean, and documents stay where they are when others
//! come, unless these join their group.

use std::str::FromStr;

use rustc_hash::FxHashMap;

use crate::error::Error;
use crate::model::{Pair, fnv, mixed};

/// One part: its name and its share of all documents, from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What its files are called after.
    pub name: String,
    /// Its share.
    pub share: f64,
}

/// The parts of a split; their shares add up to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Parts(Vec<Part>);

impl Parts {
    /// The parts in the order given.
    pub fn as_slice(&self) -> &[Part] {
        &self.0
    }
}

impl FromStr for Parts {
    type Err = Error;

    /// Reads `train=.8,dev=.1,test=.1`.
    fn from_str(text: &str) -> Result<Self, Error> {
        let wrong = |what: String| Error::Option(format!("{what}; train=.8,dev=.1,test=.1 would work"));
        let mut parts: Vec<Part> = Vec::new();
        for entry in text.split(',') {
            let (name, share) = entry.split_once('=').unwrap_or((entry, ""));
            let (name, share) = (name.trim().to_owned(), share.trim().parse::<f64>());
            let share = share.ok().filter(|share| (0.0..=1.0).contains(share));
            let share =
                share.ok_or_else(|| wrong(format!("\"{entry}\" is not a part and its share from 0 to 1")))?;
            let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
            if name.is_empty() || !name.chars().all(plain) {
                return Err(wrong(format!("\"{name}\" is no name for a part: letters, digits, - and _ are")));
            }
            if parts.iter().any(|part| part.name.eq_ignore_ascii_case(&name)) {
                return Err(wrong(format!("two parts are called \"{name}\"")));
            }
            parts.push(Part { name, share });
        }
        let sum: f64 = parts.iter().map(|part| part.share).sum();
        if (sum - 1.0).abs() > 1e-6 {
            return Err(wrong(format!("the shares add up to {sum}, not to 1")));
        }
        Ok(Parts(parts))
    }
}

/// Which part each document belongs to: first all rows are [`add`](Split::add)ed, then [`part`](Split::part)
/// knows.
#[derive(Debug)]
pub struct Split {
    parts: Parts,
    seed: u64,
    /// Every document, by its language (`i`, `e`) and its name.
    documents: FxHashMap<String, usize>,
    /// Of each document another one of its group, nearer to the group's head; the head is its own.
    towards: Vec<usize>,
    /// The name that decides over a group, held at its head: the first of the names in it, so that the order
    /// of rows is of no account.
    names: Vec<String>,
}

impl Split {
    /// A split of no documents yet.
    pub fn new(parts: Parts, seed: u64) -> Self {
        Split { parts, seed, documents: FxHashMap::default(), towards: Vec::new(), names: Vec::new() }
    }

    /// The parts.
    pub fn parts(&self) -> &[Part] {
        self.parts.as_slice()
    }

    /// Makes the documents of `pair` known, and that they belong together.
    pub fn add(&mut self, pair: &Pair) {
        let [article, report] = [format!("i{}", pair.article_id), format!("e{}", pair.report_id)];
        let (one, other) = (self.document(article), self.document(report));
        let (one, other) = (self.head(one), self.head(other));
        if one != other {
            let (first, second) =
                if self.names[one] <= self.names[other] { (one, other) } else { (other, one) };
            self.towards[second] = first;
        }
    }

    /// The part that `pair` belongs to, by its place in [`parts`](Split::parts).
    ///
    /// A pair whose article was never added belongs where it would if it had been the only one.
    pub fn part(&mut self, pair: &Pair) -> usize {
        let article = self.document(format!("i{}", pair.article_id));
        let head = self.head(article);
        let place = unit(&self.names[head], self.seed);
        let mut before = 0.0;
        let ends = self.parts().iter().map(|part| {
            before += part.share;
            before
        });
        let last = self.parts().iter().rposition(|part| part.share > 0.0).unwrap_or_default();
        ends.into_iter().position(|end| place < end).unwrap_or(last)
    }

    fn document(&mut self, name: String) -> usize {
        let next = self.towards.len();
        let Split { documents, towards, names, .. } = self;
        *documents.entry(name).or_insert_with_key(|name| {
            towards.push(next);
            names.push(name.clone());
            next
        })
    }

    /// The head of a document's group; the way there is shortened for the next one who asks.
    fn head(&mut self, mut document: usize) -> usize {
        while self.towards[document] != document {
            self.towards[document] = self.towards[self.towards[document]];
            document = self.towards[document];
        }
        document
    }
}

/// A number from 0 up to 1 that `name` and `seed` decide.
fn unit(name: &str, seed: u64) -> f64 {
    let hash = mixed(fnv(seed.to_le_bytes().into_iter().chain(name.bytes())));
    (hash >> 11) as f64 / (1_u64 << 53) as f64
}
