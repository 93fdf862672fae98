//! A position in a paragraph -> the words around it.

/// Maximum length of an abbreviation in bytes; the bound keeps splitting linear.
const LOOK_BACK: usize = 32;
/// Distance in bytes within which a web address is sought on either side.
const ADDRESS: usize = 120;

/// The word that ends at `end`, including inner full stops (`Ph.D`, `a.m`); empty if there is none, and
/// truncated if very long.
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

/// The letters and digits at the start of `rest`.
pub fn word_at(rest: &str) -> &str {
    let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    &rest[..end]
}

/// Whether `word` is a single capital letter.
pub fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}

/// Whether `word` has a capital first and continues in lower case.
pub fn is_capitalised(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
}

/// Whether `word` consists of letters with full stops between them: `U.S`, `D.W`, `S.Pd`.
pub fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            let letters = part.chars().count();
            (1..=3).contains(&letters) && part.chars().all(char::is_alphabetic)
        })
}

/// Whether `word` is a Roman numeral of several letters.
pub fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.len() <= 7 && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C'))
}

/// Whether a word is written like `iPhone`: a name although it starts with a small letter.
pub fn is_camel(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_lowercase) && chars.next().is_some_and(char::is_uppercase)
}

/// Whether position `at` is inside a web or mail address.
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
