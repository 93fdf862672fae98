//! A place in a paragraph -> the words around it.

/// No abbreviation is longer (bytes); looking back no further keeps splitting linear.
const LOOK_BACK: usize = 32;
/// How far a web address is looked for on either side.
const ADDRESS: usize = 120;

/// The word that ends at `end`, inner full stops included (`Ph.D`, `a.m`); empty when none does, and cut when
/// very long.
pub fn word_before(text: &str, end: usize) -> &str {
    let mut start = end;
    for (at, c) in text[..end].char_indices().rev() {
        if end - at > LOOK_BACK || !(c.is_alphanumeric() || c == '.') {
            break;
        }
        start = at;
    }
    text[start..end].trim_start_matches('.')
}

/// The letters and digits that `rest` opens with.
pub fn word_at(rest: &str) -> &str {
    let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    &rest[..end]
}

/// Whether `word` is a single capital letter.
pub fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}

/// Whether `word` opens with a capital and goes on in lower case.
pub fn is_capitalised(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
}

/// Whether `word` is letters with full stops between every few: `U.S`, `D.W`, `S.Pd`.
pub fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            let letters = part.chars().count();
            (1..=3).contains(&letters) && part.chars().all(char::is_alphabetic)
        })
}

/// Whether `word` is a Roman number of some length.
pub fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.len() <= 7 && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C'))
}

/// Whether a word is written like `iPhone`: a name in spite of its small letter.
pub fn is_camel(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_lowercase) && chars.next().is_some_and(char::is_uppercase)
}

/// Whether position `at` stands inside a web or mail address.
pub fn in_address(text: &str, at: usize) -> bool {
    let before = text[..at].char_indices().rev();
    let start =
        before.take_while(|(i, c)| !c.is_whitespace() && at - i <= ADDRESS).last().map_or(at, |(i, _)| i);
    let behind = text[at..].char_indices();
    let end = behind
        .take_while(|(i, c)| !c.is_whitespace() && *i <= ADDRESS)
        .last()
        .map_or(at, |(i, c)| at + i + c.len_utf8());
    let token = &text[start..end];
    token.contains("://") || token.contains("www.") || token.contains('@')
}
