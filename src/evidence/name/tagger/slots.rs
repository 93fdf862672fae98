//! A word in its role next to a name -> the model's slot of that feature, looked up once.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// The role of a word relative to the unit that is classified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Directly before the unit, separated only by white space.
    Back,
    /// Directly after the unit, separated only by white space.
    Next,
    /// Before the run of capitals.
    Before,
    /// After the run.
    Behind,
    /// First in the run.
    First,
    /// Last in the run.
    Last,
}

/// The slots of a word's features, one per role: 0 if it has not been looked up, 1 if there is none, else two
/// more than the slot.
#[derive(Debug, Default)]
pub(in crate::evidence::name) struct Slots([AtomicU32; 6]);

impl Slots {
    /// The slot in a role, looked up by `find` on first use.
    #[inline]
    pub(super) fn get(&self, role: Role, find: impl FnOnce() -> Option<usize>) -> Option<usize> {
        let mut known = self.0[role as usize].load(Relaxed);
        if known == 0 {
            let found = find().and_then(|slot| u32::try_from(slot).ok());
            known = found.map_or(1, |slot| slot.saturating_add(2));
            self.0[role as usize].store(known, Relaxed);
        }
        known.checked_sub(2).map(|slot| slot as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_is_looked_for_once_a_role() {
        let slots = Slots::default();
        assert_eq!(slots.get(Role::Back, || Some(0)), Some(0));
        assert_eq!(slots.get(Role::Last, || None), None);
        let never = || unreachable!("it is known");
        assert_eq!((slots.get(Role::Back, never), slots.get(Role::Last, never)), (Some(0), None));
    }
}
