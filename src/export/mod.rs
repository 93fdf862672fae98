//! Pairs -> files, one format a file.
