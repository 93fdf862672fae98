//! Rules that tell page debris from prose: lines of `boilerplate.txt` -> patterns over the tokens of a line.

use std::hash::BuildHasher;
use std::sync::OnceLock;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::starts::Starts;
use super::{Entry, List};
use crate::error::Result;
use crate::model::Language;

const IND: (&str, &str) =
    ("packs/ind/boilerplate.txt", include_str!("../../corpus/packs/ind/boilerplate.txt"));
const ENG: (&str, &str) =
    ("packs/eng/boilerplate.txt", include_str!("../../corpus/packs/eng/boilerplate.txt"));

/// Word classes of a rule file by name: their words, separated by white space.
type Classes = FxHashMap<&'static str, &'static str>;

/// The valid forms of a line in a rule file, quoted in errors.
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
    /// `$name`: any word of a class; holds the words, separated by white space.
    Class(&'static str),
    /// A punctuation mark that must occur at this point.
    Sign(char),
    /// `...`: any words; `...8`: at most eight.
    Gap(Option<usize>),
    /// `~8`: two to eight capitalized words, as in names, with small words such as `and` between them.
    Names(usize),
}

/// A pattern with the reason code that its lines are dropped for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Reason code, such as `read-also`.
    pub reason: &'static str,
    /// The pattern; never empty, never opens with a gap or initials.
    pub parts: Vec<LinePart>,
    /// The rule also applies inside a line, after a finished sentence (`| pattern`).
    pub tail: bool,
}

/// Rules that separate page debris from prose, indexed by the first token of a line.
///
/// A rule is parsed when the first line with its opening token is met, because most runs need only a few
/// rules. [`Boilerplate::check`] parses all of them.
#[derive(Debug, Default)]
pub struct Boilerplate {
    rules: Vec<Unread>,
    /// The rule files: name, text and word classes.
    files: Vec<(List<'static>, Classes)>,
    /// Hashes of opening words with the rules that they open, sorted. A hash collision is harmless, because
    /// the rule itself compares the word.
    by_word: Vec<(u64, u32)>,
    /// Opening punctuation marks with the rules that they open, sorted.
    by_sign: Vec<(char, u32)>,
    /// Rules that open with a number.
    open: Vec<u32>,
    /// The first letters of words that open rules.
    openings: Starts,
    /// The first letters of words that open rules for the inside of a line.
    tails: Starts,
}

/// A rule as written in its file, and as parsed.
#[derive(Debug)]
struct Unread {
    entry: Entry<'static>,
    file: usize,
    rule: OnceLock<Option<Rule>>,
}

impl Boilerplate {
    /// The built-in lists of a language.
    pub(super) fn builtin(language: Language) -> Result<Self> {
        let (file, text) = match language {
            Language::Ind => IND,
            Language::Eng => ENG,
        };
        let mut rules = Boilerplate::default();
        rules.rules.reserve(text.len() / 24);
        rules.by_word.reserve(text.len() / 12);
        rules.add(List::new(file, text))?;
        Ok(rules)
    }

    /// Rules that open with `word` (in lower case), followed by those that open with a number.
    pub fn opening_with_word(&self, word: &str) -> impl Iterator<Item = &Rule> {
        let opens: &[u32] = if word.starts_with(|c: char| c.is_ascii_digit()) { &self.open } else { &[] };
        let named = self.named(word).iter().map(|&(_, at)| at);
        named.chain(opens.iter().copied()).filter_map(|at| self.rule(at))
    }

    /// Rules that open with `sign`.
    pub fn opening_with_sign(&self, sign: char) -> impl Iterator<Item = &Rule> {
        let start = self.by_sign.partition_point(|(opening, _)| *opening < sign);
        let named = self.by_sign[start..].iter().take_while(move |(opening, _)| *opening == sign);
        named.filter_map(|&(_, at)| self.rule(at))
    }

    /// Whether `text`, which starts with a word, can open with a rule, judged by its first letters only.
    pub fn may_open(&self, text: &str) -> bool {
        let other = |byte: &u8| byte.is_ascii_digit() || !byte.is_ascii();
        self.openings.may_open(text) || text.as_bytes().iter().take(Starts::LETTERS).any(other)
    }

    /// Like [`may_open`](Self::may_open), for rules that apply inside a line.
    pub fn may_open_tail(&self, text: &str) -> bool {
        self.tails.may_open(text)
    }

    /// Reports the first invalid rule.
    ///
    /// # Errors
    /// `file:line` with the text found there and the valid forms.
    pub fn check(&self) -> Result<()> {
        (0..self.rules.len() as u32).try_for_each(|at| self.read(at).map(drop))
    }

    fn named(&self, word: &str) -> &[(u64, u32)] {
        let wanted = hash(word);
        let start = self.by_word.partition_point(|(opening, _)| *opening < wanted);
        let len = self.by_word[start..].iter().take_while(|(opening, _)| *opening == wanted).count();
        &self.by_word[start..start + len]
    }

    /// The rule, parsed on first use; `None` for a rule that [`Boilerplate::check`] rejects.
    fn rule(&self, at: u32) -> Option<&Rule> {
        self.rules[at as usize].rule.get_or_init(|| self.read(at).ok()).as_ref()
    }

    fn read(&self, at: u32) -> Result<Rule> {
        let Unread { entry, file, .. } = self.rules[at as usize];
        let (list, classes) = &self.files[file];
        rule(list, entry, classes)
    }

    fn add(&mut self, list: List<'static>) -> Result<()> {
        let file = self.files.len();
        self.files.push((list, Classes::default()));
        for pair in list.pairs() {
            let (entry, pattern) = pair?;
            if let Some(class) = entry.left.strip_prefix('$') {
                self.files[file].1.insert(class, pattern);
            } else if entry.left == "also" {
                match pattern {
                    "eng" => self.add(List::new(ENG.0, ENG.1))?,
                    _ => return Err(list.error(entry, "also = eng")),
                }
            } else {
                self.push(Unread { entry, file, rule: OnceLock::new() }, pattern);
            }
        }
        // Within each word, rules stay in the order of the file.
        self.by_word.sort_unstable();
        self.by_sign.sort_unstable();
        Ok(())
    }

    /// Indexes a rule by its opening element.
    fn push(&mut self, rule: Unread, pattern: &'static str) {
        let (at, file) = (self.rules.len() as u32, rule.file);
        self.rules.push(rule);
        let tail = pattern.starts_with("| ");
        let pattern = pattern.strip_prefix("| ").unwrap_or(pattern);
        match part(pattern, &self.files[file].1) {
            Some((LinePart::Word(word), _)) => self.opens(word, at, tail),
            Some((LinePart::Class(words), _)) => {
                words.split_whitespace().for_each(|word| self.opens(word, at, tail));
            }
            Some((LinePart::Sign(sign), _)) => self.by_sign.push((sign, at)),
            Some((LinePart::Number { .. }, _)) => self.open.push(at),
            // A rule that `check` rejects.
            _ => {}
        }
    }
}

impl Boilerplate {
    /// Indexes rule `at` by a word that it opens with.
    fn opens(&mut self, word: &'static str, at: u32, tail: bool) {
        self.by_word.push((hash(word), at));
        self.openings.add(word);
        if tail {
            self.tails.add(word);
        }
    }
}

fn hash(word: &str) -> u64 {
    FxBuildHasher.hash_one(word)
}

fn rule(list: &List<'static>, entry: Entry<'static>, classes: &Classes) -> Result<Rule> {
    let pattern = entry.right.unwrap_or_default();
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
    if matches!(parts.first(), None | Some(LinePart::Gap(_) | LinePart::Initials | LinePart::Names(_))) {
        return Err(list.error(entry, "reason = pattern that opens with a word, a number or a sign"));
    }
    Ok(Rule { reason: entry.left, parts, tail })
}

/// The element at the start of `rest`, and its length; `None` for an unknown class.
fn part(rest: &'static str, classes: &Classes) -> Option<(LinePart, usize)> {
    if let Some(behind) = rest.strip_prefix("...") {
        let digits = run(behind, |c| c.is_ascii_digit());
        return Some((LinePart::Gap(behind[..digits].parse().ok()), 3 + digits));
    }
    if let Some(behind) = rest.strip_prefix('$') {
        let len = run(behind, char::is_alphanumeric);
        return Some((LinePart::Class(classes.get(&behind[..len])?), 1 + len));
    }
    if let Some(behind) = rest.strip_prefix('~') {
        let digits = run(behind, |c| c.is_ascii_digit());
        return Some((LinePart::Names(behind[..digits].parse().ok()?), 1 + digits));
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

/// Length in bytes of the leading characters of `text` for which `is` holds.
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
            let mut rules = Boilerplate::default();
            let error =
                rules.add(List::new("x.txt", text)).and_then(|()| rules.check()).unwrap_err().to_string();
            assert!(error.starts_with("x.txt:") && error.contains(found), "{error}");
        }
    }
}
