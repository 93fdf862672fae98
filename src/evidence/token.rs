//! Text -> tokens: words, digit strings, and single signs; words as written -> numbers.

use rustc_hash::FxHashMap;

use super::rows::Rows;
use crate::model::Span;

/// The kind of characters of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Letters, with apostrophes and hyphens between letters (`denuklirisasi`, `Dong-yup`, `Jum'at`).
    Word,
    /// Digits, with `.` and `,` between digits (`1.250.000`, `10.30`, `6,5`).
    Digits,
    /// One sign (`$`, `%`, `(`, `-`, `/`, `:`).
    Sign,
}

/// A token of a sentence. White space is not a token: see whether spans are adjacent. It is small, because a
/// text can have a million of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    span: ShortSpan,
    /// Its kind of characters.
    pub shape: Shape,
    /// The number and capitals of a word, once [`Tokens`] has looked it up.
    pub(super) word: WordId,
}

impl Token {
    /// Its position in the sentence.
    pub fn span(&self) -> Span {
        self.span.span()
    }

    /// The token's text.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        self.span().of(text)
    }
}

/// A span of a sentence in half the size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ShortSpan {
    start: u32,
    end: u32,
}

impl ShortSpan {
    /// The same span, which ends within four gigabytes.
    pub fn new(span: Span) -> Self {
        debug_assert!(u32::try_from(span.end).is_ok(), "no sentence is as long: see `window`");
        ShortSpan { start: span.start as u32, end: span.end as u32 }
    }

    /// The span.
    pub fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// Minimum mean number of bytes per token, including white space.
const BYTES: usize = 5;

/// Splits a sentence into tokens in one pass; every character that is not white space is in exactly one
/// token.
///
/// Adjacent letters and digits are two tokens (`Rp500`, `5pm`, `13th`), so `KN-25` is word, sign, digits. A
/// sentence must be shorter than four gigabytes.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / BYTES);
    add_tokens(text, &mut tokens);
    tokens
}

/// Adds the tokens of a sentence.
fn add_tokens(text: &str, tokens: &mut Vec<Token>) {
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        if byte == b' ' {
            at += 1;
            continue;
        }
        let rest = &text[at..];
        let Some(first) = rest.chars().next() else { break };
        let shape = match first {
            c if c.is_alphabetic() => Shape::Word,
            c if c.is_ascii_digit() => Shape::Digits,
            c if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            _ => Shape::Sign,
        };
        let end = at
            + match shape {
                Shape::Digits => run(rest, 0, |c| c.is_ascii_digit(), |c| matches!(c, '.' | ',')),
                Shape::Word => word(rest),
                Shape::Sign => first.len_utf8(),
            };
        tokens.push(Token { span: ShortSpan::new(Span::new(at, end)), shape, word: UNKNOWN });
        at = end;
    }
}

/// The tokens of the sentences of a document; words have numbers (see [`Numbers`]).
#[derive(Debug)]
pub(super) struct Tokens(Rows<Token>);

/// A sentence with its tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct TokenizedSentence<'t> {
    /// Its text.
    pub text: &'t str,
    /// Its tokens.
    pub tokens: &'t [Token],
}

impl Tokens {
    /// The tokens of sentences.
    pub fn of(texts: &[&str], numbers: &mut Numbers) -> Self {
        let bytes: usize = texts.iter().map(|text| text.len()).sum();
        let mut rows = Rows::with_capacity(texts.len(), bytes / BYTES);
        for text in texts {
            rows.add_by(|all| {
                let start = all.len();
                add_tokens(text, all);
                for token in all[start..].iter_mut().filter(|token| token.shape == Shape::Word) {
                    token.word = numbers.of(text, token.span());
                }
            });
        }
        Tokens(rows)
    }

    /// The sentences with their tokens.
    pub fn sentences<'t>(&'t self, texts: &'t [&str]) -> Vec<TokenizedSentence<'t>> {
        texts.iter().zip(self.0.iter()).map(|(text, tokens)| TokenizedSentence { text, tokens }).collect()
    }
}

/// The number of a word as written, and whether it has a capital; small, because every token has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct WordId(u32);

impl WordId {
    const CAPITAL: u32 = 1 << 31;

    fn new(number: usize, capital: bool) -> Self {
        let number = u32::try_from(number).unwrap_or(u32::MAX) & !Self::CAPITAL;
        WordId(number | if capital { Self::CAPITAL } else { 0 })
    }

    /// Its number, by which caches of words are indexed.
    pub fn number(self) -> usize {
        (self.0 & !Self::CAPITAL) as usize
    }

    /// Whether it has a capital.
    pub fn has_capital(self) -> bool {
        self.0 & Self::CAPITAL != 0
    }
}

const UNKNOWN: WordId = WordId(!WordId::CAPITAL);

/// Words as written -> numbers from 0, by which caches of words are indexed.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// Words of at most fifteen bytes, which are most, as two integers: these are compared instead of the
    /// letters.
    short: FxHashMap<(u64, u64), WordId>,
    long: FxHashMap<Box<str>, WordId>,
}

impl Numbers {
    /// The number of the word at `span`; a new one if it has none.
    fn of(&mut self, text: &str, span: Span) -> WordId {
        let key = packed(text.as_bytes(), span);
        let known = match key {
            Some(key) => self.short.get(&key),
            None => self.long.get(span.of(text)),
        };
        known.copied().unwrap_or_else(|| self.add(key, span.of(text)))
    }

    /// Gives a word its number.
    #[cold]
    fn add(&mut self, key: Option<(u64, u64)>, word: &str) -> WordId {
        let known = WordId::new(self.len(), has_capital(word));
        match key {
            Some(key) => self.short.insert(key, known),
            None => self.long.insert(word.into(), known),
        };
        known
    }

    /// The number of distinct words.
    pub fn len(&self) -> usize {
        self.short.len() + self.long.len()
    }
}

/// The bytes of a short word and its length.
#[inline]
fn packed(text: &[u8], span: Span) -> Option<(u64, u64)> {
    const MOST: usize = 15;
    let len = span.len();
    if len > MOST {
        return None;
    }
    let rest = &text[span.start..];
    let bytes = match rest.first_chunk::<16>() {
        Some(bytes) => u128::from_le_bytes(*bytes) & ((1 << (8 * len)) - 1),
        None => rest[..len].iter().rev().fold(0, |all, &byte| all << 8 | u128::from(byte)),
    };
    let bytes = bytes | (len as u128) << (8 * MOST);
    Some((bytes as u64, (bytes >> 64) as u64))
}

/// Whether a word has a capital somewhere.
pub(super) fn has_capital(word: &str) -> bool {
    word.bytes().any(|b| b.is_ascii_uppercase()) || !word.is_ascii() && word.chars().any(char::is_uppercase)
}

/// Length in bytes of the word at the start of `rest`.
fn word(rest: &str) -> usize {
    // Most words are a run of ASCII letters, followed by a sign.
    let plain = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    match rest.as_bytes().get(plain) {
        Some(&byte) if byte.is_ascii() && !matches!(byte, b'-' | b'\'') => plain,
        None => plain,
        Some(_) => run(rest, plain, is_letter, |c| matches!(c, '-' | '\'' | '’' | '‘' | '‐' | '\u{2011}')),
    }
}

/// Letters and their combining marks.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c)
}

/// Length in bytes of the longest run of `inside` characters at the start, including single `joint`
/// characters between two of them; the first `known` bytes are known to be such a run.
fn run(text: &str, known: usize, inside: impl Fn(char) -> bool, joint: impl Fn(char) -> bool) -> usize {
    let (mut end, mut held) = (known, false);
    for (at, c) in text[known..].char_indices() {
        if inside(c) {
            end = known + at + c.len_utf8();
            held = false;
        } else if joint(c) && !held {
            held = true;
        } else {
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        tokenize(text).iter().map(|t| t.of(text)).collect()
    }

    #[test]
    fn words_digits_and_signs() {
        assert_eq!(
            texts("Rp1.250,50 (KN-25) Jum'at, 5pm."),
            ["Rp", "1.250,50", "(", "KN", "-", "25", ")", "Jum'at", ",", "5", "pm", "."]
        );
        assert_eq!(texts("Dong-yup's 10.30: “x”"), ["Dong-yup's", "10.30", ":", "“", "x", "”"]);
    }

    #[test]
    fn a_word_has_one_number_wherever_it_stands() {
        let long = "pertanggungjawaban";
        let words = ["di", "Di", "di\u{300}", "mempertimbangka", "mempertimbangkan", long, "Palu", "é"];
        let mut numbers = Numbers::default();
        let alone: Vec<WordId> =
            words.iter().map(|word| numbers.of(word, Span::new(0, word.len()))).collect();
        assert_eq!(alone.iter().map(|known| known.number()).collect::<Vec<_>>(), (0..8).collect::<Vec<_>>());
        assert_eq!(alone.iter().map(|known| known.has_capital()).collect::<Vec<_>>(), words.map(has_capital));
        for (word, known) in words.iter().zip(alone) {
            let text = format!("({word} dan seterusnya, dan seterusnya");
            assert_eq!(numbers.of(&text, Span::new(1, 1 + word.len())), known);
        }
    }
}
