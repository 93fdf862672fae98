//! Aligns Indonesian news articles with the English reports they were made from, and explains every row.
//!
//! An [`Aligner`] reads bytes into a [`Document`] and two documents into rows of type [`Pair`].
//!
//! # Two texts
//!
//! ```
#![doc = include_str!("../examples/two_texts.rs")]
//! ```
//!
//! # A folder of pairs as a table
//!
//! `NAME.ind.txt` is the article that belongs to the report `NAME.eng.txt`.
//!
//! ```no_run
#![doc = include_str!("../examples/folder_to_csv.rs")]
//! ```
//!
//! # A lexicon of one's own
//!
//! ```
#![doc = include_str!("../examples/own_lexicon.rs")]
//! ```
//!
//! # Features
//!
//! - `documents`: folders, collections, and work on many documents at once.
//! - `docx`: documents of word processors (`.docx`, `.odt`).
//! - `arrow`, `parquet`: rows as Arrow record batches and as Parquet.
//! - `lexicon`: the built-in lexicon and lists of everyday words, which are data under CC BY-SA 4.0. Without
//!   it nothing under that licence is compiled in: give [`Aligner::new`] a lexicon of your own or
//!   [`Lexicon::empty`], and expect more rows without a partner, most of all in free translations.
//! - `cli`, `review`, `mimalloc`: the command line tool.
//!
//! All but `arrow` and `parquet` are on by default. A program that embeds the library wants
//! `default-features = false, features = ["documents", "docx", "lexicon"]` or fewer.
//!
//! # Evidence without alignment
//!
//! ```
#![doc = include_str!("../examples/evidence_only.rs")]
//! ```

#![warn(clippy::print_stdout, clippy::print_stderr)]

// The modules are not part of the public interface: they are public for the skins of this repository (the
// command line, the Python package and the tests) and may change in any release. The public interface is the
// list of re-exports below them.
#[doc(hidden)]
pub mod align;
#[doc(hidden)]
pub mod aligner;
#[doc(hidden)]
pub mod audit;
#[cfg(feature = "documents")]
#[doc(hidden)]
pub mod auditing;
#[cfg(all(feature = "arrow", feature = "documents"))]
#[doc(hidden)]
pub mod batches;
#[cfg(feature = "documents")]
#[doc(hidden)]
pub mod build;
#[doc(hidden)]
pub mod clean;
#[doc(hidden)]
pub mod config;
#[doc(hidden)]
pub mod decisions;
#[cfg(feature = "documents")]
#[doc(hidden)]
pub mod documents;
#[doc(hidden)]
pub mod embeddings;
#[doc(hidden)]
pub mod error;
#[doc(hidden)]
pub mod eval;
#[doc(hidden)]
pub mod evidence;
#[doc(hidden)]
pub mod export;
#[doc(hidden)]
pub mod figures;
#[doc(hidden)]
pub mod lang;
#[doc(hidden)]
pub mod learn;
#[cfg(feature = "documents")]
#[doc(hidden)]
pub mod learning;
#[doc(hidden)]
pub mod lexicon;
#[doc(hidden)]
pub mod link;
#[cfg(feature = "documents")]
#[doc(hidden)]
pub mod linking;
#[doc(hidden)]
pub mod markup;
#[doc(hidden)]
pub mod model;
#[doc(hidden)]
pub mod observer;
#[doc(hidden)]
pub mod read;
#[doc(hidden)]
pub mod score;
#[doc(hidden)]
pub mod split;
#[doc(hidden)]
pub mod suggestion;
#[doc(hidden)]
pub mod versions;
#[doc(hidden)]
pub mod wording;

#[doc(inline)]
pub use align::AlignOptions;
#[doc(inline)]
pub use align::links::{Contribution, LinkQuestion, Question, Why};
#[doc(inline)]
pub use aligner::{Aligner, Document, Explanation, Inspection, LinkExplanation};
#[doc(inline)]
pub use audit::{FlagLimits, Severity};
#[cfg(feature = "documents")]
#[doc(inline)]
pub use build::{Built, CorpusBuilder, Form};
#[doc(inline)]
pub use config::Options;
#[doc(inline)]
pub use decisions::Decisions;
#[cfg(feature = "documents")]
#[doc(inline)]
pub use documents::{DocumentSet, Reading};
#[doc(inline)]
pub use error::{Error, ErrorKind, Result};
#[doc(inline)]
pub use export::{ExportOptions, Format, FormatName, read_file, write, write_file};
#[doc(inline)]
pub use lexicon::Lexicon;
#[cfg(feature = "documents")]
#[doc(inline)]
pub use linking::{Found, Link, Linked, Linker, Settings as LinkSettings};
#[doc(inline)]
pub use model::{
    Entity, Evidence, Flag, Group, Key, Kind, Language, LinkedUnits, Meta, Note, Pair, PairMeta, Places,
    Sentence, Sides, SourceText, Span,
};
#[doc(inline)]
pub use observer::{Observer, Progress};
#[doc(inline)]
pub use read::ReadOptions;
#[doc(inline)]
pub use read::folder::{PairFiles, pairs as folder_pairs};
#[doc(inline)]
pub use score::{EvidenceKinds, ScoreOptions};
#[doc(inline)]
pub use split::SplitOptions;
