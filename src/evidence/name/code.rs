//! Tokens without white space between them -> the number of them that form one code or web address.

use super::fold::fold;
use super::unit::UnitReader;
use crate::evidence::token::Shape;

impl UnitReader<'_> {
    /// The number of tokens in a code (`KN-25`, `G20`, `B-52s`, `H5N1`, `AT&T`, `AC/DC`); 1 for a word that
    /// does not start one.
    pub fn code(&self, at: usize, limit: usize) -> usize {
        let word = self.tokens[at].of(self.text);
        if !self.touches(at + 1, limit) || self.names.is_never(&fold(word)) {
            return 1;
        }
        let shape = |n: usize| self.tokens[n].shape;
        let hyphen = matches!(self.tokens[at + 1].of(self.text), "-" | "‑");
        if self.is(at + 1, "&") && self.touches(at + 2, limit) && shape(at + 2) == Shape::Word {
            return 3;
        }
        if self.is_slashed(at, limit) {
            return 3;
        }
        let digits = at + 1 + usize::from(hyphen);
        if !(digits == at + 1 || self.touches(digits, limit)) || shape(digits) != Shape::Digits {
            return 1;
        }
        let goes_on = |&n: &usize| {
            let part = |n: usize| match shape(n) {
                Shape::Digits => true,
                shape => shape == Shape::Word && self.tokens[n].span().len() <= 2,
            };
            self.touches(n, limit) && part(n)
        };
        digits - at + 1 + (digits + 1..).take_while(goes_on).count()
    }

    /// Whether a slash joins two short capitalized words that are not two names (`AC/DC`, but not `US/UK`).
    fn is_slashed(&self, at: usize, limit: usize) -> bool {
        let short = |n: usize| {
            let word = self.tokens[n].of(self.text);
            word.len() <= 3 && word.bytes().all(|b| b.is_ascii_uppercase())
        };
        let known = |n: usize| self.names.known_capitals(self.tokens[n].of(self.text)).is_some();
        self.is(at + 1, "/")
            && self.touches(at + 2, limit)
            && short(at)
            && short(at + 2)
            && !(known(at) && known(at + 2))
    }

    /// The number of tokens after token `at` that make it a web address (`Detik.com`, `Channel4.co.uk`); the
    /// name is the part before them.
    pub fn address(&self, at: usize, limit: usize) -> usize {
        const DOMAINS: [&str; 12] =
            ["com", "co", "net", "org", "id", "uk", "gov", "edu", "info", "tv", "news", "my"];
        if !(self.touches(at + 1, limit) && self.tokens[at].of(self.text).starts_with(char::is_uppercase)) {
            return 0;
        }
        let domain = |n: usize| {
            self.touches(n, limit)
                && self.is(n, ".")
                && self.touches(n + 1, limit)
                && DOMAINS.contains(&self.tokens[n + 1].of(self.text))
        };
        (1..6).step_by(2).take_while(|&n| domain(at + n)).count() * 2
    }
}
