//! A value of Python (text, bytes, file, sentences or record) -> a document of the pipeline.

use std::path::PathBuf;
use std::sync::Arc;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList, PyString, PyTuple};
use sejajar::aligner::Document;
use sejajar::model::Language;
use sejajar::read::{self, Collection, Fields, Record, RowPlace};

use crate::error::wrong;
use crate::options::Options;

/// A document that is still unread.
#[derive(Clone)]
pub struct Input {
    /// What tables call it.
    pub name: String,
    source: Source,
}

/// What a document is read from.
#[derive(Clone)]
enum Source {
    Text(String),
    Bytes(Vec<u8>),
    File(PathBuf),
    /// One sentence a line.
    Lines(String),
    /// The fields of a record, and their values.
    Record(Vec<(String, String)>),
    /// A record that still lies in its file.
    Row(Arc<Collection>, RowPlace),
}

impl Input {
    /// What `value` stands for; `name` is what a text without a name of its own is called.
    ///
    /// # Errors
    /// A value of another type, a record without a text.
    pub fn of(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Input> {
        let input = |source| Ok(Input { name: name.to_owned(), source });
        if let Ok(text) = value.cast::<PyString>() {
            return input(Source::Text(text.to_str()?.to_owned()));
        }
        if let Ok(bytes) = value.cast::<PyBytes>() {
            return input(Source::Bytes(bytes.as_bytes().to_vec()));
        }
        if let Ok(record) = value.cast::<PyDict>() {
            return Input::of_record(record, name);
        }
        if value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>() {
            return input(Source::Lines(lines(value)?));
        }
        if value.hasattr("__fspath__")? {
            return Ok(Input::of_file(value.extract()?));
        }
        let kind = value.get_type().name()?;
        Err(PyTypeError::new_err(format!(
            "a document is a text (str, bytes), a file (pathlib.Path), sentences (list of str) or a record (dict), not {kind}"
        )))
    }

    /// A file, which is called as the command line tool calls it.
    pub fn of_file(path: PathBuf) -> Input {
        Input { name: read::document_name(&path), source: Source::File(path) }
    }

    /// A record of a collection.
    pub fn of_row(collection: Arc<Collection>, place: RowPlace, name: String) -> Input {
        Input { name, source: Source::Row(collection, place) }
    }

    fn of_record(record: &Bound<'_, PyDict>, name: &str) -> PyResult<Input> {
        let mut values = Vec::new();
        for (key, value) in record.iter() {
            // A missing value of pandas is not equal to itself.
            if !value.is_none() && value.eq(&value)? {
                values.push((key.str()?.to_str()?.to_owned(), value.str()?.to_str()?.to_owned()));
            }
        }
        let name = Record::name_of(&Fields::default(), &values).unwrap_or_else(|| name.to_owned());
        Ok(Input { name, source: Source::Record(values) })
    }

    /// The same by another name.
    pub fn called(self, name: &str) -> Input {
        Input { name: name.to_owned(), ..self }
    }

    /// What messages call it.
    pub fn shown(&self) -> String {
        match &self.source {
            Source::File(path) => path.display().to_string(),
            Source::Row(collection, place) => collection.place(place.line),
            _ => self.name.clone(),
        }
    }

    /// Reads it, looks for sentences and for evidence.
    ///
    /// # Errors
    /// What cannot be read.
    pub fn document(&self, language: Language, with: &Options) -> sejajar::Result<Document> {
        let mut document = match self.article()? {
            Some(article) => with.aligner().read_text(article, language),
            None => {
                let (bytes, options) = self.bytes(&with.options)?;
                with.aligner().with_options(options).read(&self.shown(), &bytes, language)?
            }
        };
        document.text.name.clone_from(&self.name);
        Ok(document)
    }

    /// Reads it and looks for sentences only.
    ///
    /// # Errors
    /// What cannot be read.
    pub fn sentences(&self, language: Language, with: &Options) -> sejajar::Result<Document> {
        match self.article()? {
            Some(article) => Ok(with.aligner().split_text(article, language)),
            None => {
                let (bytes, options) = self.bytes(&with.options)?;
                with.aligner().with_options(options).split(&self.shown(), &bytes, language)
            }
        }
    }

    /// The article of a record.
    fn article(&self) -> sejajar::Result<Option<sejajar::model::SourceText>> {
        let record = match &self.source {
            Source::Record(values) => Record::of_values(&self.shown(), &Fields::default(), values)?,
            Source::Row(collection, place) => collection.record(&collection.row(*place)?)?,
            _ => return Ok(None),
        };
        record.article(&self.shown()).map(Some)
    }

    /// The bytes of anything but a record, and how they are read: what Python had as text already is UTF-8.
    fn bytes(&self, options: &sejajar::Options) -> sejajar::Result<(Vec<u8>, sejajar::Options)> {
        let mut options = options.clone();
        let bytes = match &self.source {
            Source::File(path) => read::bytes(path)?,
            Source::Bytes(bytes) => bytes.clone(),
            Source::Text(text) | Source::Lines(text) => {
                options.read.encoding = Some("utf-8".to_owned());
                text.clone().into_bytes()
            }
            Source::Record(_) | Source::Row(..) => Vec::new(),
        };
        options.sentences |= matches!(self.source, Source::Lines(_));
        Ok((bytes, options))
    }
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
            return Err(wrong(format!("sentence {n} holds a line break; a list holds one sentence an item")));
        }
        text.push_str(sentence);
        text.push('\n');
    }
    Ok(text)
}
