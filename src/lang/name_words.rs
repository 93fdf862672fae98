//! Lists of words in and around names -> the role of each word.

use rustc_hash::FxHashMap;

use crate::error::Result;
use crate::lang::{Entry, List};
use crate::model::Entity;

/// The position of an organisation word in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// It opens the name (`Universitas …`, `Bank of …`).
    First,
    /// It closes the name (`… University`).
    Last,
    /// Either position occurs.
    Any,
    /// It opens the name of a place and names its kind; the rest is the name of the place itself (`Kabupaten
    /// Cianjur`).
    /// Cianjur`).
    Kind,
}

/// A word that makes a name of the words around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrganisationWord {
    /// Its position in the name.
    pub place: Place,
    /// The kind of entity that the name denotes.
    pub entity: Entity,
    /// Whether it opens the name of a body that is never named after a person (`Kementerian`, unlike
    /// `Universitas`).
    pub body: bool,
}

/// The role of a small word inside names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Particle {
    /// Between the names of a person (`bin`, `van`).
    Person,
    /// Inside the name of an organisation (`of`).
    Name,
    /// Inside the name of an organisation that starts with an organisation word (`dan`).
    Joined,
    /// Only inside names from the gazetteer.
    Known,
}

/// The kind of name that a word next to a name indicates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cue {
    /// A place follows (`in`).
    Place,
    /// The name next to it is a person's (`said`).
    Person,
}

/// The affixes `pro-` and `-led`, as parts before a hyphen and parts after one.
pub(super) fn affixes(list: List<'static>) -> Result<(Vec<&'static str>, Vec<&'static str>)> {
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for entry in list.entries() {
        match (entry.left.strip_suffix('-'), entry.left.strip_prefix('-')) {
            (Some(part), None) => before.push(part),
            (None, Some(part)) => after.push(part),
            _ => return Err(list.error(entry, "opening- or -ending")),
        }
    }
    Ok((before, after))
}

pub(super) fn organisations(list: List<'static>) -> Result<FxHashMap<&'static str, OrganisationWord>> {
    let mut map = FxHashMap::with_capacity_and_hasher(list.text.len() / 12, Default::default());
    for pair in list.pairs() {
        let (entry, right) = pair?;
        let (place, entity) = right.split_once(' ').unwrap_or((right, "organisation"));
        let body = place == "body";
        let place = match place {
            "first" | "body" => Place::First,
            "last" => Place::Last,
            "any" => Place::Any,
            "kind" => Place::Kind,
            _ => return Err(list.error(entry, "word = first, body, last, any or kind")),
        };
        let entity = match entity {
            "organisation" => Entity::Organisation,
            "place" => Entity::Place,
            "other" => Entity::Other,
            _ => return Err(list.error(entry, "word = first, body, last, any or kind, then place or other")),
        };
        map.insert(entry.left, OrganisationWord { place, entity, body });
    }
    Ok(map)
}

pub(super) fn particles(list: List<'static>) -> Result<FxHashMap<&'static str, Particle>> {
    roles(list, "word = person, name, joined or known", |role| match role {
        "person" => Some(Particle::Person),
        "name" => Some(Particle::Name),
        "joined" => Some(Particle::Joined),
        "known" => Some(Particle::Known),
        _ => None,
    })
}

pub(super) fn cues(list: List<'static>) -> Result<FxHashMap<&'static str, Cue>> {
    roles(list, "word = place or person", |role| match role {
        "place" => Some(Cue::Place),
        "person" => Some(Cue::Person),
        _ => None,
    })
}

/// The words of a list with their values, parsed by `read`; `wanted` describes a valid line.
fn roles<T>(
    list: List<'static>,
    wanted: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<FxHashMap<&'static str, T>> {
    let role = |pair: Result<(Entry<'static>, &str)>| {
        let (entry, right) = pair?;
        Ok((entry.left, read(right).ok_or_else(|| list.error(entry, wanted))?))
    };
    list.pairs().map(role).collect()
}
