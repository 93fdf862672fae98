//! Aligns Indonesian news articles with the English reports they were made from, and explains every row.
//!
//! ```
//! use sejajar::{Options, lexicon::Lexicon, model::Language, pipeline};
//!
//! let (options, lexicon) = (Options::default(), Lexicon::builtin());
//! let article = pipeline::document("a", b"Gempa 6,5 mengguncang Palu.", Language::Ind, &lexicon, &options)?;
//! let report = pipeline::document("r", b"A 6.5 quake shook Palu.", Language::Eng, &lexicon, &options)?;
//! let rows = pipeline::align(&article, &report, &lexicon, &options);
//! assert_eq!(rows[0].align_type(), "1-1");
//! assert_eq!(rows[0].matched_numbers, ["number:6.5"]);
//! # Ok::<(), sejajar::Error>(())
//! ```
//!
//! The modules below stand in the order in which a text goes through them; [`pipeline`] is that order.

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

pub mod pipeline;

pub mod versions;

pub use config::Options;
pub use error::{Error, Result};
