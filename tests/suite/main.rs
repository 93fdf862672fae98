//! The tool as its users meet it: whole commands on real files, the library's stages on cases and laws.

#![allow(clippy::unwrap_used, clippy::print_stderr, clippy::print_stdout)] // helpers of tests outside #[test] functions

mod accuracy;
mod audit;
mod bad_input;
mod check;
mod collections;
mod confidence;
mod data;
mod deciding;
mod docs;
mod document_sets;
mod embeddings;
mod eval;
mod explain;
mod exporting;
mod fuzz;
mod help;
mod learning;
mod linear;
mod linking;
mod names;
mod namings;
mod outputs;
mod packaging;
mod pipelines;
#[cfg(feature = "review")]
mod review;
mod samples;
mod scorers;
mod speed;
mod tables;
mod text;
mod view;
