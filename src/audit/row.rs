//! What a row is judged by: its bead, its two sides, and whom to ask where a language has to be known.

use super::agree::Agreement;
use crate::model::{Bead, Bound, Direction, Entity, Evidence, Kind, Language, Measure, Profile, Word};

/// A row before its flags.
#[derive(Debug, Clone, Copy)]
pub struct Row<'r> {
    /// Where it stands and how sure it is.
    pub bead: &'r Bead,
    /// Its Indonesian side.
    pub ind: Side<'r>,
    /// Its English side.
    pub eng: Side<'r>,
    /// What agrees between the sides and what does not.
    pub agreement: &'r Agreement<'r>,
    /// Sentences that the score left out at the outer ends of its lines: Indonesian, English.
    pub omitted: (usize, usize),
    /// Nats by which the row scores better than with one side a sentence earlier or later, where that is
    /// known.
    pub margin: Option<f64>,
}

impl<'r> Row<'r> {
    /// Both sides, Indonesian first.
    pub fn sides(&self) -> [(Language, Side<'r>); 2] {
        [(Language::Ind, self.ind), (Language::Eng, self.eng)]
    }
}

/// One side of a row.
#[derive(Debug, Clone, Copy)]
pub struct Side<'r> {
    /// Its text, sentences joined by a space.
    pub text: &'r str,
    /// The texts that it was read in: its sentences, or all of them as one.
    pub sentences: &'r [&'r str],
    /// What each of them says.
    pub profiles: &'r [&'r Profile],
    /// Its sentences, as far as it is known where they begin.
    pub pieces: &'r [&'r str],
}

impl<'r> Side<'r> {
    /// Length in characters, white space left out.
    pub fn chars(&self) -> usize {
        self.profiles.iter().map(|profile| profile.chars).sum()
    }

    /// What it says, in order.
    pub fn evidence(&self) -> impl Iterator<Item = &'r Evidence> + use<'r> {
        self.profiles.iter().flat_map(|profile| &profile.evidence)
    }

    /// The evidence of the sentence that a piece of this side's evidence stands in; none for any other piece.
    pub fn same_sentence(&self, piece: &Evidence) -> &'r [Evidence] {
        self.profile(piece).map_or(&[], |at| &self.profiles[at].evidence)
    }

    /// The text behind a piece of this side's evidence, to the end of its sentence; empty for any other
    /// piece.
    pub fn behind(&self, piece: &Evidence) -> &'r str {
        self.sentence(piece).get(piece.span.end..).unwrap_or_default()
    }

    /// The text before such a piece, from the beginning of its sentence.
    pub fn before(&self, piece: &Evidence) -> &'r str {
        self.sentence(piece).get(..piece.span.start).unwrap_or_default()
    }

    /// Whether a day or a time of this side is that of an agency's report: it stands right behind the
    /// attribution, other days and times between (`dilansir AFP, Senin (7/7/2025)`).
    pub fn is_cited(&self, piece: &Evidence) -> bool {
        /// Bytes that may stand between two pieces: ` reported on `.
        const BESIDE: usize = 14;
        let Some(profile) = self.profile(piece).map(|at| self.profiles[at]) else { return false };
        let before = profile.evidence.iter().rev().skip_while(|e| !std::ptr::eq(*e, piece)).skip(1);
        let mut start = piece.span.start;
        for e in before {
            let close = start.saturating_sub(e.span.end) <= BESIDE;
            if !close || !e.kind.is_dated() {
                return close && e.kind == Kind::Attribution;
            }
            start = e.span.start;
        }
        false
    }

    fn sentence(&self, piece: &Evidence) -> &'r str {
        self.profile(piece).and_then(|at| self.sentences.get(at)).copied().unwrap_or_default()
    }

    /// Which of its sentences a piece of evidence stands in.
    fn profile(&self, piece: &Evidence) -> Option<usize> {
        self.profiles.iter().position(|profile| profile.evidence.iter().any(|e| std::ptr::eq(e, piece)))
    }
}

/// How surely something is a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Firmness {
    /// All of its words are ordinary words of the language.
    Doubtful,
    /// Some of its words are none.
    Likely,
    /// It stands in a list of names that both languages know, as the name of this.
    Listed(Entity),
}

/// What the rules of flags ask of whoever knows the languages.
pub trait LanguageFacts {
    /// The size of a number with the unit that the text behind it opens with; nothing without one.
    fn measure(&self, language: Language, number: f64, behind: &str) -> Option<Measure>;

    /// Whether a text names a unit that is by itself as large as this, within a share of it (`a century`
    /// beside `100 tahun`).
    fn names_unit(&self, language: Language, text: &str, size: Measure, within: f64) -> bool;

    /// On which side of an approximate number the truth lies, by the text before it and behind it; nothing
    /// where that is not said.
    fn bound(&self, language: Language, before: &str, behind: &str) -> Option<Bound>;

    /// Which way the number behind a text moves by what the text says last; nothing where it says neither or
    /// both.
    fn direction(&self, language: Language, before: &str) -> Option<Direction>;

    /// Whether a text denies anything in any way.
    fn denies(&self, language: Language, text: &str) -> bool;

    /// The words of a sentence that a bare negator stands before.
    fn denied<'w>(&self, language: Language, text: &str, words: &'w [Word]) -> Vec<&'w Word>;

    /// Whether an Indonesian and an English word may be translations of each other.
    fn linked(&self, ind: &Word, eng: &Word) -> bool;

    /// Whether a text names a year by its distance from another one (`tahun lalu`, `a year earlier`).
    fn counts_years(&self, language: Language, text: &str) -> bool;

    /// Whether the words beside figures say that they are a time of day.
    fn is_time(&self, language: Language, before: &str, behind: &str) -> bool;

    /// Whether a number, as written, has a scale word with a letter wrong (`triliyun`).
    fn is_misspelt(&self, language: Language, surface: &str) -> bool;

    /// Whether a percentage, as written, is a difference of two (`5 poin persentase`).
    fn is_points(&self, language: Language, surface: &str) -> bool;

    /// Whether two names (folded, hyphens between words) may be one: spelt alike, one a part of the other, or
    /// one word of the first a translation of one of the second.
    fn related(&self, ind: &str, eng: &str) -> bool;

    /// Whether two words or names (folded) are spelt more alike than two names are by chance.
    fn alike(&self, x: &str, y: &str) -> bool;

    /// Whether newspapers put one of two listed places for the other (`jakarta`, `indonesia`).
    fn stands_for(&self, x: &str, y: &str) -> bool;

    /// Whether the text before a name or behind it says that it belongs to a currency (`dolar AS`, `the
    /// Japanese yen`).
    fn is_currency(&self, language: Language, before: &str, behind: &str) -> bool;

    /// How surely a piece is a name, and not ordinary words with a capital.
    fn firmness(&self, language: Language, name: &Evidence) -> Firmness;

    /// Whether a name stands anywhere in the document of this language.
    fn mentions(&self, language: Language, name: &Evidence) -> bool;

    /// The share of the words of `text` that a language knows, 0 to 1.
    fn known(&self, language: Language, text: &str) -> f64;

    /// Why a text looks like page debris, where it does.
    fn debris(&self, language: Language, text: &str) -> Option<&'static str>;

    /// How many sentences a text holds.
    fn sentences(&self, language: Language, text: &str) -> usize;
}
