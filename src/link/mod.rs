//! Fingerprints of documents -> the reports that an article may have been made from, each with a confidence.
//!
//! Stage one is retrieval (BM25, Robertson and Zaragoza 2009) over language-independent terms: keys of
//! evidence, and English words with the Indonesian words that they translate. Stage two is a second opinion
//! on the best few: the caller aligns them (after Utiyama and Isahara 2003), and [`judge`] weighs both.

mod decide;
mod fingerprint;
mod index;
mod query;
mod rarity;
mod twins;

pub use decide::{Candidacy, Judged, Support, accepted, judge, worth_aligning};
pub use fingerprint::{Builder, Fingerprint, Item, Row, Sketch, Term, date_of_day, day_number, term};
pub use index::{BLOCK, Candidate, Index, IndexBuilder, Sums, best};
pub use query::Query;
pub use rarity::Rarity;
pub use twins::Twins;
