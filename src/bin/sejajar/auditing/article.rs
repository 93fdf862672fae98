//! A text that is no table -> the rows of an article, or of a report, that stands alone.

use std::path::Path;

use anyhow::Result;
use sejajar::aligner::Document;
use sejajar::model::{Language, Pair};
use sejajar::{Aligner, Error, read};

use sejajar::documents::Source;

/// Whether an argument is a text rather than a table, by its name.
pub fn is_article(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_lowercase);
    ending.is_some_and(|ending| matches!(ending.as_str(), "txt" | "html" | "htm" | "ind" | "eng"))
}

/// A row for each of its sentences; `NAME.eng.EXT` is a report, anything else an article.
///
/// # Errors
/// A file that is no text, or holds no sentence.
pub fn alone(path: &Path, aligner: &Aligner) -> Result<Vec<Pair>> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let language = read::folder::pair_name(name).map_or(Language::Ind, |(_, language)| language);
    let mut document = Source::of(path).document(language, aligner)?;
    document.text.name = read::document_name(path);
    if document.sentences.is_empty() {
        let what = "has no sentence to audit: all of it is page debris";
        return Err(Error::input(path.display().to_string(), what).into());
    }
    Ok(match language {
        Language::Ind => aligner.align(&document, &Document::empty(Language::Eng))?,
        Language::Eng => aligner.align(&Document::empty(Language::Ind), &document)?,
    })
}
