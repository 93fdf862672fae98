//! Both sides' evidence and a posterior -> what agrees, what does not, how sure a row is, and its flags.

mod agree;
mod calibration;
mod code;
mod flags;
mod row;

pub use agree::{Agreement, agree, keys};
pub use calibration::confidence;
pub use code::{CODES, Code, Severity, explain, severity};
pub use flags::{FlagLimits, Repeats, flags, weekday_date};
pub use row::{Ask, Firmness, Row, Side};

#[cfg(test)]
mod tests;
