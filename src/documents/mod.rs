//! Folders, files and collections of one language -> their documents, each with a unique name.

mod gather;
mod naming;
mod ordered;
mod pairs;
mod records;
mod source;
pub(crate) mod temporary;

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::{Error, Result};
use crate::export::identity;
use crate::model::Language;
use crate::observer::Observer;
use crate::read::{Collection, Form, RowPlace};
use serde::{Deserialize, Serialize};

use gather::Gathered;
use temporary::TemporaryRows;

pub use ordered::in_order;
pub use pairs::{Job, Jobs};
pub use records::{Reading, documents, find};
pub use source::{RecordSource, Source};

/// A document of a set, not yet read.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its name in tables, unique within the set.
    pub name: String,
    /// The file or record that it is read from.
    pub source: Source,
}

/// Documents of one language, in a fixed order. Their names and places are kept in a temporary file, so that
/// memory does not grow with their number.
#[derive(Debug)]
pub struct DocumentSet {
    /// Its language.
    pub language: Language,
    /// Arguments, files and records that could not be used.
    pub failures: Vec<Failure>,
    sources: Sources,
    rows: TemporaryRows,
}

/// A file, folder or record that cannot be used as a document.
#[derive(Debug)]
pub struct Failure {
    /// Its language.
    pub language: Language,
    /// Its name in tables; empty if it is not a document.
    pub document: String,
    /// Its location.
    pub place: String,
    /// The reason.
    pub error: Error,
}

/// The sources of documents, by number.
#[derive(Debug, Default)]
struct Sources {
    collections: Vec<Arc<Collection>>,
    /// Paths that are not valid Unicode.
    odd: Vec<PathBuf>,
}

/// A document as stored in the temporary file.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    name: String,
    place: Place,
}

/// A source as stored in the temporary file.
#[derive(Debug, Serialize, Deserialize)]
enum Place {
    File(String),
    Odd(usize),
    Record(usize, [u64; 4]),
}

impl DocumentSet {
    /// Finds the documents of arguments: files, collections, and folders of both with their subfolders. Files
    /// that cannot be opened are among the failures, and so is a document with the name of an earlier one.
    ///
    /// # Errors
    /// If a path does not exist, or if there is no document at all.
    pub fn find(
        paths: &[PathBuf],
        language: Language,
        reading: &Reading,
        observer: &dyn Observer,
    ) -> Result<DocumentSet> {
        let mut gathered = Gathered::new(language, paths.len() > 1)?;
        for path in paths {
            if path.as_os_str() == "-" {
                let what = "is no place of articles or reports: give folders, files or collections";
                return Err(Error::input("standard input", what));
            }
            if !path.exists() {
                return Err(Error::input(path.display().to_string(), "does not exist"));
            }
            gathered.add(path, reading, observer)?;
        }
        let set = gathered.named(observer)?;
        if set.is_empty() && set.failures.is_empty() {
            return Err(nothing_in(paths));
        }
        Ok(set)
    }

    /// The number of documents.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether the set is empty.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The existing documents of a range, looked up one by one; or an error of the temporary file.
    pub fn entries(&self, range: Range<usize>) -> impl Iterator<Item = Result<Entry>> {
        self.rows.iter(range).map(|row| Ok(self.sources.entry(Kept::of(&row?)?)))
    }

    /// Passes to `take` the files that contain documents, in order, each once if all its documents follow
    /// each other.
    ///
    /// # Errors
    /// Those of the temporary file.
    pub fn files(&self, mut take: impl FnMut(&Path)) -> Result<()> {
        let mut last = PathBuf::new();
        for entry in self.entries(0..self.len()) {
            if let Some(path) = entry?.source.file().filter(|path| *path != last) {
                take(path);
                path.clone_into(&mut last);
            }
        }
        Ok(())
    }

    /// Whether one of the documents is in the file at `path`.
    ///
    /// # Errors
    /// Those of the temporary file.
    pub fn reads(&self, path: &Path) -> Result<bool> {
        let Some(there) = identity(path) else { return Ok(false) };
        let mut found = false;
        self.files(|file| found |= identity(file).as_ref() == Some(&there))?;
        Ok(found)
    }

    /// A document by its number.
    ///
    /// # Errors
    /// Those of the temporary file.
    pub fn entry(&self, number: usize) -> Result<Entry> {
        self.entries(number..number + 1).next().expect("numbers are those of documents")
    }
}

impl Entry {
    /// The failure of a document that cannot be read.
    pub fn failure(&self, language: Language, error: Error) -> Failure {
        Failure { language, document: self.name.clone(), place: self.source.display(), error }
    }
}

impl Kept {
    fn of(row: &[u8]) -> Result<Kept> {
        temporary::value(row)
    }
}

impl Sources {
    fn file(&mut self, path: &Path) -> Place {
        if let Some(path) = path.to_str() {
            return Place::File(path.to_owned());
        }
        self.odd.push(path.to_owned());
        Place::Odd(self.odd.len() - 1)
    }

    fn record(&self, place: RowPlace) -> Place {
        Place::Record(self.collections.len() - 1, place.to_words())
    }

    fn entry(&self, kept: Kept) -> Entry {
        let source = match kept.place {
            Place::File(path) => Source::File(path.into()),
            Place::Odd(at) => Source::File(self.odd[at].clone()),
            Place::Record(at, words) => Source::Record(RecordSource {
                collection: Arc::clone(&self.collections[at]),
                place: RowPlace::from_words(words),
            }),
        };
        Entry { name: kept.name, source }
    }
}

/// The error for arguments without any document.
fn nothing_in(paths: &[PathBuf]) -> Error {
    let shown: Vec<_> = paths.iter().map(|path| path.display().to_string()).collect();
    let what = match paths.iter().all(|path| path.is_file()) {
        true => "holds no records".to_owned(),
        false => format!(
            "holds no documents (files {}) and no collections with records ({})",
            Form::endings(true).join(", "),
            Form::endings(false).join(", ")
        ),
    };
    Error::input(shown.join(", "), what)
}
