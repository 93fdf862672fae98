//! Tokens -> pieces: hyphenated words cut in their parts, each with what the pack says about it.

use super::super::token::{Shape, Token};
use super::roman::{roman, vulgar};
use crate::lang::{DateRole, NumberRole, Pack, Unit};
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
    pub(super) number: Option<(u16, NumberRole)>,
    /// Its role in dates.
    pub(super) date: Option<(u16, DateRole)>,
    /// What it makes of the number beside it.
    pub(super) unit: Option<(u16, Unit)>,
}

impl Piece {
    /// A piece without any role.
    pub(super) fn is_plain(&self) -> bool {
        self.number.is_none() && self.date.is_none() && self.unit.is_none()
    }

    /// Whether a quantity may open with it.
    fn opens(&self) -> bool {
        use NumberRole as R;
        let number = self.number.is_some_and(|(_, role)| {
            !matches!(
                role,
                R::And
                    | R::Article
                    | R::Of
                    | R::Among
                    | R::Range
                    | R::Between
                    | R::Year
                    | R::Rank
                    | R::Whose
                    | R::Each
                    | R::Before
                    | R::After
                    | R::Measure
                    | R::Degree
                    | R::Suffix
                    | R::Abbr(_)
                    | R::Loose(_)
                    | R::Money(_)
                    | R::No
                    | R::Label
                    | R::Law
                    | R::Point
                    | R::Several
                    | R::Minus
            )
        });
        let date = self.date.is_some_and(|(_, role)| {
            matches!(
                role,
                DateRole::Month(..)
                    | DateRole::Weekday(..)
                    | DateRole::At(..)
                    | DateRole::Days(_)
                    | DateRole::Months(_)
                    | DateRole::Years(_)
            )
        });
        number || date || self.shape == Shape::Digits
    }
}

/// Fills `out` with the pieces of a sentence, in order; leaves it empty when the sentence holds no quantity for certain.
pub(super) fn pieces(text: &str, tokens: &[Token], pack: &Pack, out: &mut Vec<Piece>) {
    out.clear();
    out.reserve(tokens.len() + 4);
    let (mut end, mut any) = (usize::MAX, false);
    for token in tokens {
        let touches = token.span.start == end;
        end = token.span.end;
        let first = out.len();
        match token.shape {
            Shape::Word => words(text, token.span, touches, pack, out),
            shape => out.push(piece(text, token.span, shape, touches, false, pack)),
        }
        any = any || out[first..].iter().any(Piece::opens);
    }
    if !any {
        out.clear();
    }
}

/// The parts of a word between its hyphens.
fn words(text: &str, span: Span, touches: bool, pack: &Pack, out: &mut Vec<Piece>) {
    let word = span.of(text);
    // Without an early end: most words are short and hold neither.
    if !word.bytes().fold(false, |any, b| any | (b == b'-') | (b == 0xe2)) {
        out.push(piece(text, span, Shape::Word, touches, false, pack));
        return;
    }
    let (mut start, mut first) = (span.start, true);
    let hyphen = |c: char| matches!(c, '-' | '‐' | '\u{2011}');
    for part in word.split(hyphen) {
        let at = Span::new(start, start + part.len());
        out.push(piece(text, at, Shape::Word, first && touches, !first, pack));
        first = false;
        start = at.end + text[at.end..].chars().next().map_or(0, char::len_utf8);
    }
}

fn piece(text: &str, span: Span, shape: Shape, touches: bool, hyphen: bool, pack: &Pack) -> Piece {
    let word = span.of(text);
    let first = word.as_bytes().first().copied().unwrap_or(b' ');
    let capital =
        if first.is_ascii() { first.is_ascii_uppercase() } else { word.starts_with(char::is_uppercase) };
    let mut piece = Piece { span, shape, touches, hyphen, capital, number: None, date: None, unit: None };
    if shape == Shape::Digits {
        return piece;
    }
    let word = without_possessive(word);
    piece.span.end = span.start + word.len();
    if pack.quantity_words.may_hold(word) {
        look_up(text, &mut piece, pack);
    }
    if piece.number.is_none() {
        piece.number = match shape {
            Shape::Word if capital => roman(word).filter(|_| word.len() > 1).map(NumberRole::Roman),
            Shape::Sign if !first.is_ascii() => {
                vulgar(word).map(|(upper, lower)| NumberRole::Fraction(upper, lower))
            }
            _ => None,
        }
        .map(|role| (u16::try_from(word.len()).unwrap_or(0), role));
    }
    piece
}

fn without_possessive(word: &str) -> &str {
    if !word.ends_with('s') {
        return word;
    }
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

/// Gives the piece the roles of the entries that it opens.
#[inline(never)]
fn look_up(text: &str, piece: &mut Piece, pack: &Pack) {
    let Some(heads) = pack.quantity_words.get(piece.span.of(text)) else { return };
    let (rest, first) = (&text[piece.span.start..], piece.span.len());
    piece.unit = short(pack.money.units.longest(heads.unit, rest, first));
    if piece.shape == Shape::Word {
        piece.number = short(pack.numbers.words.longest(heads.number, rest, first));
        piece.date = short(pack.dates.words.longest(heads.date, rest, first));
    }
}

fn short<T>(found: Option<(usize, T)>) -> Option<(u16, T)> {
    let (len, value) = found?;
    Some((u16::try_from(len).ok()?, value))
}
