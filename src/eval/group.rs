//! Sentence positions -> groups of them, as in gold and hypotheses.

use std::ops::Range;

/// Maximum number of sentences in a document.
const MOST_SENTENCES: usize = 1_000_000;

/// Aligned sentences, by position from 0, ascending; one side may be empty.
///
/// They need not be neighbours: a group of gold can skip a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Group {
    /// The Indonesian sentences.
    pub ind: Vec<usize>,
    /// The English sentences.
    pub eng: Vec<usize>,
}

impl Group {
    /// The group of two lists of positions, in any order.
    pub fn new(ind: impl IntoIterator<Item = usize>, eng: impl IntoIterator<Item = usize>) -> Self {
        let mut group = Group { ind: ind.into_iter().collect(), eng: eng.into_iter().collect() };
        group.ind.sort_unstable();
        group.eng.sort_unstable();
        group
    }

    /// The group of two runs of sentences.
    ///
    /// # Errors
    /// A run that ends before it starts, or beyond the maximum: one wrong cell in a table must not fill the
    /// memory.
    pub fn from_ranges(ind: Range<usize>, eng: Range<usize>) -> Result<Self, String> {
        for side in [&ind, &eng] {
            if side.end < side.start {
                return Err(format!("a bead that ends at {}, before its start {}", side.end, side.start));
            }
            if side.end > MOST_SENTENCES {
                return Err(format!("a bead that ends at {}: no article is so long", side.end));
            }
        }
        Ok(Group { ind: ind.collect(), eng: eng.collect() })
    }

    /// Whether a side is empty.
    pub fn is_null(&self) -> bool {
        self.ind.is_empty() || self.eng.is_empty()
    }

    /// The group itself, or one group per sentence if it has only one side.
    pub(super) fn split_null(&self) -> Vec<Group> {
        if !self.is_null() {
            return vec![self.clone()];
        }
        let ind = self.ind.iter().map(|&i| Group::new([i], []));
        ind.chain(self.eng.iter().map(|&j| Group::new([], [j]))).collect()
    }
}

/// The groups of one document, with the name of the article if the file gives it (a table of sejajar).
pub(super) type Document = (Option<String>, Vec<Group>);
