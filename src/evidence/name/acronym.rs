//! Two mentions, one of them in brackets -> whether one explains the other, as in `Asia Society Policy
//! Institute (ASPI)`.

use super::found::{Mention, NameKind};
use crate::model::Entity;

/// The pairs of mentions in a sentence that explain each other, the long form first.
pub(super) fn pairs(text: &str, mentions: &[Mention]) -> Vec<(Mention, Mention)> {
    mentions
        .windows(2)
        .filter(|two| bracketed(text, &two[0], &two[1]))
        .filter_map(|two| {
            let (first, second) = (&two[0], &two[1]);
            if is_acronym(second.span.of(text)) && explains(first, second) {
                Some((first.clone(), second.clone()))
            } else if is_acronym(first.span.of(text)) && explains(second, first) {
                Some((second.clone(), first.clone()))
            } else {
                None
            }
        })
        .collect()
}

/// The mentions of a sentence; the short form of an organisation in brackets after the long one is merged
/// into it.
pub(super) fn joined<'m>(
    text: &'m str,
    mentions: &'m [Mention],
) -> impl Iterator<Item = (&'m Mention, Option<&'m Mention>)> {
    let mut rest = mentions.iter().peekable();
    std::iter::from_fn(move || {
        let first = rest.next()?;
        let short = rest.next_if(|second| {
            bracketed(text, first, second)
                && first.entity != Some(Entity::Person)
                && is_acronym(second.span.of(text))
                && (explains(first, second) || same_keys(first, second))
        });
        Some((first, short))
    })
}

fn same_keys(first: &Mention, second: &Mention) -> bool {
    matches!((&first.kind, &second.kind), (NameKind::Known(a), NameKind::Known(b)) if a.keys == b.keys)
}

/// Whether the second is alone in brackets after the first.
fn bracketed(text: &str, first: &Mention, second: &Mention) -> bool {
    text[second.span.end..].starts_with(')') && text[first.span.end..second.span.start].trim() == "("
}

/// Whether a name is short, one word, and mostly capitals: `WHO`, `BKPM`, `SatPol`.
fn is_acronym(surface: &str) -> bool {
    let capitals = surface.chars().filter(|c| c.is_uppercase()).count();
    (2..=10).contains(&surface.chars().count())
        && !surface.contains(' ')
        && capitals * 2 > surface.chars().count()
}

/// Whether the letters of `short` occur in `long` in order, from the first one; an organisation may also have
/// its name in one language and its acronym in another (`Badan Energi Atom Internasional (IAEA)`).
fn explains(long: &Mention, short: &Mention) -> bool {
    if matches!((&long.kind, &short.kind), (NameKind::Known(_), NameKind::Known(_)))
        || long.full.len() <= short.full.len()
    {
        return false;
    }
    let mut letters = long.full.chars();
    let same_start = long.full.chars().next() == short.full.chars().next();
    let spelled = same_start && short.full.chars().all(|wanted| letters.any(|c| c == wanted));
    spelled || (matches!(long.kind, NameKind::Other(..)) && short.full.len() >= 3)
}
