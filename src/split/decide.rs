//! Sentence-final marks and their context -> whether a sentence ends there.

use super::SplitOptions;
use super::context::{in_address, is_camel, is_capitalised, is_initial, word_at, word_before};
use super::ending::Ending;
use super::next::Next;
use super::spans::Spans;
use crate::lang::SentenceRules;

/// Maximum number of words between a closing quote and the verb of its speaker.
const SPEAKER_WORDS: usize = 5;

/// Decides from left to right where the sentences of one paragraph end.
pub struct Decider<'a> {
    pub(super) text: &'a str,
    pub(super) rules: &'a SentenceRules,
    brackets: Spans,
    quotes: Spans,
    /// Where the current sentence starts.
    pub(super) start: usize,
    /// Where a numbering such as `No. XI. B.` may continue.
    pub(super) numbering: usize,
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

    /// `ending`, extended by the bare number of a footnote after it, which belongs to the sentence: `…
    /// selesai. 4 Jembatan itu`, if a word that opens sentences follows.
    pub fn with_note(&self, ending: Ending) -> Ending {
        let bytes = &self.text.as_bytes()[ending.end..];
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        if !digit(usize::from(bytes.first() == Some(&b' '))) {
            return ending;
        }
        let rest = &self.text[ending.end..];
        let bare = rest.strip_prefix(' ').unwrap_or(rest);
        let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=2).contains(&digits) || ending.end != ending.marks_end || !self.is_full_stop(&ending) {
            return ending;
        }
        let glued = bare.len() == rest.len();
        let after_letter = self.text[..ending.mark].ends_with(char::is_alphabetic);
        let next = bare[digits..].strip_prefix(' ').map_or("", word_at);
        let opens = is_capitalised(next) && self.rules.is_plain(&next.to_lowercase());
        if !opens
            || glued && !after_letter
            || self.rules.abbreviation(word_before(self.text, ending.mark)).is_some()
        {
            return ending;
        }
        let end = ending.end + (rest.len() - bare.len()) + digits;
        Ending { end, next: end + 1, ..ending }
    }

    /// Whether a sentence ends at `ending`, after which more text follows.
    pub fn ends(&mut self, ending: &Ending) -> bool {
        let in_bracket = self.brackets.around(ending.mark, ending.end).is_some_and(|open| open > self.start);
        let in_quote = self.quotes.around(ending.mark, ending.end).is_some();
        if in_bracket || in_quote {
            return false;
        }
        let Some(next) = Next::at(self.text, ending.next) else { return false };
        let apart = ending.next > ending.end || ending.wide || self.lost_space(ending, &next);
        // A quote before its speaker ends in a comma, or in a mark other than a full stop.
        let speaker_follows =
            || ending.closes_quote && !self.is_full_stop(ending) && self.is_attribution(ending.next);
        apart && self.opens_sentence(ending, &next) && !speaker_follows() && self.marks_end_it(ending, &next)
    }

    /// Whether `next` looks like a new sentence: a capital, a number, a sign that opens one.
    fn opens_sentence(&self, ending: &Ending, next: &Next<'_>) -> bool {
        match next.first {
            c if c.is_lowercase() => {
                is_camel(next.word) || next.is_item() || next.is_credit() || self.opens_name(next)
            }
            c if c.is_alphanumeric() => !next.is_slashed(),
            '-' | '–' | '—' => self.text[ending.end..ending.next].contains(['\n', '\r']),
            '$' | '£' | '€' | '¥' | '@' | '#' | '+' | '•' | '●' | '▪' | '*' | '…' | '.' => true,
            c => !c.is_ascii_punctuation() && !matches!(c, '”' | '’' | '»'),
        }
    }

    /// `al-Qaeda`, `van Dorn`: a small word that opens a name, and the name.
    fn opens_name(&self, next: &Next<'_>) -> bool {
        let behind = next.behind();
        let name = behind.strip_prefix(['-', ' ', '\'', '’']).unwrap_or_default();
        self.rules.is_particle(next.word) && is_capitalised(word_at(name))
    }

    /// Whether the space between two sentences is missing (`selesai.Kemudian`), in contrast to texts without
    /// one (`10.30`, `contoh.com`, `Ph.D`).
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

    /// `Smith asked.` after a closing quote: a capital, a name or pronoun, and a verb of speech that ends its
    /// clause or continues with a place or a time (`wrote on Friday`).
    fn is_attribution(&self, at: usize) -> bool {
        let mut rest = &self.text[at..];
        for _ in 0..=SPEAKER_WORDS {
            let word = word_at(rest);
            rest = &rest[word.len()..];
            if word.starts_with(char::is_lowercase) {
                let circumstance = || self.rules.is_circumstance(&word_at(rest.trim_start()).to_lowercase());
                let clause_ends = rest.is_empty() || rest.starts_with(['.', ',']) || circumstance();
                return clause_ends && self.rules.is_attribution(word);
            }
            if word.is_empty() {
                return false;
            }
            rest = rest.trim_start_matches(['.', '-', '\'', '’']).trim_start_matches(' ');
        }
        false
    }
}
