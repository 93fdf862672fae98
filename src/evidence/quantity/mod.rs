//! Tokens -> numbers, percentages, money, dates, times, ordinals.

mod amount;
mod calendar;
mod clock;
mod code;
mod context;
mod date;
mod days;
mod decimal;
mod digits;
mod era;
mod figure;
mod four_digits;
mod range;
#[cfg(test)]
mod measures {
    mod tests;
}
mod month_or_name;
mod number;
mod numeric;
mod ordinal;
mod relative;
mod roman;
mod sum;
#[cfg(test)]
mod tests;
mod token;
mod weekday;

use jiff::civil::Date;

pub(super) use self::token::Fixed;
use self::token::{PLAIN, QuantityToken, Roles, Tokens};
use super::token::{Shape, TokenizedSentence};
use crate::lang::{DateRole, NumberRole, Pack};
use crate::model::{Evidence, Key, Kind, Span};

/// Finds the quantities of the sentences of one document, one after another.
pub(super) struct Quantities<'a> {
    pack: &'a Pack,
    published: Option<Date>,
    fixed: &'a mut Fixed,
    /// Reused between sentences.
    pieces: Tokens,
}

impl<'a> Quantities<'a> {
    /// A finder; days such as `yesterday` are counted from the day of publication, if known.
    pub(super) fn new(pack: &'a Pack, published: Option<Date>, fixed: &'a mut Fixed) -> Self {
        Quantities { pack, published, fixed, pieces: Tokens::default() }
    }

    /// Every quantity of one sentence, in order, disjoint.
    pub(super) fn find(&mut self, sentence: TokenizedSentence<'_>) -> Vec<Evidence> {
        self.pieces.fill(sentence, self.pack, self.fixed);
        let list = &self.pieces.list;
        if list.is_empty() {
            return Vec::new();
        }
        // In a text where every word is capitalized, capitals are no evidence.
        let running = list
            .iter()
            .any(|p| p.shape == Shape::Word && !p.capital && !p.hyphen && p.span.len() >= RUNNING_WORD);
        let Quantities { pack, published, .. } = *self;
        QuantityReader { source: sentence.text, pieces: list, all: &self.pieces, pack, published, running }
            .evidence()
    }
}

/// Minimum number of letters of a lower-case word that shows that the text is not a headline in capitals.
const RUNNING_WORD: usize = 4;

/// One sentence while its quantities are read.
struct QuantityReader<'a> {
    source: &'a str,
    pieces: &'a [QuantityToken],
    /// The tokens with their roles.
    all: &'a Tokens,
    pack: &'a Pack,
    /// The day of publication.
    published: Option<Date>,
    /// Whether some words are not capitalized.
    running: bool,
}

/// One quantity as read.
struct Quantity {
    kind: Kind,
    /// Preferred reading first.
    keys: Vec<Key>,
    /// Its first token.
    from: usize,
    /// One past its last token.
    to: usize,
    approximate: bool,
}

/// The previous quantity, which determines how the other end of a range is read.
#[derive(Clone, Copy)]
struct Before {
    kind: Kind,
    from: usize,
    to: usize,
    /// The month of a day.
    month: Option<u32>,
}

impl QuantityReader<'_> {
    fn evidence(&self) -> Vec<Evidence> {
        let links = if self.all.linked { code::links(self.source) } else { Vec::new() };
        let mut found: Vec<Evidence> = Vec::new();
        let (mut at, mut hedged, mut before) = (0, usize::MAX, None);
        while at < self.pieces.len() {
            if self.pieces[at].shape != Shape::Digits && self.is_silent(at) {
                at += 1;
            } else if let Some(end) = self.passed_over(at, &links) {
                at = end;
            } else if let (Some(NumberRole::Before), Some((len, _))) = (self.role(at), self.roles(at).number)
            {
                at = self.reach(at, len.into());
                hedged = at;
            } else if self.role(at) == Some(NumberRole::Margin) {
                at = self.after_number(at);
            } else if let Some(read) = self.read(at, before) {
                let month = || days::month_of(&read).map(|(_, month)| month);
                let month = if read.kind == Kind::Date { month() } else { None };
                before = Some(Before { kind: read.kind, from: read.from, to: read.to, month });
                at = read.to;
                found.push(self.finished(read, hedged));
            } else {
                at += 1;
            }
        }
        found
    }

    /// The quantity that starts at token `at`.
    fn read(&self, at: usize, before: Option<Before>) -> Option<Quantity> {
        let piece = &self.pieces[at];
        match piece.shape {
            Shape::Digits => self
                .numeric_date(at)
                .or_else(|| self.day_of_figures(at))
                .or_else(|| self.clock(at, before))
                .or_else(|| self.day_and_month(at))
                .or_else(|| self.second_day(at, before))
                .or_else(|| self.second_amount(at, before))
                .or_else(|| self.amount(at)),
            Shape::Word if self.roles(at).date.is_some() => self
                .date_word(at)
                .or_else(|| self.relative(at))
                .or_else(|| self.time_word(at))
                .or_else(|| self.amount(at)),
            _ => self.spoken_minutes(at).or_else(|| self.amount(at)),
        }
    }

    /// Whether no quantity can start at the token, which is not digits: an ordinary word or sign.
    fn is_silent(&self, at: usize) -> bool {
        let piece = &self.pieces[at];
        piece.is_silent() && (piece.shape == Shape::Word || !self.is_minus(at))
    }

    fn finished(&self, read: Quantity, hedged: usize) -> Evidence {
        let span = Span::new(self.pieces[read.from].span.start, self.pieces[read.to - 1].span.end);
        let after = matches!(self.role(read.to), Some(NumberRole::After))
            || self.is(read.to, "+") && self.touches(read.to);
        let dated = matches!(read.kind, Kind::Date | Kind::Weekday | Kind::Month);
        let beside = read.from == hedged || after && !dated;
        Evidence {
            kind: read.kind,
            keys: read.keys,
            surface: span.of(self.source).to_owned(),
            span,
            entity: None,
            approximate: read.approximate || beside && read.kind != Kind::Ordinal,
        }
    }

    fn text(&self, at: usize) -> &str {
        self.pieces[at].span.of(self.source)
    }

    /// The roles of the token in the pack.
    fn roles(&self, at: usize) -> &Roles {
        self.pieces.get(at).map_or(&PLAIN, |piece| self.all.roles(piece))
    }

    fn role(&self, at: usize) -> Option<NumberRole> {
        self.roles(at).number.map(|(_, role)| role)
    }

    fn date_role(&self, at: usize) -> Option<DateRole> {
        self.roles(at).date.map(|(_, role)| role)
    }

    /// Whether the token is this sign.
    fn is(&self, at: usize, sign: &str) -> bool {
        self.pieces.get(at).is_some_and(|p| p.shape == Shape::Sign) && self.text(at) == sign
    }

    fn is_hyphen(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|p| p.shape == Shape::Sign)
            && matches!(self.text(at), "-" | "–" | "—" | "‐" | "\u{2011}" | "−")
    }

    /// Whether there is no space between the token and the one before it.
    fn touches(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|p| p.touches)
    }

    /// One past the phrase in which the token has its role in dates.
    fn after_date(&self, at: usize) -> usize {
        self.roles(at).date.map_or(at, |(len, _)| self.reach(at, len.into()))
    }

    /// One past the phrase in which the token has its role in numbers.
    fn after_number(&self, at: usize) -> usize {
        self.roles(at).number.map_or(at, |(len, _)| self.reach(at, len.into()))
    }

    /// One past the last token of a phrase of `len` bytes that starts at `at`.
    fn reach(&self, at: usize, len: usize) -> usize {
        let end = self.pieces[at].span.start + len;
        let more = self.pieces[at + 1..].iter().take_while(|p| p.span.start < end).count();
        at + 1 + more
    }

    /// The value of a digit string without separators, with a number of digits in `lengths`.
    fn plain(&self, at: usize, lengths: std::ops::RangeInclusive<usize>) -> Option<u32> {
        let piece = self.pieces.get(at)?;
        let digits = piece.shape == Shape::Digits && lengths.contains(&piece.span.len());
        digits.then(|| self.text(at).parse().ok())?
    }

    /// A certain year at `at`: four digits next to a month.
    fn year(&self, at: usize) -> Option<u32> {
        self.plain(at, 4..=4).filter(|year| (1000..2200).contains(year))
    }
}
