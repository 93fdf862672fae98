//! Every stage's options in one value.

use crate::align::AlignOptions;
use crate::audit::FlagLimits;
use crate::read::ReadOptions;
use crate::score::ScoreOptions;
use crate::split::SplitOptions;

/// What an [`Aligner`](crate::Aligner) may be told; the default is what the reports of accuracy are measured
/// with.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Options {
    /// Decoding.
    pub read: ReadOptions,
    /// Leave page debris in.
    pub keep_boilerplate: bool,
    /// The input is one sentence a line: no cleaning, no splitting.
    pub sentences: bool,
    /// Splitting.
    pub split: SplitOptions,
    /// Scoring.
    pub score: ScoreOptions,
    /// Searching.
    pub align: AlignOptions,
    /// Let the lattice alone judge, as it does of long documents: rows are runs of neighbours, without links.
    pub lattice: bool,
    /// Give the posteriors as they are, not the confidence that they have shown to deserve.
    pub uncalibrated: bool,
    /// Flagging.
    pub flags: FlagLimits,
}
