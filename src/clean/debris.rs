//! A line -> the reason why it is page debris, if it is.

use std::borrow::Cow;

use super::opening::Opening;
use super::words::{covers, ends_sentence, first_end, folded, is_number, word_len};
use crate::lang::{Boilerplate, LinePart, Rule};

/// Maximum number of words of debris; longer lines are taken for prose without further checks.
const MOST_WORDS: usize = 72;
/// Maximum number of words in a gap without a bound of its own.
const GAP_WORDS: usize = 40;
/// A longer link (in words) that ends as a sentence does is taken for a link joined to a sentence.
const LINK_WORDS: usize = 24;
/// Maximum number of words of a link without a colon (`Baca Juga Judul Berita`): those of a headline.
const HEADLINE_WORDS: usize = 20;
/// Lower-case words that occur between names.
const SMALL_WORDS: [&str; 14] =
    ["and", "of", "in", "for", "the", "at", "with", "dan", "dari", "di", "bin", "binti", "de", "van"];
/// Characters that separate the text of a link from its introduction.
const SEPARATORS: [char; 9] = [':', '-', '–', '—', '|', '>', '»', '→', '›'];

/// A word, a number or a punctuation mark of a line, and its offset.
#[derive(Debug, Clone)]
struct Token<'l> {
    folded: Cow<'l, str>,
    start: usize,
    end: usize,
    is_word: bool,
}

/// The reason code of the first rule that matches the whole `line`.
///
/// A `protected` line may be a headline: only rules without a gap at their end apply, because these cannot
/// match a headline.
pub fn reason(line: &str, rules: &Boilerplate, protected: bool) -> Option<&'static str> {
    let last_is_open = |rule: &Rule| matches!(rule.parts.last(), Some(LinePart::Gap(_) | LinePart::Names(_)));
    first_rule(line, rules, true, |rule| !(protected && last_is_open(rule)))
}

/// The reason code of the first rule for the inside of a line that matches the whole `piece`.
pub fn tail_reason(piece: &str, rules: &Boilerplate) -> Option<&'static str> {
    first_rule(piece, rules, false, |rule| rule.tail)
}

/// The reason code of the first rule that is `allowed` and matches the whole `line`; with `whole`, a line in
/// quotes opens with no word of a rule.
fn first_rule(
    line: &str,
    rules: &Boilerplate,
    whole: bool,
    allowed: impl Fn(&Rule) -> bool,
) -> Option<&'static str> {
    let (by_sign, by_word) = Opening::of(line, rules, whole)?;
    let signed = by_sign.iter().flat_map(|opening| opening.rules(rules).map(|rule| (rule, true)));
    let worded = by_word.iter().flat_map(|opening| opening.rules(rules).map(|rule| (rule, false)));
    let mut candidates = signed.chain(worded).filter(|(rule, _)| allowed(rule)).peekable();
    // Most lines open with no rule, and need no tokens.
    candidates.peek()?;
    let tokens = tokens(line)?;
    let decoration = tokens.iter().take_while(|t| !t.is_word).count();
    let covers = |rule: &Rule, at: usize| Matcher { line, tokens: &tokens, rule }.matches(&rule.parts, at);
    candidates
        .find(|&(rule, signed)| covers(rule, if signed { 0 } else { decoration }))
        .map(|(rule, _)| rule.reason)
}

/// The tokens of a line; `None` if it has too many words for debris.
fn tokens(line: &str) -> Option<Vec<Token<'_>>> {
    let mut out: Vec<Token<'_>> = Vec::with_capacity(MOST_WORDS.min(4 + line.len() / 4));
    let mut words = 0;
    let mut at = 0;
    while let Some(first) = line[at..].chars().next() {
        let (start, is_word) = (at, first.is_alphanumeric());
        at += if is_word { word_len(&line[at..]) } else { first.len_utf8() };
        if first.is_whitespace() {
            continue;
        }
        words += usize::from(is_word);
        if words > MOST_WORDS || out.len() > 4 * MOST_WORDS {
            return None;
        }
        out.push(Token { folded: folded(&line[start..at]), start, end: at, is_word });
    }
    Some(out)
}

/// Matches one rule against one line.
struct Matcher<'a> {
    line: &'a str,
    tokens: &'a [Token<'a>],
    rule: &'a Rule,
}

impl Matcher<'_> {
    /// Whether `parts` match all tokens from `at` to the end, apart from punctuation at the end.
    fn matches(&self, parts: &[LinePart], at: usize) -> bool {
        let Some((part, rest)) = parts.split_first() else {
            return self.tokens[at..].iter().all(|t| !t.is_word);
        };
        match part {
            LinePart::Gap(most) if rest.is_empty() => self.gap_to_end(at, *most),
            LinePart::Names(most) => {
                self.names(at, *most, rest.is_empty()).any(|end| self.matches(rest, end))
            }
            LinePart::Gap(most) => (at..=self.tokens.len())
                .take_while(|&end| most.is_none_or(|most| self.words(at, end) <= most))
                .any(|end| self.matches(rest, end)),
            LinePart::Number { many: true } => {
                let numbers = self.tokens[self.word_from(at)..]
                    .iter()
                    .take_while(|t| !t.is_word || is_number(&t.folded));
                let end = self.word_from(at) + numbers.count();
                self.word(at).is_some_and(|t| is_number(&t.folded)) && self.matches(rest, end)
            }
            LinePart::Sign(sign) => {
                let holds = self.tokens.get(at).is_some_and(|t| !t.is_word && t.folded.starts_with(*sign));
                holds && self.matches(rest, at + 1)
            }
            _ => {
                self.word(at).is_some_and(|t| covers(part, &t.folded))
                    && self.matches(rest, self.word_from(at) + 1)
            }
        }
    }

    /// The next word, after punctuation that a pattern need not mention; the end of a sentence or a quote is
    /// not skipped.
    fn word(&self, at: usize) -> Option<&Token<'_>> {
        let passed = &self.tokens[at..self.word_from(at)];
        let stops = passed.iter().any(|t| t.folded.starts_with(['.', '!', '?', '"', '“', '”']));
        if stops { None } else { self.tokens.get(self.word_from(at)) }
    }

    fn word_from(&self, at: usize) -> usize {
        at + self.tokens[at..].iter().take_while(|t| !t.is_word).count()
    }

    fn words(&self, from: usize, to: usize) -> usize {
        self.tokens[from..to].iter().filter(|t| t.is_word).count()
    }

    /// The possible ends of a run of two to `most` names from token `at`, the longest first; if it is `last`
    /// in its pattern, it must not be a sentence.
    fn names(&self, at: usize, most: usize, last: bool) -> impl Iterator<Item = usize> {
        let small = |word: &str| SMALL_WORDS.contains(&word);
        let capital = |t: &Token<'_>| self.line[t.start..].starts_with(char::is_uppercase);
        let stops = |t: &Token<'_>| t.folded.starts_with(['!', '?', ';', '"', '“']);
        let run = self.tokens[at..].iter().take_while(|t| match t.is_word {
            true => capital(t) || small(&t.folded),
            false => !stops(t),
        });
        let end = at + run.count();
        let fits = move |to: &usize| (2..=most).contains(&self.words(at, *to));
        let holds = self.word(at).is_some_and(capital) && !(last && self.line.ends_with(['.', ',', ':']));
        (at..=end).rev().filter(move |to| holds && fits(to))
    }

    /// Whether a gap at the end of the pattern may match everything from token `at`.
    fn gap_to_end(&self, at: usize, most: Option<usize>) -> bool {
        let words = self.words(at, self.tokens.len());
        let after_sign = matches!(self.rule.parts.iter().rev().nth(1), Some(LinePart::Sign(_)));
        match most {
            Some(most) => words <= most && !(after_sign && self.line.ends_with('?')),
            None => {
                let is_passage = self.links() && ends_sentence(self.line) && self.is_passage(words);
                (1..=GAP_WORDS).contains(&words)
                    && !is_passage
                    && (after_sign
                        || self.is_set_apart(at)
                        || self.is_quoted(at)
                        || self.is_headline(at, words))
            }
        }
    }

    /// Whether the rest is longer than a headline, or more than one sentence.
    fn is_passage(&self, words: usize) -> bool {
        words > LINK_WORDS || first_end(self.line) < self.line.len()
    }

    fn links(&self) -> bool {
        matches!(self.rule.reason, "read-also" | "watch")
    }

    /// Whether a colon, a wide space or capitals separate the rest of the line from the words that introduce
    /// it.
    fn is_set_apart(&self, at: usize) -> bool {
        let Some(last) = at.checked_sub(1).map(|before| &self.tokens[before]) else { return false };
        let behind = &self.line[last.end..];
        let opening = &self.line[self.tokens[0].start..last.end];
        behind.trim_start().starts_with(SEPARATORS)
            || behind.starts_with('\t')
            || behind.chars().take(2).filter(|c| c.is_whitespace()).count() == 2
            || !opening.contains(char::is_lowercase)
    }

    /// Whether the rest opens with a quoted title and is not a sentence: `Simak Video 'Panen Raya' di sini:`.
    fn is_quoted(&self, at: usize) -> bool {
        let Some(last) = at.checked_sub(1).map(|before| &self.tokens[before]) else { return false };
        let behind = self.line[last.end..].trim_start();
        let end = self.line.trim_end_matches(['"', '”', '\'', '’', ')']);
        behind.starts_with(['"', '“', '\'', '‘']) && !end.ends_with(['.', ',', '!'])
    }

    /// Whether the rest has the form of a headline: a capital first, no full stop, not too long. `Baca juga
    /// menjadi kebiasaan …` continues in lower case, `Tonton Persib kalah, ia menangis.` ends as a sentence.
    fn is_headline(&self, at: usize, words: usize) -> bool {
        let capital = self.tokens[at..].iter().find(|t| t.is_word).is_some_and(|t| {
            self.line[t.start..].starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        });
        let end = self.line.trim_end_matches(['"', '”', '\'', '’', ')']);
        capital && words <= HEADLINE_WORDS && !end.ends_with(['.', ',', ';', ':', '…'])
    }
}
