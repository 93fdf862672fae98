//! Both sides' evidence -> what agrees, what does not, and the flags of a row.

mod agree;
mod flags;

pub use agree::{Agreement, agree, keys};
pub use flags::{FlagLimits, flags, weekday_date};

#[cfg(test)]
mod tests;
