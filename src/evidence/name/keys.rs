//! Mentions of a document -> keys: a later surname, an acronym and the full name they stand for share theirs.

use rustc_hash::FxHashMap;

use crate::lang::Names;
use crate::model::{Key, Kind};

use super::fold::slug;
use super::mention::{Mention, Sort};
use super::readings::Readings;

/// What the mentions of a document say about each other.
#[derive(Debug, Default)]
pub(super) struct Keys {
    /// Full name of a person -> the part that stands for it.
    calls: FxHashMap<String, String>,
    /// Part of a name -> the full name of the person that bore it first.
    bearers: FxHashMap<String, String>,
    /// Folded name -> the values that another name for the same lends to it.
    aliases: FxHashMap<String, Vec<String>>,
}

impl Keys {
    /// Reads every mention of the document; `pairs` are names that the document itself explains by each other.
    pub fn of(mentions: &[Vec<Mention>], pairs: &[(Mention, Mention)], names: &Names) -> Self {
        let mut alone: FxHashMap<&str, u32> = FxHashMap::default();
        for mention in mentions.iter().flatten() {
            if matches!(mention.sort, Sort::Single) {
                *alone.entry(&mention.full).or_default() += 1;
            }
        }
        let mut keys = Keys::default();
        for mention in mentions.iter().flatten() {
            if let Sort::Person(parts) = &mention.sort {
                keys.meet(&mention.full, parts, &alone, names);
            }
        }
        for (long, short) in pairs {
            keys.pair(long, short);
        }
        keys
    }

    /// Settles what a person is called: the part that stands alone elsewhere, else the last one.
    fn meet(&mut self, full: &str, parts: &[String], alone: &FxHashMap<&str, u32>, names: &Names) {
        // Initials alone (`A. A.`) are called as they stand.
        if parts.is_empty() || self.calls.contains_key(full) {
            return;
        }
        for part in parts {
            self.bearers.entry(part.clone()).or_insert_with(|| full.to_owned());
        }
        let borne = |part: &&String| self.bears(full, part);
        let used = parts
            .iter()
            .rev()
            .filter(borne)
            .max_by_key(|part| alone.get(part.as_str()).copied().unwrap_or(0));
        let call = match used.filter(|part| alone.contains_key(part.as_str())) {
            Some(part) => part,
            // `Kim Jong Un`: two letters tell nobody apart.
            None => {
                let telling = || parts.iter().rev().filter(|part| part.len() > 2);
                let first =
                    Some(&parts[0]).filter(|first| surname_first(first, &parts[1..], names) && borne(first));
                first.or_else(|| telling().find(borne)).or_else(|| telling().next()).unwrap_or(&parts[0])
            }
        };
        self.calls.insert(full.to_owned(), call.clone());
    }

    fn pair(&mut self, long: &Mention, short: &Mention) {
        let (of_long, of_short) = (self.own(long), self.own(short));
        let mut values = of_long.clone();
        if matches!(short.sort, Sort::Known(_)) && !matches!(long.sort, Sort::Known(_)) {
            values = of_short.clone();
        }
        for value in of_long.into_iter().chain(of_short) {
            if !values.contains(&value) {
                values.push(value);
            }
        }
        self.aliases.insert(long.full.clone(), values.clone());
        self.aliases.insert(short.full.clone(), values);
    }

    /// The keys of a mention, preferred first.
    pub fn get(&self, mention: &Mention, readings: Readings<'_>) -> Vec<Key> {
        let mut values = self.aliases.get(&mention.full).cloned().unwrap_or_default();
        values.extend(self.own(mention));
        readings.extend(mention, &mut values);
        let mut keys: Vec<Key> = Vec::with_capacity(values.len());
        for value in values {
            let key = Key::text(Kind::Name, &value);
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }

    fn own(&self, mention: &Mention) -> Vec<String> {
        match &mention.sort {
            Sort::Known(known) => known.keys.split(' ').map(str::to_owned).collect(),
            Sort::Single => self.single(&mention.full),
            Sort::Person(parts) => {
                let call =
                    self.calls.get(&mention.full).map_or_else(|| slug(&mention.full), |call| slug(call));
                let telling = |part: &&String| part.len() > 2 && self.bears(&mention.full, part);
                let rest = parts.iter().filter(telling).map(|part| slug(part));
                [call, slug(&mention.full)].into_iter().chain(rest).collect()
            }
            Sort::Place(name, known) => {
                let known = known.iter().flat_map(|keys| keys.split(' ')).map(str::to_owned);
                known.chain([slug(name), slug(&mention.full)]).collect()
            }
            Sort::Other(parts, known) => {
                let known = known.iter().flat_map(|keys| keys.split(' ')).map(str::to_owned);
                let parts = parts.iter().filter(|part| part.len() > 2).map(|part| slug(part));
                std::iter::once(slug(&mention.full)).chain(known).chain(parts).collect()
            }
        }
    }

    /// Whether a part of a name stands for its bearer: another one who bore it first must be the same person, so that of two
    /// Hernans the second is called by his surname.
    fn bears(&self, full: &str, part: &str) -> bool {
        self.bearers.get(part).is_none_or(|bearer| {
            let (short, long) =
                if bearer.len() < full.len() { (bearer.as_str(), full) } else { (full, bearer.as_str()) };
            short == long || short.split(' ').all(|word| long.split(' ').any(|other| other == word))
        })
    }

    /// Whether the word is part of the name of a person of the document.
    pub fn is_person(&self, word: &str) -> bool {
        self.bearers.contains_key(word)
    }

    /// A word alone: what its bearer is called, itself, the bearer's full name.
    fn single(&self, word: &str) -> Vec<String> {
        match self.bearers.get(word) {
            Some(full) => {
                let call = self.calls.get(full).map_or(word, String::as_str);
                vec![slug(call), slug(word), slug(full)]
            }
            None => vec![slug(word)],
        }
    }
}

/// Whether a name has its surname in front: `Kim Jong-un`, `Kim Jong Un`, `Xi Jinping`; not `Lee Harvey Oswald`.
fn surname_first(first: &str, rest: &[String], names: &Names) -> bool {
    const SYLLABLE: usize = 5;
    names.is_first_surname(first)
        && match rest {
            [given] => given.contains(' ') || first.len() <= SYLLABLE && !names.is_given(given),
            [one, two] => one.len() <= SYLLABLE && two.len() <= SYLLABLE,
            _ => false,
        }
}
