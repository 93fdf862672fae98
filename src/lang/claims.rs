//! The list of words of direction and denial -> the claims of a text, apart from its names and numbers.

use super::list::List;
use super::phrases::Phrases;
use crate::error::Result;
use crate::model::{Direction, Language};

/// The meaning of a word or phrase; its name in `claims.txt` is the variant's name in lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// The counted quantity rises or falls.
    Goes(Direction),
    /// The figure that follows is a starting value, or one that serves for comparison.
    From,
    /// A bare negator.
    Not,
    /// A denial, or a possible one, other than by a bare negator.
    Denies,
    /// Refers to a year by its distance from another one.
    Years,
    /// May occur between a negator and the word it denies (`akan`, `been`).
    Between,
    /// A country's currency.
    Currency,
    /// None of these, although the phrase contains such a word (`up to`, `tidak lama`).
    Nothing,
}

/// Words of direction and denial.
#[derive(Debug, Default)]
pub struct Claims {
    words: Phrases<Claim>,
    /// Prefixes and suffixes of words that deny (`un-`, `-less`).
    openings: Vec<&'static str>,
    endings: Vec<&'static str>,
}

/// Minimum number of letters besides the affix in a word that denies by its affix.
const STEM: usize = 3;

impl Claims {
    /// The built-in list of a language.
    pub(super) fn builtin(language: Language) -> Result<Self> {
        let [list] = match language {
            Language::Ind => super::builtin_lists!("ind", "claims"),
            Language::Eng => super::builtin_lists!("eng", "claims"),
        };
        Self::parse(list)
    }

    fn parse(list: List<'static>) -> Result<Self> {
        let (mut words, mut claims) = (Vec::with_capacity(400), Claims::default());
        for pair in list.pairs() {
            let (entry, right) = pair?;
            let claim = claim(right).ok_or_else(|| {
                list.error(entry, "phrase = up|down|from|not|denies|between|years|currency|nothing")
            })?;
            match (entry.left.strip_suffix('-'), entry.left.strip_prefix('-')) {
                (Some(opening), _) => claims.openings.push(opening),
                (_, Some(ending)) => claims.endings.push(ending),
                _ => words.push((entry.left, claim)),
            }
        }
        Ok(Claims { words: Phrases::new(words), ..claims })
    }

    /// The claims of a text in order, each with the end of its words in bytes: the longest phrase at each
    /// word.
    pub fn of(&self, text: &str) -> impl Iterator<Item = (usize, Claim)> {
        let (mut at, bytes) = (0, text.as_bytes());
        std::iter::from_fn(move || {
            while at < text.len() {
                let inside = at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] >= 0x80);
                if inside || !bytes[at].is_ascii_alphabetic() {
                    at += 1;
                    continue;
                }
                let rest = &text[at..];
                let end =
                    rest.find(|c: char| !c.is_alphabetic() && !matches!(c, '\'' | '’')).unwrap_or(rest.len());
                let (length, claim) = self.opening(rest, end);
                at += length.max(1);
                // `No 12` is a number, not a denial.
                let numbered = text[at..].trim_start().starts_with(|c: char| c.is_ascii_digit());
                let claim = if numbered && claim == Claim::Not { Claim::Denies } else { claim };
                if claim != Claim::Nothing {
                    return Some((at, claim));
                }
            }
            None
        })
    }

    /// The phrase at the start of a text whose first word has `end` bytes.
    fn opening(&self, rest: &str, end: usize) -> (usize, Claim) {
        let word = &rest[..end];
        let plain = || self.words.opening(&word.replace('’', "'")).map(|(_, claim)| (end, claim));
        let found = self.words.opening(rest).or_else(|| if word.contains('’') { plain() } else { None });
        found.unwrap_or_else(|| (end, self.affixed(word)))
    }

    /// Whether a text starts with the name of a currency.
    pub fn is_currency(&self, text: &str) -> bool {
        self.words.opening(text).is_some_and(|(_, claim)| claim == Claim::Currency)
    }

    fn affixed(&self, word: &str) -> Claim {
        let long = |stem: Option<&str>| stem.is_some_and(|stem| stem.len() >= STEM);
        let word = word.to_ascii_lowercase();
        let denies = self.openings.iter().any(|opening| long(word.strip_prefix(opening)))
            || self.endings.iter().any(|ending| long(word.strip_suffix(ending)));
        if denies { Claim::Denies } else { Claim::Nothing }
    }
}

fn claim(text: &str) -> Option<Claim> {
    Some(match text {
        "up" => Claim::Goes(Direction::Up),
        "down" => Claim::Goes(Direction::Down),
        "from" => Claim::From,
        "not" => Claim::Not,
        "denies" => Claim::Denies,
        "years" => Claim::Years,
        "between" => Claim::Between,
        "currency" => Claim::Currency,
        "nothing" => Claim::Nothing,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Pack;

    #[test]
    fn the_longest_phrase_says_what_is_claimed() {
        let claims = |language, text| {
            Pack::builtin(language).claims.of(text).map(|(_, claim)| claim).collect::<Vec<_>>()
        };
        assert_eq!(claims(Language::Eng, "Sales rose"), [Claim::Goes(Direction::Up)]);
        assert_eq!(claims(Language::Eng, "up to"), []);
        assert_eq!(claims(Language::Eng, "unlikely"), [Claim::Denies]);
        assert_eq!(claims(Language::Eng, "Sales don’t"), [Claim::Not]);
        assert_eq!(claims(Language::Ind, "Budi tidak datang, tak lama"), [Claim::Not, Claim::Denies]);
    }

    #[test]
    fn a_wrong_claim_is_named_with_its_line() {
        let error = Claims::parse(List::new("packs/xyz/claims.txt", "naik = upp\n")).unwrap_err().to_string();
        assert!(error.starts_with("packs/xyz/claims.txt:1: \"naik = upp\" is not"), "{error}");
    }
}
