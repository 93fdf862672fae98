//! Words and ends of sentences, as the rules of page debris see them.

use std::borrow::Cow;

use crate::lang::LinePart;

/// Whether a line ends with the end of a sentence.
pub fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '\'', '’', ')', ']', ' ']).ends_with(['.', '!', '?', '…'])
}

/// The end of the first sentence of a text.
pub fn first_end(text: &str) -> usize {
    let ends = memchr::memchr3_iter(b'.', b'!', b'?', text.as_bytes());
    let inner = |at: &usize| {
        let behind = &text[at + 1..];
        behind.starts_with(' ') && behind.trim_start().starts_with(|c: char| c.is_uppercase() || c == '"')
    };
    ends.into_iter().find(inner).map_or(text.len(), |at| at + 1)
}

/// The word in lower case, borrowed if it already is, as most words are.
pub fn folded(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        Cow::Borrowed(word)
    } else if word.is_ascii() {
        Cow::Owned(word.to_ascii_lowercase())
    } else {
        Cow::Owned(word.chars().flat_map(char::to_lowercase).collect())
    }
}

pub fn word_len(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len())
}

/// Whether an element that matches one word matches `word` (in lower case).
pub fn covers(part: &LinePart, word: &str) -> bool {
    match part {
        LinePart::Word(named) => word == *named,
        LinePart::Class(words) => words.split_whitespace().any(|named| named == word),
        LinePart::Number { .. } => is_number(word),
        LinePart::Initials => word.chars().count() <= 4 && word.chars().all(char::is_alphabetic),
        LinePart::Sign(_) | LinePart::Gap(_) | LinePart::Names(_) => false,
    }
}

pub fn is_number(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}
