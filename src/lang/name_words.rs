//! Lists of words that stand in names or beside them -> what each of them does there.

use rustc_hash::FxHashMap;

use crate::error::Result;
use crate::lang::{Entry, List};
use crate::model::Entity;

/// Where an organisation word stands in the name that it makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// It opens the name (`Universitas …`, `Bank of …`).
    First,
    /// It closes the name (`… University`).
    Last,
    /// Both happen.
    Any,
    /// It opens the name of a place and says what the place is; the place is called what follows (`Kabupaten
    /// Cianjur`).
    Kind,
}

/// A word that makes a name of the words around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrganisationWord {
    /// Where it stands in the name.
    pub place: Place,
    /// What the name is the name of.
    pub entity: Entity,
    /// Whether it opens the name of a body that is not called after a person (`Kementerian`, not
    /// `Universitas`).
    pub body: bool,
}

/// What a small word does inside names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Particle {
    /// Between the names of a person (`bin`, `van`).
    Person,
    /// Inside the name of an organisation (`of`).
    Name,
    /// Inside the name of an organisation that an organisation word opened (`dan`).
    Joined,
    /// Only inside names of the gazetteer.
    Known,
}

/// What a word beside a name says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cue {
    /// What follows is a place (`in`).
    Place,
    /// What stands beside it is a person (`said`).
    Person,
}

/// `pro-` and `-led`: what stands before, what behind.
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

/// The words of a list with what `read` makes of their right sides; `wanted` is what a line should be.
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
