//! Paragraphs above the first and below the last one of running text -> whether they are a menu or a list of
//! other stories.

use super::words::ends_sentence;
use crate::model::Paragraph;

/// Words of an entry of a menu or of a tag.
const LABEL_WORDS: usize = 3;
/// Fewer short lines above a text are its headline and what belongs to that.
const SHORTEST_MENU: usize = 4;
/// Words of a headline in a list of other stories.
const HEADLINE: std::ops::RangeInclusive<usize> = 4..=20;

/// How many of the first paragraphs are the entries of a menu.
///
/// Short lines right above running text end with the headline, which stays.
pub fn menu(text: &str, paragraphs: &[Paragraph]) -> usize {
    let of = |paragraph: &Paragraph| paragraph.span.of(text);
    let entries = paragraphs.iter().take_while(|p| is_label(of(p))).count();
    let Some(next) = paragraphs.get(entries).map(of).filter(|_| entries >= SHORTEST_MENU) else { return 0 };
    let runs_on = paragraphs[entries..].iter().any(|p| ends_sentence(of(p)) || of(p).contains(". "));
    let menu = if ends_sentence(next) { entries.saturating_sub(1) } else { entries };
    if runs_on { menu } else { 0 }
}

/// Whether all of `below`, the paragraphs from a heading of `reason` to the end of the text, are items of the
/// list under it.
pub fn is_list(text: &str, below: &[Paragraph], reason: &str) -> bool {
    let item = |line: &str| match reason {
        "tag" => is_label(line),
        _ => HEADLINE.contains(&words(line)) && !line.contains(':') && !ends_sentence(line),
    };
    let opens =
        |line: &str| line.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '\'' | '‘'));
    !below.is_empty() && below.iter().map(|p| p.span.of(text)).all(|line| opens(line) && item(line))
}

/// Whether a line is a headline by its capitals: `Jembatan Baru di Lembah Dibuka Bupati`.
pub fn is_headline(line: &str) -> bool {
    let capital = |word: &&str| word.starts_with(|c: char| !c.is_lowercase());
    let capitals = line.split_whitespace().take(HEADLINE.end() + 1).filter(capital).count();
    HEADLINE.contains(&words(line)) && 4 * capitals >= 3 * words(line) && !ends_sentence(line)
}

/// Whether a dropped line is a heading: nothing but the words that introduce what stands below it.
pub fn is_heading(line: &str) -> bool {
    words(line) <= HEADLINE.start() + 1 && line.trim_end_matches(':').chars().all(|c| c != ':')
}

fn is_label(line: &str) -> bool {
    (1..=LABEL_WORDS).contains(&words(line)) && !line.ends_with(['.', '!', '?', ':', ',', '…'])
}

fn words(line: &str) -> usize {
    line.split_whitespace().take(2 * HEADLINE.end()).count()
}
