//! A block of lines with several sentences -> the part of it that is aligned; each sentence that is left out
//! has a cost.

use std::ops::Range;

use super::unit::{Part, Side};
use crate::model::{Block, Sides};

/// The part of a block that is scored: all of it, or all but a few sentences at the outer ends of its outer
/// lines.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Window {
    pub ind: Stretch,
    pub eng: Stretch,
}

/// The part of one side of a block: a run of units, which are numbered through the document.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stretch {
    pub units: Range<u32>,
    pub chars: f64,
    /// The number of sentences that are left out.
    pub omitted: u32,
    /// The first part of the first line, and the end among the parts of the last line.
    from: u32,
    to: u32,
    /// Whether the block has a single line on this side, so that both ends are in the same line.
    single: bool,
}

impl Stretch {
    /// The whole of lines `range` of a side whose units are numbered by `first`.
    #[inline]
    fn whole(side: &Side<'_>, range: &Range<usize>, first: &[u32]) -> Self {
        let chars: usize = side.chars[range.clone()].iter().sum();
        Stretch {
            units: first[range.start]..first[range.end],
            chars: chars as f64,
            omitted: 0,
            from: 0,
            to: side.parts[range.end - 1].len() as u32,
            single: range.len() == 1,
        }
    }

    /// The stretch without its first sentence, if its line keeps another one.
    fn without_first(&self, parts: &[Part]) -> Option<Self> {
        let end = if self.single { self.to } else { parts.len() as u32 };
        (self.from + 1 < end).then(|| {
            let part = parts[self.from as usize];
            Stretch {
                units: self.units.start + part.units..self.units.end,
                chars: self.chars - part.chars,
                omitted: self.omitted + 1,
                from: self.from + 1,
                ..*self
            }
        })
    }

    /// The stretch without its last sentence, if its line keeps another one.
    fn without_last(&self, parts: &[Part]) -> Option<Self> {
        let start = if self.single { self.from } else { 0 };
        (start + 1 < self.to).then(|| {
            let part = parts[self.to as usize - 1];
            Stretch {
                units: self.units.start..self.units.end - part.units,
                chars: self.chars - part.chars,
                omitted: self.omitted + 1,
                to: self.to - 1,
                ..*self
            }
        })
    }
}

impl Window {
    /// The whole block.
    pub fn whole(ind: &Side<'_>, eng: &Side<'_>, first: &Sides<Vec<u32>>, block: Block) -> Self {
        Window {
            ind: Stretch::whole(ind, &block.ind(), &first.ind),
            eng: Stretch::whole(eng, &block.eng(), &first.eng),
        }
    }

    /// Whether nothing is left out.
    pub fn is_whole(&self) -> bool {
        self.ind.omitted + self.eng.omitted == 0
    }

    /// The windows with one sentence less.
    pub fn narrower(&self, ind: &Side<'_>, eng: &Side<'_>, block: Block) -> Vec<Window> {
        let (f, e) = (ends(ind, &block.ind()), ends(eng, &block.eng()));
        let of_ind = [self.ind.without_first(f.0), self.ind.without_last(f.1)];
        let of_eng = [self.eng.without_first(e.0), self.eng.without_last(e.1)];
        let ind = of_ind.into_iter().flatten().map(|ind| Window { ind, eng: self.eng.clone() });
        let eng = of_eng.into_iter().flatten().map(|eng| Window { ind: self.ind.clone(), eng });
        ind.chain(eng).collect()
    }
}

/// Whether an outer line of the block has several sentences.
pub(super) fn divisible(ind: &Side<'_>, eng: &Side<'_>, block: Block) -> bool {
    let (f, e) = (ends(ind, &block.ind()), ends(eng, &block.eng()));
    [f.0, f.1, e.0, e.1].iter().any(|parts| !parts.is_empty())
}

/// The parts of a range's first and last line.
fn ends<'s>(side: &'s Side<'_>, range: &Range<usize>) -> (&'s [Part], &'s [Part]) {
    (&side.parts[range.start], &side.parts[range.end - 1])
}
