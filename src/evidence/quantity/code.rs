//! Tokens that look like numbers but are not: links, codes, telephone numbers, list markers.

use super::QuantityReader;
use crate::evidence::token::Shape;
use crate::lang::{CurrencyCondition, DateRole, NumberRole as Role, Unit};
use crate::model::Span;

/// Maximum number of groups of digits in a telephone number, so that reading stays linear.
const MOST_GROUPS: usize = 8;

/// The links and addresses of a sentence.
pub(super) fn links(text: &str) -> Vec<Span> {
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

impl QuantityReader<'_> {
    /// Where reading continues if the digits at `at` are not a quantity.
    pub(super) fn passed_over(&self, at: usize, links: &[Span]) -> Option<usize> {
        let piece = &self.pieces[at];
        let link = links.partition_point(|link| link.end <= piece.span.start);
        if links.get(link).is_some_and(|link| link.overlaps(piece.span)) {
            return Some(at + 1);
        }
        if piece.shape != Shape::Digits {
            return self.labelled(at);
        }
        if self.is_clock_of_four(at) {
            return None;
        }
        if self.is_list_marker(at) || self.is_postcode(at) || self.is_of_scores(at) {
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

    /// The `7,6` of `5-7,6-3`: the ends of two scores.
    fn is_of_scores(&self, at: usize) -> bool {
        let text = self.text(at).as_bytes();
        let joined = |k: usize| self.is_hyphen(k) && self.touches(k) && self.touches(k + 1);
        text.len() == 3 && text[1] == b',' && at > 1 && joined(at - 1) && joined(at + 1)
    }

    /// `G20`, `F-16`, `COVID-19`; not `ke-3`, `mid-2019`, `Juli-2023`.
    fn is_glued_before(&self, at: usize) -> bool {
        if at == 0 || !self.touches(at) {
            return false;
        }
        let before = &self.pieces[at - 1];
        if before.shape == Shape::Word {
            // `Q3`
            let quarter = before.span.len() == 1 && self.role(at - 1) == Some(Role::Rank);
            // `FY2024`
            let year = self.role(at - 1) == Some(Role::Year);
            let unit = self.roles(at - 1).unit;
            let letters =
                matches!(unit, Some((_, Unit::Currency { condition: CurrencyCondition::Letters, .. })));
            return (unit.is_none() || letters) && !quarter && !year && !self.is_magnitude(at);
        }
        if !before.touches || at < 2 {
            return false;
        }
        // `XBB.1.5`
        if self.is(at - 1, ".") {
            let code = &self.pieces[at - 2];
            let capitals = self.text(at - 2).bytes().all(|b| b.is_ascii_uppercase());
            return code.shape == Shape::Word && code.is_plain() && capitals;
        }
        if !self.is_hyphen(at - 1) {
            return false;
        }
        let word = &self.pieces[at - 2];
        let plain = self.date_role(at - 2).is_some()
            || self.roles(at - 2).unit.is_some()
            || self.role(at - 2) == Some(Role::Ke);
        word.shape == Shape::Word && word.capital && !plain
    }

    /// `M5,6`, and in a sentence about a quake `(M7)`.
    pub(super) fn is_magnitude(&self, at: usize) -> bool {
        let letter = at > 0 && self.text(at - 1) == "M" && self.touches(at);
        let (whole, part) = self.text(at).split_once(['.', ',']).unwrap_or((self.text(at), ""));
        let quake = || (0..self.pieces.len()).any(|k| self.role(k) == Some(Role::Quake));
        let free = !self.touches(at + 1) || self.pieces[at + 1].shape == Shape::Sign;
        letter && free && whole.len() == 1 && part.len() <= 2 && (!part.is_empty() || quake())
    }

    /// `4x4`, `3G`, `737X`; not `70kg`, `5pm`, `13th`.
    fn is_glued_behind(&self, at: usize) -> bool {
        let Some(word) = self.pieces.get(at + 1).filter(|p| p.touches && p.shape == Shape::Word) else {
            return false;
        };
        if self.pieces.get(at + 2).is_some_and(|p| p.touches && p.shape == Shape::Digits) {
            return true;
        }
        let timed = matches!(self.date_role(at + 1), Some(DateRole::Part(_) | DateRole::Zone));
        let letter = word.capital && word.span.len() == 1 && self.role(at + 1) == Some(Role::Measure);
        let known = self.role(at + 1).is_some() && !letter || self.roles(at + 1).unit.is_some() || timed;
        let lower = !self.text(at + 1).contains(char::is_uppercase) && word.span.len() >= 3;
        !known && !lower
    }

    /// One past the letters and digits that follow without a space.
    fn end_of_code(&self, at: usize) -> usize {
        let more = self.pieces[at + 1..].iter().take_while(|p| p.touches && p.shape != Shape::Sign).count();
        at + 1 + more
    }

    /// `+62 812-3456-7890`, `021-555123`, `0812-3456-7890`: one past its last group.
    fn telephone(&self, at: usize) -> Option<usize> {
        let abroad = at > 0 && self.is(at - 1, "+") && self.touches(at);
        let text = self.text(at);
        let led = text.starts_with('0') && text.len() >= 3 && text.bytes().all(|b| b.is_ascii_digit());
        let (mut end, mut groups) = (at + 1, 1);
        while groups < MOST_GROUPS {
            let joined = self.is_hyphen(end) && self.touches(end) && self.touches(end + 1);
            // `(021) 555-1234`, `+1 (555) 123-4567`
            let bracket = (led || abroad) && (self.is(end, "(") || self.is(end, ")"));
            let next = if joined || bracket { end + 1 } else { end };
            if !(joined || abroad || led) || self.plain(next, 2..=9).is_none() {
                break;
            }
            end = next + 1;
            groups += 1;
        }
        if let Some(end) = self.bracketed_telephone(at) {
            return Some(end);
        }
        let long = self.plain(end - 1, 3..=9).is_some()
            && (groups >= 4 || groups == 3 && text.len() >= 3 && text.len() != 4);
        (led || abroad && groups > 1 || long).then_some(end)
    }

    /// `(212) 555-0147`: one past its last group.
    fn bracketed_telephone(&self, at: usize) -> Option<usize> {
        let area = at > 0 && self.is(at - 1, "(") && self.is(at + 1, ")") && self.plain(at, 3..=3).is_some();
        let own = self.plain(at + 2, 3..=4).is_some() && self.is_hyphen(at + 3) && self.touches(at + 3);
        (area && own && self.touches(at + 4) && self.plain(at + 4, 4..=4).is_some()).then_some(at + 5)
    }

    /// `Pasal 27 ayat (3)`, `Flight 370`, `UU No. 19 Tahun 2016`: one past the figures that are only a label.
    fn labelled(&self, at: usize) -> Option<usize> {
        let end = self.after_number(at);
        match self.role(at)? {
            Role::Label => self.label(end),
            Role::Law => self.law(end, self.pieces[at].capital),
            // `at first`, `second thoughts`
            Role::No => Some(end).filter(|&end| end > at + 1),
            _ => None,
        }
    }

    /// The figures after a label, also several of them: `27`, `(3)`, `27A`, `27 dan 28`.
    fn label(&self, at: usize) -> Option<usize> {
        let mut end = self.label_figure(at)?;
        loop {
            let joined = match self.role(end) {
                _ if self.is(end, "(") && self.is(end + 2, ")") => end,
                Some(Role::And | Role::Range) => self.after_number(end),
                _ if self.is(end, ",") || self.is_hyphen(end) || self.is(end, "/") => end + 1,
                _ => return Some(end),
            };
            match self.label_figure(joined) {
                Some(more) => end = more,
                None => return Some(end),
            }
        }
    }

    fn label_figure(&self, at: usize) -> Option<usize> {
        let open = usize::from(self.is(at, "("));
        self.pieces.get(at + open).filter(|p| p.shape == Shape::Digits)?;
        let mut end = at + open + 1;
        if self.is_counted(end) || self.roles(end).unit.is_some() {
            return None;
        }
        if self.pieces.get(end).is_some_and(|p| p.touches && p.shape == Shape::Word && p.span.len() <= 2) {
            end += 1;
        }
        Some(end + usize::from(open > 0 && self.is(end, ")")))
    }

    /// `UU 11`, `Law No. 19`; in lower case (`a law 3 years ago`) the number must be marked as one. With its
    /// year (`UU 11/2020`, `Law No. 19 of 2016`) a law is identified, and both figures are read.
    fn law(&self, at: usize, capital: bool) -> Option<usize> {
        if self.role(at) == Some(Role::Rank) {
            let end = self.behind_dot(self.after_number(at));
            return self.plain(end, 1..=4).filter(|_| !self.has_year(end + 1)).map(|_| end + 1);
        }
        let counted = self.is_counted(at + 1) || self.has_year(at + 1);
        self.plain(at, 1..=3).filter(|_| capital && !counted).map(|_| at + 1)
    }

    fn behind_dot(&self, at: usize) -> usize {
        at + usize::from(self.is(at, ".") && self.touches(at))
    }

    /// Whether the year of a law is at `at`: `/2020`, `Tahun 2020`, `of 2016`.
    fn has_year(&self, at: usize) -> bool {
        let joined = self.is(at, "/") || matches!(self.role(at), Some(Role::Year | Role::Of));
        joined && self.year(at + 1).is_some()
    }

    /// `Jakarta 10110`, `New York 10001`: five digits without separators after a name, at the end of a line
    /// or a clause.
    fn is_postcode(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|k| &self.pieces[k]) else { return false };
        let closes = self.pieces.get(at + 1).is_none_or(|p| p.shape == Shape::Sign);
        let unit = self.roles(at + 1).unit.is_some();
        let place = before.shape == Shape::Word && before.capital && before.is_plain() && at > 1;
        place && closes && !unit && self.plain(at, 5..=5).is_some() && !self.pieces[at].touches
    }
}
