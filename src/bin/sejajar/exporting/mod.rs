//! Rows of tables -> the files of a format, as many as it has, for each part of a split.

mod sink;
mod target;

pub use sink::{Sink, Written};
pub use target::Target;
