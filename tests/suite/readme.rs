//! Every command of README.md runs, and its shown table is what the tool prints.
