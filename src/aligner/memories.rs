//! The memories of words that workers lend from an aligner, one for each document that is being read.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::evidence::Memory;

/// The memories that nobody is using; there are never more than documents that were read at the same time.
#[derive(Debug, Default)]
pub(super) struct Memories(Mutex<Vec<Memory>>);

impl Memories {
    /// Lends `work` a memory, the one last used if it is free.
    pub(super) fn lend<T>(&self, work: impl FnOnce(&mut Memory) -> T) -> T {
        let memory = self.free().pop();
        let mut memory = memory.unwrap_or_default();
        let done = work(&mut memory);
        self.free().push(memory);
        done
    }

    /// A worker that has panicked took its memory with it, so the others are sound.
    fn free(&self) -> MutexGuard<'_, Vec<Memory>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
