//! The codes by which annotators describe errors of a row.

/// A code: its name in the log, its meaning, and the corresponding code of Kreutzer et al. (2022, "Quality at
/// a Glance").
#[derive(Debug, Clone, Copy)]
pub struct Code {
    /// Name in the log.
    pub name: &'static str,
    /// Meaning, for the page.
    pub meaning: &'static str,
    /// Their code.
    pub kreutzer: &'static str,
}

/// Every code, in the order of the keys 1, 2, 3 … on the page.
pub static CODES: [Code; 9] = [
    code("wrong", "not a translation of each other", "X"),
    code("partial", "one side says more than the other", "X"),
    code("facts", "a name, number or date differs", "X"),
    code("free", "the same news in other words: rewritten, not translated", "CC"),
    code("unnatural", "a translation, but no good sentence", "CC"),
    code("split", "sentences are cut in the wrong place", "CC"),
    code("boilerplate", "page debris, no part of the article", "CB"),
    code("language", "a side is in another language", "WL"),
    code("noise", "a side is no language at all", "NL"),
];

const fn code(name: &'static str, meaning: &'static str, kreutzer: &'static str) -> Code {
    Code { name, meaning, kreutzer }
}

/// Reads codes joined by `;`; an empty text is an empty list.
///
/// # Errors
/// An unknown code.
pub fn parse(text: &str) -> Result<Vec<String>, String> {
    let mut codes = Vec::new();
    for name in text.split(';').map(str::trim).filter(|name| !name.is_empty()) {
        if !CODES.iter().any(|code| code.name == name) {
            let names: Vec<_> = CODES.iter().map(|code| code.name).collect();
            return Err(format!("\"{name}\" is not a code: {}", names.join(", ")));
        }
        if !codes.iter().any(|code| code == name) {
            codes.push(name.to_owned());
        }
    }
    Ok(codes)
}
