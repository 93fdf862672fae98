//! What Python calls pairs (a folder, tuples, a mapping) -> articles with their reports.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use sejajar::Error;
use sejajar::read::{self, folder::PairFiles};

use crate::error::{raised, wrong};
use crate::input::Input;

/// An article and its report, still unread.
pub struct Job {
    /// The Indonesian side.
    pub article: Input,
    /// The English side.
    pub report: Input,
}

/// Where jobs come from, one at a time.
pub enum Jobs<'py> {
    /// Files of a folder.
    Files(std::vec::IntoIter<Result<Job, Error>>),
    /// Items of Python.
    Items { items: Bound<'py, PyAny>, count: usize },
}

impl<'py> Jobs<'py> {
    /// The jobs that `pairs` holds.
    ///
    /// # Errors
    /// Something that holds no pairs, a folder that cannot be listed.
    pub fn of(pairs: &Bound<'py, PyAny>) -> PyResult<Jobs<'py>> {
        if pairs.hasattr("__fspath__")? {
            let folder: PathBuf = pairs.extract()?;
            return Ok(Jobs::Files(files(&folder).map_err(raised)?.into_iter()));
        }
        let items = match pairs.cast::<PyDict>() {
            Ok(named) => named.items().into_any().try_iter()?,
            Err(_) => pairs.try_iter()?,
        };
        Ok(Jobs::Items { items: items.into_any(), count: 0 })
    }

    /// Up to `most` further jobs; what is wrong with one stands in its place.
    ///
    /// # Errors
    /// What the iterator of Python raises, and items that are no pairs.
    pub fn take(&mut self, most: usize) -> PyResult<Vec<Result<Job, PyErr>>> {
        match self {
            Jobs::Files(files) => Ok(files.take(most).map(|job| job.map_err(raised)).collect()),
            Jobs::Items { items, count } => {
                let mut jobs = Vec::new();
                for item in items.try_iter()?.take(most) {
                    *count += 1;
                    jobs.push(job(&item?, *count));
                }
                Ok(jobs)
            }
        }
    }
}

/// `(article, report)`, `(name, article, report)` or `(name, (article, report))`.
fn job(item: &Bound<'_, PyAny>, number: usize) -> PyResult<Job> {
    let wrong =
        || PyTypeError::new_err(format!("item {number} is no (article, report) or (name, article, report)"));
    let item = item.cast::<PyTuple>().map_err(|_| wrong())?;
    let unnamed = format!("pair-{number}");
    match item.len() {
        2 => match (item.get_item(0)?.extract::<String>(), item.get_item(1)?.cast::<PyTuple>()) {
            (Ok(name), Ok(pair)) if pair.len() == 2 => named(&name, &pair.get_item(0)?, &pair.get_item(1)?),
            _ => {
                let article = Input::of(&item.get_item(0)?, &unnamed)?;
                Ok(Job { article, report: Input::of(&item.get_item(1)?, &unnamed)? })
            }
        },
        3 => {
            let name: String = item.get_item(0)?.extract().map_err(|_| wrong())?;
            named(&name, &item.get_item(1)?, &item.get_item(2)?)
        }
        _ => Err(wrong()),
    }
}

fn named(name: &str, article: &Bound<'_, PyAny>, report: &Bound<'_, PyAny>) -> PyResult<Job> {
    Ok(Job { article: Input::of(article, name)?.called(name), report: Input::of(report, name)?.called(name) })
}

/// Names that were met already: rows of two pairs with one name could not be told apart.
#[derive(Default)]
pub struct Names(HashSet<(String, String)>);

impl Names {
    /// Takes the next pair.
    ///
    /// # Errors
    /// A name for the second time.
    pub fn see(&mut self, job: &Job) -> PyResult<()> {
        let name = (job.article.name.clone(), job.report.name.clone());
        if self.0.insert(name) {
            return Ok(());
        }
        let name = &job.article.name;
        Err(wrong(format!("{name}: is the name of two pairs; give names as in (name, article, report)")))
    }
}

/// Every pair of a folder, by name.
fn files(folder: &Path) -> sejajar::Result<Vec<Result<Job, Error>>> {
    let job = |PairFiles { name, article, report }| {
        let input = |path| Input::of_file(path).called(&name);
        Job { article: input(article), report: input(report) }
    };
    Ok(read::folder::pairs(folder)?.into_iter().map(|pair| pair.map(job)).collect())
}
