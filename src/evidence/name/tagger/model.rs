//! A table of weights that `compile.rs` made -> what features add to labels, without parsing.

/// Labels of a unit: outside, and first or further unit of a person, an organisation, a place.
pub const LABELS: usize = 7;
/// What a feature adds to each label, and a place more, so that all are added at a stroke.
pub type Weights = [i32; LABELS + 1];

/// Rows of transitions: from each label, and from the start of the sentence.
pub const ROWS: usize = LABELS + 1;
/// Where the tags begin, behind the number of bits and the transitions; the weights of the slots follow on the tags, because most
/// look-ups find no feature and then need the tags only, which stay in the cache.
pub const TAGS: usize = 4 + 2 * ROWS * LABELS;
/// Bytes of a tag.
pub const TAG: usize = 2;
/// Bytes of a slot's weights.
pub const SLOT: usize = 2 * (LABELS + 1);

/// Where the sections of an image are.
#[derive(Debug, Clone, Copy)]
pub struct Model {
    tags: &'static [u8],
    weights: &'static [u8],
    bits: u32,
    /// What steps add, from each label and from the start.
    steps: [[i32; LABELS]; ROWS],
}

impl Model {
    /// The model of an image that `compile.rs` made.
    pub fn open(image: &'static [u8]) -> Model {
        let bits = u32::from_le_bytes([image[0], image[1], image[2], image[3]]);
        let (tags, weights) = image[TAGS..].split_at(TAG << bits);
        let step = |from: usize, to: usize| number(image, 4 + 2 * (from * LABELS + to));
        let steps = std::array::from_fn(|from| std::array::from_fn(|to| step(from, to)));
        Model { tags, weights, bits, steps }
    }

    /// What a step from one label (or the start, [`LABELS`]) to another adds.
    pub fn step(&self, from: usize, to: usize) -> i32 {
        self.steps[from][to]
    }

    /// Adds the weights of the feature with this hash; whether there is one.
    pub fn add(&self, hash: u64, sums: &mut Weights) -> bool {
        let mask = (1usize << self.bits) - 1;
        let wanted = tag(hash).to_le_bytes();
        let mut slot = (hash >> (64 - self.bits)) as usize;
        loop {
            let Some(held) = self.tags.get(slot * TAG..slot * TAG + TAG) else { return false };
            if held == [0, 0] {
                return false;
            }
            if held == wanted {
                let Some(row) = self.weights[slot * SLOT..].first_chunk::<SLOT>() else { return false };
                let row: Weights = std::array::from_fn(|label| number(row, 2 * label));
                sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight);
                return true;
            }
            slot = (slot + 1) & mask;
        }
    }
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

/// One hash more.
pub const fn with(hash: u64, part: u64) -> u64 {
    let mixed = (hash.rotate_left(23) ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}
