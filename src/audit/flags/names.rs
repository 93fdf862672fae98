//! Names that differ between the sides.

use super::flag;
use super::pairing::{Rest, differ};
use crate::audit::row::{Ask, Firmness};
use crate::model::{Entity, Evidence, Flag, Kind, Language};

/// Two names that are left over, could be the same kind of thing, and have nothing to do with each other.
///
/// A translated name that one side's list lacks (`Angkatan Laut`, `Pusat Badai Nasional`) is no other name: what consists of
/// ordinary words, or shares a word or its translation with the other, is passed over.
pub(super) fn flags(rest: &mut Rest<'_>, ask: &dyn Ask) -> Vec<Flag> {
    let names = |f: &Evidence, e: &Evidence| f.kind == Kind::Name && e.kind == Kind::Name;
    rest.take(|f, e| {
        let differs = names(f, e) && alike(f, e, ask) && !one_name(f, e, ask);
        differs.then(|| flag("name-mismatch", differ(f, e)))
    })
}

/// Whether two names are surely names, and may be names of one kind of thing.
fn alike(f: &Evidence, e: &Evidence, ask: &dyn Ask) -> bool {
    let open = |entity: Option<Entity>| matches!(entity, None | Some(Entity::Other));
    match (ask.firmness(Language::Ind, f), ask.firmness(Language::Eng, e)) {
        (Firmness::Doubtful, _) | (_, Firmness::Doubtful) => false,
        (Firmness::Listed(one), Firmness::Listed(other)) => one == other,
        _ => f.entity == e.entity || open(f.entity) || open(e.entity),
    }
}

/// Whether two names may be one. Of two that stand in the list of names each is what it is, unless one says the other in short (`Korea`).
fn one_name(f: &Evidence, e: &Evidence, ask: &dyn Ask) -> bool {
    let listed = |language, e| matches!(ask.firmness(language, e), Firmness::Listed(_));
    if !(listed(Language::Ind, f) && listed(Language::Eng, e)) {
        return related(f, e, ask);
    }
    let holds = |x: &str, y: &str| x.split('-').all(|part| y.split('-').any(|other| other == part));
    let (x, y) = (f.keys[0].value(), e.keys[0].value());
    holds(x, y) || holds(y, x)
}

/// Whether any reading of one may be the other.
fn related(f: &Evidence, e: &Evidence, ask: &dyn Ask) -> bool {
    f.keys.iter().any(|x| e.keys.iter().any(|y| ask.related(x.value(), y.value())))
}

/// Names that the whole other document lacks.
pub(super) fn missing(rest: &Rest<'_>, ask: &dyn Ask) -> Vec<Flag> {
    let typed =
        |e: &Evidence| matches!(e.entity, Some(Entity::Person | Entity::Place | Entity::Organisation));
    let translated = |language: Language, e: &Evidence| match language {
        Language::Ind => rest.ind.iter().any(|f| related(f, e, ask)),
        Language::Eng => rest.eng.iter().any(|f| related(e, f, ask)),
    };
    let lacks = |(side, e): &(&str, &Evidence)| {
        let (own, other) =
            if *side == "ind" { (Language::Eng, Language::Ind) } else { (Language::Ind, Language::Eng) };
        let firm = typed(e) && ask.firmness(own, e) != Firmness::Doubtful;
        let unit = ask.measure(own, 1.0, &e.surface).is_some();
        firm && !unit && !translated(other, e) && !ask.mentions(other, e)
    };
    let alone = rest.alone(|kind| kind == Kind::Name).filter(lacks);
    alone.map(|(side, e)| flag("name-missing", format!("{side}: {}", e.keys[0]))).collect()
}
