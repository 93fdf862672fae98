//! A decoded text -> the text as intended: with entities of web pages and UTF-8 misread as Windows-1252
//! repaired, and separators replaced.

use super::page;
use crate::model::Note;

/// Maximum length in bytes of an entity; none in news is longer.
const LONGEST_ENTITY: usize = 12;
/// Maximum number of times that a text was misread, or that its entities were escaped.
const LAYERS: usize = 3;

/// Repairs earlier damage to a text, and notes the repairs. With `entities`, the entities of web pages are
/// decoded; in a page itself they stay until its tags are parsed.
pub fn mend(text: String, entities: bool, notes: &mut Vec<Note>) -> String {
    let text = reencoded(unseparated(text), notes);
    if entities { without_entities(text, notes) } else { text }
}

/// Replaces each of the separators U+001C to U+001F, which old exports put between words, by a space.
fn unseparated(text: String) -> String {
    let is = |byte: u8| (0x1c..=0x1f).contains(&byte);
    // Without an early exit the compiler handles many bytes at a time.
    let any = text.bytes().fold(false, |any, byte| any | is(byte));
    if any { text.replace(['\u{1c}', '\u{1d}', '\u{1e}', '\u{1f}'], " ") } else { text }
}

/// Decodes entities, twice if they were escaped twice (`&amp;nbsp;`).
pub fn without_entities(text: String, notes: &mut Vec<Note>) -> String {
    let (text, found) = in_layers(text, entities_read);
    if let Some((count, first)) = found {
        let noun = if count == 1 { "entity" } else { "entities" };
        let text = format!("{count} {noun} of web pages such as {first} in plain text, read as characters");
        notes.push(Note { code: "decoded-entities", text });
    }
    text
}

/// Repairs a text layer by layer; also returns the highest number of repairs in a layer and the first repair
/// of the outermost one.
fn in_layers(
    mut text: String,
    read: impl Fn(&str) -> Option<(String, usize, String)>,
) -> (String, Option<(usize, String)>) {
    let mut found: Option<(usize, String)> = None;
    for _ in 0..LAYERS {
        let Some((mended, count, first)) = read(&text) else { break };
        text = mended;
        found = Some(found.map_or((count, first), |(most, first)| (most.max(count), first)));
    }
    (text, found)
}

/// The text with its entities decoded, their number, and the first; `None` if there are none.
fn entities_read(text: &str) -> Option<(String, usize, String)> {
    let mut out = String::new();
    let (mut kept, mut count, mut first) = (0, 0, "");
    for at in memchr::memchr_iter(b'&', text.as_bytes()) {
        let Some(entity) = entity(&text[at..]) else { continue };
        let Some(read) = page::entity(entity) else { continue };
        out.push_str(&text[kept..at]);
        // A line break or a control character from an entity does not belong to the text.
        out.extend(read.chars().map(|c| if c.is_control() { ' ' } else { c }));
        kept = at + entity.len();
        count += 1;
        first = if first.is_empty() { entity } else { first };
    }
    out.push_str(&text[kept..]);
    (count > 0).then(|| (out, count, first.to_owned()))
}

/// The text at the start of `rest` that has the form of an entity: `&name;`, `&#8217;`.
fn entity(rest: &str) -> Option<&str> {
    let bytes = rest.as_bytes();
    let end = bytes.iter().take(LONGEST_ENTITY).position(|&b| b == b';')?;
    let name = &bytes[1..end];
    let fits = name.len() > 1 && name.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'#');
    fits.then(|| &rest[..=end])
}

/// Restores UTF-8 that was misread as Windows-1252 (`â€œ`), layer by layer.
fn reencoded(text: String, notes: &mut Vec<Note>) -> String {
    let (text, found) = in_layers(text, layer_read);
    if let Some((count, first)) = found {
        let noun = if count == 1 { "sequence" } else { "sequences" };
        let text = format!("{count} {noun} of UTF-8 read as Windows-1252, such as {first}, mended");
        notes.push(Note { code: "mended-encoding", text });
    }
    text
}

/// The text with one layer of misreading undone, the number of sequences, and the first.
fn layer_read(text: &str) -> Option<(String, usize, String)> {
    // The first characters of such a sequence, U+00C2 to U+00F4, are encoded as 0xC3 and another byte.
    memchr::memchr(0xc3, text.as_bytes())?;
    let mut out = String::with_capacity(text.len());
    let (mut kept, mut count, mut first) = (0, 0, "");
    let mut at = 0;
    while let Some(found) = memchr::memchr(0xc3, &text.as_bytes()[at..]) {
        at += found;
        let Some((len, read)) = sequence(&text[at..], text[..at].chars().next_back()) else {
            at += 2;
            continue;
        };
        first = if first.is_empty() { &text[at..at + len] } else { first };
        out.push_str(&text[kept..at]);
        out.extend(read);
        at += len;
        (kept, count) = (at, count + 1);
    }
    out.push_str(&text[kept..]);
    (count > 0).then(|| (out, count, first.to_owned()))
}

/// The length in bytes of the sequence at the start of `rest`, and the original character.
fn sequence(rest: &str, before: Option<char>) -> Option<(usize, Option<char>)> {
    let mut bytes = [0; 4];
    let (mut len, mut wanted) = (0, 4);
    for (n, c) in rest.chars().take(4).enumerate() {
        let Some(byte) = windows_byte(c) else { break };
        if n == 0 {
            wanted = length(byte)?;
        }
        (bytes[n], len) = (byte, len + c.len_utf8());
        if n + 1 == wanted {
            let read = std::str::from_utf8(&bytes[..wanted]).ok().and_then(|text| text.chars().next());
            return read.map(|c| (len, Some(c))).or_else(|| cut_short(rest, before));
        }
    }
    cut_short(rest, before)
}

/// A sequence that lost its last byte, because Windows-1252 has no character for it, as for `”`; or whose
/// last byte was a no-break space that has become a space.
fn cut_short(rest: &str, before: Option<char>) -> Option<(usize, Option<char>)> {
    if rest.starts_with("â€") {
        let len = "â€".len();
        return Some((len + if rest[len..].starts_with('Â') { 'Â'.len_utf8() } else { 0 }, Some('”')));
    }
    let space = rest.strip_prefix('Â').is_some_and(|behind| behind.is_empty() || behind.starts_with(' '));
    (space && before.is_some_and(|c| !c.is_uppercase())).then_some(('Â'.len_utf8(), None))
}

/// The length in UTF-8 of a character that starts with `byte`. Of two-byte characters only the first rows are
/// recognized: elsewhere a Latin letter followed by a sign may be genuine.
fn length(byte: u8) -> Option<usize> {
    match byte {
        0xc2..=0xc5 => Some(2),
        0xe2..=0xef => Some(3),
        0xf0..=0xf4 => Some(4),
        _ => None,
    }
}

/// The byte for a character beyond ASCII in Windows-1252.
fn windows_byte(c: char) -> Option<u8> {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match c {
        '\u{80}'..='\u{ff}' => Some(c as u8),
        _ => HIGH.iter().position(|&high| high == c).map(|at| 0x80 + at as u8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> (String, Vec<&'static str>) {
        let mut notes = Vec::new();
        let text = mend(text.to_owned(), true, &mut notes);
        (text, notes.into_iter().map(|note| note.code).collect())
    }

    #[test]
    fn entities_are_read() {
        let (text, notes) =
            mended("Rp&nbsp;12 juta, kata Ma&#8217;ruf. &ldquo;Siap.&rdquo; Tom &amp; Rani&#x21;");
        assert_eq!(text, "Rp\u{a0}12 juta, kata Ma’ruf. “Siap.” Tom & Rani!");
        assert_eq!(notes, ["decoded-entities"]);
        assert_eq!(mended("12&amp;nbsp;juta &amp;amp; 3&#10;ton").0, "12\u{a0}juta & 3 ton");
        for plain in ["R&D; Budi & Rani; satu", "AT&T", "a&;b &#; &unknown;", "&"] {
            assert_eq!(mended(plain), (plain.to_owned(), vec![]));
        }
    }

    #[test]
    fn wrong_readings_are_mended() {
        let (text, notes) = mended("â€œSiap,â€\u{9d} kata Andre. 37Â°C â€“ panas. CafÃ© itu ramai.");
        assert_eq!(text, "“Siap,” kata Andre. 37°C – panas. Café itu ramai.");
        assert_eq!(notes, ["mended-encoding"]);
        assert_eq!(mended("Ã¢â‚¬Å“SiapÃ¢â‚¬Â\u{9d} ia 30Ã‚Â°C, HartaÃ¢â‚¬â„¢s").0, "“Siap” ia 30°C, Harta’s");
        assert_eq!(mended("â€œSiap,â€ katanya. 12Â juta ðŸ˜€").0, "“Siap,” katanya. 12 juta 😀");
        for plain in ["São Tomé, Ângela à Paris", "CAFÉ» dan «Über»", "crêpe â la carte", "Ñ ã é"]
        {
            assert_eq!(mended(plain), (plain.to_owned(), vec![]));
        }
    }

    #[test]
    fn separators_are_spaces() {
        assert_eq!(mended("Warga\u{1d}pulang\u{1f}ke Bogor."), ("Warga pulang ke Bogor.".to_owned(), vec![]));
    }
}
