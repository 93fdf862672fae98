//! Marks and what surrounds them -> whether a sentence ends there.

use super::SplitOptions;
use super::context::{
    in_address, is_camel, is_capitalised, is_dotted, is_initial, is_roman, word_at, word_before,
};
use super::scan::Ending;
use super::spans::Spans;
use crate::lang::{Abbreviation, SentenceRules};

/// Words between a closing quote and the verb of its speaker.
const SPEAKER_WORDS: usize = 5;
/// Bytes of quotes, brackets and bullets before the marker of a list item.
const MARKER_OPENING: usize = 16;

/// Decides from left to right where the sentences of one paragraph end.
pub struct Decider<'a> {
    text: &'a str,
    rules: &'a SentenceRules,
    brackets: Spans,
    quotes: Spans,
    /// Where the current sentence starts.
    start: usize,
    /// Where a numbering such as `No. XI. B.` may go on.
    numbering: usize,
}

/// What follows a candidate.
struct Next<'a> {
    /// Its first character behind opening quotes and brackets.
    first: char,
    /// The word that this character opens.
    word: &'a str,
    /// Opens with a quote.
    quote: bool,
    /// Opens with a bracket.
    bracket: bool,
}

impl<'a> Decider<'a> {
    /// A decider at the start of `text`.
    pub fn new(text: &'a str, rules: &'a SentenceRules, options: SplitOptions) -> Self {
        let quotes = if options.quotes { Spans::default() } else { Spans::quotes(text) };
        Decider { text, rules, brackets: Spans::brackets(text), quotes, start: 0, numbering: usize::MAX }
    }

    /// The next sentence starts at `start`.
    pub fn start_at(&mut self, start: usize) {
        self.start = start;
    }

    /// Whether a sentence ends at `ending`, behind which more text follows.
    pub fn ends(&mut self, ending: &Ending) -> bool {
        let in_bracket = self.brackets.around(ending.mark, ending.end).is_some_and(|open| open > self.start);
        let in_quote = self.quotes.around(ending.mark, ending.end).is_some();
        if in_bracket || in_quote {
            return false;
        }
        let Some(next) = self.next(ending.next) else { return false };
        let apart = ending.next > ending.end || self.lost_space(ending, &next);
        let speaker_follows = || ending.closes_quote && self.is_attribution(ending.next);
        apart && self.opens_sentence(ending, &next) && !speaker_follows() && self.marks_end_it(ending, &next)
    }

    /// What stands at `at`; `None` when nothing but opening signs does.
    fn next(&self, at: usize) -> Option<Next<'a>> {
        let (mut quote, mut bracket) = (false, false);
        for (i, c) in self.text[at..].char_indices() {
            match c {
                '"' | '“' | '\'' | '‘' | '«' | '„' | '`' => quote = true,
                '(' | '[' => bracket = true,
                ' ' | '¿' | '¡' => {}
                first => return Some(Next { first, word: word_at(&self.text[at + i..]), quote, bracket }),
            }
        }
        None
    }

    /// Whether `next` has the look of a new sentence: a capital, a number, a sign that opens one.
    fn opens_sentence(&self, ending: &Ending, next: &Next<'_>) -> bool {
        match next.first {
            c if c.is_lowercase() => is_camel(next.word),
            c if c.is_alphanumeric() => true,
            '-' | '–' | '—' => self.text[ending.end..ending.next].contains(['\n', '\r']),
            '$' | '£' | '€' | '¥' | '@' | '#' | '+' | '•' | '●' | '▪' | '*' | '…' | '.' => true,
            c => !c.is_ascii_punctuation() && !matches!(c, '”' | '’' | '»'),
        }
    }

    /// Whether the space between two sentences was lost (`selesai.Kemudian`), rather than there never being one (`10.30`,
    /// `contoh.com`, `Ph.D`).
    fn lost_space(&self, ending: &Ending, next: &Next<'_>) -> bool {
        let starts_word = is_capitalised(next.word) || (next.quote && is_initial(next.word));
        if !starts_word || next.bracket || in_address(self.text, ending.mark) {
            return false;
        }
        if ending.end > ending.marks_end || !self.is_full_stop(ending) {
            return true;
        }
        let before = word_before(self.text, ending.mark);
        let last = before.rsplit('.').next().unwrap_or_default();
        let closed = self.text[..ending.mark].ends_with(['"', '”', ')', '%', '\'', '’']);
        let is_word =
            last.chars().count() > 1 && last.ends_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
        (closed || is_word) && !self.rules.is_domain(&next.word.to_lowercase())
    }

    fn is_full_stop(&self, ending: &Ending) -> bool {
        &self.text[ending.mark..ending.marks_end] == "."
    }

    /// `Smith asked.` behind a closing quote: a capital, a name or pronoun, and a verb of speech that ends its clause.
    fn is_attribution(&self, at: usize) -> bool {
        let mut rest = &self.text[at..];
        for _ in 0..=SPEAKER_WORDS {
            let word = word_at(rest);
            rest = &rest[word.len()..];
            if word.starts_with(char::is_lowercase) {
                let clause_ends = rest.is_empty() || rest.starts_with(['.', ',']);
                return clause_ends && self.rules.is_attribution(word);
            }
            if word.is_empty() {
                return false;
            }
            rest = rest.trim_start_matches(['.', '-', '\'', '’']).trim_start_matches(' ');
        }
        false
    }

    /// Whether the marks themselves, with the word before them, end a sentence.
    fn marks_end_it(&mut self, ending: &Ending, next: &Next<'_>) -> bool {
        let before = word_before(self.text, ending.mark);
        let marks = &self.text[ending.mark..ending.marks_end];
        match marks {
            "." => self.full_stop_ends(ending, before, next),
            "!" if self.class(before) == Some(Abbreviation::Brand) => self.is_starter(next),
            _ => true,
        }
    }

    fn full_stop_ends(&mut self, ending: &Ending, before: &str, next: &Next<'_>) -> bool {
        let at = ending.mark - before.len();
        if self.is_marker(before, at) {
            return false;
        }
        if at == self.numbering && (is_roman(before) || is_initial(before)) && is_code(next) {
            self.numbering = ending.next;
            return false;
        }
        match self.class(before) {
            Some(Abbreviation::Title | Abbreviation::Never) => false,
            Some(Abbreviation::Number) => {
                let number = is_code(next) || next.first == '+';
                if number {
                    self.numbering = ending.next;
                }
                !number
            }
            Some(Abbreviation::Month) => !next.first.is_ascii_digit(),
            Some(Abbreviation::MayEnd) => !next.bracket && !self.continues_company(next),
            Some(Abbreviation::Clock) => !next.bracket && !self.continues_clock(next),
            Some(Abbreviation::Inside) => next.quote || self.is_starter(next),
            _ if is_dotted(before) => next.quote || self.is_starter(next),
            _ if is_initial(before) => self.initial_ends(at, next),
            _ => true,
        }
    }

    /// A single capital is an initial (`J. K. Rowling`, `Miranda S. Goeltom`), unless a word that opens sentences follows or
    /// a word like `vitamin` stands before it.
    fn initial_ends(&self, at: usize, next: &Next<'_>) -> bool {
        if next.first.is_ascii_digit() {
            return false;
        }
        let label = word_before(self.text, self.text[..at].trim_end().len());
        next.quote || self.is_starter(next) || self.rules.is_label(&label.to_lowercase())
    }

    /// `1.`, `a.`, `IV.` at the start of a sentence, or a number behind a colon: the marker of a list item.
    fn is_marker(&self, before: &str, at: usize) -> bool {
        let opens = at.saturating_sub(self.start) <= MARKER_OPENING
            && !self.text[self.start.min(at)..at].contains(char::is_alphanumeric);
        // `27:37.` is a time, `berikut: 1.` opens a list.
        let behind_colon = || {
            let text = self.text[..at].trim_end();
            text.len() < at && text.ends_with([':', ';'])
        };
        if before.is_empty() || before.contains('.') {
            return false;
        }
        let number = before.len() <= 3 && before.bytes().all(|b| b.is_ascii_digit());
        let letter = before.len() == 1 && before.chars().all(char::is_alphabetic);
        if opens { number || letter || is_roman(before) } else { number && behind_colon() }
    }

    /// The class of a word before its full stop; `Sept` and `SEPT` are one, but `p. 5` is no `P. Diddy`.
    fn class(&self, before: &str) -> Option<Abbreviation> {
        if is_initial(before) {
            return None;
        }
        self.rules.abbreviation(&before.to_lowercase())
    }

    fn is_starter(&self, next: &Next<'_>) -> bool {
        next.first.is_uppercase() && self.rules.is_starter(&next.word.to_lowercase())
    }

    /// `Pte.` goes on with `Ltd.`
    fn continues_company(&self, next: &Next<'_>) -> bool {
        self.class(next.word) == Some(Abbreviation::MayEnd)
    }

    /// `5 p.m.` goes on with `Saturday`, `EST`, `Oct. 5`.
    fn continues_clock(&self, next: &Next<'_>) -> bool {
        self.rules.is_zone(&next.word.to_lowercase()) || self.class(next.word) == Some(Abbreviation::Month)
    }
}

/// A number, a Roman number or a single capital: what `No.` may stand before.
fn is_code(next: &Next<'_>) -> bool {
    next.first.is_ascii_digit() || is_roman(next.word) || is_initial(next.word)
}
