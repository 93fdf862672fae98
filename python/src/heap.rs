//! What Python calls articles or reports (folders, files, collections, documents) -> documents, each with a name of its own.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyString};
use sejajar::Error;
use sejajar::model::Language;
use sejajar::read::folder::{Listing, long_name};
use sejajar::read::{Collection, CollectionForm, Fields, ReadOptions};

use crate::error::{raised, wrong};
use crate::input::Input;

/// The documents of one language that `value` names: a folder, a file or a collection (`pathlib.Path`), a list of these or of
/// documents, or a mapping of names to documents.
///
/// # Errors
/// What holds no documents, and two of one name.
pub fn documents(
    value: &Bound<'_, PyAny>,
    language: Language,
    reading: &ReadOptions,
) -> PyResult<Vec<Input>> {
    let mut inputs = Vec::new();
    if let Ok(named) = value.cast::<PyDict>() {
        for (name, document) in named.iter() {
            let name: String = name.extract()?;
            inputs.push(Input::of(&document, &name)?.called(&name));
        }
    } else if value.hasattr("__fspath__")? {
        inputs = path(&value.extract::<PathBuf>()?, language, reading).map_err(raised)?;
    } else if value.is_instance_of::<PyString>() || value.is_instance_of::<PyBytes>() {
        return Err(wrong(
            "articles and reports are several; give a list of texts, or the path of a folder as pathlib.Path",
        ));
    } else {
        for (number, item) in value.try_iter()?.enumerate() {
            let item = item?;
            if item.hasattr("__fspath__")? {
                inputs.extend(path(&item.extract::<PathBuf>()?, language, reading).map_err(raised)?);
            } else {
                inputs.push(Input::of(&item, &format!("{}-{}", what(language), number + 1))?);
            }
        }
    }
    if inputs.is_empty() {
        return Err(wrong(format!("there is no {}", what(language))));
    }
    unique(&inputs).map_err(raised)?;
    Ok(inputs)
}

fn what(language: Language) -> &'static str {
    if language == Language::Ind { "article" } else { "report" }
}

fn unique(inputs: &[Input]) -> sejajar::Result<()> {
    let mut met = HashSet::new();
    match inputs.iter().find(|input| !met.insert(input.name.as_str())) {
        Some(input) => {
            Err(Error::input(input.shown(), format!("is called {} as another one is", input.name)))
        }
        None => Ok(()),
    }
}

fn path(path: &Path, language: Language, reading: &ReadOptions) -> sejajar::Result<Vec<Input>> {
    if path.is_dir() {
        return folder(path, language, reading);
    }
    match CollectionForm::of_path(path) {
        Some(_) => collection(path, reading),
        None => Ok(vec![Input::of_file(path.to_owned())]),
    }
}

fn collection(path: &Path, reading: &ReadOptions) -> sejajar::Result<Vec<Input>> {
    let collection = Arc::new(Collection::open(path, &Fields::default(), reading)?);
    let unnamed = Input::of_file(path.to_owned()).name;
    let mut inputs = Vec::new();
    for row in collection.rows()? {
        let row = row?;
        let name = collection.name(&row).unwrap_or_else(|| format!("{unnamed}-{}", row.place.number));
        inputs.push(Input::of_row(Arc::clone(&collection), row.place, name));
    }
    Ok(inputs)
}

/// The documents of a folder and of those in it. A file keeps the folders in its name where it is not told apart without.
fn folder(folder: &Path, language: Language, reading: &ReadOptions) -> sejajar::Result<Vec<Input>> {
    let listing = Listing::of(folder, language);
    if let Some((_, error)) = listing.failures.into_iter().next() {
        return Err(error);
    }
    let mut inputs: Vec<Input> = Vec::new();
    let mut long: Vec<Option<String>> = Vec::new();
    for file in listing.files {
        if CollectionForm::of_path(&file).is_some() {
            inputs.extend(collection(&file, reading)?);
            long.resize(inputs.len(), None);
        } else {
            long.push(Some(long_name(folder, &file)));
            inputs.push(Input::of_file(file));
        }
    }
    let mut counts: HashMap<String, usize> = HashMap::new();
    inputs.iter().for_each(|input| *counts.entry(input.name.clone()).or_default() += 1);
    for (input, long) in inputs.iter_mut().zip(long) {
        if counts[&input.name] > 1
            && let Some(long) = long
        {
            input.name = long;
        }
    }
    Ok(inputs)
}
