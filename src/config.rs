//! Every stage's options in one value.

use std::sync::Arc;

use crate::align::AlignOptions;
use crate::align::links::Models;
use crate::audit::FlagLimits;
use crate::decisions::Decisions;
use crate::read::ReadOptions;
use crate::score::ScoreOptions;
use crate::split::SplitOptions;

/// The options of an [`Aligner`](crate::Aligner); the default is the one with which accuracy is measured.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Options {
    /// Decoding.
    pub read: ReadOptions,
    /// Keep page debris.
    pub keep_boilerplate: bool,
    /// The input has one sentence per line: no cleaning, no splitting.
    pub sentences: bool,
    /// Splitting.
    pub split: SplitOptions,
    /// Scoring.
    pub score: ScoreOptions,
    /// Searching.
    pub align: AlignOptions,
    /// Take the beads of the lattice, as for long documents: rows are runs of neighbours, without links.
    pub lattice: bool,
    /// Give bare posteriors in place of calibrated confidences.
    pub uncalibrated: bool,
    /// Judgements around which documents are aligned anew.
    pub decisions: Option<Arc<Decisions>>,
    /// Weights of links in place of the built-in ones, for documents without sentence vectors.
    #[doc(hidden)]
    pub weights: Option<Arc<Models>>,
    /// The most memory for one pair of documents, in bytes, as estimated before it is taken.
    pub max_memory: Option<u64>,
    /// Flagging.
    pub flags: FlagLimits,
}
