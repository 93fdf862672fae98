//! The kinds of evidence that count in a score, and their names.

use std::fmt;
use std::str::FromStr;

use crate::model::Kind;
use crate::suggestion;

/// Which kinds of evidence count; by default all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct EvidenceKinds {
    /// Names, by key and by likeness of spelling.
    pub names: bool,
    /// Numbers, percentages, amounts of money, ordinals.
    pub numbers: bool,
    /// Dates, years, months, weekdays, times of day.
    pub dates: bool,
    /// Other words, by the lexicon.
    pub words: bool,
    /// Other words, by likeness of spelling (cognates).
    pub spelling: bool,
    /// The lengths of the two sides.
    pub length: bool,
    /// Sentence vectors, if they are given.
    pub embeddings: bool,
}

/// The names of the kinds, in the order of the fields.
pub const EVIDENCE_KINDS: [&str; 7] =
    ["names", "numbers", "dates", "words", "spelling", "length", "embeddings"];

impl Default for EvidenceKinds {
    fn default() -> Self {
        EvidenceKinds {
            names: true,
            numbers: true,
            dates: true,
            words: true,
            spelling: true,
            length: true,
            embeddings: true,
        }
    }
}

impl EvidenceKinds {
    /// None of them.
    pub const NONE: EvidenceKinds = EvidenceKinds {
        names: false,
        numbers: false,
        dates: false,
        words: false,
        spelling: false,
        length: false,
        embeddings: false,
    };

    fn kind(&mut self, name: &str) -> Option<&mut bool> {
        Some(match name {
            "names" => &mut self.names,
            "numbers" => &mut self.numbers,
            "dates" => &mut self.dates,
            "words" => &mut self.words,
            "spelling" => &mut self.spelling,
            "length" => &mut self.length,
            "embeddings" => &mut self.embeddings,
            _ => return None,
        })
    }

    /// The same without the kinds of `other`.
    pub fn without(self, other: EvidenceKinds) -> EvidenceKinds {
        EvidenceKinds {
            names: self.names && !other.names,
            numbers: self.numbers && !other.numbers,
            dates: self.dates && !other.dates,
            words: self.words && !other.words,
            spelling: self.spelling && !other.spelling,
            length: self.length && !other.length,
            embeddings: self.embeddings && !other.embeddings,
        }
    }

    /// Whether evidence of this kind counts.
    pub(super) fn include(&self, kind: Kind) -> bool {
        match kind {
            Kind::Name | Kind::Attribution => self.names,
            Kind::Number | Kind::Percent | Kind::Money | Kind::Ordinal => self.numbers,
            Kind::Date | Kind::Year | Kind::Month | Kind::Weekday | Kind::Time => self.dates,
        }
    }

    /// Whether words outside of evidence count.
    pub(super) fn include_words(&self) -> bool {
        self.words || self.spelling
    }
}

impl FromStr for EvidenceKinds {
    type Err = String;

    /// Reads names joined by commas.
    fn from_str(list: &str) -> Result<Self, String> {
        let mut kinds = EvidenceKinds::NONE;
        for name in list.split(',').map(str::trim) {
            match kinds.kind(name) {
                Some(counts) => *counts = true,
                None => {
                    return Err(format!(
                        "\"{name}\" is no kind of evidence: use {}{}",
                        EVIDENCE_KINDS.join(", "),
                        suggestion::hint(name, EVIDENCE_KINDS)
                    ));
                }
            }
        }
        Ok(kinds)
    }
}

impl fmt::Display for EvidenceKinds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut copy = *self;
        let names: Vec<&str> =
            EVIDENCE_KINDS.into_iter().filter(|name| copy.kind(name).is_some_and(|counts| *counts)).collect();
        f.write_str(&names.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_and_written() {
        assert_eq!(EvidenceKinds::default().to_string().parse(), Ok(EvidenceKinds::default()));
        let some: EvidenceKinds = "names, length".parse().unwrap();
        assert_eq!(some.to_string(), "names,length");
        assert_eq!(
            EvidenceKinds::default().without(some).to_string(),
            "numbers,dates,words,spelling,embeddings"
        );
        assert!("names,numerals".parse::<EvidenceKinds>().unwrap_err().contains("\"numerals\" is no kind"));
    }
}
