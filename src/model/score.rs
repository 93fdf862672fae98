//! The score of two groups of sentences, by kind of evidence.

/// A name, a number or a word of the Indonesian side that one of the English side explains.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct LinkedUnits {
    /// The key that both have (`name:moscow`), or the two words of a translation with `~` between them.
    pub units: String,
    /// Its contribution to the score, in nats.
    pub weight: f64,
}

/// The score of a bead in nats, as the parts of which it is the sum; higher is better.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Score {
    /// Links of names.
    pub names: f64,
    /// Links of numbers, dates, times and money.
    pub numbers: f64,
    /// Links of words by lexicon or spelling.
    pub words: f64,
    /// The gain of sentence vectors, if there are any.
    pub embeddings: f64,
    /// The cost of unlinked units on either side (0 or less).
    pub unlinked: f64,
    /// The length term.
    pub length: f64,
    /// The prior of the bead's shape.
    pub prior: f64,
}

impl Score {
    /// The links of all kinds.
    pub fn links(&self) -> f64 {
        self.names + self.numbers + self.words
    }

    /// The sum of the parts.
    pub fn total(&self) -> f64 {
        self.links() + self.embeddings + self.unlinked + self.length + self.prior
    }
}
