//! The wish of a caller that the work on a pair should end -> its early end, with an error.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::Aligner;
use crate::error::{Error, Result};
use crate::model::Block;

/// A wish of another thread, if anybody may have one. It is never withdrawn.
#[derive(Debug, Clone, Default)]
pub(super) struct Stop(Option<Arc<AtomicBool>>);

impl Stop {
    /// Whether the work should end.
    pub(super) fn is_set(&self) -> bool {
        self.0.as_ref().is_some_and(|stop| stop.load(Ordering::Relaxed))
    }

    /// Lets the work go on.
    ///
    /// # Errors
    /// [`Error::Stopped`] where it should end.
    pub(super) fn check(&self) -> Result<()> {
        if self.is_set() { Err(Error::Stopped) } else { Ok(()) }
    }

    /// The score of a block for a search that ends soon once the work should end: no further block of several
    /// sentences of a side can be a bead then. Single sentences stay, so that there is a path through any
    /// band. What such a search finds is worth nothing, so a check has to follow.
    pub(super) fn score(&self, block: Block, score: impl FnOnce() -> Option<f64>) -> Option<f64> {
        if self.is_set() { (block.a.max(block.b) == 1).then_some(0.0) } else { score() }
    }
}

impl Aligner {
    /// The same aligner for work that another thread may end: once `stop` is set, reading and aligning fail
    /// with [`Error::Stopped`], in a fraction of a second.
    #[must_use]
    pub fn until(&self, stop: Arc<AtomicBool>) -> Self {
        Aligner { stop: Stop(Some(stop)), ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::align;
    use crate::config::Options;
    use crate::lexicon::Lexicon;
    use crate::model::Language;

    /// A score that likes the diagonal; every block of several sentences is worth something.
    fn score(block: Block) -> Option<f64> {
        let off = block.i.abs_diff(block.j) as f64;
        Some(if block.is_null() { -2.8 } else { 6.0 - off / 2.0 - (block.a + block.b) as f64 })
    }

    #[test]
    fn a_search_ends_whenever_it_is_stopped_and_with_few_more_scores() {
        for (n, m, margin) in [(9, 7, 100), (40, 45, 3), (60, 20, 2)] {
            let band = align::band(n, m, &[], margin);
            let count = |from: usize| {
                let (flag, calls) = (Arc::new(AtomicBool::new(false)), Cell::new(0));
                let (stop, scored) = (Stop(Some(Arc::clone(&flag))), Cell::new(0));
                let counted = |block: Block| {
                    calls.set(calls.get() + 1);
                    flag.store(calls.get() > from, Ordering::Relaxed);
                    stop.score(block, || {
                        scored.set(scored.get() + 1);
                        score(block)
                    })
                };
                let beads = align::align(&band, counted, &Options::default().align);
                assert_eq!(beads.iter().map(|bead| bead.block.a).sum::<usize>(), n);
                assert_eq!(beads.iter().map(|bead| bead.block.b).sum::<usize>(), m);
                scored.get()
            };
            let all = count(usize::MAX);
            for from in (0..all).step_by(all / 50) {
                assert_eq!(count(from), from);
            }
        }
    }

    #[test]
    fn nothing_is_read_or_aligned_once_the_flag_is_set() {
        let flag = Arc::new(AtomicBool::new(false));
        let aligner = Aligner::new(Lexicon::empty(), Options::default()).until(Arc::clone(&flag));
        let article = aligner.read("a", b"Hujan turun di Palu.", Language::Ind).unwrap();
        let report = aligner.read("r", b"Rain fell in Palu.", Language::Eng).unwrap();
        assert_eq!(aligner.align(&article, &report).unwrap().len(), 1);
        flag.store(true, Ordering::Relaxed);
        assert!(matches!(aligner.read("a", b"Hujan.", Language::Ind), Err(Error::Stopped)));
        assert!(matches!(aligner.align(&article, &report), Err(Error::Stopped)));
        assert!(matches!(aligner.questions(&article, &report, 1), Err(Error::Stopped)));
    }
}
