//! The list of approximations -> whether a phrase makes a number approximate, and on which side of the number
//! the true value lies.

use super::NumberRole;
use super::list::List;
use crate::error::Result;
use crate::model::Bound;

/// Phrases that come directly before or after a number, each with the bound that it implies.
#[derive(Debug)]
pub struct Approximations(Vec<(&'static str, NumberRole, Option<Bound>)>);

impl Approximations {
    pub(super) fn parse(list: List<'static>) -> Result<Self> {
        let mut phrases = Vec::with_capacity(50);
        for pair in list.pairs() {
            let (entry, right) = pair?;
            let (role, bound) = approximation(right)
                .ok_or_else(|| list.error(entry, "phrase = before|after [below|above]"))?;
            phrases.push((entry.left, role, bound));
        }
        Ok(Approximations(phrases))
    }

    /// Every phrase with its role next to a number.
    pub(super) fn words(&self) -> impl Iterator<Item = (&'static str, NumberRole)> {
        self.0.iter().map(|&(phrase, role, _)| (phrase, role))
    }

    /// The bound implied by a phrase at the end of `before` or at the start of `behind`, the texts around a
    /// number.
    pub fn bound(&self, before: &str, behind: &str) -> Option<Bound> {
        self.beside(before, behind)?.0
    }

    /// Like [`bound`](Self::bound), but also returns the remaining text before and after the phrase.
    pub fn beside<'t>(&self, before: &'t str, behind: &'t str) -> Option<(Option<Bound>, &'t str, &'t str)> {
        let (before, behind) = (before.trim_end(), behind.trim_start_matches(['-', ' ', '\u{a0}']));
        let beside = self.0.iter().filter(|(phrase, role, _)| match role {
            NumberRole::Before => closes(before, phrase),
            _ => opens(behind, phrase),
        });
        let &(phrase, role, bound) = beside.max_by_key(|(phrase, ..)| phrase.len())?;
        Some(match role {
            NumberRole::Before => (bound, &before[..before.len() - phrase.len()], ""),
            _ => (bound, "", &behind[phrase.len()..]),
        })
    }
}

/// Whether `text` ends with the phrase as whole words, ignoring case.
fn closes(text: &str, phrase: &str) -> bool {
    let start = text.len().checked_sub(phrase.len());
    start.is_some_and(|start| {
        text.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(phrase))
            && !text[..start].ends_with(char::is_alphanumeric)
    })
}

/// Whether `text` starts with the phrase as whole words, ignoring case.
fn opens(text: &str, phrase: &str) -> bool {
    text.get(..phrase.len()).is_some_and(|start| start.eq_ignore_ascii_case(phrase))
        && !text[phrase.len()..].starts_with(char::is_alphanumeric)
}

fn approximation(text: &str) -> Option<(NumberRole, Option<Bound>)> {
    let (place, bound) = text.split_once(' ').unwrap_or((text, ""));
    let role = match place {
        "before" => NumberRole::Before,
        "after" => NumberRole::After,
        _ => return None,
    };
    let bound = match bound {
        "" => None,
        "below" => Some(Bound::Below),
        "above" => Some(Bound::Above),
        _ => return None,
    };
    Some((role, bound))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Pack;
    use crate::model::Language;

    #[test]
    fn the_longest_phrase_says_on_which_side_the_truth_lies() {
        let bound =
            |language, before, behind| Pack::builtin(language).numbers.approximations.bound(before, behind);
        assert_eq!(bound(Language::Ind, "Hampir ", " orang"), Some(Bound::Below));
        assert_eq!(bound(Language::Ind, "Tidak kurang dari ", ""), Some(Bound::Above));
        assert_eq!(bound(Language::Ind, "kurang lebih ", ""), None);
        assert_eq!(bound(Language::Ind, "", " lebih"), Some(Bound::Above));
        assert_eq!(bound(Language::Eng, "It was no more than ", ""), Some(Bound::Below));
        assert_eq!(bound(Language::Eng, "a turnover ", ""), None);
        assert_eq!(bound(Language::Eng, "", " or more"), Some(Bound::Above));
    }

    #[test]
    fn a_wrong_side_is_named_with_its_line() {
        let list = List::new("packs/xyz/approximations.txt", "hampir = before beneath\n");
        let error = Approximations::parse(list).unwrap_err().to_string();
        assert!(error.starts_with("packs/xyz/approximations.txt:1: \"hampir = before beneath\""), "{error}");
    }
}
