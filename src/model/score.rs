//! How well two groups of sentences agree, taken apart by kind of evidence.

/// A name, a number or a word of the Indonesian side that one of the English side explains.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct LinkedUnits {
    /// The key that both have (`name:moscow`), or the two words of a translation with `~` between them.
    pub units: String,
    /// What the link adds to the score, in nats.
    pub weight: f64,
}

/// The score of a bead in nats and the parts it is the sum of; higher is better, 0 is indifferent.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Score {
    /// Links of names.
    pub names: f64,
    /// Links of numbers, dates, times and money.
    pub numbers: f64,
    /// Links of words by lexicon or spelling.
    pub words: f64,
    /// What sentence vectors say, where there are any.
    pub embeddings: f64,
    /// What was left unlinked on either side (0 or less).
    pub unlinked: f64,
    /// The length term.
    pub length: f64,
    /// The prior of the bead's shape.
    pub prior: f64,
}

impl Score {
    /// What was linked, whatever its kind.
    pub fn links(&self) -> f64 {
        self.names + self.numbers + self.words
    }

    /// The sum of the parts.
    pub fn total(&self) -> f64 {
        self.links() + self.embeddings + self.unlinked + self.length + self.prior
    }
}
