//! The opening of a line -> the rules that may match it, without tokenizing the rest of the line.
//!
//! Prose often opens with the first word of a rule (`The`, `By`), so the second element of a rule is also
//! checked before a line is tokenized. Every check here repeats one on which the rule itself would fail.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::words::{covers, folded, word_len};
use crate::lang::{Boilerplate, LinePart, Rule};

/// The first token of a line.
enum First<'l> {
    Sign(char),
    /// In lower case.
    Word(Cow<'l, str>),
}

/// The first token of a line that may open with a rule, and the text after it.
pub struct Opening<'l> {
    first: First<'l>,
    rest: &'l str,
    /// The next word in lower case, empty if there is none.
    second: OnceCell<Cow<'l, str>>,
}

impl<'l> Opening<'l> {
    /// The openings of a line by its first sign and by its first word; a `whole` line in quotes has none of
    /// the latter. `None` for a line without a word.
    pub fn of(line: &'l str, rules: &Boilerplate, whole: bool) -> Option<(Option<Self>, Option<Self>)> {
        let start = line.find(char::is_alphanumeric)?;
        let sign = line.chars().next().filter(|_| start > 0);
        let by_sign = sign.map(|sign| Opening::new(First::Sign(sign), &line[sign.len_utf8()..]));
        let quoted = whole && line[..start].contains(['"', '“', '\'', '‘']);
        let by_word = (!quoted && rules.may_open(&line[start..])).then(|| {
            let (word, rest) = line[start..].split_at(word_len(&line[start..]));
            Opening::new(First::Word(folded(word)), rest)
        });
        Some((by_sign, by_word))
    }

    fn new(first: First<'l>, rest: &'l str) -> Self {
        Opening { first, rest, second: OnceCell::new() }
    }

    /// The rules with this first token whose second element may match the line.
    pub fn rules<'r>(&self, rules: &'r Boilerplate) -> impl Iterator<Item = &'r Rule> {
        let (sign, word) = match &self.first {
            First::Sign(sign) => (Some(*sign), None),
            First::Word(word) => (None, Some(&**word)),
        };
        let by_sign = sign.into_iter().flat_map(|sign| rules.opening_with_sign(sign));
        let by_word = word.into_iter().flat_map(|word| rules.opening_with_word(word));
        by_sign.chain(by_word).filter(|rule| self.goes_on(&rule.parts))
    }

    /// Whether the second of `parts` may match after the first token.
    fn goes_on(&self, parts: &[LinePart]) -> bool {
        match parts {
            // The length of the match of the first element is not known.
            [LinePart::Number { many: true }, ..] | [_, LinePart::Gap(_), ..] => true,
            [_] => self.second().is_empty(),
            [_, LinePart::Sign(sign), ..] => self.rest.trim_start().starts_with(*sign),
            [_, LinePart::Names(most), behind @ ..] => self.is_name() && self.holds(behind.first(), *most),
            [_, second, ..] => !self.second().is_empty() && covers(second, self.second()),
            [] => false,
        }
    }

    fn second(&self) -> &str {
        self.second.get_or_init(|| words(self.rest).next().map_or(Cow::Borrowed(""), folded))
    }

    /// Whether the next word is capitalized.
    fn is_name(&self) -> bool {
        words(self.rest).next().is_some_and(|word| word.starts_with(char::is_uppercase))
    }

    /// Whether the word that a rule requires after at most `most` names is present.
    fn holds(&self, part: Option<&LinePart>, most: usize) -> bool {
        match part {
            Some(LinePart::Word(named)) => words(self.rest).take(most + 1).any(|word| folded(word) == *named),
            _ => true,
        }
    }
}

/// The words of a text.
fn words(mut rest: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        let text = &rest[rest.find(char::is_alphanumeric)?..];
        let (word, behind) = text.split_at(word_len(text));
        rest = behind;
        Some(word)
    })
}
