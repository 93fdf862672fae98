//! Paragraphs before and after the running text -> whether they are a menu or a list of other stories.

use super::words::ends_sentence;
use crate::model::Paragraph;

/// Maximum number of words of a menu entry or a tag.
const LABEL_WORDS: usize = 3;
/// Fewer short lines above a text are taken for its headline and the lines that belong to it.
const SHORTEST_MENU: usize = 4;
/// Number of words of a headline in a list of other stories.
const HEADLINE: std::ops::RangeInclusive<usize> = 4..=20;

/// The number of paragraphs at the start that are entries of a menu.
///
/// Of the short lines directly above running text, the last is taken for the headline and stays.
pub fn menu(text: &str, paragraphs: &[Paragraph]) -> usize {
    let of = |paragraph: &Paragraph| paragraph.span.of(text);
    let entries = paragraphs.iter().take_while(|p| is_label(of(p))).count();
    let Some(next) = paragraphs.get(entries).map(of).filter(|_| entries >= SHORTEST_MENU) else { return 0 };
    let runs_on = paragraphs[entries..].iter().any(|p| ends_sentence(of(p)) || of(p).contains(". "));
    let menu = if ends_sentence(next) { entries.saturating_sub(1) } else { entries };
    if runs_on { menu } else { 0 }
}

/// Whether all paragraphs of `below`, which reach from a heading of `reason` to the end of the text, are
/// items of the list under it.
pub fn is_list(text: &str, below: &[Paragraph], reason: &str) -> bool {
    let item = |line: &str| match reason {
        "tag" => is_label(line),
        _ => HEADLINE.contains(&words(line)) && !line.contains(':') && !ends_sentence(line),
    };
    let opens =
        |line: &str| line.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '\'' | '‘'));
    !below.is_empty() && below.iter().map(|p| p.span.of(text)).all(|line| opens(line) && item(line))
}

/// Whether a line is capitalized as a headline: `Jembatan Baru di Lembah Dibuka Bupati`.
pub fn is_headline(line: &str) -> bool {
    let capital = |word: &&str| word.starts_with(|c: char| !c.is_lowercase());
    let capitals = line.split_whitespace().take(HEADLINE.end() + 1).filter(capital).count();
    HEADLINE.contains(&words(line)) && 4 * capitals >= 3 * words(line) && !ends_sentence(line)
}

/// Whether a dropped line is a heading, which only introduces the lines below it.
pub fn is_heading(line: &str) -> bool {
    words(line) <= HEADLINE.start() + 1 && line.trim_end_matches(':').chars().all(|c| c != ':')
}

fn is_label(line: &str) -> bool {
    (1..=LABEL_WORDS).contains(&words(line)) && !line.ends_with(['.', '!', '?', ':', ',', '…'])
}

fn words(line: &str) -> usize {
    line.split_whitespace().take(2 * HEADLINE.end()).count()
}
