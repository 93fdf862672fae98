//! Tables -> what an audit shows: documents with their coverage, suspect rows, and counts over everything.

mod article;
mod document;
mod html;
mod judged;
mod markdown;
mod plots;
mod report;
mod sample;
mod text;
mod words;

pub use article::{alone, is_article};
pub use document::{Audited, Document, audited};
pub use html::page;
pub use judged::judged;
pub use markdown::markdown;
pub use report::{Limits, Report};
pub use sample::Sample;
pub use text::text;
