//! Mentions of a document -> keys: a later surname, an acronym and the full name they stand for share theirs.

use std::rc::Rc;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::lang::Names;
use crate::model::Key;

use super::found::{Mention, Sort};
use super::readings::Readings;
use super::values::Values;
use super::vocabulary::{Fact, Word};

/// What the mentions of a document say about each other.
#[derive(Debug, Default)]
pub(super) struct Keys {
    /// Full name of a person -> the part that stands for it.
    calls: FxHashMap<SmolStr, Rc<Word>>,
    /// Part of a name -> the full name of the person that bore it first.
    bearers: FxHashMap<Rc<str>, SmolStr>,
    /// Folded name -> the values that another name for the same lends to it.
    aliases: FxHashMap<SmolStr, Values>,
}

impl Keys {
    /// Reads every mention of the document; `pairs` are names that the document itself explains by each
    /// other.
    pub fn of(mentions: &[Mention], pairs: &[(Mention, Mention)], names: &Names) -> Self {
        let mut alone: FxHashMap<&str, u32> = FxHashMap::default();
        for mention in mentions {
            if matches!(mention.sort, Sort::Single) {
                *alone.entry(&mention.full).or_default() += 1;
            }
        }
        let mut keys = Keys::default();
        for mention in mentions {
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
    fn meet(&mut self, full: &SmolStr, parts: &[Rc<Word>], alone: &FxHashMap<&str, u32>, names: &Names) {
        // Initials alone (`A. A.`) are called as they stand.
        if parts.is_empty() || self.calls.contains_key(full) {
            return;
        }
        for part in parts {
            self.bearers.entry(Rc::clone(&part.folded)).or_insert_with(|| full.clone());
        }
        let borne = |part: &&Rc<Word>| self.bears(full, part);
        let used =
            parts.iter().rev().filter(borne).max_by_key(|part| alone.get(&****part).copied().unwrap_or(0));
        let call = match used.filter(|part| alone.contains_key(&****part)) {
            Some(part) => part,
            // `Kim Jong Un`: two letters tell nobody apart.
            None => {
                let telling = || parts.iter().rev().filter(|part| part.len() > 2);
                let first =
                    Some(&parts[0]).filter(|first| surname_first(first, &parts[1..], names) && borne(first));
                first.or_else(|| telling().find(borne)).or_else(|| telling().next()).unwrap_or(&parts[0])
            }
        };
        self.calls.insert(full.clone(), Rc::clone(call));
    }

    fn pair(&mut self, long: &Mention, short: &Mention) {
        let preferred = matches!(short.sort, Sort::Known(_)) && !matches!(long.sort, Sort::Known(_));
        let mut values = Values::default();
        for mention in if preferred { [short, long] } else { [long, short] } {
            self.own(mention, &mut values);
        }
        self.aliases.insert(long.full.clone(), values.clone());
        self.aliases.insert(short.full.clone(), values);
    }

    /// The keys of a mention, preferred first, gathered in the `room` that they leave empty again.
    pub fn get(&self, mention: &Mention, readings: Readings<'_>, room: &mut Values) -> Vec<Key> {
        if let Some(aliases) = self.aliases.get(&mention.full) {
            room.clone_from(aliases);
        }
        self.own(mention, room);
        readings.extend(mention, room);
        room.take()
    }

    fn own(&self, mention: &Mention, values: &mut Values) {
        let full = &mention.full;
        let known = |keys: &[&str], values: &mut Values| {
            keys.iter().flat_map(|keys| keys.split(' ')).for_each(|key| values.add(key));
        };
        match &mention.sort {
            Sort::Known(of) => known(&[of.keys], values),
            Sort::Single => self.single(full, values),
            Sort::Person(parts) => {
                values.add_folded(self.calls.get(full).map_or(full, |call| call));
                values.add_folded(full);
                let telling = |part: &&Rc<Word>| part.len() > 2 && self.bears(full, part);
                parts.iter().filter(telling).for_each(|part| values.add_folded(part));
            }
            Sort::Place(name, of) => {
                known(of, values);
                values.add_folded(name);
                values.add_folded(full);
            }
            Sort::Other(parts, of) => {
                values.add_folded(full);
                known(of, values);
                parts.iter().filter(|part| part.len() > 2).for_each(|part| values.add_folded(part));
            }
        }
    }

    /// Whether a part of a name stands for its bearer: another one who bore it first must be the same person,
    /// so that of two Hernans the second is called by his surname.
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
    fn single(&self, word: &str, values: &mut Values) {
        let bearer = self.bearers.get(word);
        if let Some(call) = bearer.and_then(|full| self.calls.get(full)) {
            values.add_folded(call);
        }
        values.add_folded(word);
        if let Some(full) = bearer {
            values.add_folded(full);
        }
    }
}

/// Whether a name has its surname in front: `Kim Jong-un`, `Kim Jong Un`, `Xi Jinping`; not `Lee Harvey
/// Oswald`.
fn surname_first(first: &Word, rest: &[Rc<Word>], names: &Names) -> bool {
    const SYLLABLE: usize = 5;
    first.fact(Fact::Surname, |word| names.is_first_surname(word))
        && match rest {
            [given] => {
                given.contains(' ')
                    || first.len() <= SYLLABLE && !given.fact(Fact::Given, |word| names.is_given(word))
            }
            [one, two] => one.len() <= SYLLABLE && two.len() <= SYLLABLE,
            _ => false,
        }
}
