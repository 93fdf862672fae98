//! The paragraphs of an article -> the dateline at the start of its text: `JAKARTA, KABAR.com -`, `VOSTOCHNY,
//! Russia (AP) —`.

use crate::model::SourceText;

/// Maximum number of paragraphs above the text: title, date, writer, lead.
const HEAD: usize = 6;
/// Maximum length of a dateline in bytes (`MATARAM, Nusa Tenggara Barat, 23 Februari (Antara/PRNewswire)`).
const LONGEST: usize = 90;
/// Maximum number of words of a dateline.
const MOST_WORDS: usize = 10;
/// Maximum number of words of a place that is not marked in any other way (`Labuan Bajo -`, `Bandar Lampung
/// -`).
const PLACE_WORDS: usize = 3;
/// Separators between a dateline and the text.
const DASHES: [&str; 8] = [" - ", " -- ", " – ", " — ", "— ", " —", " --", " ‒ "];

/// The dateline of an article, without the dash after it.
pub fn find(source: &SourceText) -> Option<String> {
    let spans =
        source.paragraphs.iter().map(|paragraph| paragraph.span).filter(|span| Some(*span) != source.title);
    spans.take(HEAD).find_map(|span| of(span.of(&source.content))).map(str::to_owned)
}

/// The dateline at the start of a paragraph.
fn of(text: &str) -> Option<&str> {
    let mut limit = text.len().min(LONGEST + 4);
    // Every dash starts with a hyphen or with this byte.
    memchr::memchr2(b'-', 0xe2, &text.as_bytes()[..limit])?;
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let opening = &text[..limit];
    let dashes = |(at, _)| {
        DASHES.iter().filter(move |dash| opening[at..].starts_with(**dash)).min().map(|dash| (at, *dash))
    };
    let (at, dash) = opening.match_indices([' ', '—']).find_map(dashes)?;
    let place = opening[..at].trim();
    let behind = text[at + dash.len()..].trim_start_matches(['-', '–', '—', ' ']);
    // A headline or a label may contain a dash; a dateline is followed by a text.
    let text_follows = behind.len() > 40 && behind.chars().next().is_some_and(|c| !c.is_lowercase());
    (text_follows && place.len() <= LONGEST && is_place(place)).then_some(place)
}

fn is_place(text: &str) -> bool {
    let (outside, has_bracket) = match text.split_once('(') {
        Some((before, inside)) if inside.ends_with(')') => (before.trim(), true),
        Some(_) => return false,
        None => (text, false),
    };
    let words: Vec<&str> = outside.split_whitespace().collect();
    let Some(first) = words.first() else { return false };
    let capital = |word: &str| {
        word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit()) || is_site(word)
    };
    let fits = words.len() <= MOST_WORDS
        && words.iter().all(|word| capital(word.trim_start_matches('"')))
        && !outside.ends_with(['.', '!', '?', ':'])
        && !outside.contains(['"', '“', '”', ';', '?', '!'])
        && first.starts_with(char::is_alphabetic);
    let letters = first.chars().filter(|c| c.is_alphabetic()).count();
    let loud = letters > 2 && !first.contains(char::is_lowercase);
    let site = words.iter().any(|word| is_site(word.trim_end_matches(',')));
    fits && (has_bracket || loud || site || outside.contains(", ") || words.len() <= PLACE_WORDS)
}

/// `KABAR.com`, `Kabar.co.id`: a word with a dot inside.
pub fn is_site(word: &str) -> bool {
    let ending = word.trim_end_matches(',').rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| {
        matches!(ending.as_str(), "com" | "co" | "id" | "net" | "org" | "news" | "tv" | "info")
    })
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn datelines() {
        let text = "Petani di lereng gunung memanen bawang lebih banyak daripada tahun lalu.";
        for place in [
            "JAKARTA, KABAR.com",
            "VOSTOCHNY, Russia (AP)",
            "Jakarta (KABAR News)",
            "KABAR.CO.ID, JAKARTA",
            "Jakarta",
            "WASHINGTON, Sept 13 (Kabar)",
            "Mataram, NTB (KABAR News)",
            "ISTANBUL, 23 Februari 2016 (Kabar/Warta)",
            "Labuan Bajo",
            "Kabar6.com, Jakarta",
            "NEW YORK",
        ] {
            for dash in [" - ", " — ", " -- ", " – "] {
                assert_eq!(of(&format!("{place}{dash}{text}")), Some(place));
            }
        }
        assert_eq!(of(&format!("LONDON— {text}")), Some("LONDON"));
    }

    #[test]
    fn no_datelines() {
        for text in [
            "Presiden – yang baru kembali – mengatakan bahwa harga beras akan turun dalam waktu dekat.",
            "Harga beras - naik lagi setelah libur panjang di seluruh pasar kota besar negeri ini.",
            "\"Kami menang,\" - Begitu kata pelatih itu setelah pertandingan yang panjang dan melelahkan.",
            "Satu dua.",
            "Jakarta - Bogor",
            " - Harga beras naik lagi setelah libur panjang di seluruh pasar kota besar negeri ini.",
            "(x) - Harga beras naik lagi setelah libur panjang di seluruh pasar kota besar negeri ini.",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
