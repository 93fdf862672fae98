//! Reading, cleaning and splitting: cases from text files, laws, and scores on development data where it is present.

#![allow(clippy::unwrap_used, clippy::print_stderr)] // helpers of tests outside #[test] functions

mod text {
    mod cases;
    mod cleaning;
    mod corpus;
    mod laws;
    mod reading;
}
