//! Classes that features are made of -> what those features add up to, remembered from unit to unit: few of
//! them are ever met.

use super::model::Weights;

/// Places of a table.
const PLACES: usize = 1 << 11;

/// Sums by the hash of their classes; the one met last stays at its place.
#[derive(Debug, Default)]
pub(super) struct Sums(Vec<(u64, Weights)>);

impl Sums {
    /// The sum of the features made of classes with this hash, found by `find` where it is not there.
    #[inline]
    pub fn of(&mut self, hash: u64, find: impl FnOnce() -> Weights) -> &Weights {
        if self.0.is_empty() {
            self.0.resize(PLACES, (0, Weights::default()));
        }
        // Nought stands for a place that nothing was put at.
        let hash = hash | 1;
        let place = &mut self.0[(hash >> (64 - PLACES.trailing_zeros())) as usize];
        if place.0 != hash {
            *place = (hash, find());
        }
        &place.1
    }
}

/// What features add up to that hold in any document.
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
