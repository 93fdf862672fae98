//! A mark, the word before it and the text after it -> whether the mark ends a sentence or belongs to an
//! abbreviation.

use super::context::{is_capitalised, is_dotted, is_initial, is_roman, word_before};
use super::decide::Decider;
use super::ending::Ending;
use super::next::Next;
use crate::lang::Abbreviation;

/// Maximum number of bytes of quotes, brackets and bullets before the marker of a list item.
const MARKER_OPENING: usize = 16;

impl Decider<'_> {
    /// Whether the marks themselves, together with the word before them, end a sentence.
    pub(super) fn marks_end_it(&mut self, ending: &Ending, next: &Next<'_>) -> bool {
        let before = word_before(self.text, ending.mark);
        let marks = &self.text[ending.mark..ending.marks_end];
        match marks {
            "." => self.full_stop_ends(ending, before, next),
            "!" | "?" if self.class(before) == Some(Abbreviation::Brand) => self.is_starter(next),
            _ => true,
        }
    }

    fn full_stop_ends(&mut self, ending: &Ending, before: &str, next: &Next<'_>) -> bool {
        let at = ending.mark - before.len();
        if self.is_marker(before, at) {
            return false;
        }
        if at == self.numbering && (is_roman(before) || is_initial(before)) && next.is_code() {
            self.numbering = ending.next;
            return false;
        }
        let starts = || next.quote || self.is_starter(next);
        match self.class(before) {
            // `L. B. Tanner, Prof. A clerk …`
            Some(Abbreviation::Title) => self.is_behind_comma(at) && self.is_plain(next),
            Some(Abbreviation::Never) => false,
            Some(Abbreviation::Number) => {
                let number = next.is_code() || next.first == '+';
                if number {
                    self.numbering = ending.next;
                }
                !number
            }
            Some(Abbreviation::Month) => !next.first.is_ascii_digit() && !self.is_month(next),
            Some(Abbreviation::MayEnd) => !next.bracket,
            Some(Abbreviation::Suffix) => !next.bracket && self.is_behind_name(at),
            Some(Abbreviation::Company) => !next.bracket && !self.continues_company(next),
            Some(Abbreviation::Clock) => !next.bracket && !self.continues_clock(next),
            Some(Abbreviation::State) => !next.bracket && (self.is_behind_comma(at) || starts()),
            Some(Abbreviation::Inside) => starts(),
            _ if is_dotted(before) => starts(),
            _ if is_initial(before) => self.initial_ends(at, next),
            _ => true,
        }
    }

    /// A single capital is an initial (`J. K. Rowling`, `Miranda S. Goeltom`), unless a word that opens
    /// sentences or punctuation follows, or a word like `vitamin` precedes it.
    fn initial_ends(&self, at: usize, next: &Next<'_>) -> bool {
        if next.first.is_ascii_digit() {
            return false;
        }
        let label = || self.is_labelled(at) && !next.is_dotted_initial();
        next.quote || self.is_starter(next) || !next.first.is_alphabetic() || label()
    }

    /// `vitamin C`, `Terminal 3 U`, `37 °C`, `37 C`: the letter at `at` is a label or a unit.
    fn is_labelled(&self, at: usize) -> bool {
        let behind = self.text[..at].trim_end();
        if behind.ends_with(['°', 'º', '˚']) {
            return true;
        }
        let word = word_before(self.text, behind.len());
        if !word.ends_with(|c: char| c.is_ascii_digit()) {
            return self.rules.is_label(&word.to_lowercase());
        }
        let before = behind[..behind.len() - word.len()].trim_end();
        let degrees = self.text[at..].starts_with(['C', 'F']) && before.len() < behind.len() - word.len();
        degrees || self.rules.is_label(&word_before(self.text, before.len()).to_lowercase())
    }

    /// Whether the next word opens sentences and is never a name.
    fn is_plain(&self, next: &Next<'_>) -> bool {
        self.is_starter(next) && self.rules.is_plain(&next.word.to_lowercase())
    }

    /// `1.`, `a.`, `IV.` at the start of a sentence, or a number after a colon: the marker of a list item.
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

    /// The class of a word before its full stop; `Sept` and `SEPT` are the same, but `p. 5` is unlike `P.
    /// Diddy`.
    fn class(&self, before: &str) -> Option<Abbreviation> {
        if is_initial(before) { None } else { self.rules.abbreviation(before) }
    }

    /// Whether the next word opens sentences. `US. IT firms` is no start, nor is the initial in `Smith, J. A.
    /// Lee`.
    fn is_starter(&self, next: &Next<'_>) -> bool {
        let capital = is_capitalised(next.word) || is_initial(next.word) && !next.behind().starts_with('.');
        capital && (self.rules.is_starter(&next.word.to_lowercase()) || self.rules.points_back(next.second()))
    }

    fn is_month(&self, next: &Next<'_>) -> bool {
        self.class(next.word) == Some(Abbreviation::Month)
    }

    /// `Fresno, Calif.` is the end of a place; `Calif. Gov.` is not.
    fn is_behind_comma(&self, at: usize) -> bool {
        self.text[..at].trim_end().ends_with(',')
    }

    /// `Hill Jr.` ends a name, `Sr. Agnes` starts one.
    fn is_behind_name(&self, at: usize) -> bool {
        let behind = self.text[..at].trim_end().trim_end_matches([',', '.']);
        word_before(self.text, behind.len()).starts_with(char::is_uppercase)
    }

    /// `Pte.` continues with `Ltd.`, `Corp.` with `Chairman`.
    fn continues_company(&self, next: &Next<'_>) -> bool {
        self.class(next.word) == Some(Abbreviation::Company) || self.rules.is_post(&next.word.to_lowercase())
    }

    /// `5 p.m.` continues with `Saturday`, `EST`, `Oct. 5`, `Jakarta time`.
    fn continues_clock(&self, next: &Next<'_>) -> bool {
        let word = next.word.to_lowercase();
        self.rules.is_zone(&word)
            || self.is_month(next)
            || !self.rules.is_starter(&word) && self.names_zone(next)
    }

    /// `Jakarta time`, `Western Indonesian Time`: capitalized words, and the word that makes them the name of
    /// a zone.
    fn names_zone(&self, next: &Next<'_>) -> bool {
        const MOST: usize = 3;
        let closes = |(at, word): (usize, &str)| at > 0 && self.rules.is_hour(&word.to_lowercase());
        let mut words = next.words().enumerate().take(MOST + 1);
        words.find(|&(at, word)| closes((at, word)) || !is_capitalised(word)).is_some_and(closes)
    }
}
