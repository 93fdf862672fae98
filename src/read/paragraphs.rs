//! Lines -> paragraphs: one per line, or of several lines each if the text is hard-wrapped.

use super::lines::lines;
use crate::model::{Paragraph, Span};

/// Lines longer than this (in bytes) are paragraphs, regardless of the rest of the text.
const WIDEST: usize = 240;
/// A line that ends a sentence and is shorter than this share of the width, although the next word would fit,
/// ends its paragraph.
const SHORT: f64 = 0.85;

/// The paragraphs of a text in order.
pub fn paragraphs(text: &str) -> Vec<Paragraph> {
    let lines = lines(text);
    match width(text, &lines) {
        Some(width) => wrapped(text, &lines, width),
        None => lines.into_iter().filter(|l| !l.is_empty()).map(Paragraph::line).collect(),
    }
}

/// The column at which the text is wrapped, if it is: most lines with a line directly after them end in the
/// middle of a sentence, the next line continues in lower case, and their lengths are nearly equal.
fn width(text: &str, lines: &[Span]) -> Option<usize> {
    let inner: Vec<(&str, &str)> = lines
        .windows(2)
        .filter(|pair| !pair[0].is_empty() && !pair[1].is_empty())
        .map(|pair| (pair[0].of(text), pair[1].of(text)))
        .collect();
    let mut lengths: Vec<usize> = inner.iter().map(|(line, _)| line.len()).collect();
    lengths.sort_unstable();
    let width = *lengths.get(lengths.len() * 9 / 10)?;
    let share = |is: &dyn Fn(&(&str, &str)) -> bool| {
        inner.iter().filter(|&p| is(p)).count() as f64 / inner.len() as f64
    };
    let wrapped = width <= WIDEST
        && share(&|(line, _)| !ends_sentence(line)) >= 0.5
        && share(&|(_, next)| goes_on(next)) >= 0.4
        && share(&|(line, _)| line.len() * 2 >= width) >= 0.6;
    wrapped.then_some(width)
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '\'', '’', ')', ']']).ends_with(['.', '!', '?', '…', ':'])
}

fn goes_on(line: &str) -> bool {
    line.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase)
}

fn wrapped(text: &str, lines: &[Span], width: usize) -> Vec<Paragraph> {
    let mut out: Vec<Paragraph> = Vec::new();
    let mut previous = Span::default();
    for &line in lines {
        if !line.is_empty() {
            match out.last_mut() {
                Some(paragraph) if !previous.is_empty() && joins(text, previous, line, width) => {
                    paragraph.span.end = line.end;
                    paragraph.lines.push(line);
                }
                _ => out.push(Paragraph::line(line)),
            }
        }
        previous = line;
    }
    out
}

/// Whether `next`, the line after `line`, belongs to the same paragraph.
fn joins(text: &str, line: Span, next: Span, width: usize) -> bool {
    let next_line = next.of(text);
    let word = next_line.split_whitespace().next().unwrap_or_default();
    let had_room = ((line.len() + 1 + word.len()) as f64) < SHORT * width as f64;
    let paragraph_ended = had_room && ends_sentence(line.of(text));
    !paragraph_ended && !is_item(next_line)
}

/// Whether a line starts as a list item does.
fn is_item(line: &str) -> bool {
    if line.starts_with(['•', '●', '▪', '◦', '*']) || line.starts_with("- ") {
        return true;
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && (line[digits..].starts_with(". ") || line[digits..].starts_with(") "))
}
