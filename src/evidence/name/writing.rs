//! A word with a capital -> its writing: its case, its clitic, and whether its hyphens separate words.

use super::fold::fold;
use crate::lang::Names;

/// How a unit is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// Lower case.
    Small,
    /// A capital somewhere (`Putin`, `iPhone`, `al-Qaeda`).
    Capital,
    /// Two or more capitals and nothing else (`KPK`, `U.S.`).
    Acronym,
    /// Letters with digits (`KN-25`, `G20`, `COVID-19`).
    Code,
    /// Initials with their full stops (`J.`, `J.K.`).
    Initial,
}

/// Whether the hyphens of a word separate words (`US-China`, `pro-Russian`) rather than syllables of one
/// (`Dong-yup`).
pub(super) fn is_parted(word: &str, names: &Names) -> bool {
    // Whether a small part after a hyphen is not part of the name: a suffix, or the next word after a dash
    // without spaces.
    let behind = |part: &str| names.ties_after(part) || (part.len() >= LONG_WORD && names.is_everyday(part));
    let last = word.split(HYPHENS).count() - 1;
    !names.is_known(&fold(word))
        && word.split(HYPHENS).enumerate().any(|(n, part)| {
            if part.starts_with(char::is_uppercase) {
                names.is_known(&fold(part)) || names.known_capitals(part).is_some()
            } else {
                // `Jong-un`: a prefix must come before the name.
                (n < last && names.ties_before(part)) || (n > 0 && behind(part))
            }
        })
}

/// Minimum number of letters of a small word that is never the end of a name (`Geun-hye`, `Ki-moon`).
const LONG_WORD: usize = 5;

/// Hyphens inside and between words.
pub(super) const HYPHENS: [char; 3] = ['-', '‐', '\u{2011}'];

/// Whether a word is a single capital letter.
pub(super) fn single(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}

/// How a word with a capital is written.
pub(super) fn case(word: &str) -> Case {
    // Most words with a capital continue in lower case.
    if word.as_bytes().get(1).is_some_and(u8::is_ascii_lowercase) && word.len() > 2 {
        return Case::Capital;
    }
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let plural = word.len() > 2 && word.ends_with('s');
    let count = letters.clone().count() - usize::from(plural);
    if count > 1 && letters.by_ref().take(count).all(char::is_uppercase) {
        Case::Acronym
    } else {
        Case::Capital
    }
}

/// `Putin's`, `Putin’s` and `Inggris-nya` without their clitics.
pub(super) fn without_clitic<'t>(word: &'t str, names: &Names) -> &'t str {
    for ending in ["'s", "’s", "'S", "’S"] {
        if let Some(rest) = word.strip_suffix(ending) {
            return rest;
        }
    }
    match word.rsplit_once(HYPHENS) {
        Some((rest, part)) if names.ties_after(part) && !rest.contains(HYPHENS) => rest,
        _ => word,
    }
}
