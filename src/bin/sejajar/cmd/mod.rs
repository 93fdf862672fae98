//! One file a verb: its help, its arguments, its run.

pub mod align;
pub mod build;
pub mod eval;
pub mod evidence;
pub mod learn;
pub mod link;
mod reading;
#[cfg(feature = "review")]
pub mod review;
mod scoring;
pub mod split;
pub mod stats;
