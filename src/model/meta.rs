//! The metadata of documents.

use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// The publication data of a document, as far as its page or its record has them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[non_exhaustive]
pub struct Meta {
    /// The headline, where a page or a record names it (a text without marks only shows one, see
    /// [`SourceText::title`]).
    ///
    /// [`SourceText::title`]: super::SourceText::title
    pub title: Option<String>,
    /// The day of publication.
    #[serde(serialize_with = "written")]
    pub published: Option<Date>,
    /// The address of the page.
    pub url: Option<String>,
    /// The newspaper, agency or site.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The place, and perhaps the day and the agency, that open the text (`JAKARTA, KOMPAS.com`).
    pub dateline: Option<String>,
}

/// A day as `2023-07-13`.
fn written<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    day.map(|day| day.to_string()).serialize(serializer)
}

/// The metadata of an article and its report.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[non_exhaustive]
pub struct PairMeta {
    /// The Indonesian side.
    pub article: Meta,
    /// The English side.
    pub report: Meta,
}
