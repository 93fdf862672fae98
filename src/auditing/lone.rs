//! A file that is a document and no table -> rows of its sentences, without another side.

use std::path::Path;

use crate::aligner::{Aligner, Document};
use crate::documents::Source;
use crate::error::{Error, Result};
use crate::model::{Language, Pair};
use crate::read::{self, Form};

/// Whether a file is a document by its ending, or by that of a language (`kim.ind`).
pub fn is_document(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let is_language = |language: Language| ending.eq_ignore_ascii_case(language.code());
    Form::of_path(path).is_some_and(Form::is_document)
        || [Language::Ind, Language::Eng].into_iter().any(is_language)
}

/// One row per sentence of a document; `NAME.eng.EXT` or `NAME_en.EXT` is a report, any other file an
/// article.
///
/// # Errors
/// Those of reading, and [`Error::Input`] for a document without a sentence.
pub fn lone(path: &Path, aligner: &Aligner) -> Result<Vec<Pair>> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let language = read::folder::sided(name).map_or(Language::Ind, |parts| parts.language);
    let mut document = Source::of(path).document(language, aligner)?;
    document.text.name = read::document_name(path);
    if document.sentences.is_empty() {
        let what = "has no sentence to audit: all of it is page debris";
        return Err(Error::input(path.display().to_string(), what));
    }
    match language {
        Language::Ind => aligner.align(&document, &Document::empty(Language::Eng)),
        Language::Eng => aligner.align(&Document::empty(Language::Ind), &document),
    }
}
