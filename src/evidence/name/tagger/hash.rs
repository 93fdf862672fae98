//! A word -> the hash by which the tagger knows it.

/// The hash of a folded word.
pub(in crate::evidence::name) fn hash(folded: &str) -> u64 {
    super::model::of(folded.as_bytes())
}
