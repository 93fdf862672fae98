//! An audit -> the files and pages of the command line: text, Markdown, HTML with pictures, tables.

mod html;
mod judged;
mod markdown;
mod pictures;
mod run;
mod sinks;
mod text;
mod words;

pub use judged::text as judged_text;
pub use pictures::Pictures;
pub use run::each;
pub use sinks::Sinks;

use html::page;
use markdown::markdown;
use text::text;
