//! Documents that cannot be used, and lines that are left out of documents -> rows of tables.

use serde::{Deserialize, Serialize};

use super::Failure;
use crate::error::Error;
use crate::model::{Language, SourceText};

/// The columns of the table of errors.
pub const ERROR_COLUMNS: [&str; 5] = ["language", "document", "place", "code", "error"];

/// The columns of the table of dropped lines.
pub const DROPPED_COLUMNS: [&str; 6] = ["language", "document", "start", "end", "reason", "text"];

/// A row of the table of errors.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ErrorRow {
    /// The language of the document; empty if it is not known.
    pub language: String,
    /// Its name; empty if the input is not a document.
    pub document: String,
    /// The place from which it is read.
    pub place: String,
    /// The code of the kind of error.
    pub code: String,
    /// The reason why it cannot be used, without the place.
    pub error: String,
}

impl ErrorRow {
    /// The row of an error about a document of this language at this place; each may be unknown.
    pub fn new(language: Option<Language>, document: &str, place: &str, error: &Error) -> ErrorRow {
        // A place within that of the document is more precise; a place elsewhere stays in the message.
        let (place, text) = match error.place() {
            within if is_within(&within, place) => (within, error.reason()),
            _ => (place.to_owned(), error.to_string()),
        };
        let language = language.map(|language| language.to_string()).unwrap_or_default();
        let code = error.kind().code().to_owned();
        ErrorRow { language, document: document.to_owned(), place, code, error: text }
    }

    /// The row of a failure.
    pub fn of(failure: &Failure) -> ErrorRow {
        ErrorRow::new(Some(failure.language), &failure.document, &failure.place, &failure.error)
    }

    /// Its cells, in the order of the columns.
    pub fn cells(&self) -> [&str; ERROR_COLUMNS.len()] {
        [&self.language, &self.document, &self.place, &self.code, &self.error]
    }
}

/// Whether an error at `place` is about the document at `document` or a line of it.
pub fn is_within(place: &str, document: &str) -> bool {
    document.is_empty()
        || place.strip_prefix(document).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
}

/// The rows of the table of dropped lines that concern one document. Start and end are byte offsets in the
/// decoded text, as those of sentences are.
pub fn dropped_lines(
    language: Language,
    document: &str,
    text: &SourceText,
) -> impl Iterator<Item = [String; DROPPED_COLUMNS.len()]> {
    text.dropped.iter().map(move |dropped| {
        [
            language.to_string(),
            document.to_owned(),
            dropped.span.start.to_string(),
            dropped.span.end.to_string(),
            dropped.reason.clone(),
            dropped.span.of(&text.content).to_owned(),
        ]
    })
}
