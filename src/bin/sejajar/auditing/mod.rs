//! Tables -> what an audit shows: documents with their coverage, suspect rows, and counts over everything.

mod article;
mod document;
mod html;
mod judged;
mod markdown;
mod markup;
mod plots;
mod report;
mod run;
mod sample;
mod sinks;
mod text;
mod words;

pub use judged::judged;
pub use report::{Limits, Report};
pub use run::each;
pub use sample::COLUMNS as JUDGED;
pub use sinks::{DOCUMENT, Sinks};

use html::page;
use markdown::markdown;
use sample::Sample;
use text::text;
