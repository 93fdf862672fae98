//! A table -> one block of little-endian bytes that is searched in place, without parsing; the build script
//! compiles this very file too.
//!
//! Layout: seven numbers (mark, Indonesian entries, English entries, links, bytes of the Indonesian strings,
//! lowest probability of each side); then for each side: ends of strings `u32`, hash slots `u32`,
//! probabilities `u8`, lengths of multi-word entries by the slot of their first word `u8`, one bit for each
//! slot of two first words, strings; then the links: ends `u32` by Indonesian entry, English entries `u32`,
//! t(eng|ind) `u8`, t(ind|eng) `u8`. A probability p is stored as -14 ln(p), rounded, so that logarithms are
//! read without being computed. A slot holds 0, or twelve bits of the form's hash above twenty bits of entry
//! number + 1.

use std::sync::OnceLock;

use super::table::Table;

/// The first bytes of every image; the last digit is the version of the layout.
const MARK: u32 = u32::from_le_bytes(*b"SJX2");
/// Bytes of the numbers at the start.
const HEAD: usize = 28;
/// Index of the lowest probability of the Indonesian side; that of the English side follows.
const RAREST: usize = 5;
/// Quantization steps per nat.
const STEPS: f32 = 14.0;
/// Bits of a slot that hold an entry number.
const ENTRY_BITS: u32 = 20;
/// Maximum number of entries of a side.
pub const MOST: usize = (1 << ENTRY_BITS) - 2;

/// Offsets of the sections of one side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Side {
    entries: usize,
    ends: usize,
    slots: usize,
    slot_bits: u32,
    unigrams: usize,
    opens: usize,
    pairs: usize,
    strings: usize,
}

/// Offsets of all sections.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Layout {
    sides: [Side; 2],
    links: usize,
    link_ends: usize,
    targets: usize,
    forward: usize,
    backward: usize,
}

impl Layout {
    /// The layout of an image that [`build`] made.
    pub fn of(image: &[u8]) -> Layout {
        debug_assert_eq!(u32_at(image, 0, 0), MARK);
        let [ind, eng, links, strings] = [1, 2, 3, 4].map(|n| u32_at(image, 0, n) as usize);
        let left = Side::at(HEAD, ind);
        let right = Side::at(left.strings + strings, eng);
        let strings = if eng == 0 { 0 } else { u32_at(image, right.ends, eng - 1) as usize };
        let link_ends = right.strings + strings;
        let targets = link_ends + 4 * ind;
        let forward = targets + 4 * links;
        Layout { sides: [left, right], links, link_ends, targets, forward, backward: forward + links }
    }

    /// The number of entries of a side (0 Indonesian, 1 English).
    pub fn entries(&self, side: usize) -> usize {
        self.sides[side].entries
    }

    /// The number of links.
    pub fn links(&self) -> usize {
        self.links
    }

    /// The entry number of a form.
    pub fn find(&self, image: &[u8], side: usize, form: &str) -> Option<u32> {
        let at = &self.sides[side];
        let hash = hash(form.as_bytes());
        let mask = (1usize << at.slot_bits) - 1;
        let mut slot = (hash >> (64 - at.slot_bits)) as usize;
        loop {
            let held = u32_at(image, at.slots, slot);
            if held == 0 {
                return None;
            }
            let entry = (held & ((1 << ENTRY_BITS) - 1)) - 1;
            if held >> ENTRY_BITS == tag(hash) && self.form(image, side, entry) == form.as_bytes() {
                return Some(entry);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// The form of an entry, UTF-8.
    pub fn form<'i>(&self, image: &'i [u8], side: usize, entry: u32) -> &'i [u8] {
        let at = &self.sides[side];
        let (start, end) = bounds(image, at.ends, entry as usize);
        &image[at.strings + start..at.strings + end]
    }

    /// ln p of an entry.
    pub fn unigram(&self, image: &[u8], side: usize, entry: u32) -> f32 {
        log(image[self.sides[side].unigrams + entry as usize])
    }

    /// p of an entry.
    pub fn frequency(&self, image: &[u8], side: usize, entry: u32) -> f32 {
        probabilities()[usize::from(image[self.sides[side].unigrams + entry as usize])]
    }

    /// ln p of the rarest entry of a side; none if it has no entry.
    pub fn rarest(&self, image: &[u8], side: usize) -> Option<f32> {
        (self.entries(side) > 0).then(|| log(u32_at(image, 0, RAREST + side) as u8))
    }

    /// The number of words of the longest multi-word entry that opens with this word (too high only if words
    /// share a slot).
    pub fn opens(&self, image: &[u8], side: usize, word: &str) -> u8 {
        let at = &self.sides[side];
        image[at.opens + opener(word, at.slot_bits)]
    }

    /// Whether a multi-word entry may open with the words of these hashes (wrongly true only if pairs share a
    /// slot).
    pub fn opens_with(&self, image: &[u8], side: usize, words: [u64; 2]) -> bool {
        let at = &self.sides[side];
        let slot = pair(words, at.slot_bits);
        image[at.pairs + slot / 8] >> (slot % 8) & 1 == 1
    }

    /// The numbers of an Indonesian entry's links.
    pub fn links_of(&self, image: &[u8], ind: u32) -> std::ops::Range<usize> {
        let (start, end) = bounds(image, self.link_ends, ind as usize);
        start..end
    }

    /// The English entry of a link.
    pub fn target(&self, image: &[u8], link: usize) -> u32 {
        u32_at(image, self.targets, link)
    }

    /// ln t(eng|ind) and ln t(ind|eng) of a link.
    pub fn logs(&self, image: &[u8], link: usize) -> (f32, f32) {
        (log(image[self.forward + link]), log(image[self.backward + link]))
    }

    /// The English entries linked to an Indonesian one, each with the number of the link.
    pub fn targets<'i>(&self, image: &'i [u8], ind: u32) -> impl Iterator<Item = (u32, usize)> + use<'i> {
        let links = self.links_of(image, ind);
        let targets = &image[self.targets + 4 * links.start..self.targets + 4 * links.end];
        targets.as_chunks().0.iter().map(|target| u32::from_le_bytes(*target)).zip(links)
    }

    /// t(eng|ind) and t(ind|eng) of a link.
    pub fn probabilities(&self, image: &[u8], link: usize) -> (f32, f32) {
        let of = |step: u8| probabilities()[usize::from(step)];
        (of(image[self.forward + link]), of(image[self.backward + link]))
    }
}

impl Side {
    fn at(start: usize, entries: usize) -> Side {
        let slot_bits = (2 * entries).next_power_of_two().trailing_zeros().max(1);
        let slots = start + 4 * entries;
        let unigrams = slots + (4 << slot_bits);
        let opens = unigrams + entries;
        let pairs = opens + (1 << slot_bits);
        let strings = pairs + (1usize << slot_bits).div_ceil(8);
        Side { entries, ends: start, slots, slot_bits, unigrams, opens, pairs, strings }
    }
}

/// The image of a table; `None` when a side has more than [`MOST`] entries.
pub fn build(table: &Table) -> Option<Vec<u8>> {
    if table.ind.len() > MOST || table.eng.len() > MOST {
        return None;
    }
    let mut image = Vec::new();
    let strings = table.ind.iter().map(|(form, _)| form.len()).sum();
    for number in [MARK as usize, table.ind.len(), table.eng.len(), table.links.len(), strings] {
        push(&mut image, number);
    }
    for entries in [&table.ind, &table.eng] {
        let rarest = entries.iter().map(|(_, p)| quantised(*p)).max();
        push(&mut image, rarest.unwrap_or_default().into());
    }
    for entries in [&table.ind, &table.eng] {
        push_side(&mut image, entries);
    }
    let mut links = table.links.iter().peekable();
    let mut end = 0;
    for ind in 0..table.ind.len() as u32 {
        while links.next_if(|link| link.ind == ind).is_some() {
            end += 1;
        }
        push(&mut image, end);
    }
    table.links.iter().for_each(|link| push(&mut image, link.eng as usize));
    image.extend(table.links.iter().map(|link| quantised(link.forward)));
    image.extend(table.links.iter().map(|link| quantised(link.backward)));
    Some(image)
}

fn push_side(image: &mut Vec<u8>, entries: &[(String, f32)]) {
    let mut end = 0;
    for (form, _) in entries {
        end += form.len();
        push(image, end);
    }
    let bits = Side::at(0, entries.len()).slot_bits;
    let mut slots = vec![0u32; 1 << bits];
    for (entry, (form, _)) in entries.iter().enumerate() {
        let hash = hash(form.as_bytes());
        let mut slot = (hash >> (64 - bits)) as usize;
        while slots[slot] != 0 {
            slot = (slot + 1) % slots.len();
        }
        slots[slot] = tag(hash) << ENTRY_BITS | (entry as u32 + 1);
    }
    slots.iter().for_each(|slot| image.extend(slot.to_le_bytes()));
    image.extend(entries.iter().map(|(_, p)| quantised(*p)));
    image.extend(multi_words(entries, bits));
    image.extend(pairs(entries, bits));
    entries.iter().for_each(|(form, _)| image.extend(form.as_bytes()));
}

/// For each slot of a first word, the number of words of the longest entry that begins with it and a space.
fn multi_words(entries: &[(String, f32)], slot_bits: u32) -> Vec<u8> {
    let mut opens = vec![0; 1 << slot_bits];
    for (form, _) in entries {
        if let Some((first, _)) = form.split_once(' ') {
            let slot = &mut opens[opener(first, slot_bits)];
            *slot = (*slot).max(form.split(' ').count().min(255) as u8);
        }
    }
    opens
}

/// One bit per slot: whether the first two words of some entry have this slot.
fn pairs(entries: &[(String, f32)], slot_bits: u32) -> Vec<u8> {
    let mut bits = vec![0; (1usize << slot_bits).div_ceil(8)];
    for (form, _) in entries {
        let mut words = form.split(' ');
        if let (Some(first), Some(second)) = (words.next(), words.next()) {
            let slot = pair([first, second].map(|word| hash(word.as_bytes())), slot_bits);
            bits[slot / 8] |= 1 << (slot % 8);
        }
    }
    bits
}

/// The slot of two words, by their hashes.
fn pair([first, second]: [u64; 2], slot_bits: u32) -> usize {
    ((first.rotate_left(31) ^ second).wrapping_mul(FACTOR) >> (64 - slot_bits)) as usize
}

/// The slot of a word that may open multi-word entries.
fn opener(word: &str, slot_bits: u32) -> usize {
    (hash(word.as_bytes()) >> (64 - slot_bits)) as usize
}

fn push(image: &mut Vec<u8>, number: usize) {
    image.extend((number as u32).to_le_bytes());
}

/// The `n`th number of the section that begins at `section`.
fn u32_at(image: &[u8], section: usize, n: usize) -> u32 {
    let at = section + 4 * n;
    u32::from_le_bytes([image[at], image[at + 1], image[at + 2], image[at + 3]])
}

/// Start and end of the `n`th element of a section that is given by ends.
fn bounds(image: &[u8], ends: usize, n: usize) -> (usize, usize) {
    let start = if n == 0 { 0 } else { u32_at(image, ends, n - 1) as usize };
    (start, u32_at(image, ends, n) as usize)
}

fn quantised(p: f32) -> u8 {
    (-p.ln() * STEPS).round().clamp(0.0, 255.0) as u8
}

fn log(step: u8) -> f32 {
    -f32::from(step) / STEPS
}

/// The probability of each step: computing an exponential would take longer than the rest of a look-up.
fn probabilities() -> &'static [f32; 256] {
    static TABLE: OnceLock<[f32; 256]> = OnceLock::new();
    TABLE.get_or_init(|| std::array::from_fn(|step| log(step as u8).exp()))
}

fn tag(hash: u64) -> u32 {
    (hash >> 20) as u32 & 0xfff
}

/// The multiplier of the hash.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// A hash of eight bytes at a time, multiplied and folded; it is the same on every machine.
pub fn hash(bytes: &[u8]) -> u64 {
    let mut hash = bytes.len() as u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        hash = (hash ^ u64::from_le_bytes(word)).wrapping_mul(FACTOR);
        hash ^= hash >> 32;
    }
    hash.wrapping_mul(FACTOR)
}
