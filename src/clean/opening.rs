//! How a line opens -> the rules that may cover it, told without looking at the rest of the line.
//!
//! Prose opens with the words of some rule often (`The`, `By`), so that the second part of a rule is looked
//! at too before a line is taken apart. Every check here is one that the rule itself would fail on.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::words::{covers, folded, word_len};
use crate::lang::{Boilerplate, LinePart, Rule};

/// What a line opens with.
enum First<'l> {
    Sign(char),
    /// In lower case.
    Word(Cow<'l, str>),
}

/// The first token of a line that a rule may open with, and what stands behind it.
pub struct Opening<'l> {
    first: First<'l>,
    rest: &'l str,
    /// The next word in lower case, empty when there is none.
    second: OnceCell<Cow<'l, str>>,
}

impl<'l> Opening<'l> {
    /// The openings of a line by its sign and by its first word, of which a `whole` line in quotes has none;
    /// `None` for a line without a word.
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

    /// The rules that open like this and may go on as the line does.
    pub fn rules<'r>(&self, rules: &'r Boilerplate) -> impl Iterator<Item = &'r Rule> {
        let (sign, word) = match &self.first {
            First::Sign(sign) => (Some(*sign), None),
            First::Word(word) => (None, Some(&**word)),
        };
        let by_sign = sign.into_iter().flat_map(|sign| rules.opening_with_sign(sign));
        let by_word = word.into_iter().flat_map(|word| rules.opening_with_word(word));
        by_sign.chain(by_word).filter(|rule| self.goes_on(&rule.parts))
    }

    /// Whether the second of `parts` may stand behind the first token.
    fn goes_on(&self, parts: &[LinePart]) -> bool {
        match parts {
            // How much the first part takes is not known.
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

    /// Whether the next word has a capital.
    fn is_name(&self) -> bool {
        words(self.rest).next().is_some_and(|word| word.starts_with(char::is_uppercase))
    }

    /// Whether the word that a rule asks for behind at most `most` names stands there.
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
