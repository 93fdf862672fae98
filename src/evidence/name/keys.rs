//! Mentions of a document -> keys: a later surname or acronym shares keys with the full name that it refers
//! to.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::lang::Names;
use crate::model::Key;

use super::found::{Mention, NameKind};
use super::readings::Readings;
use super::values::Values;
use super::vocabulary::{Word, WordFact};

/// Relations between the mentions of a document.
#[derive(Debug, Default)]
pub(super) struct Keys {
    /// Full name of a person -> the part that is used alone.
    calls: FxHashMap<SmolStr, Arc<Word>>,
    /// Part of a name -> the full name of the first person with that part.
    bearers: FxHashMap<Arc<str>, SmolStr>,
    /// Folded name -> the values of another name for the same entity.
    aliases: FxHashMap<SmolStr, Values>,
}

impl Keys {
    /// Reads every mention of the document; `pairs` are names of which one explains the other.
    pub fn of(mentions: &[Mention], pairs: &[(Mention, Mention)], names: &Names) -> Self {
        let mut alone: FxHashMap<&str, u32> = FxHashMap::default();
        for mention in mentions {
            if matches!(mention.kind, NameKind::Single) {
                *alone.entry(&mention.full).or_default() += 1;
            }
        }
        let mut keys = Keys::default();
        for mention in mentions {
            if let NameKind::Person(parts) = &mention.kind {
                keys.meet(&mention.full, parts, &alone, names);
            }
        }
        for (long, short) in pairs {
            keys.pair(long, short);
        }
        keys
    }

    /// Decides by which part a person is referred to: the part that occurs alone elsewhere, or else the last
    /// one.
    fn meet(&mut self, full: &SmolStr, parts: &[Arc<Word>], alone: &FxHashMap<&str, u32>, names: &Names) {
        // Names of initials only (`A. A.`) are kept whole.
        if parts.is_empty() || self.calls.contains_key(full) {
            return;
        }
        for part in parts {
            self.bearers.entry(Arc::clone(&part.folded)).or_insert_with(|| full.clone());
        }
        let borne = |part: &&Arc<Word>| self.bears(full, part);
        let used =
            parts.iter().rev().filter(borne).max_by_key(|part| alone.get(&****part).copied().unwrap_or(0));
        let call = match used.filter(|part| alone.contains_key(&****part)) {
            Some(part) => part,
            // `Kim Jong Un`: two letters do not distinguish persons.
            None => {
                let telling = || parts.iter().rev().filter(|part| part.len() > 2);
                let first =
                    Some(&parts[0]).filter(|first| surname_first(first, &parts[1..], names) && borne(first));
                first.or_else(|| telling().find(borne)).or_else(|| telling().next()).unwrap_or(&parts[0])
            }
        };
        self.calls.insert(full.clone(), Arc::clone(call));
    }

    fn pair(&mut self, long: &Mention, short: &Mention) {
        let preferred = matches!(short.kind, NameKind::Known(_)) && !matches!(long.kind, NameKind::Known(_));
        let mut values = Values::default();
        for mention in if preferred { [short, long] } else { [long, short] } {
            self.own(mention, &mut values);
        }
        self.aliases.insert(long.full.clone(), values.clone());
        self.aliases.insert(short.full.clone(), values);
    }

    /// The keys of a mention, preferred first; `room` is a buffer that is left empty.
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
        match &mention.kind {
            NameKind::Known(of) => known(&[of.keys], values),
            NameKind::Single => self.single(full, values),
            NameKind::Person(parts) => {
                values.add_folded(self.calls.get(full).map_or(full, |call| call));
                values.add_folded(full);
                let telling = |part: &&Arc<Word>| part.len() > 2 && self.bears(full, part);
                parts.iter().filter(telling).for_each(|part| values.add_folded(part));
            }
            NameKind::Place(name, of) => {
                known(of, values);
                values.add_folded(name);
                values.add_folded(full);
            }
            NameKind::Other(parts, of) => {
                values.add_folded(full);
                known(of, values);
                parts.iter().filter(|part| part.len() > 2).for_each(|part| values.add_folded(part));
            }
        }
    }

    /// Whether a part of a name refers to this person: if another person had it first, it does not, so that
    /// of two Hernans the second is referred to by the surname.
    fn bears(&self, full: &str, part: &str) -> bool {
        self.bearers.get(part).is_none_or(|bearer| {
            let (short, long) =
                if bearer.len() < full.len() { (bearer.as_str(), full) } else { (full, bearer.as_str()) };
            short == long || short.split(' ').all(|word| long.split(' ').any(|other| other == word))
        })
    }

    /// Whether the word is part of the name of a person in the document.
    pub fn is_person(&self, word: &str) -> bool {
        self.bearers.contains_key(word)
    }

    /// The keys of a single word: the part by which its person is referred to, the word itself, the full
    /// name.
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

/// Whether the surname of a name comes first: `Kim Jong-un`, `Kim Jong Un`, `Xi Jinping`; not `Lee Harvey
/// Oswald`.
fn surname_first(first: &Word, rest: &[Arc<Word>], names: &Names) -> bool {
    const SYLLABLE: usize = 5;
    first.fact(WordFact::Surname, |word| names.is_first_surname(word))
        && match rest {
            [given] => {
                given.contains(' ')
                    || first.len() <= SYLLABLE && !given.fact(WordFact::Given, |word| names.is_given(word))
            }
            [one, two] => one.len() <= SYLLABLE && two.len() <= SYLLABLE,
            _ => false,
        }
}
