//! Values of Python (texts, bytes, files, sentences, records, and collections of these) -> documents of the
//! library.

use std::path::PathBuf;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyIterator, PyList, PyString, PyTuple};
use sejajar::Error;
use sejajar::documents::{Content, Entry, Input, Job, PairInputs, Reading, Source, find};
use sejajar::model::Language;
use sejajar::observer::Observer;
use sejajar::read;

use crate::error::{raised, wrong};

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

fn content(value: &Bound<'_, PyAny>) -> PyResult<Content> {
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(Content::Text(text.to_str()?.to_owned()));
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

/// Where pairs come from, one at a time.
pub enum Pairs {
    /// The files of a folder.
    Folder(PathBuf),
    /// Items of Python.
    Items(Py<PyIterator>),
}

impl Pairs {
    /// The pairs that `value` holds.
    ///
    /// # Errors
    /// A value that holds none.
    pub fn of(value: &Bound<'_, PyAny>) -> PyResult<Pairs> {
        if let Some(folder) = path(value)? {
            return Ok(Pairs::Folder(folder));
        }
        let items = match value.cast::<PyDict>() {
            Ok(named) => named.items().into_any().try_iter()?,
            Err(_) => value.try_iter()?,
        };
        Ok(Pairs::Items(items.unbind()))
    }

    /// The pairs one at a time, each taken from Python when it is asked for; `sentences` says that files hold
    /// one sentence per line.
    ///
    /// # Errors
    /// A folder that holds no pairs.
    pub fn jobs(
        self,
        sentences: bool,
        reading: &Reading,
        observer: &dyn Observer,
    ) -> PyResult<Box<dyn Iterator<Item = PyResult<Job>>>> {
        match self {
            Pairs::Folder(folder) => {
                let pairs = PairInputs { paths: &[folder], ..PairInputs::default() };
                let found = find(pairs, sentences, reading, observer).map_err(unpaired)?;
                let failures = found.failures.into_iter().map(|failure| Err(raised(failure)));
                Ok(Box::new(failures.chain(found.jobs.into_iter().map(Ok))))
            }
            Pairs::Items(items) => {
                let mut numbers = 1..;
                Ok(Box::new(std::iter::from_fn(move || {
                    Python::attach(|py| {
                        let item = items.bind(py).clone().next()?;
                        Some(item.and_then(|item| job(&item, numbers.next().unwrap_or_default())))
                    })
                })))
            }
        }
    }
}

/// The exception for a folder; where nothing pairs, it gives the other ways to name pairs.
fn unpaired(error: Error) -> PyErr {
    match error {
        Error::NoPairs { .. } => wrong(format!(
            "{error}. Rename the files; or give a list of (name, article, report); or let link find the report of each article"
        )),
        other => raised(other),
    }
}

/// `(article, report)`, `(name, article, report)` or `(name, (article, report))`.
fn job(item: &Bound<'_, PyAny>, number: usize) -> PyResult<Job> {
    let wrong =
        || PyTypeError::new_err(format!("item {number} is no (article, report) or (name, article, report)"));
    let item = item.cast::<PyTuple>().map_err(|_| wrong())?;
    match item.len() {
        2 => match (item.get_item(0)?.extract::<String>(), item.get_item(1)?.cast::<PyTuple>()) {
            (Ok(name), Ok(pair)) if pair.len() == 2 => pair_of(pair, 0, Some(&name), &name),
            _ => pair_of(item, 0, None, &format!("pair-{number}")),
        },
        3 => {
            let name: String = item.get_item(0)?.extract().map_err(|_| wrong())?;
            pair_of(item, 1, Some(&name), &name)
        }
        _ => Err(wrong()),
    }
}

/// The article at `at` of a tuple, with the report behind it.
fn pair_of(item: &Bound<'_, PyTuple>, at: usize, name: Option<&str>, unnamed: &str) -> PyResult<Job> {
    let article = document(&item.get_item(at)?, name, unnamed)?;
    let report = document(&item.get_item(at + 1)?, name, unnamed)?;
    Ok(pair(article, report))
}

/// Two documents as a pair.
pub fn pair(article: Entry, report: Entry) -> Job {
    Job { names: [article.name, report.name], article: article.source, report: report.source }
}
