//! Classes that features are made of -> the sums of the features' weights, cached across units, because few
//! distinct combinations occur.

use super::model::Weights;

/// Number of slots of a table.
const PLACES: usize = 1 << 11;

/// Sums by the hash of their classes; a later one replaces an earlier one with the same slot.
#[derive(Debug, Default)]
pub(super) struct Sums(Vec<(u64, Weights)>);

impl Sums {
    /// The sum of the features of the classes with this hash, computed by `find` if it is not in the table.
    #[inline]
    pub fn of(&mut self, hash: u64, find: impl FnOnce() -> Weights) -> &Weights {
        if self.0.is_empty() {
            self.0.resize(PLACES, (0, Weights::default()));
        }
        // Zero marks an empty slot.
        let hash = hash | 1;
        let place = &mut self.0[(hash >> (64 - PLACES.trailing_zeros())) as usize];
        if place.0 != hash {
            *place = (hash, find());
        }
        &place.1
    }
}

/// Cached sums, which are valid for any document.
#[derive(Debug, Default)]
pub(in crate::evidence::name) struct Memory {
    pub(super) runs: Sums,
    pub(super) shapes: Sums,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_found_again_until_another_takes_its_place() {
        let mut sums = Sums::default();
        let (one, other) = (1 << 63, (1 << 63) + 2);
        let mut found = 0;
        for (hash, weight) in [(one, 1), (one, 1), (other, 2), (one, 1), (0, 3), (0, 3)] {
            let find = || {
                found += 1;
                [weight; 8]
            };
            assert_eq!(sums.of(hash, find), &[weight; 8]);
        }
        assert_eq!(found, 4);
    }
}
