//! All units of a document -> how it uses its words: which are names, which are written small.

use rustc_hash::{FxHashMap, FxHashSet};

use super::unit::{Case, Unit};

/// How a document uses its words.
#[derive(Debug, Default)]
pub(super) struct Usage<'u> {
    names: FxHashMap<&'u str, u32>,
    small: FxHashSet<&'u str>,
}

impl<'u> Usage<'u> {
    /// Reads every sentence of the document.
    pub fn of(sentences: &'u [Vec<Unit<'_>>]) -> Self {
        let mut usage = Usage::default();
        for unit in sentences.iter().flatten() {
            if unit.case == Case::Small {
                usage.small.insert(&unit.folded);
            } else if !unit.uncertain {
                *usage.names.entry(&unit.folded).or_default() += 1;
            }
        }
        usage
    }

    /// Whether the word has a capital where that means something.
    pub fn is_name(&self, word: &str) -> bool {
        self.names.contains_key(word)
    }

    /// Whether the word is also written small.
    pub fn is_small(&self, word: &str) -> bool {
        self.small.contains(word)
    }

    /// Whether the word has its capital time and again and is never written small.
    pub fn is_steady(&self, word: &str) -> bool {
        self.names.get(word).is_some_and(|&count| count > 1) && !self.is_small(word)
    }
}
