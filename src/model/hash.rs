//! Bytes or characters -> a 64-bit hash that is the same in every release and on every machine.

/// FNV-1a of bytes, or of characters as one number each.
pub fn fnv(values: impl IntoIterator<Item = impl Into<u64>>) -> u64 {
    let add = |hash: u64, value: u64| (hash ^ value).wrapping_mul(0x0100_0000_01b3);
    values.into_iter().map(Into::into).fold(0xcbf2_9ce4_8422_2325, add)
}

/// The finalizer of SplitMix64: numbers that differ in few bits become unlike in all of them. FNV-1a needs it
/// where order counts, because names that differ in their last letter get hashes that are close.
pub fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}
