//! Tokens -> units: the words from which names are made. Codes and initials are joined, clitics removed, and
//! words split at hyphens between names.
//!
//! Every word of every text becomes a unit, but most are plain small words: those are handled first, and a
//! unit shares its folded word and takes half the room for its span.

use std::sync::Arc;

use super::fold::fold;
use super::vocabulary::{Vocabulary, Word};
use super::writing::{Case, HYPHENS, case, is_parted, single, without_clitic};
use crate::evidence::token::{Shape, ShortSpan, Token, TokenizedSentence};
use crate::lang::{Names, Place};
use crate::model::{Evidence, Span};

/// A word, inside or outside of a name.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    /// Its position.
    place: ShortSpan,
    /// The folded word, with a space for each hyphen.
    pub folded: Arc<Word>,
    /// How it is written.
    pub case: Case,
    /// Whether only white space comes between it and the unit before it.
    pub joined: bool,
    /// Whether its capital is no evidence: at the start of a sentence or quotation, or in a headline.
    pub uncertain: bool,
    /// Whether other evidence (a number, a date) comes between it and the unit before it: no name extends
    /// over that.
    pub apart: bool,
}

impl Unit {
    /// Its position, without clitics.
    pub fn span(&self) -> Span {
        self.place.span()
    }

    /// Whether its letters allow it to be part of a name.
    pub fn is_capital(&self) -> bool {
        self.case != Case::Small
    }
}

/// Adds the units of one sentence, in order; `taken` evidence is left out and separates the units around it.
pub(super) fn add_units(
    sentence: TokenizedSentence<'_>,
    taken: &[Evidence],
    names: &Names,
    words: &mut Vocabulary,
    units: &mut Vec<Unit>,
) {
    let TokenizedSentence { text, tokens } = sentence;
    let start = units.len();
    let mut reader =
        UnitReader { text, tokens, names, words, units, start, joined: false, opening: true, apart: false };
    let mut taken = taken.iter().map(|evidence| evidence.span).peekable();
    let mut at = 0;
    while at < tokens.len() {
        while taken.next_if(|span| span.end <= tokens[at].span().start).is_some() {}
        if taken.peek().is_some_and(|span| span.overlaps(tokens[at].span())) {
            reader.joined = false;
            reader.opening = false;
            reader.apart = true;
            at += 1;
            continue;
        }
        let limit = taken.peek().map_or(usize::MAX, |span| span.start);
        at += reader.step(at, limit);
    }
}

pub(super) struct UnitReader<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub names: &'a Names,
    words: &'a mut Vocabulary,
    /// The units of earlier sentences, and from `start` on of this one.
    units: &'a mut Vec<Unit>,
    start: usize,
    joined: bool,
    opening: bool,
    apart: bool,
}

impl UnitReader<'_> {
    /// Reads the unit at token `at`, which ends before byte `limit`; returns its number of tokens.
    #[inline]
    fn step(&mut self, at: usize, limit: usize) -> usize {
        let token = self.tokens[at];
        if token.shape != Shape::Word {
            if !self.abbreviates(token) && !self.possessive(at) {
                self.sign(token);
            }
        } else if token.word.has_capital() {
            return self.word(at, limit);
        } else {
            // Most words are written in lower case.
            let word = self.words.token(token.word.number(), self.text, token.span());
            word.set_small();
            self.add(token.span(), Case::Small, word);
        }
        1
    }

    /// The previous unit of this sentence.
    fn last(&self) -> Option<&Unit> {
        self.units[self.start..].last()
    }

    /// Reads the word with a capital at token `at` and the tokens that belong to it; returns their number.
    fn word(&mut self, at: usize, limit: usize) -> usize {
        let token = self.tokens[at];
        if let Some(count) = self.initials(at, limit) {
            return count;
        }
        let address = self.address(at, limit);
        if address > 0 {
            self.capital(at);
            if let Some(unit) = self.units[self.start..].last_mut() {
                let end = self.tokens[at + address].span().end;
                unit.place = ShortSpan::new(Span::new(unit.span().start, end));
            }
            return address + 1;
        }
        let count = self.code(at, limit);
        if count > 1 {
            let span = Span::new(token.span().start, self.tokens[at + count - 1].span().end);
            self.push(
                span,
                if span.of(self.text).bytes().any(|b| b.is_ascii_digit()) {
                    Case::Code
                } else {
                    Case::Acronym
                },
            );
        } else {
            self.capital(at);
        }
        count
    }

    /// Whether the full stop belongs to a title (`Dr.`, `Gen.`, `St.`).
    fn abbreviates(&self, token: Token) -> bool {
        self.last().is_some_and(|unit| {
            token.of(self.text) == "."
                && unit.is_capital()
                && unit.span().end == token.span().start
                && unit.folded.len() <= 5
                && unit.folded.is_title(self.names)
        })
    }

    /// Whether the apostrophe joins a plural to the body that it possesses (`Magistrates' Court`).
    fn possessive(&self, at: usize) -> bool {
        let token = self.tokens[at];
        matches!(token.of(self.text), "'" | "’")
            && self.last().is_some_and(|unit| {
                unit.span().end == token.span().start && unit.span().of(self.text).ends_with('s')
            })
            && self.owned(at + 1)
    }

    fn sign(&mut self, token: Token) {
        self.joined = false;
        self.opening = match token.of(self.text) {
            "." | "?" | "!" | ":" | "“" | "‘" | "\"" | "'" | "«" | "•" | "*" | "…" | "[" => true,
            "(" | "," | "-" | "–" | "—" | "/" => self.opening && self.last().is_none(),
            _ => token.shape == Shape::Sign && self.opening,
        };
    }

    /// Adds a token as a unit.
    fn push_token(&mut self, at: usize, case: Case) {
        let (span, word) = (self.tokens[at].span(), self.tokens[at].word);
        if case == Case::Acronym {
            return self.push(span, case);
        }
        let word = self.words.token(word.number(), self.text, span);
        self.add(span, case, word);
    }

    fn push(&mut self, span: Span, case: Case) {
        let text = span.of(self.text);
        // `AMs` is the plural of AM, `B-29s` that of B-29.
        let plural = text.strip_suffix('s').filter(|_| matches!(case, Case::Acronym | Case::Code));
        let word = self.words.word(plural.unwrap_or(text));
        self.add(span, case, word);
    }

    fn add(&mut self, span: Span, case: Case, folded: Arc<Word>) {
        let (joined, uncertain, apart) = (self.joined, self.opening, self.apart);
        self.units.push(Unit { place: ShortSpan::new(span), folded, case, joined, uncertain, apart });
        self.apart = false;
        self.joined = true;
        self.opening = false;
    }

    /// Whether token `at` directly follows the one before it and ends before `limit`.
    pub fn touches(&self, at: usize, limit: usize) -> bool {
        at < self.tokens.len()
            && self.tokens[at].span().start == self.tokens[at - 1].span().end
            && self.tokens[at].span().end <= limit
    }

    pub fn is(&self, at: usize, sign: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.of(self.text) == sign)
    }

    /// `J.`, `J.K.`, `U.S.`: single capitals with full stops; a full stop that may end the sentence is not
    /// part of `J.`.
    fn initials(&mut self, at: usize, limit: usize) -> Option<usize> {
        let mut count = 0;
        while self.tokens.get(at + count).is_some_and(|t| t.shape == Shape::Word && single(t.of(self.text)))
            && (count == 0 || self.touches(at + count, limit))
            && self.touches(at + count + 1, limit)
            && self.is(at + count + 1, ".")
        {
            count += 2;
        }
        if count == 0 || (count == 2 && at + 2 >= self.tokens.len()) {
            return None;
        }
        // `J.K. Rowling`, `U.S. President`: a string of two or more may be a known name.
        let span = Span::new(self.tokens[at].span().start, self.tokens[at + count - 1].span().end);
        self.push(span, if count > 2 { Case::Acronym } else { Case::Initial });
        Some(count)
    }

    /// A word with a capital: clitics are removed, and it is split at hyphens between names, or between a
    /// name and a small part attached to it.
    fn capital(&mut self, at: usize) {
        let span = self.tokens[at].span();
        if span.of(self.text).bytes().all(|b| b.is_ascii_alphabetic()) {
            return self.push_token(at, case(span.of(self.text)));
        }
        let bare = without_clitic(span.of(self.text), self.names);
        let clitic = bare.len() < span.len();
        let span = Span::new(span.start, span.start + bare.len());
        let names = self.names;
        if bare.contains(HYPHENS) && self.words.is_parted(bare, |word| is_parted(word, names)) {
            self.parts(span);
        } else {
            self.push(span, case(bare));
        }
        if clitic {
            self.joined = self.owned(at + 1);
        }
    }

    /// Whether token `at` is the body possessed by the word before it: `Coroner's Office`, `Magistrates'
    /// Court`.
    fn owned(&self, at: usize) -> bool {
        let Some(last) = self.last().filter(|unit| unit.is_capital()) else { return false };
        let place = || self.names.organisation(&fold(self.tokens[at].of(self.text))).map(|word| word.place);
        self.tokens.get(at).is_some_and(|token| token.of(self.text).starts_with(char::is_uppercase))
            && matches!(place(), Some(Place::Last | Place::Any))
            && !self.names.is_known(&last.folded)
    }

    fn parts(&mut self, span: Span) {
        let mut start = span.start;
        for part in span.of(self.text).split(HYPHENS) {
            let here = Span::new(start, start + part.len());
            if part.chars().any(char::is_uppercase) {
                self.push(here, case(part));
            }
            self.joined = false;
            start = here.end + self.text[here.end..].chars().next().map_or(0, char::len_utf8);
        }
        self.joined = span
            .of(self.text)
            .rsplit(HYPHENS)
            .next()
            .is_some_and(|part| part.starts_with(char::is_uppercase));
    }
}
