//! Pieces that look like numbers and are none: links, codes, telephone numbers, list markers.

use super::Reader;
use crate::evidence::token::Shape;
use crate::lang::{DateRole, NumberRole as Role};
use crate::model::Span;

/// Groups of digits of a telephone number that are looked at: reading stays linear.
const MOST_GROUPS: usize = 8;

/// The links and addresses of a sentence.
pub(super) fn links(text: &str) -> Vec<Span> {
    if !(text.contains("://") || text.contains("www.") || text.contains('@') || text.contains(".com")) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = 0;
    for chunk in text.split_inclusive(char::is_whitespace) {
        if ["://", "www.", "@", ".com"].iter().any(|mark| chunk.contains(mark)) {
            found.push(Span::new(start, start + chunk.len()));
        }
        start += chunk.len();
    }
    found
}

impl Reader<'_> {
    /// Where reading goes on when the digits at `at` are no quantity.
    pub(super) fn passed_over(&self, at: usize, links: &[Span]) -> Option<usize> {
        let piece = &self.pieces[at];
        let link = links.partition_point(|link| link.end <= piece.span.start);
        if links.get(link).is_some_and(|link| link.overlaps(piece.span)) {
            return Some(at + 1);
        }
        if piece.shape != Shape::Digits {
            return None;
        }
        if self.is_list_marker(at) {
            return Some(at + 1);
        }
        if self.is_glued_before(at) || self.is_glued_behind(at) {
            return Some(self.end_of_code(at));
        }
        self.telephone(at)
    }

    /// `1. Kim tiba`, `2) Kim left`.
    fn is_list_marker(&self, at: usize) -> bool {
        let closed = (self.is(at + 1, ".") || self.is(at + 1, ")")) && self.touches(at + 1);
        at == 0
            && closed
            && self.plain(at, 1..=2).is_some()
            && self.pieces.get(at + 2).is_some_and(|p| !p.touches)
    }

    /// `G20`, `F-16`, `COVID-19`; not `ke-3`, `mid-2019`, `Juli-2023`.
    fn is_glued_before(&self, at: usize) -> bool {
        if at == 0 || !self.touches(at) {
            return false;
        }
        let before = &self.pieces[at - 1];
        if before.shape == Shape::Word {
            return before.unit.is_none();
        }
        if !self.is_hyphen(at - 1) || !before.touches || at < 2 {
            return false;
        }
        let word = &self.pieces[at - 2];
        let plain = word.date.is_some() || word.unit.is_some() || self.role(at - 2) == Some(Role::Ke);
        word.shape == Shape::Word && word.capital && !plain
    }

    /// `4x4`, `3G`, `737X`; not `70kg`, `5pm`, `13th`.
    fn is_glued_behind(&self, at: usize) -> bool {
        let Some(word) = self.pieces.get(at + 1).filter(|p| p.touches && p.shape == Shape::Word) else {
            return false;
        };
        if self.pieces.get(at + 2).is_some_and(|p| p.touches && p.shape == Shape::Digits) {
            return true;
        }
        let timed = matches!(word.date, Some((_, DateRole::Part(_) | DateRole::Zone)));
        let letter = word.capital && word.span.len() == 1 && self.role(at + 1) == Some(Role::Measure);
        let known = word.number.is_some() && !letter || word.unit.is_some() || timed;
        let lower = !self.text(at + 1).contains(char::is_uppercase) && word.span.len() >= 3;
        !known && !lower
    }

    /// One past the letters and digits that touch.
    fn end_of_code(&self, at: usize) -> usize {
        let more = self.pieces[at + 1..].iter().take_while(|p| p.touches && p.shape != Shape::Sign).count();
        at + 1 + more
    }

    /// `+62 812-3456-7890`, `021-555123`, `0812-3456-7890`: one past its last group.
    fn telephone(&self, at: usize) -> Option<usize> {
        let abroad = at > 0 && self.is(at - 1, "+") && self.touches(at);
        let (mut end, mut groups) = (at + 1, 1);
        while groups < MOST_GROUPS {
            let joined = self.is_hyphen(end) && self.touches(end) && self.touches(end + 1);
            let next = if joined { end + 1 } else { end };
            if !(joined || abroad) || self.plain(next, 2..=9).is_none() {
                break;
            }
            end = next + 1;
            groups += 1;
        }
        let text = self.text(at);
        let led = text.starts_with('0') && text.len() >= 3 && text.bytes().all(|b| b.is_ascii_digit());
        let long = groups >= 3 && text.len() >= 3 && text.len() != 4;
        (led || abroad && groups > 1 || long).then_some(end)
    }
}
