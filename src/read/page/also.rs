//! The text of a block with its links and emphasis -> the text without inserted links to other articles.

use crate::lang::PageWords;

/// A link or emphasized text in a block.
#[derive(Debug, Clone, Copy)]
pub struct InlineSpan {
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Whether it is a link.
    pub link: bool,
}

/// Maximum length in bytes of emphasized text with a label and a headline.
const HEADLINE: usize = 240;
/// Prefixes of links to pictures in posts.
const ADDRESSES: [&str; 4] = ["pic.twitter.com/", "https://t.co/", "pic.x.com/", "https://pic.twitter.com/"];

/// Removes from `text` the labels and titles of other articles (`Baca juga: …`); returns the text of the
/// removed links, if anything was removed.
pub fn cut(text: &mut String, parts: &[InlineSpan]) -> Option<String> {
    let mut links = String::new();
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    for part in parts.iter().filter(|part| part.link).chain(parts.iter().filter(|part| !part.link)) {
        if cuts.iter().any(|cut| cut.0 < part.end && part.start < cut.1) {
            continue;
        }
        let cut = cut_of(text, part, parts);
        cuts.extend(cut);
    }
    if cuts.is_empty() {
        return None;
    }
    cuts.sort_unstable();
    for part in parts.iter().filter(|part| part.link) {
        if cuts.iter().any(|cut| cut.0 <= part.start && part.end <= cut.1) {
            links.push_str(&text[part.start..part.end]);
            links.push(' ');
        }
    }
    for &(start, end) in cuts.iter().rev() {
        let behind = text.split_off(end);
        text.truncate(text[..start].trim_end().len());
        let behind = behind.trim_start();
        if !text.is_empty() && !behind.is_empty() {
            text.push(' ');
        }
        text.push_str(behind);
    }
    Some(links)
}

/// The range that is removed for a part, if it is a link to another article.
fn cut_of(text: &str, part: &InlineSpan, parts: &[InlineSpan]) -> Option<(usize, usize)> {
    let start = part.start + text[part.start..part.end].len() - text[part.start..part.end].trim_start().len();
    let own = &text[start..part.end];
    if part.link && ADDRESSES.iter().any(|address| own.starts_with(address)) {
        return Some((start, part.end));
    }
    let from = if part.link { label_before(text, start) } else { None };
    let from = from.or_else(|| opens_with_label(own, part, parts).then_some(start))?;
    let before = text[..from].trim_end();
    let (before, bracket) = match before.strip_suffix(['(', '[']) {
        Some(outside) => (outside, true),
        None => (before, false),
    };
    let ended = before.is_empty() || bracket || before.ends_with(|c: char| ".!?…:\"”’'»)]|*–—-".contains(c));
    let end = end_of(text, part.end, parts, bracket);
    let behind = text[end..].trim_start().chars().next();
    let fresh = bracket || behind.is_none_or(|c| !c.is_lowercase() && c != ',');
    (ended && fresh).then_some((before.len(), end))
}

/// The start of the label directly before `start`.
fn label_before(text: &str, start: usize) -> Option<usize> {
    let before = text[..start].trim_end_matches(|c: char| !c.is_alphanumeric() && !".!?".contains(c));
    let colon = text[before.len()..start].contains(':');
    let last = before.rsplit(|c: char| !c.is_alphanumeric() && c != '\'').next().unwrap_or_default();
    if !PageWords::builtin().phrases("also").end_with(&last.to_lowercase()) {
        return None;
    }
    also().find_map(|label| {
        let at = before.len().checked_sub(label.len())?;
        let same = before.get(at..)?.eq_ignore_ascii_case(label);
        let apart = !before[..at].ends_with(char::is_alphanumeric);
        (same && apart && (colon || label.contains(' '))).then_some(at)
    })
}

/// Whether a part consists of a label and a headline: `Baca juga: Harga Naik`.
fn opens_with_label(own: &str, part: &InlineSpan, parts: &[InlineSpan]) -> bool {
    let opened = own.trim_start_matches(['(', '[', '"', '“', ' ']);
    let first = opened.split(|c: char| !c.is_alphanumeric() && c != '\'').next().unwrap_or_default();
    if PageWords::builtin().phrases("also").opened_by(&first.to_lowercase()).is_empty() {
        return false;
    }
    let Some(rest) = also().find_map(|label| {
        let rest = opened.get(..label.len()).filter(|start| start.eq_ignore_ascii_case(label));
        rest.map(|_| &opened[label.len()..]).filter(|rest| !rest.starts_with(char::is_alphanumeric))
    }) else {
        return false;
    };
    let colon = rest.trim_start().starts_with([':', '|', '–', '-', '>', '»']);
    let label = &opened[..opened.len() - rest.len()];
    let names = rest.chars().any(char::is_alphanumeric);
    let holds_link =
        || parts.iter().any(|other| other.link && part.start <= other.start && other.end <= part.end);
    let several = label.contains(' ');
    match part.link {
        true => several || colon && names,
        false => own.len() <= HEADLINE && names && (colon || several && holds_link()),
    }
}

/// The end of the removed range: after further links, the bracket and the full stop that follow.
fn end_of(text: &str, mut end: usize, parts: &[InlineSpan], bracket: bool) -> usize {
    const BETWEEN: [&str; 6] = [",", ";", "|", "dan", "and", "&"];
    while let Some(next) = parts
        .iter()
        .find(|part| part.link && part.start >= end && BETWEEN.contains(&text[end..part.start].trim()))
    {
        end = next.end;
    }
    let mut rest = &text[end..];
    if bracket
        && let Some(close) = rest.find([')', ']'])
        && close < 4
    {
        rest = &rest[close + 1..];
    }
    let rest = rest.strip_prefix(['"', '”']).unwrap_or(rest);
    let rest = rest.strip_prefix('.').filter(|rest| !rest.starts_with('.')).unwrap_or(rest);
    text.len() - rest.len()
}

fn also() -> impl Iterator<Item = &'static str> {
    PageWords::builtin().phrases("also").all.iter().map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text without links to other articles, for a text marked with `{links}` and `<emphasis>`.
    fn left(marked: &str) -> String {
        let (mut text, mut parts, mut open) = (String::new(), Vec::new(), Vec::new());
        for c in marked.chars() {
            match c {
                '{' | '<' => open.push(text.len()),
                '}' | '>' => {
                    let start = open.pop().unwrap();
                    parts.push(InlineSpan { start, end: text.len(), link: c == '}' });
                }
                c => text.push(c),
            }
        }
        cut(&mut text, &parts);
        text
    }

    #[test]
    fn links_to_other_articles_go() {
        for marked in [
            "Harga naik. <Baca juga: {Beras Langka}> Pasar sepi.",
            "Harga naik.<BACA JUGA : Beras Langka>Pasar sepi.",
            "Harga naik. Simak juga: {Beras Langka}, {Gula Langka} dan {Garam Langka}. Pasar sepi.",
            "Harga naik. (<Baca juga:> {Beras Langka}) Pasar sepi.",
            "Harga naik. <(Lihat juga: {Beras Langka})> Pasar sepi.",
            "Harga naik. {READ MORE: Rice is short} Pasar sepi.",
        ] {
            assert_eq!(left(marked), "Harga naik. Pasar sepi.", "{marked}");
        }
        assert_eq!(left("Harga naik. Tonton juga {Antre Beras}"), "Harga naik.");
        assert_eq!(left("Baca juga: {Beras Langka}"), "");
        assert_eq!(
            left("Ombak tinggi, kata badan itu. {pic.twitter.com/x1}"),
            "Ombak tinggi, kata badan itu."
        );
    }

    #[test]
    fn other_links_stay() {
        for marked in [
            "Ia meminta warga baca {aturan baru}.",
            "Simak juga {penjelasan itu} sampai selesai, katanya.",
            "<Baca juga> buku itu, katanya.",
            "Kata {Badan Cuaca}, hujan turun.",
        ] {
            assert_eq!(left(marked), marked.replace(['{', '}', '<', '>'], ""), "{marked}");
        }
    }
}
