//! Reading, cleaning and splitting: cases from text files, laws, and scores on development data where it is
//! present.

mod cases;
mod cleaning;
mod corpus;
mod hostile;
mod laws;
mod lists;
pub mod office;
mod pages;
mod reading;
