//! A word as written -> the form under which lexicons hold it.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, no diacritics (compatibility forms resolved), plain apostrophes and hyphens; borrowed when
/// nothing changes.
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    if word.is_ascii() {
        return Cow::Owned(word.to_ascii_lowercase());
    }
    let plain = word.chars().map(|c| match c {
        '’' | '‘' => '\'',
        '‐' | '\u{2011}' => '-',
        other => other,
    });
    Cow::Owned(plain.flat_map(char::to_lowercase).nfkd().filter(|c| !is_combining_mark(*c)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds() {
        for (word, form) in [
            ("jum'at", "jum'at"),
            ("Jum’at", "jum'at"),
            ("ÉTÉ", "ete"),
            ("Orbán", "orban"),
            ("e\u{301}", "e"),
            ("anak‐anak", "anak-anak"),
            ("İ", "i"),
            ("ﬁlm", "film"),
            ("", ""),
        ] {
            assert_eq!(fold(word), form, "{word}");
        }
        assert!(matches!(fold("sudah"), Cow::Borrowed(_)));
    }
}
