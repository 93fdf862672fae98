//! A word -> its hash in the tagger's features.

/// The hash of a folded word.
pub(in crate::evidence::name) fn hash(folded: &str) -> u64 {
    super::model::of(folded.as_bytes())
}
