//! A table of weights made by `compile.rs` -> the weights of features for labels, without parsing.

/// The label of units outside of names.
pub const OUTSIDE: usize = 0;
/// Labels of a unit: outside, and first or further unit of a person, an organisation, a place.
pub const LABELS: usize = 7;
/// Length of a row of weights: one more than there are labels, so that a row is added in one vector
/// operation.
pub const LANES: usize = LABELS + 1;
/// The weights of a feature for each label.
pub type Weights = [i32; LANES];
/// The weight of an impossible step.
pub const NEVER: i32 = i32::MIN / 2;

/// Rows of transitions: from each label, and from the start of the sentence.
pub const ROWS: usize = LABELS + 1;
/// Offset of the tags, after the number of bits and the transitions. The weights of the slots follow after
/// all tags: most look-ups find no feature, and then read only the tags, which stay in the cache.
pub const TAGS: usize = 4 + 2 * ROWS * LABELS;
/// Bytes of a tag.
pub const TAG: usize = 2;
/// Bytes of the weights of a slot.
pub const SLOT: usize = 2 * (LABELS + 1);

/// The offsets of the sections of an image.
#[derive(Debug, Clone, Copy)]
pub struct Model {
    tags: &'static [u8],
    weights: &'static [u8],
    bits: u32,
    /// Weights of steps, from each label and from the start.
    steps: [Weights; ROWS],
}

impl Model {
    /// The model of an image that `compile.rs` made.
    pub fn open(image: &'static [u8]) -> Model {
        let bits = u32::from_le_bytes([image[0], image[1], image[2], image[3]]);
        let (tags, weights) = image[TAGS..].split_at(TAG << bits);
        let may = |from: usize, to: usize| to < LABELS && (!goes_on(to) || from == to || from + 1 == to);
        let step = |from: usize, to: usize| match may(from, to) {
            true => number(image, 4 + 2 * (from * LABELS + to)),
            false => NEVER,
        };
        let steps = std::array::from_fn(|from| std::array::from_fn(|to| step(from, to)));
        Model { tags, weights, bits, steps }
    }

    /// The weights of the steps from one label (or from the start, [`LABELS`]) to each label; [`NEVER`] for
    /// impossible ones.
    pub fn steps(&self, from: usize) -> &Weights {
        &self.steps[from]
    }

    /// Adds the weights of the feature with this hash, and returns whether there is one.
    pub fn add(&self, hash: u64, sums: &mut Weights) -> bool {
        let slot = self.find(hash);
        slot.inspect(|&slot| self.add_slot(slot, sums)).is_some()
    }

    /// The slot of the feature with this hash.
    pub fn find(&self, hash: u64) -> Option<usize> {
        let mask = (1usize << self.bits) - 1;
        let wanted = tag(hash).to_le_bytes();
        let mut slot = (hash >> (64 - self.bits)) as usize;
        loop {
            match *self.tags[slot * TAG..].first_chunk::<TAG>()? {
                [0, 0] => return None,
                held if held == wanted => return Some(slot),
                _ => slot = (slot + 1) & mask,
            }
        }
    }

    /// Adds the weights of a slot.
    #[inline]
    pub fn add_slot(&self, slot: usize, sums: &mut Weights) {
        let Some(row) = self.weights[slot * SLOT..].first_chunk::<SLOT>() else { return };
        for (label, sum) in sums.iter_mut().enumerate() {
            *sum += number(row, 2 * label);
        }
    }
}

/// Whether the label is that of a further unit of a name, which can only follow labels of the same name.
pub fn goes_on(label: usize) -> bool {
    label != OUTSIDE && label.is_multiple_of(2)
}

#[inline]
fn number(bytes: &[u8], at: usize) -> i32 {
    i32::from(i16::from_le_bytes([bytes[at], bytes[at + 1]]))
}

/// Never 0, which stands for an empty slot.
pub fn tag(hash: u64) -> u16 {
    (hash >> 16) as u16 | 1
}

/// The hash of some letters, eight at a time.
pub const fn of(bytes: &[u8]) -> u64 {
    let mut hash = bytes.len() as u64;
    let mut at = 0;
    while at < bytes.len() {
        let mut word = 0u64;
        let mut n = 0;
        while n < 8 && at + n < bytes.len() {
            word |= (bytes[at + n] as u64) << (8 * n);
            n += 1;
        }
        hash = with(hash, word);
        at += 8;
    }
    hash
}

/// A hash combined with another one.
pub const fn with(hash: u64, part: u64) -> u64 {
    let mixed = (hash.rotate_left(23) ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}
