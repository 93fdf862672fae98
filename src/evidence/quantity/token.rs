//! Tokens -> tokens of quantities: hyphenated words split into their parts, each with its roles in the pack.
//!
//! This runs on every word of every text, within a budget of ten nanoseconds per byte for all of finding
//! quantities (`measures/tests.rs`). So the roles of most words are cached by the number of the word, and a
//! plain word is recognized by testing eight bytes at a time.

use super::super::token::{Shape, TokenizedSentence};
use super::roman::{roman, vulgar};
use crate::lang::{CurrencyCondition, DateRole, Heads, NumberRole, Pack, Unit};
use crate::model::Span;

/// A token, or a part of one between hyphens (`six-and-a-half`, `Rabu-Kamis`). It is small, because every
/// word of a text becomes one.
#[derive(Debug, Clone, Copy)]
pub(super) struct QuantityToken {
    /// Its position, without a possessive `'s`.
    pub(super) span: Span,
    /// The index of its roles, 0 for none; marked with `SILENT` if no quantity starts with it.
    roles: u32,
    /// Its kind of characters.
    pub(super) shape: Shape,
    /// Whether no space comes before it; a hyphen inside a word does not count.
    pub(super) touches: bool,
    /// Whether a hyphen inside a word comes before it.
    pub(super) hyphen: bool,
    /// Whether it starts with a capital.
    pub(super) capital: bool,
}

impl QuantityToken {
    /// Whether it has no role.
    pub(super) fn is_plain(&self) -> bool {
        self.roles == 0
    }

    /// Whether no quantity starts with it: an ordinary word, or one that is only used next to numbers (`of`,
    /// `the`, `persen`).
    pub(super) fn is_silent(&self) -> bool {
        self.roles == 0 || self.roles & SILENT != 0
    }
}

/// The mark of roles with which no quantity starts.
const SILENT: u32 = 1 << 31;

/// The roles of a token in the pack. The length with a role is that of its phrase, in bytes from the start of
/// the token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Roles {
    /// Its role in numbers.
    pub(super) number: Option<(u16, NumberRole)>,
    /// Its role in dates.
    pub(super) date: Option<(u16, DateRole)>,
    /// The unit that it gives the number next to it.
    pub(super) unit: Option<(u16, Unit)>,
}

/// The roles of an ordinary word.
pub(super) const PLAIN: Roles = Roles { number: None, date: None, unit: None };

impl Roles {
    /// Whether a quantity can start with it.
    fn opens(&self) -> bool {
        self.number.is_some_and(|(_, role)| role.opens()) || self.date.is_some_and(|(_, role)| role.opens())
    }

    fn is_silent(&self) -> bool {
        use NumberRole as R;
        let number = self.number.is_some_and(|(_, role)| {
            role.opens()
                || matches!(
                    role,
                    R::Article
                        | R::Several
                        | R::Minus
                        | R::Rank
                        | R::Label
                        | R::Law
                        | R::No
                        | R::Before
                        | R::Margin
                )
        });
        let date = self.date.is_some_and(|(_, role)| role.opens() || role == DateRole::Cue);
        let money = matches!(self.unit, Some((_, Unit::Currency { before: true, .. })));
        !(number || date || money)
    }

    fn is_plain(&self) -> bool {
        self.number.is_none() && self.date.is_none() && self.unit.is_none()
    }
}

/// A cache of words whose roles do not depend on the context.
#[derive(Debug, Default)]
pub(in crate::evidence) struct Fixed {
    /// By the number of a word: whether it starts with a capital, and one more than the index of its roles, 0
    /// for none.
    words: Vec<Option<(bool, u16)>>,
    roles: Vec<Roles>,
}

impl Fixed {
    /// Whether the word starts with a capital, and its roles, if it has any; none if these depend on the
    /// words after it.
    fn get(&self, number: usize) -> Option<(bool, Option<&Roles>)> {
        let (capital, roles) = self.words.get(number).copied().flatten()?;
        Some((capital, self.roles.get(usize::from(roles).wrapping_sub(1))))
    }

    #[cold]
    fn add(&mut self, number: usize, capital: bool, roles: &Roles) {
        if !roles.is_plain() {
            self.roles.push(*roles);
        }
        let place = if roles.is_plain() { 0 } else { self.roles.len() };
        // There are at most as many as the lists have words.
        let Ok(place) = u16::try_from(place) else { return };
        if number >= self.words.len() {
            self.words.resize(number + 1, None);
        }
        self.words[number] = Some((capital, place));
    }
}

/// The tokens of a sentence, in order, with their roles.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    /// The tokens.
    pub(super) list: Vec<QuantityToken>,
    /// The roles of the tokens; the first are those of an ordinary word.
    roles: Vec<Roles>,
    /// Whether the sentence has a sign that occurs in links and addresses.
    pub(super) linked: bool,
}

impl Tokens {
    /// The roles of a token.
    pub(super) fn roles(&self, piece: &QuantityToken) -> &Roles {
        self.roles.get((piece.roles & !SILENT) as usize).unwrap_or(&PLAIN)
    }

    /// Replaces the tokens by those of this sentence; none if it certainly contains no quantity.
    pub(super) fn fill(&mut self, sentence: TokenizedSentence<'_>, pack: &Pack, fixed: &mut Fixed) {
        let TokenizedSentence { text, tokens } = sentence;
        self.list.clear();
        self.list.reserve(tokens.len() + 4);
        self.roles.clear();
        self.roles.push(PLAIN);
        self.linked = false;
        let (mut end, mut digits) = (usize::MAX, false);
        for token in tokens {
            let touches = token.span().start == end;
            end = token.span().end;
            match token.shape {
                Shape::Digits => {
                    digits = true;
                    self.push(token.span(), Shape::Digits, touches, false, false);
                }
                Shape::Sign => {
                    self.linked |= links(text.as_bytes(), token.span());
                    self.add(text, token.span(), Shape::Sign, (touches, false), pack);
                }
                Shape::Word => match fixed.get(token.word.number()) {
                    Some((capital, roles)) => {
                        self.push(token.span(), Shape::Word, touches, false, capital);
                        roles.into_iter().for_each(|roles| self.give(*roles));
                    }
                    None if self.words(text, token.span(), touches, pack) => {
                        let Some(piece) = self.list.last() else { continue };
                        fixed.add(token.word.number(), piece.capital, self.roles(piece));
                    }
                    None => {}
                },
            }
        }
        if !digits && !self.roles.iter().any(Roles::opens) {
            self.list.clear();
        }
    }

    /// Adds the parts of a word between its hyphens; returns whether it is one token whose roles do not
    /// depend on the context.
    fn words(&mut self, text: &str, span: Span, touches: bool, pack: &Pack) -> bool {
        let word = span.of(text);
        if is_letters(word.as_bytes()) {
            if let Some(cut) = glued(word, pack) {
                self.add(text, Span::new(span.start, span.start + cut), Shape::Word, (touches, false), pack);
                self.add(text, Span::new(span.start + cut, span.end), Shape::Word, (false, true), pack);
                return false;
            }
            return self.add(text, span, Shape::Word, (touches, false), pack);
        }
        let (mut start, mut first) = (span.start, true);
        for part in word.split(is_hyphen) {
            let end = start + part.len();
            let at = Span::new(start, start + without_possessive(part).len());
            let cut = glued(part, pack).map_or(at.end, |cut| at.start + cut);
            self.add(text, Span::new(at.start, cut), Shape::Word, (first && touches, !first), pack);
            if cut < at.end {
                self.add(text, Span::new(cut, at.end), Shape::Word, (false, true), pack);
            }
            first = false;
            start = end + text[end..].chars().next().map_or(0, char::len_utf8);
        }
        false
    }

    /// Adds a word or a sign; `touches` and `hyphen` describe the characters before it. Returns whether its
    /// roles do not depend on the context.
    #[inline]
    fn add(
        &mut self,
        text: &str,
        span: Span,
        shape: Shape,
        (touches, hyphen): (bool, bool),
        pack: &Pack,
    ) -> bool {
        let first = text.as_bytes().get(span.start).copied().unwrap_or(b' ');
        let capital = if first.is_ascii() {
            first.is_ascii_uppercase()
        } else {
            span.of(text).starts_with(char::is_uppercase)
        };
        self.push(span, shape, touches, hyphen, capital);
        let heads = pack.quantity_words.get(text, span.start, span.end);
        let special = heads.is_some()
            || capital && matches!(first, b'I' | b'V' | b'X')
            || shape == Shape::Sign && !first.is_ascii();
        if special {
            self.look_up(text, span, (shape, capital), heads, pack);
        }
        heads.is_none_or(|heads| is_alone(heads, span.len(), pack))
    }

    #[inline]
    fn push(&mut self, span: Span, shape: Shape, touches: bool, hyphen: bool, capital: bool) {
        self.list.push(QuantityToken { span, roles: 0, shape, touches, hyphen, capital });
    }

    /// Gives the last token the roles of the entries that it starts.
    #[inline(never)]
    fn look_up(
        &mut self,
        text: &str,
        span: Span,
        (shape, capital): (Shape, bool),
        heads: Option<Heads>,
        pack: &Pack,
    ) {
        let word = span.of(text);
        let mut roles = PLAIN;
        if let Some(heads) = heads {
            let (rest, first) = (&text[span.start..], word.len());
            roles.unit = short(
                pack.money.units.longest(heads.unit, rest, first).filter(|(_, unit)| is_written(*unit, word)),
            );
            if shape == Shape::Word {
                roles.number = short(pack.numbers.words.longest(heads.number, rest, first));
                roles.date = short(pack.dates.words.longest(heads.date, rest, first));
            }
        }
        if roles.number.is_none() {
            let figure = match shape {
                Shape::Word if capital && word.len() > 1 => roman(word).map(NumberRole::Roman),
                Shape::Sign => vulgar(word).map(|(upper, lower)| NumberRole::Fraction(upper, lower)),
                _ => None,
            };
            roles.number = short(figure.map(|role| (word.len(), role)));
        }
        if !roles.is_plain() {
            self.give(roles);
        }
    }

    /// Gives the last token its roles.
    fn give(&mut self, roles: Roles) {
        if let Some(last) = self.list.last_mut() {
            let place = u32::try_from(self.roles.len()).unwrap_or(0) & !SILENT;
            last.roles = if roles.is_silent() { place | SILENT } else { place };
            self.roles.push(roles);
        }
    }
}

/// Whether a word has the capitals that its unit requires.
fn is_written(unit: Unit, word: &str) -> bool {
    let capitals = matches!(
        unit,
        Unit::Currency { condition: CurrencyCondition::Capitals | CurrencyCondition::Letters, .. }
    );
    !capitals || word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether a word of `len` bytes starts no phrase of several words.
fn is_alone(heads: Heads, len: usize, pack: &Pack) -> bool {
    pack.money.units.is_alone(heads.unit, len)
        && pack.numbers.words.is_alone(heads.number, len)
        && pack.dates.words.is_alone(heads.date, len)
}

/// The position at which a compound of two number words is split: `duapuluh`, `limaratus`.
fn glued(word: &str, pack: &Pack) -> Option<usize> {
    pack.numbers.multipliers.iter().find_map(|last| {
        let cut = word.len().checked_sub(last.len()).filter(|&cut| cut >= 3 && word.is_char_boundary(cut))?;
        let same = word[cut..].eq_ignore_ascii_case(last);
        let count = || matches!(pack.numbers.words.opening(&word[..cut]), Some((len, NumberRole::Unit(2..=9) | NumberRole::Either(2..=9))) if len == cut);
        (same && count()).then_some(cut)
    })
}

/// Whether a sign is one of links and addresses: `://`, `www.`, `@`, `.com`.
fn links(text: &[u8], span: Span) -> bool {
    match text[span.start] {
        b'/' | b'@' => true,
        b'.' => text[..span.start].ends_with(b"www") || text[span.end..].starts_with(b"com"),
        _ => false,
    }
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '\u{2011}')
}

/// Whether a word consists of ASCII letters, tested by the two highest bits of each byte: among the bytes of
/// words, hyphens, apostrophes and other scripts differ in these.
#[inline]
fn is_letters(word: &[u8]) -> bool {
    const HIGH: u64 = 0xc0c0_c0c0_c0c0_c0c0;
    const LETTERS: u64 = 0x4040_4040_4040_4040;
    if let Some(tail) = word.last_chunk::<8>() {
        let odd = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes) & HIGH ^ LETTERS;
        word.as_chunks::<8>().0.iter().fold(odd(tail), |all, bytes| all | odd(bytes)) == 0
    } else if let (Some(head), Some(tail)) = (word.first_chunk::<4>(), word.last_chunk::<4>()) {
        let both = u64::from(u32::from_le_bytes(*head)) << 32 | u64::from(u32::from_le_bytes(*tail));
        both & HIGH == LETTERS
    } else {
        word.iter().all(|byte| byte & 0xc0 == 0x40)
    }
}

fn without_possessive(word: &str) -> &str {
    if !word.ends_with('s') {
        return word;
    }
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

fn short<T>(found: Option<(usize, T)>) -> Option<(u16, T)> {
    let (len, value) = found?;
    Some((u16::try_from(len).ok()?, value))
}
