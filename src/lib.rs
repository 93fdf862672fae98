//! Aligns Indonesian news articles with the English reports they were made from, and explains every row.
//!
//! ```
//! use sejajar::{Aligner, model::Language};
//!
//! let aligner = Aligner::default();
//! let article = aligner.read("a", b"Gempa 6,5 mengguncang Palu.", Language::Ind)?;
//! let report = aligner.read("r", b"A 6.5 quake shook Palu.", Language::Eng)?;
//! let rows = aligner.align(&article, &report)?;
//! assert_eq!(rows[0].align_type(), "1-1");
//! assert_eq!(rows[0].matched_numbers, ["number:6.5"]);
//! # Ok::<(), sejajar::Error>(())
//! ```
//!
//! The modules below stand in the order in which a text goes through them; [`aligner`] is that order.

pub mod model;

pub mod error;

pub mod lang;
pub mod lexicon;

pub mod read;

pub mod clean;

pub mod split;

pub mod evidence;

pub mod embeddings;

pub mod score;

pub mod align;

pub mod link;

pub mod audit;

pub mod learn;

pub mod export;

pub mod eval;

pub mod config;

pub mod aligner;

#[cfg(feature = "documents")]
pub mod documents;

pub mod observer;

#[cfg(feature = "documents")]
pub mod linking;

pub mod versions;

pub use aligner::Aligner;
pub use config::Options;
pub use error::{Error, Result};
