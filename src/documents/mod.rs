//! Folders, files, collections and texts of one language -> their documents, each with a unique name.

mod failure;
mod gather;
mod limit;
mod memory;
mod naming;
mod ordered;
mod pairs;
mod records;
mod source;
pub(crate) mod temporary;

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::aligner::{Aligner, Document};
use crate::error::{Error, ErrorKind, Result};
use crate::export::identity;
use crate::model::Language;
use crate::observer::Observer;
use crate::read::{Collection, Form, RowPlace};
use serde::{Deserialize, Serialize};

use gather::Gathered;
use naming::Origin;
use temporary::TemporaryRows;

pub use failure::{DROPPED_COLUMNS, ERROR_COLUMNS, ErrorRow, dropped_lines};
pub use limit::MemoryLimit;
pub use memory::{Content, Memory};
pub use ordered::{in_order, in_order_watched};
pub use pairs::{Job, Jobs, PairInputs};
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

/// An argument that names documents.
#[derive(Debug, Clone)]
pub enum Input {
    /// A file, a collection, or a folder of both with its subfolders.
    Path(PathBuf),
    /// One document with a name of its own.
    Named(Entry),
    /// One document whose name gives way if another document has the same.
    Numbered(Entry),
}

/// Documents of one language, in a fixed order. Their names and places are kept in a temporary file, so that
/// memory does not grow with the number of files.
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
    /// Sources that no text describes: documents in memory, and paths that are not valid Unicode.
    others: Vec<Source>,
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
    Record(usize, [u64; 4]),
    Other(usize),
}

impl DocumentSet {
    /// Finds the documents of files, collections, and folders of both with their subfolders.
    ///
    /// # Errors
    /// Those of [`gather`](DocumentSet::gather).
    pub fn find(
        paths: &[PathBuf],
        language: Language,
        reading: &Reading,
        observer: &dyn Observer,
    ) -> Result<DocumentSet> {
        let inputs = paths.iter().cloned().map(Input::Path).collect();
        DocumentSet::gather(inputs, language, reading, observer)
    }

    /// Finds the documents of all inputs. Files that cannot be opened are among the failures, and so is a
    /// document with the name of an earlier one.
    ///
    /// # Errors
    /// A path that does not exist, and inputs without any document.
    pub fn gather(
        inputs: Vec<Input>,
        language: Language,
        reading: &Reading,
        observer: &dyn Observer,
    ) -> Result<DocumentSet> {
        let mut gathered = Gathered::new(language, inputs.len() > 1)?;
        let mut paths = Vec::new();
        for input in inputs {
            match input {
                Input::Path(path) => {
                    gathered.add(&path, reading, observer)?;
                    paths.push(path);
                }
                Input::Named(entry) => gathered.entry(entry, Origin::Record)?,
                Input::Numbered(entry) => gathered.entry(entry, Origin::Number)?,
            }
        }
        let set = gathered.named(observer)?;
        if set.is_empty() && set.failures.is_empty() {
            return Err(nothing_in(&paths, language));
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
    /// A document in memory with this name.
    pub fn in_memory(content: Content, name: &str) -> Entry {
        let source = Source::Memory(Arc::new(Memory { name: name.to_owned(), content }));
        Entry { name: name.to_owned(), source }
    }

    /// Reads the document and looks for sentences and evidence; tables call it by its name here.
    ///
    /// # Errors
    /// Those of a document that cannot be read.
    pub fn document(&self, language: Language, aligner: &Aligner) -> Result<Document> {
        let mut document = self.source.document(language, aligner)?;
        document.text.name.clone_from(&self.name);
        Ok(document)
    }

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
        self.other(Source::File(path.to_owned()))
    }

    fn other(&mut self, source: Source) -> Place {
        self.others.push(source);
        Place::Other(self.others.len() - 1)
    }

    fn record(&self, place: RowPlace) -> Place {
        Place::Record(self.collections.len() - 1, place.to_words())
    }

    fn entry(&self, kept: Kept) -> Entry {
        let source = match kept.place {
            Place::File(path) => Source::File(path.into()),
            Place::Record(at, words) => Source::Record(RecordSource {
                collection: Arc::clone(&self.collections[at]),
                place: RowPlace::from_words(words),
            }),
            Place::Other(at) => self.others[at].clone(),
        };
        Entry { name: kept.name, source }
    }
}

/// The error for arguments without any document.
fn nothing_in(paths: &[PathBuf], language: Language) -> Error {
    if paths.is_empty() {
        return Error::Option(format!("there is no {}", language.document()));
    }
    let shown: Vec<_> = paths.iter().map(|path| path.display().to_string()).collect();
    let what = match paths.iter().all(|path| path.is_file()) {
        true => "holds no records".to_owned(),
        false => format!(
            "holds no documents (files {}) and no collections with records ({})",
            Form::endings(true).join(", "),
            Form::endings(false).join(", ")
        ),
    };
    Error::input(shown.join(", "), what).with_kind(ErrorKind::Nothing)
}
