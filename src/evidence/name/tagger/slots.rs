//! A word and its role beside a name -> where the model has the feature of both, looked for once.

use std::cell::Cell;

/// What a word is to the unit that is tagged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It stands before the unit, with nothing but white space between them.
    Back,
    /// It stands behind the unit likewise.
    Next,
    /// It stands before the run of capitals.
    Before,
    /// It stands behind the run.
    Behind,
    /// It opens the run.
    First,
    /// It closes the run.
    Last,
}

/// The slots of a word's features, one a role: 0 where nobody has asked yet, 1 for none, else two more than
/// the slot.
#[derive(Debug, Default)]
pub(in crate::evidence::name) struct Slots([Cell<u32>; 6]);

impl Slots {
    /// The slot in a role, found by `find` when it is asked for the first time.
    #[inline]
    pub(super) fn get(&self, role: Role, find: impl FnOnce() -> Option<usize>) -> Option<usize> {
        let cell = &self.0[role as usize];
        if cell.get() == 0 {
            let found = find().and_then(|slot| u32::try_from(slot).ok());
            cell.set(found.map_or(1, |slot| slot.saturating_add(2)));
        }
        cell.get().checked_sub(2).map(|slot| slot as usize)
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
