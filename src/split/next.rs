//! A position after a sentence-final mark -> the text that follows it.

use super::context::{is_capitalised, is_initial, is_roman, word_at};

/// The text after a possible end of a sentence.
pub struct Next<'a> {
    /// Its first character after opening quotes and brackets.
    pub first: char,
    /// The word that starts with this character.
    pub word: &'a str,
    /// The text from there on.
    rest: &'a str,
    /// The text opens with a quote.
    pub quote: bool,
    /// The text opens with a bracket.
    pub bracket: bool,
}

impl<'a> Next<'a> {
    /// The text at `at`; `None` if it has only opening signs.
    pub fn at(text: &'a str, at: usize) -> Option<Next<'a>> {
        let (mut quote, mut bracket) = (false, false);
        for (i, c) in text[at..].char_indices() {
            match c {
                '"' | '“' | '\'' | '‘' | '«' | '„' | '`' => quote = true,
                '(' | '[' => bracket = true,
                ' ' | '¿' | '¡' => {}
                first => {
                    let rest = &text[at + i..];
                    return Some(Next { first, word: word_at(rest), rest, quote, bracket });
                }
            }
        }
        None
    }

    /// The text after the word.
    pub fn behind(&self) -> &'a str {
        &self.rest[self.word.len()..]
    }

    /// The word and those after it, separated by single spaces.
    pub fn words(&self) -> impl Iterator<Item = &'a str> {
        let mut rest = Some(self.rest);
        std::iter::from_fn(move || {
            let word = word_at(rest?);
            rest = rest?[word.len()..].strip_prefix(' ');
            (!word.is_empty()).then_some(word)
        })
    }

    /// A number, a Roman numeral or a single capital, as they occur after `No.`.
    pub fn is_code(&self) -> bool {
        self.first.is_ascii_digit() || is_roman(self.word) || is_initial(self.word)
    }

    /// A single capital followed by a full stop.
    pub fn is_dotted_initial(&self) -> bool {
        is_initial(self.word) && self.behind().starts_with('.')
    }

    /// `C/O`, `d/h`: a single letter on either side of a slash, which continues the text before it.
    pub fn is_slashed(&self) -> bool {
        let behind = self.behind().strip_prefix('/').map_or(0, |rest| word_at(rest).len());
        self.word.len() == 1 && !self.first.is_ascii_digit() && behind == 1
    }

    /// The word after the word, if a single space separates them.
    pub fn second(&self) -> &'a str {
        self.behind().strip_prefix(' ').map_or("", word_at)
    }

    /// `(credit: Ann Lee)`: a bracket that gives the origin of a picture or text.
    pub fn is_credit(&self) -> bool {
        self.bracket && self.behind().trim_start().starts_with(':')
    }

    /// `b)`, `(b)`, `ii)`, `b. Boil`: the marker of a list item.
    pub fn is_item(&self) -> bool {
        let mut letters = self.word.bytes();
        let letter = letters.len() == 1 && letters.all(|b| b.is_ascii_lowercase());
        let roman = self.word.len() <= 4 && self.word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
        match self.behind().as_bytes() {
            [b')', ..] => letter || roman,
            [b'.', b' ', ..] => letter && !self.bracket && is_capitalised(word_at(&self.behind()[2..])),
            _ => false,
        }
    }
}
