//! Values of Python (folders, collections, items) -> the pairs of documents to align.

use std::path::PathBuf;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyIterator, PyList, PyString, PyTuple};
use sejajar::Error;
use sejajar::documents::{Entry, Job, PairInputs, Reading, find};
use sejajar::observer::Observer;
use sejajar::read::Fields;
use sejajar::read::folder::Pattern;

use crate::error::{raised, wrong};
use crate::fields::FieldNames;
use crate::input::{document, path};
use crate::options::Options;

/// Where pairs come from, one at a time.
pub enum Pairs {
    /// A folder, a collection of both texts, two of one each, or none beside a manifest.
    Files(Vec<PathBuf>),
    /// Items of Python.
    Items(Py<PyIterator>),
}

/// How pairs in files are found.
pub struct Finding {
    /// A table of pairs.
    pub manifest: Option<PathBuf>,
    /// How the files of a folder are named.
    pub pattern: Option<Pattern>,
    /// How records are read.
    pub reading: Reading,
    /// Whether files hold one sentence per line.
    pub sentences: bool,
}

impl Finding {
    /// How they are found by arguments of Python; `fields` are those of both sides, of articles, of reports.
    ///
    /// # Errors
    /// A pattern that is none, and fields that there are not.
    pub fn of(
        options: &Options,
        manifest: Option<PathBuf>,
        pattern: Option<(String, String)>,
        fields: [Option<&Bound<'_, PyAny>>; 3],
    ) -> PyResult<Finding> {
        let pattern = pattern.map(|(article, report)| Pattern::new(&article, &report));
        let reading = FieldNames::of(fields)?.reading(options)?;
        let sentences = options.options.sentences;
        Ok(Finding { manifest, pattern: pattern.transpose().map_err(raised)?, reading, sentences })
    }
}

impl Pairs {
    /// The pairs that `value` holds.
    ///
    /// # Errors
    /// A value that holds none, and ways of finding files where there are none.
    pub fn of(value: Option<&Bound<'_, PyAny>>, finding: &Finding) -> PyResult<Pairs> {
        let pairs = match (value, &finding.manifest) {
            (Some(_), Some(_)) => {
                return Err(wrong("pairs and manifest exclude each other; give one of them"));
            }
            (None, Some(_)) => return Ok(Pairs::Files(Vec::new())),
            (None, None) => return Err(wrong("no pairs; give pairs or manifest")),
            (Some(value), None) => Pairs::given(value)?,
        };
        let Reading { fields, own: [ind, eng], .. } = &finding.reading;
        let has_fields = [fields, ind, eng].into_iter().any(|fields| *fields != Fields::default());
        match &pairs {
            Pairs::Items(_) if finding.pattern.is_some() || has_fields => Err(wrong(
                "pattern, fields, fields_ind and fields_eng are for files (pathlib.Path), and pairs holds \
                 documents",
            )),
            _ => Ok(pairs),
        }
    }

    fn given(value: &Bound<'_, PyAny>) -> PyResult<Pairs> {
        if let Some(path) = path(value)? {
            return Ok(Pairs::Files(vec![path]));
        }
        if value.is_instance_of::<PyString>() || value.is_instance_of::<PyBytes>() {
            return Err(wrong(
                "pairs are several; give a list of (article, report), or the path of a folder as \
                 pathlib.Path",
            ));
        }
        if let Some(paths) = two_paths(value)? {
            return Ok(Pairs::Files(paths));
        }
        let items = match value.cast::<PyDict>() {
            Ok(named) => named.items().into_any().try_iter()?,
            Err(_) => value.try_iter()?,
        };
        Ok(Pairs::Items(items.unbind()))
    }

    /// The pairs one at a time, each taken from Python when it is asked for.
    ///
    /// # Errors
    /// Files without any pair.
    pub fn jobs(
        self,
        finding: &Finding,
        observer: &dyn Observer,
    ) -> PyResult<Box<dyn Iterator<Item = PyResult<Job>>>> {
        match self {
            Pairs::Files(paths) => {
                let Finding { manifest, pattern, reading, sentences } = finding;
                let pairs =
                    PairInputs { manifest: manifest.as_deref(), paths: &paths, pattern: pattern.as_ref() };
                let found = find(pairs, *sentences, reading, observer).map_err(unpaired)?;
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

/// A list or tuple of two paths: folders, or collections.
fn two_paths(value: &Bound<'_, PyAny>) -> PyResult<Option<Vec<PathBuf>>> {
    let is_list = value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>();
    if !is_list || value.len()? != 2 {
        return Ok(None);
    }
    Ok(path(&value.get_item(0)?)?
        .zip(path(&value.get_item(1)?)?)
        .map(|(article, report)| vec![article, report]))
}

/// The exception for a folder; where nothing pairs, it gives the other ways to name pairs.
fn unpaired(error: Error) -> PyErr {
    match error {
        Error::NoPairs { .. } => wrong(format!(
            "{error}. Rename the files or give their names with pattern; or give a list of (name, article, \
             report); or let link find the report of each article"
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
