//! Proposed names of documents -> unique names, and the documents whose name is already taken.
//!
//! Names are compared only by hashes of 64 bits: among a million names a collision occurs once in forty
//! million sets.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::error::Result;
use crate::read::folder::short_name;
use serde::{Deserialize, Serialize};

use super::Kept;
use super::temporary::{self, TemporaryRows, TemporaryWriter};

/// The origin of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// The name of the file, with its folders.
    File,
    /// A name given by the record.
    Record,
    /// The number of a record without a name.
    Number,
}

/// A document whose name is not final yet.
#[derive(Debug, Serialize, Deserialize)]
pub struct Draft {
    pub origin: Origin,
    pub kept: Kept,
}

/// Names that must become unique.
#[derive(Debug, Default)]
pub struct Names(Vec<Name>);

#[derive(Debug, Clone, Copy)]
struct Name {
    whole: u64,
    /// Hash of the name without folders.
    short: u64,
    origin: Origin,
}

/// The treatment of a document with the name of another one.
enum Like {
    /// It fails, because the document with this number has the name.
    Fails(usize),
    /// Its name came from its number, and is replaced by another one after it.
    Renamed(usize),
}

impl Names {
    /// Adds the next name.
    pub fn add(&mut self, draft: &Draft) {
        let name = &draft.kept.name;
        self.0.push(Name { whole: hash(name), short: hash(short_name(name)), origin: draft.origin });
    }

    /// The number of names.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The documents with unique names. Folders are removed from names that are unique without them. A
    /// document with the name of an earlier one fails: it is passed to `fail`, with the number of that
    /// document. Names that come from a number give way to others.
    pub fn settle(
        mut self,
        drafts: &TemporaryRows,
        mut fail: impl FnMut(Kept, Kept),
    ) -> Result<TemporaryRows> {
        let clear = self.clear();
        let mut alike = self.alike(drafts)?.into_iter().peekable();
        let mut out = TemporaryWriter::new(None)?;
        for (at, row) in drafts.iter(0..drafts.len()).enumerate() {
            let mut kept = Draft::of(&row?)?.kept;
            if clear[at] {
                kept.name = short_name(&kept.name).to_owned();
            }
            match alike.next_if(|(number, _)| *number == at) {
                Some((_, Like::Fails(first))) => {
                    fail(kept, Draft::at(drafts, first)?.kept);
                    continue;
                }
                Some((_, Like::Renamed(number))) => kept.name = numbered(&kept.name, number),
                None => {}
            }
            out.add(&temporary::row(&kept)?)?;
        }
        out.finish()
    }

    /// For each document, whether it is a file whose name is unique without folders; that is its name from
    /// now on.
    fn clear(&mut self) -> Vec<bool> {
        let mut shorts: Vec<u64> = self.0.iter().map(|name| name.short).collect();
        shorts.sort_unstable();
        let alone = |short: u64| {
            let from = shorts.partition_point(|&other| other < short);
            shorts.get(from + 1) != Some(&short)
        };
        let clear: Vec<bool> =
            self.0.iter().map(|name| name.origin == Origin::File && alone(name.short)).collect();
        for (name, _) in self.0.iter_mut().zip(&clear).filter(|(_, clear)| **clear) {
            name.whole = name.short;
        }
        clear
    }

    /// The documents with the name of another one, by number.
    fn alike(&self, drafts: &TemporaryRows) -> Result<Vec<(usize, Like)>> {
        let mut order: Vec<u32> = (0..self.0.len() as u32).collect();
        let key = |at: u32| {
            let name = &self.0[at as usize];
            (name.whole, name.origin == Origin::Number, at)
        };
        order.sort_unstable_by_key(|&at| key(at));
        let is_taken = |hash: u64| {
            order.get(order.partition_point(|&at| key(at).0 < hash)).is_some_and(|&at| key(at).0 == hash)
        };
        let mut alike = Vec::new();
        for same in order.chunk_by(|&x, &y| key(x).0 == key(y).0).filter(|same| same.len() > 1) {
            let mut number = 1;
            for at in same[1..].iter().map(|&at| at as usize) {
                if self.0[at].origin != Origin::Number {
                    alike.push((at, Like::Fails(same[0] as usize)));
                    continue;
                }
                let name = Draft::at(drafts, at)?.kept.name;
                number += 1;
                while is_taken(hash(&numbered(&name, number))) {
                    number += 1;
                }
                alike.push((at, Like::Renamed(number)));
            }
        }
        alike.sort_unstable_by_key(|&(at, _)| at);
        Ok(alike)
    }
}

impl Draft {
    fn of(row: &[u8]) -> Result<Draft> {
        temporary::value(row)
    }

    fn at(drafts: &TemporaryRows, at: usize) -> Result<Draft> {
        Draft::of(&drafts.read(at..at + 1)?[0])
    }
}

fn hash(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish()
}

fn numbered(name: &str, number: usize) -> String {
    format!("{name}-{number}")
}
