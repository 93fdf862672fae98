//! Both sides' evidence and a posterior -> what agrees, what does not, how sure a row is, and its flags.

mod agree;
mod calibration;
mod flags;

pub use agree::{Agreement, agree, keys};
pub use calibration::confidence;
pub use flags::{FlagLimits, flags, partial, weekday_date};

#[cfg(test)]
mod tests;
