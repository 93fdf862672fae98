//! Losses of a format, counted, so that they are reported.

use super::FormatName;
use crate::model::Pair;
use crate::observer::counted;

/// What was left out of a file because its format has no place for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Losses {
    /// Control characters.
    pub characters: usize,
    /// Rows of unaligned sentences.
    pub unaligned: usize,
    /// Beads that stand outside the order of the others.
    pub moved: usize,
    /// Beads whose sentences are not neighbours.
    pub gaps: usize,
}

impl Losses {
    /// Whether `pair` has one side only; then it is counted.
    pub(super) fn has_one_side(&mut self, pair: &Pair) -> bool {
        let one = pair.group.is_null();
        self.unaligned += usize::from(one);
        one
    }

    /// A warning for each kind of loss of the output called `name`; rows of unaligned sentences are counted
    /// elsewhere.
    pub fn warnings(self, name: &str, format: FormatName) -> Vec<String> {
        let beads = |count| format!("{name}: {} left out: {format} cannot hold", counted(count, "bead"));
        let characters = counted(self.characters, "control character");
        let all = [
            (self.characters, format!("{name}: {characters} left out, which {format} cannot hold")),
            (self.moved, format!("{} crossing beads", beads(self.moved))),
            (self.gaps, format!("{} beads with gaps", beads(self.gaps))),
        ];
        all.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text).collect()
    }

    /// The losses of two files that the same rows went to.
    pub fn beside(self, other: Losses) -> Losses {
        Losses {
            characters: self.characters + other.characters,
            unaligned: self.unaligned.max(other.unaligned),
            moved: self.moved.max(other.moved),
            gaps: self.gaps.max(other.gaps),
        }
    }

    /// The losses of two files that different rows went to.
    pub fn plus(self, other: Losses) -> Losses {
        Losses {
            characters: self.characters + other.characters,
            unaligned: self.unaligned + other.unaligned,
            moved: self.moved + other.moved,
            gaps: self.gaps + other.gaps,
        }
    }
}
