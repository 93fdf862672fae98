//! Tokens -> pieces: hyphenated words cut in their parts, each with what the pack says about it.

use super::super::token::{Shape, Token};
use crate::lang::{DateRole, Folded, NumberRole, Pack, Unit};
use crate::model::Span;

/// A token, or a part of one between hyphens (`six-and-a-half`, `Rabu-Kamis`), with its roles.
///
/// The length beside a role is that of the phrase it belongs to, in bytes from the piece's start.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    /// Where it stands; a possessive `'s` is left out.
    pub(super) span: Span,
    /// What it is made of.
    pub(super) shape: Shape,
    /// It touches what stands before it, a hyphen inside a word left out.
    pub(super) touches: bool,
    /// A hyphen inside a word stands before it.
    pub(super) hyphen: bool,
    /// It opens with a capital.
    pub(super) capital: bool,
    /// Its role in numbers.
    pub(super) number: Option<(usize, NumberRole)>,
    /// Its role in dates.
    pub(super) date: Option<(usize, DateRole)>,
    /// What it makes of the number beside it.
    pub(super) unit: Option<(usize, Unit)>,
}

/// The pieces of a sentence, in order; nothing when it holds no quantity for certain.
pub(super) fn pieces(text: &str, tokens: &[Token], pack: &Pack) -> Vec<Piece> {
    let mut out = Vec::with_capacity(tokens.len() + 4);
    let (mut end, mut any) = (usize::MAX, false);
    for token in tokens {
        let touches = token.span.start == end;
        end = token.span.end;
        match token.shape {
            Shape::Word => words(text, token.span, touches, pack, &mut out),
            shape => out.push(piece(text, token.span, shape, touches, false, pack)),
        }
        any |= token.shape == Shape::Digits;
    }
    any = any || out.iter().any(|p| p.number.is_some() || p.date.is_some());
    if !any {
        out.clear();
    }
    out
}

/// The parts of a word between its hyphens.
fn words(text: &str, span: Span, touches: bool, pack: &Pack, out: &mut Vec<Piece>) {
    let (mut start, mut first) = (span.start, true);
    let hyphen = |c: char| matches!(c, '-' | '‐' | '\u{2011}');
    for part in span.of(text).split(hyphen) {
        let at = Span::new(start, start + part.len());
        out.push(piece(text, at, Shape::Word, first && touches, !first, pack));
        first = false;
        start = at.end + text[at.end..].chars().next().map_or(0, char::len_utf8);
    }
}

fn piece(text: &str, span: Span, shape: Shape, touches: bool, hyphen: bool, pack: &Pack) -> Piece {
    let mut piece = Piece {
        span,
        shape,
        touches,
        hyphen,
        capital: span.of(text).starts_with(char::is_uppercase),
        number: None,
        date: None,
        unit: None,
    };
    if shape == Shape::Digits {
        return piece;
    }
    let word = span.of(text);
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    piece.span.end = span.start + word.len();
    let Some(folded) = Folded::new(word) else { return piece };
    let rest = &text[span.start..];
    piece.unit = pack.money.units.at(rest, &folded);
    if shape == Shape::Word {
        piece.number = pack.numbers.words.at(rest, &folded);
        piece.date = pack.dates.words.at(rest, &folded);
    }
    piece
}
