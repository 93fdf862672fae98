//! Rules that tell page debris from prose: lines of `boilerplate.txt` -> patterns over the tokens of a line.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Entry, List};
use crate::error::Result;
use crate::model::Language;

const IND: (&str, &str) =
    ("packs/ind/boilerplate.txt", include_str!("../../corpus/packs/ind/boilerplate.txt"));
const ENG: (&str, &str) =
    ("packs/eng/boilerplate.txt", include_str!("../../corpus/packs/eng/boilerplate.txt"));

/// Word classes of a rule file by name.
type Classes = FxHashMap<&'static str, Arc<[&'static str]>>;

/// What a rule file has to say, for its errors.
const FORM: &str = "reason = pattern, $class = words, or also = language";

/// One element of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinePart {
    /// This word, in lower case.
    Word(&'static str),
    /// `#`: a number; `##`: one or more numbers.
    Number {
        /// More may follow.
        many: bool,
    },
    /// `@`: one to four letters, such as the initials of a writer.
    Initials,
    /// `$name`: any word of a class.
    Class(Arc<[&'static str]>),
    /// A sign that has to stand there.
    Sign(char),
    /// `...`: any words; `...8`: at most eight.
    Gap(Option<usize>),
}

/// A pattern with the reason code that its lines are dropped for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Reason code, such as `read-also`.
    pub reason: &'static str,
    /// The pattern; never empty, never opens with a gap or initials.
    pub parts: Vec<LinePart>,
    /// It also applies at the end of a line, behind a finished sentence (`| pattern`).
    pub tail: bool,
}

/// Rules that tell page debris from prose, found by the first token of a line.
#[derive(Debug, Default)]
pub struct Boilerplate {
    rules: Vec<Rule>,
    /// Opening words with the rules they open, sorted.
    by_word: Vec<(&'static str, usize)>,
    by_sign: Vec<(char, usize)>,
    /// Rules that open with a number.
    open: Vec<usize>,
}

impl Boilerplate {
    /// The built-in lists of a language.
    pub(super) fn builtin(language: Language) -> Result<Self> {
        let (file, text) = match language {
            Language::Ind => IND,
            Language::Eng => ENG,
        };
        let mut rules = Boilerplate::default();
        rules.add(List::new(file, text))?;
        Ok(rules)
    }

    /// Rules that may match a line whose first word, in lower case, is `word`.
    pub fn opening_with_word<'a>(&'a self, word: &str) -> impl Iterator<Item = &'a Rule> + use<'a> {
        let opens = word.starts_with(|c: char| c.is_ascii_digit()).then_some(&self.open);
        let named = self.named(word).iter().map(|&(_, at)| at);
        named.chain(opens.into_iter().flatten().copied()).map(|at| &self.rules[at])
    }

    /// Rules that open with `sign`.
    pub fn opening_with_sign(&self, sign: char) -> impl Iterator<Item = &Rule> {
        self.by_sign.iter().filter(move |(opening, _)| *opening == sign).map(|&(_, at)| &self.rules[at])
    }

    /// Whether some rule opens with `word` or with a number: whether a line is worth a closer look.
    pub fn may_open_with(&self, word: &str) -> bool {
        !self.named(word).is_empty() || word.starts_with(|c: char| c.is_ascii_digit())
    }

    fn named(&self, word: &str) -> &[(&'static str, usize)] {
        let start = self.by_word.partition_point(|(opening, _)| *opening < word);
        let len = self.by_word[start..].iter().take_while(|(opening, _)| *opening == word).count();
        &self.by_word[start..start + len]
    }

    fn add(&mut self, list: List<'static>) -> Result<()> {
        let mut classes: Classes = FxHashMap::default();
        self.rules.reserve(512);
        self.by_word.reserve(1024);
        for (entry, pattern) in list.pairs()? {
            if let Some(class) = entry.left.strip_prefix('$') {
                classes.insert(class, pattern.split_whitespace().collect());
            } else if entry.left == "also" {
                match pattern {
                    "eng" => self.add(List::new(ENG.0, ENG.1))?,
                    _ => return Err(list.error(entry, "also = eng")),
                }
            } else {
                self.push(rule(&list, entry, pattern, &classes)?);
            }
        }
        // Rules stay in the order of the file under each word.
        self.by_word.sort_unstable();
        Ok(())
    }

    fn push(&mut self, rule: Rule) {
        let at = self.rules.len();
        match &rule.parts[0] {
            LinePart::Word(word) => self.by_word.push((word, at)),
            LinePart::Class(words) => self.by_word.extend(words.iter().map(|word| (*word, at))),
            LinePart::Sign(sign) => self.by_sign.push((*sign, at)),
            _ => self.open.push(at),
        }
        self.rules.push(rule);
    }
}

fn rule(
    list: &List<'static>,
    entry: Entry<'static>,
    pattern: &'static str,
    classes: &Classes,
) -> Result<Rule> {
    let (tail, mut rest) = match pattern.strip_prefix("| ") {
        Some(rest) => (true, rest),
        None => (false, pattern),
    };
    let mut parts = Vec::new();
    while !rest.is_empty() {
        let (part, len) = part(rest, classes).ok_or_else(|| list.error(entry, FORM))?;
        parts.push(part);
        rest = rest[len..].trim_start();
    }
    if matches!(parts.first(), None | Some(LinePart::Gap(_) | LinePart::Initials)) {
        return Err(list.error(entry, "reason = pattern that opens with a word, a number or a sign"));
    }
    Ok(Rule { reason: entry.left, parts, tail })
}

/// The part that `rest` opens with, and its length; `None` for an unknown class.
fn part(rest: &'static str, classes: &Classes) -> Option<(LinePart, usize)> {
    if let Some(behind) = rest.strip_prefix("...") {
        let digits = run(behind, |c| c.is_ascii_digit());
        return Some((LinePart::Gap(behind[..digits].parse().ok()), 3 + digits));
    }
    if let Some(behind) = rest.strip_prefix('$') {
        let len = run(behind, char::is_alphanumeric);
        return Some((LinePart::Class(classes.get(&behind[..len])?.clone()), 1 + len));
    }
    let word = run(rest, char::is_alphanumeric);
    let sign = rest.chars().next()?;
    Some(match sign {
        '#' if rest.starts_with("##") => (LinePart::Number { many: true }, 2),
        '#' => (LinePart::Number { many: false }, 1),
        '@' => (LinePart::Initials, 1),
        _ if word > 0 => (LinePart::Word(&rest[..word]), word),
        _ => (LinePart::Sign(sign), sign.len_utf8()),
    })
}

/// Length of the characters that `text` opens with and `is` holds for.
fn run(text: &str, is: impl Fn(char) -> bool) -> usize {
    text.find(|c| !is(c)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_parse() {
        let mut rules = Boilerplate::default();
        rules.add(List::new("x.txt", "$day = senin rabu\ntime = $day, # ...8\ncredit = | (@/@)\n")).unwrap();
        let rule = rules.opening_with_word("rabu").next().unwrap();
        assert_eq!(
            rule.parts[1..],
            [LinePart::Sign(','), LinePart::Number { many: false }, LinePart::Gap(Some(8))]
        );
        assert!(rules.opening_with_sign('(').next().unwrap().tail);
    }

    #[test]
    fn wrong_rules_say_where() {
        for (text, found) in
            [("a = ... b\n", "... b"), ("\na = $none x\n", "$none x"), ("also = fra\n", "also = fra")]
        {
            let error = Boilerplate::default().add(List::new("x.txt", text)).unwrap_err().to_string();
            assert!(error.starts_with("x.txt:") && error.contains(found), "{error}");
        }
    }
}
