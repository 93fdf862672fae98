//! Text -> tokens: words, digit strings, and every other sign on its own; words as written -> numbers.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::model::Span;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Letters, with apostrophes and hyphens between letters (`denuklirisasi`, `Dong-yup`, `Jum'at`).
    Word,
    /// Digits, with `.` and `,` between digits (`1.250.000`, `10.30`, `6,5`).
    Digits,
    /// One sign (`$`, `%`, `(`, `-`, `/`, `:`).
    Sign,
}

/// A token of a sentence. White space is not a token: see whether spans touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the sentence.
    pub span: Span,
    /// What it is made of.
    pub shape: Shape,
    /// The number of a word once [`Tokens`] has given it one.
    pub(super) number: u32,
}

impl Token {
    /// The token's text.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        self.span.of(text)
    }
}

/// Cuts a sentence into tokens in one pass; every character that is not white space is in exactly one token.
///
/// Letters and digits that touch are two tokens (`Rp500`, `5pm`, `13th`), so `KN-25` is word, sign, digits.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
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
        tokens.push(Token { span: Span::new(at, end), shape, number: u32::MAX });
        at = end;
    }
}

/// The tokens of the sentences of a document, which lie together; words have their numbers (see [`Numbers`]).
#[derive(Debug, Default)]
pub(super) struct Tokens {
    all: Vec<Token>,
    /// Where those of each sentence end.
    ends: Vec<usize>,
}

/// A sentence with its tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cut<'t> {
    /// Its text.
    pub text: &'t str,
    /// Its tokens.
    pub tokens: &'t [Token],
}

impl Tokens {
    /// The tokens of sentences.
    pub fn of(texts: &[&str], numbers: &mut Numbers) -> Self {
        let mut tokens = Tokens::default();
        for text in texts {
            let start = tokens.all.len();
            add_tokens(text, &mut tokens.all);
            for token in tokens.all[start..].iter_mut().filter(|token| token.shape == Shape::Word) {
                token.number = numbers.of(token.of(text));
            }
            tokens.ends.push(tokens.all.len());
        }
        tokens
    }

    /// The sentences with their tokens.
    pub fn cuts<'t>(&'t self, texts: &'t [&str]) -> Vec<Cut<'t>> {
        let starts = std::iter::once(&0).chain(&self.ends);
        let tokens = starts.zip(&self.ends).map(|(&start, &end)| &self.all[start..end]);
        texts.iter().zip(tokens).map(|(text, tokens)| Cut { text, tokens }).collect()
    }
}

/// Words as written -> numbers from 0 on, by which what was found out about them is kept.
#[derive(Debug, Default)]
pub(super) struct Numbers(FxHashMap<SmolStr, u32>);

impl Numbers {
    /// The number of a word, a new one if it has none.
    pub fn of(&mut self, word: &str) -> u32 {
        if let Some(&number) = self.0.get(word) {
            return number;
        }
        let number = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        self.0.insert(word.into(), number);
        number
    }

    /// How many words have one.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

/// Bytes of the word that `rest` opens with.
fn word(rest: &str) -> usize {
    // Most words are a run of ASCII letters and a sign that ends it.
    let plain = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    match rest.as_bytes().get(plain) {
        Some(&byte) if byte.is_ascii() && !matches!(byte, b'-' | b'\'') => plain,
        None => plain,
        Some(_) => run(rest, plain, is_letter, |c| matches!(c, '-' | '\'' | '’' | '‘' | '‐' | '\u{2011}')),
    }
}

/// Letters and the marks that combine with them.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c)
}

/// Bytes of the longest run of `inside` characters from the start, single `joint` characters between two of them included; the first `known` bytes are such a run.
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
}
