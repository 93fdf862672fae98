//! Aligns Indonesian news articles with the English reports they were made from, and explains every row.

pub mod model;

pub mod error;
pub mod lang;
pub mod lexicon;

pub mod read;

pub mod clean;

pub mod split;

pub mod evidence;

pub mod score;

pub mod align;

pub mod audit;

pub mod export;

pub mod eval;

pub mod config;
pub mod pipeline;

pub use config::Options;
pub use error::{Error, Result};
