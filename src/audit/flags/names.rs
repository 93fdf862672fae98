//! Names that compete for one place in the two sides.

mod namings;

use rustc_hash::FxHashMap;

use super::flag;
use super::pairing::{Rest, differ};
use crate::audit::row::{Firmness, LanguageFacts, Row};
use crate::model::{Entity, Evidence, Flag, Kind, Language};

pub use namings::Namings;

/// The kinds of names of which one can replace another by mistake.
const SORTS: [Entity; 3] = [Entity::Person, Entity::Place, Entity::Organisation];
/// Shorter first names are articles and initials.
const FIRST_NAME: usize = 3;
/// Lists of more names than this are not compared name by name.
const LONGEST_LIST: usize = 50;

/// Two names that cannot both be right: one first name with two surnames, or two names of one kind, each of
/// them the only one of its kind that the other side lacks.
///
/// A translated name without an entry (`Angkatan Laut`, `Pusat Badai Nasional`) is not a different name:
/// names of ordinary words, and names that share a word or its translation, are ignored.
pub(super) fn flags(rest: &mut Rest<'_>, row: &Row<'_>, facts: &dyn LanguageFacts) -> Vec<Flag> {
    let mut flags = namesakes(rest, row, facts);
    for sort in SORTS {
        flags.extend(rivals(rest, sort, row, facts));
    }
    flags
}

/// Different names with the same first word: `Robert Hale` versus `Robert Quigley`.
fn namesakes(rest: &mut Rest<'_>, row: &Row<'_>, facts: &dyn LanguageFacts) -> Vec<Flag> {
    let [ind, eng] = [Language::Ind, Language::Eng].map(|language| bearers(language, row, facts));
    let mut by_first: FxHashMap<&str, Vec<&Bearer<'_>>> = FxHashMap::default();
    for other in &eng {
        let same_first = by_first.entry(&other.words[0]).or_default();
        if !same_first.iter().any(|seen| seen.words == other.words) {
            same_first.push(other);
        }
    }
    let mut flags = Vec::new();
    for one in &ind {
        let others = by_first.get(one.words[0].as_str()).into_iter().flatten();
        if let Some(other) = others.copied().find(|other| differ_after_the_first(one, other, facts)) {
            rest.ind.retain(|left| !std::ptr::eq(*left, one.name));
            rest.eng.retain(|left| !std::ptr::eq(*left, other.name));
            let names = format!("name:{}≠name:{}", one.words.join("-"), other.words.join("-"));
            flags.push(flag("name-mismatch", names));
        }
    }
    flags
}

/// A name that may be a person's and of which the text of the other side has none but the first word.
struct Bearer<'e> {
    name: &'e Evidence,
    words: Vec<String>,
}

/// The bearers of a side. Every name is looked up once, because a row may be a list of thousands.
fn bearers<'e>(language: Language, row: &Row<'e>, facts: &dyn LanguageFacts) -> Vec<Bearer<'e>> {
    let (side, other) = if language == Language::Ind { (row.ind, row.eng) } else { (row.eng, row.ind) };
    let other = other.text.to_lowercase();
    let mut seen: FxHashMap<Vec<String>, bool> = FxHashMap::default();
    let mut alone = |words: &Vec<String>| {
        let told = || words[1..].iter().any(|word| holds(&other, word));
        *seen.entry(words.clone()).or_insert_with(|| !told())
    };
    let names =
        side.evidence().filter(|e| e.kind == Kind::Name).map(|name| Bearer { name, words: words(name) });
    let full = names.filter(|one| is_first_and_more(&one.words) && alone(&one.words));
    full.filter(|one| may_bear(language, one.name, facts)).collect()
}

/// Whether a name may be a person's.
fn may_bear(language: Language, e: &Evidence, facts: &dyn LanguageFacts) -> bool {
    match facts.firmness(language, e) {
        Firmness::Likely | Firmness::Listed(Entity::Person) => true,
        Firmness::Doubtful => e.entity == Some(Entity::Person),
        Firmness::Listed(_) => false,
    }
}

/// Whether words are a first name and others, the last of which is written in letters.
fn is_first_and_more(words: &[String]) -> bool {
    let [first, .., last] = words else { return false };
    first.len() >= FIRST_NAME && last.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
}

fn differ_after_the_first(one: &Bearer<'_>, other: &Bearer<'_>, facts: &dyn LanguageFacts) -> bool {
    let same = |x: &String| other.words[1..].iter().any(|y| facts.alike(x, y) || facts.related(x, y));
    !one.words[1..].iter().any(same)
}

/// The words of a name in lower case, without initials.
fn words(e: &Evidence) -> Vec<String> {
    let words =
        e.surface.split([' ', '\u{a0}']).map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    words.filter(|word| word.chars().count() > 1).map(str::to_lowercase).collect()
}

/// Whether a text contains the word, or a word that starts with it.
fn holds(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric))
}

/// Unmatched names of a kind, equally many on both sides, so that each is in the place of another.
fn rivals<'e>(rest: &mut Rest<'e>, sort: Entity, row: &Row<'_>, facts: &dyn LanguageFacts) -> Vec<Flag> {
    let of_sort = |language, names: &[&'e Evidence]| -> Vec<&'e Evidence> {
        names.iter().copied().filter(|e| may_be(sort, language, e, row, facts)).collect()
    };
    let (ind, eng) = (of_sort(Language::Ind, &rest.ind), of_sort(Language::Eng, &rest.eng));
    let mut pairs: Vec<_> = match ind.len().abs_diff(eng.len()) {
        0 => ind.into_iter().zip(eng).collect(),
        1 if sort == Entity::Person => one_too_many(&ind, &eng, row, facts).into_iter().collect(),
        _ => Vec::new(),
    };
    pairs.retain(|(f, e)| compete(f, e, sort, facts));
    rest.ind.retain(|f| !pairs.iter().any(|(one, _)| std::ptr::eq(*f, *one)));
    rest.eng.retain(|e| !pairs.iter().any(|(_, other)| std::ptr::eq(*e, *other)));
    pairs.into_iter().map(|(f, e)| flag("name-mismatch", differ(f, e))).collect()
}

/// Of persons with full names, none of whom can be one of the other side's, the two at about the same
/// position: the other side may leave out the extra one.
fn one_too_many<'e>(
    ind: &[&'e Evidence],
    eng: &[&'e Evidence],
    row: &Row<'_>,
    facts: &dyn LanguageFacts,
) -> Option<(&'e Evidence, &'e Evidence)> {
    let place = |e: &Evidence, text: &str| e.span.start as f64 / text.len().max(1) as f64;
    let apart = |f: &Evidence, e: &Evidence| (place(f, row.ind.text) - place(e, row.eng.text)).abs();
    let full = |e: &&&Evidence| words(e).len() > 1;
    let pairs = || ind.iter().flat_map(|f| eng.iter().map(move |e| (*f, *e)));
    let apart_all = ind.len() <= LONGEST_LIST
        && ind.iter().filter(full).count() == ind.len()
        && eng.iter().filter(full).count() == eng.len()
        && pairs().all(|(f, e)| compete(f, e, Entity::Person, facts));
    let nearest = || pairs().min_by(|x, y| apart(x.0, x.1).total_cmp(&apart(y.0, y.1)));
    if apart_all { nearest() } else { None }
}

/// Whether a name is surely of a kind; an unknown English name of two words is seldom sure not to be a
/// person's.
fn may_be(sort: Entity, language: Language, e: &Evidence, row: &Row<'_>, facts: &dyn LanguageFacts) -> bool {
    let claimed = claims(language, e, row, facts);
    let unknown =
        || language == Language::Eng && words(e).len() > 1 && facts.firmness(language, e) == Firmness::Likely;
    claimed == Some(sort) || claimed == Some(Entity::Place) && sort == Entity::Person && unknown()
}

/// The kind of which a name surely is; none for the name of a currency.
fn claims(language: Language, e: &Evidence, row: &Row<'_>, facts: &dyn LanguageFacts) -> Option<Entity> {
    let side = if language == Language::Ind { row.ind } else { row.eng };
    let sort = match facts.firmness(language, e) {
        Firmness::Doubtful => e.entity.filter(|entity| *entity == Entity::Person && words(e).len() > 1),
        Firmness::Listed(entity) => Some(entity),
        Firmness::Likely => {
            // For a single word, a capital at the start of a sentence is weak evidence.
            let before = side.before(e).trim_end();
            let inside = before.ends_with(|c: char| c.is_alphanumeric() || c == ',');
            e.entity.filter(|entity| {
                *entity == Entity::Place || *entity == Entity::Person && (inside || is_full(e))
            })
        }
    };
    sort.filter(|_| e.kind == Kind::Name && !facts.is_currency(language, side.before(e), side.behind(e)))
}

/// Whether a person is given by more than one name, here or elsewhere in the document.
fn is_full(e: &Evidence) -> bool {
    e.entity == Some(Entity::Person)
        && (words(e).len() > 1 || e.keys.iter().any(|key| key.value().contains('-')))
}

/// Whether two names of a kind are different, so that one of them must be wrong. Two names of the gazetteer
/// are different unless one is short for the other (`Korea`) or is used for it (`Jakarta`, `Indonesia`).
fn compete(f: &Evidence, e: &Evidence, sort: Entity, facts: &dyn LanguageFacts) -> bool {
    let listed = |language, e| matches!(facts.firmness(language, e), Firmness::Listed(_));
    let (x, y) = (f.keys[0].value(), e.keys[0].value());
    let parts = |x: &str, y: &str| x.split('-').all(|part| y.split('-').any(|other| other == part));
    match (listed(Language::Ind, f), listed(Language::Eng, e)) {
        (true, true) => !(parts(x, y) || parts(y, x) || facts.stands_for(x, y)),
        (false, false) if sort != Entity::Person || !is_full(f) && !is_full(e) => false,
        _ => !facts.alike(x, y) && !related(f, e, facts),
    }
}

/// Whether any reading of one may be the other.
fn related(f: &Evidence, e: &Evidence, facts: &dyn LanguageFacts) -> bool {
    f.keys.iter().any(|x| e.keys.iter().any(|y| facts.related(x.value(), y.value())))
}

/// Names that are missing from the whole other document.
pub(super) fn missing(rest: &Rest<'_>, facts: &dyn LanguageFacts) -> Vec<Flag> {
    let typed =
        |e: &Evidence| matches!(e.entity, Some(Entity::Person | Entity::Place | Entity::Organisation));
    let translated = |language: Language, e: &Evidence| match language {
        Language::Ind => rest.ind.iter().any(|f| related(f, e, facts)),
        Language::Eng => rest.eng.iter().any(|f| related(e, f, facts)),
    };
    let lacks = |(side, e): &(&str, &Evidence)| {
        let (own, other) =
            if *side == "ind" { (Language::Eng, Language::Ind) } else { (Language::Ind, Language::Eng) };
        let firm = typed(e) && facts.firmness(own, e) != Firmness::Doubtful;
        let unit = facts.measure(own, 1.0, &e.surface).is_some();
        firm && !unit && !translated(other, e) && !facts.mentions(other, e)
    };
    let alone = rest.alone(|kind| kind == Kind::Name).filter(lacks);
    alone.map(|(side, e)| flag("name-missing", format!("{side}: {}", e.keys[0]))).collect()
}
