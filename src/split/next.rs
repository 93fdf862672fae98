//! A place behind a sentence-final mark -> what stands there.

use super::context::{is_capitalised, is_initial, is_roman, word_at};

/// What follows a candidate.
pub struct Next<'a> {
    /// Its first character behind opening quotes and brackets.
    pub first: char,
    /// The word that this character opens.
    pub word: &'a str,
    /// The text from there on.
    rest: &'a str,
    /// Opens with a quote.
    pub quote: bool,
    /// Opens with a bracket.
    pub bracket: bool,
}

impl<'a> Next<'a> {
    /// What stands at `at`; `None` when nothing but opening signs does.
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

    /// What stands behind the word.
    pub fn behind(&self) -> &'a str {
        &self.rest[self.word.len()..]
    }

    /// The word and those behind it, a space between two.
    pub fn words(&self) -> impl Iterator<Item = &'a str> {
        let mut rest = Some(self.rest);
        std::iter::from_fn(move || {
            let word = word_at(rest?);
            rest = rest?[word.len()..].strip_prefix(' ');
            (!word.is_empty()).then_some(word)
        })
    }

    /// A number, a Roman number or a single capital: what `No.` may stand before.
    pub fn is_code(&self) -> bool {
        self.first.is_ascii_digit() || is_roman(self.word) || is_initial(self.word)
    }

    /// A single capital with its full stop.
    pub fn is_dotted_initial(&self) -> bool {
        is_initial(self.word) && self.behind().starts_with('.')
    }

    /// `C/O`, `d/h`: a single letter on either side of a slash goes on with what stands before it.
    pub fn is_slashed(&self) -> bool {
        let behind = self.behind().strip_prefix('/').map_or(0, |rest| word_at(rest).len());
        self.word.len() == 1 && !self.first.is_ascii_digit() && behind == 1
    }

    /// The word behind the word, when one space stands between.
    pub fn second(&self) -> &'a str {
        self.behind().strip_prefix(' ').map_or("", word_at)
    }

    /// `(credit: Ann Lee)`: a bracket that says where something is from.
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
