//! Values of Python (texts, bytes, files, sentences, records, and collections of these) -> documents of the
//! library.

use std::path::{Path, PathBuf};

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList, PyString, PyTuple};
use sejajar::documents::{Content, Entry, Input, Source};
use sejajar::model::Language;
use sejajar::read::{self, Form};

use crate::error::{warn, wrong};

/// The document that `value` stands for, called `name`; without one as its file or its record is called, or
/// else `unnamed`.
///
/// # Errors
/// A value of another type.
pub fn document(value: &Bound<'_, PyAny>, name: Option<&str>, unnamed: &str) -> PyResult<Entry> {
    if let Some(path) = path(value)? {
        let name = name.map_or_else(|| read::document_name(&path), str::to_owned);
        return Ok(Entry { name, source: Source::File(path) });
    }
    let content = content(value)?;
    let own = || content.name().unwrap_or_else(|| unnamed.to_owned());
    let name = name.map_or_else(own, str::to_owned);
    Ok(Entry::in_memory(content, &name))
}

/// What a function calls its articles or its reports: a path, an iterable of paths and documents, or a
/// mapping of names to documents.
///
/// # Errors
/// Values of another type.
pub fn inputs(value: &Bound<'_, PyAny>, language: Language) -> PyResult<Vec<Input>> {
    if let Some(path) = path(value)? {
        return Ok(vec![Input::Path(path)]);
    }
    if let Ok(named) = value.cast::<PyDict>() {
        let named = named.iter().map(|(name, value)| {
            let name: String = name.extract()?;
            document(&value, Some(&name), &name).map(Input::Named)
        });
        return named.collect();
    }
    if value.is_instance_of::<PyString>() || value.is_instance_of::<PyBytes>() {
        return Err(wrong(
            "articles and reports are several; give a list of texts, or the path of a folder as pathlib.Path",
        ));
    }
    let what = language.document();
    let items = value.try_iter()?.enumerate().map(|(number, item)| {
        let item = item?;
        if let Some(path) = path(&item)? {
            return Ok(Input::Path(path));
        }
        let content = content(&item)?;
        Ok(match content.name() {
            Some(name) => Input::Named(Entry::in_memory(content, &name)),
            None => Input::Numbered(Entry::in_memory(content, &format!("{what}-{}", number + 1))),
        })
    });
    items.collect()
}

/// The path that a value is, if it is one.
pub fn path(value: &Bound<'_, PyAny>) -> PyResult<Option<PathBuf>> {
    if value.hasattr("__fspath__")? { value.extract().map(Some) } else { Ok(None) }
}

/// Endings of documents that are not read, beside those that are.
const OTHER_ENDINGS: [&str; 8] = ["doc", "docx", "epub", "odt", "pdf", "rtf", "xls", "xlsx"];

/// Bytes of the longest text that may be the name of a file.
const LONGEST_NAME: usize = 1024;

fn content(value: &Bound<'_, PyAny>) -> PyResult<Content> {
    if let Ok(text) = value.cast::<PyString>() {
        let text = text.to_str()?;
        if is_like_a_file(text) {
            let what = "is taken as the text itself, but looks like the name of a file";
            let works =
                format!("for the file give pathlib.Path(\"{text}\"), or the text that is read from it");
            warn(value.py(), &[format!("\"{text}\" {what}; {works}")])?;
        }
        return Ok(Content::Text(text.to_owned()));
    }
    if let Ok(bytes) = value.cast::<PyBytes>() {
        return Ok(Content::Bytes(bytes.as_bytes().to_vec()));
    }
    if let Ok(record) = value.cast::<PyDict>() {
        return fields(record).map(Content::Record);
    }
    if value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>() {
        return lines(value).map(Content::Sentences);
    }
    let kind = value.get_type().name()?;
    Err(PyTypeError::new_err(format!(
        "a document is a text (str, bytes), a file (pathlib.Path), sentences (list of str) or a record (dict), not {kind}"
    )))
}

/// Whether a text is probably a file of which the content was meant: it ends as files do that we know, or
/// there is such a file.
fn is_like_a_file(text: &str) -> bool {
    if text.is_empty() || text.len() > LONGEST_NAME || text.contains(['\n', '\r', '\0']) {
        return false;
    }
    let path = Path::new(text);
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let is_other = OTHER_ENDINGS.iter().any(|other| ending.eq_ignore_ascii_case(other));
    let is_known = is_other || Form::of_path(path).is_some();
    let is_word = !text.contains(char::is_whitespace);
    (is_known && is_word) || ((is_known || is_word) && path.is_file())
}

fn fields(record: &Bound<'_, PyDict>) -> PyResult<Vec<(String, String)>> {
    let mut values = Vec::new();
    for (key, value) in record.iter() {
        // A missing value of pandas is not equal to itself.
        if !value.is_none() && value.eq(&value)? {
            values.push((key.str()?.to_str()?.to_owned(), value.str()?.to_str()?.to_owned()));
        }
    }
    Ok(values)
}

/// Sentences as a text of lines.
fn lines(sentences: &Bound<'_, PyAny>) -> PyResult<String> {
    let mut text = String::new();
    for (n, sentence) in sentences.try_iter()?.enumerate() {
        let sentence = sentence?;
        let Ok(sentence) = sentence.cast::<PyString>() else {
            let kind = sentence.get_type().name()?;
            return Err(PyTypeError::new_err(format!("sentence {n} is {kind} and not str")));
        };
        let sentence = sentence.to_str()?;
        if sentence.contains(['\n', '\r']) {
            return Err(wrong(format!("sentence {n} holds a line break; a list has one sentence per item")));
        }
        text.push_str(sentence);
        text.push('\n');
    }
    Ok(text)
}
