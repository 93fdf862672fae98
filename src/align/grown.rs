//! The blocks scored so far -> whether a larger one is worth a look: beads grow a sentence at a time.

/// Nats that a block may be worse than its sentences alone and still grow.
const SLACK: f64 = 4.0;

/// The shapes that may grow among the blocks that end at each cut point.
#[derive(Debug, Default)]
pub(super) struct Grown {
    /// A bit for each shape, for each cut point that is done.
    done: Vec<u16>,
    /// Those of the cut point in hand.
    here: u16,
    /// Those of the cut points an Indonesian and an English sentence earlier.
    earlier: [u16; 2],
}

impl Grown {
    /// Opens the next cut point; `earlier` are the ones a sentence before it.
    pub fn open(&mut self, earlier: [Option<usize>; 2]) {
        self.here = 0;
        self.earlier = earlier.map(|node| node.map_or(0, |node| self.done[node]));
    }

    /// Whether some block with one sentence less, at either end of either side, may grow to this shape.
    pub fn may(&self, (a, b): (usize, usize)) -> bool {
        if a + b <= 2 {
            return true;
        }
        let (less_ind, less_eng) = (bit(a - 1, b), bit(a, b - 1));
        (self.here & (less_ind | less_eng)) | (self.earlier[0] & less_ind) | (self.earlier[1] & less_eng) != 0
    }

    /// Notes a block that ends at the cut point in hand and what it gains over its sentences alone.
    pub fn add(&mut self, (a, b): (usize, usize), gain: f64) {
        if gain > -SLACK {
            self.here |= bit(a, b);
        }
    }

    /// Closes the cut point.
    pub fn close(&mut self) {
        self.done.push(self.here);
    }
}

/// The bit of a shape; none for a shape with an empty side, or with a side of more than four.
fn bit(a: usize, b: usize) -> u16 {
    if a == 0 || b == 0 || a > 4 || b > 4 { 0 } else { 1 << ((a - 1) * 4 + b - 1) }
}
