//! Sentence pairs as numbers: each distinct form of a side once, with its possible entries in the lexicon.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::model::Lexeme;

/// The words of an aligned pair, with one or more sentences per side.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// Of the Indonesian side, in order.
    pub ind: Vec<Arc<Lexeme>>,
    /// Of the English side, in order.
    pub eng: Vec<Arc<Lexeme>>,
    /// The probability that the pair is right, 0 to 1.
    pub weight: f64,
}

/// Number of cross-validation folds: each is judged by an estimate from the others.
pub(super) const FOLDS: u32 = 5;

/// A pair of a corpus.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pair {
    /// Forms of the Indonesian side.
    pub ind: Vec<u32>,
    /// Forms of the English side.
    pub eng: Vec<u32>,
    /// The probability that the pair is right, 0 to 1.
    pub weight: f64,
    /// The number of its document.
    pub document: u32,
}

impl Pair {
    /// The number of the fold, below [`FOLDS`], that its document belongs to.
    pub fn fold(&self) -> u32 {
        self.document % FOLDS
    }
}

/// The forms of one side.
#[derive(Debug, Clone, Default)]
pub(super) struct Forms {
    numbers: FxHashMap<String, u32>,
    /// The forms by number.
    pub forms: Vec<String>,
}

impl Forms {
    fn number(&mut self, lexeme: &Lexeme) -> u32 {
        if let Some(&number) = self.numbers.get(&lexeme.form) {
            return number;
        }
        let number = self.forms.len() as u32;
        self.numbers.insert(lexeme.form.clone(), number);
        self.forms.push(lexeme.form.clone());
        number
    }
}

/// The pairs of all documents.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// In the order of the documents.
    pub(super) pairs: Vec<Pair>,
    /// Indonesian forms.
    pub(super) ind: Forms,
    /// English forms.
    pub(super) eng: Forms,
    documents: u32,
}

impl Corpus {
    /// Adds the pairs of a document.
    pub fn add(&mut self, document: &[Words]) {
        let number = self.documents;
        self.documents += 1;
        for words in document.iter().filter(|words| !words.ind.is_empty() && !words.eng.is_empty()) {
            let ind = words.ind.iter().map(|lexeme| self.ind.number(lexeme)).collect();
            let eng = words.eng.iter().map(|lexeme| self.eng.number(lexeme)).collect();
            self.pairs.push(Pair { ind, eng, weight: words.weight, document: number });
        }
    }
}
