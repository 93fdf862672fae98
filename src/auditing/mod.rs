//! Rows of tables -> audited documents, a report on all of them, a sample to judge, and estimates from judged
//! samples.

mod auditor;
mod document;
mod judged;
mod judgements;
mod lone;
mod report;
mod sample;

pub use auditor::{Auditor, BATCH};
pub use document::{Audited, DOCUMENT_COLUMNS, DocumentCounts, gravest};
pub use judged::{Difference, Judged, judged};
pub use judgements::Judgements;
pub use lone::{is_document, lone};
pub use report::{Explained, Limits, Report, Summary, Suspect, explained};
pub use sample::{SAMPLE_COLUMNS, Sample, SampledRow, write_sample};
