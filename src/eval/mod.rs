//! Gold against hypothesis: reads alignments and splittings of sejajar and of other tools, and measures their
//! agreement.
//!
//! ```
//! use sejajar::eval::{Counts, beads};
//! let gold = beads::vecalign("a.gold", "[0]:[0]\n[1]:[1, 2]\n").unwrap();
//! let hypothesis = beads::vecalign("a.align", "[0]:[0]:2.5\n[1]:[1]:0.3\n[]:[2]:0\n").unwrap();
//! let strict = Counts::new(&gold, &hypothesis).all.strict();
//! assert_eq!((strict.p, strict.r), (1.0 / 3.0, 0.5));
//! ```

pub mod beads;
mod counts;
mod files;
mod gather;
mod group;
mod input;
mod ladder;
mod line;
mod measure;
mod render;
mod split;
mod table;

#[cfg(test)]
mod tests;

pub use beads::BeadFormat;
pub use counts::{Counts, Shape, Tally};
pub use files::{
    AlignReport, DocumentScore, Failure, ShapeScore, align, align_paths, split_inputs, split_paths,
};
pub use group::Group;
pub use input::Input;
pub use measure::Measure;
pub use split::{SplitMiss, SplitReport, split};
