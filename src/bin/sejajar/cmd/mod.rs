//! One file per command: its help, its arguments, its run.

pub mod align;
pub mod ask;
pub mod audit;
pub mod build;
pub mod completions;
mod deciding;
pub mod eval;
pub mod evidence;
pub mod export;
mod jobs;
pub mod learn;
pub mod link;
pub mod man;
mod memory;
mod pairs;
mod reading;
#[cfg(feature = "review")]
pub mod review;
mod scoring;
pub mod split;
pub mod stats;
