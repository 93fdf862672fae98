//! Both sides' evidence and a posterior -> what agrees, what does not, how sure a row is, and its flags; rows
//! -> how good a corpus is.

mod agree;
mod calibration;
mod closeness;
mod code;
mod coverage;
mod estimate;
mod flags;
mod gate;
mod row;
mod sample;
mod statistics;
mod summary;

pub use agree::{Agreement, agree, keys};
pub use calibration::confidence;
pub use closeness::{Retelling, closeness};
pub use code::{CODES, Code, Severity, explain, is_shown, severity};
pub use coverage::{Coverage, Covered, told};
pub use estimate::{
    Agreed, Bin, Estimate, Share, Stratum, TENTHS, alpha, estimate, kappa, reliability, tenth,
};
pub use flags::{FlagLimits, KNOWN, Namings, Repeats, flags, weekday_date};
pub use gate::Gate;
pub use row::{Firmness, LanguageFacts, Row, Side};
pub use sample::{Chosen, Sampler, stratum};
pub use statistics::{Distinct, SharedEvidence, SideStatistics, Statistics};
pub use summary::Summary;

#[cfg(test)]
mod tests;
