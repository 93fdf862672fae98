//! The tool as its users meet it: whole commands on real files.

mod accuracy;
mod bad_input;
mod data;
mod names;
mod outputs;
mod readme;
mod samples;
