//! Names that mismatch in one row after another -> those that are translations of each other.

use std::hash::{BuildHasher, Hash};

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::super::flag;
use crate::model::{Flag, Pair};

/// Pairs of names that mismatched in the rows so far: a pair that recurs in another document is a
/// translation, while one that stays in its document may be the same mistake again.
#[derive(Debug, Default)]
pub struct Namings {
    /// By pair of names: rows, documents, the last of these.
    rows: FxHashMap<u64, (u32, u32, u64)>,
}

impl Namings {
    /// Counts the mismatched names of a row.
    pub fn see(&mut self, row: &Pair) {
        for flag in row.flags.iter().filter(|flag| flag.code == MISMATCH) {
            let document = hash(&(&row.article_id, &row.report_id));
            let (rows, documents, last) = self.rows.entry(hash(&flag.detail)).or_default();
            *rows += 1;
            *documents += u32::from(*documents == 0 || *last != document);
            *last = document;
        }
    }

    /// Turns the mismatched names of a row into notices if they were seen in enough rows to be translations
    /// of each other.
    pub fn settle(&self, row: &mut Pair) {
        let often = |detail: &String| {
            let seen = self.rows.get(&hash(detail));
            seen.is_some_and(|&(rows, documents, _)| rows >= TRANSLATED && documents > 1)
        };
        let (names, mut flags): (Vec<Flag>, Vec<Flag>) =
            row.flags.drain(..).partition(|flag| flag.code == MISMATCH && often(&flag.detail));
        let missing = names.iter().filter_map(|flag| {
            let (ind, eng) = flag.detail.split_once('≠')?;
            Some([missing("eng", ind), missing("ind", eng)])
        });
        flags.extend(missing.flatten());
        row.flags = flags;
    }
}

const MISMATCH: &str = "name-mismatch";
/// Minimum number of rows in which two names mismatch to be taken for translations.
const TRANSLATED: u32 = 3;

fn missing(side: &str, name: &str) -> Flag {
    flag("name-missing", format!("{side}: {name}"))
}

fn hash<T: Hash + ?Sized>(value: &T) -> u64 {
    FxBuildHasher.hash_one(value)
}
