//! Arguments -> drafts of documents: their sources, and the names they get unless another document has the
//! same name.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::{Error, ErrorKind, Result};
use crate::model::Language;
use crate::read::folder::{Listing, long_name};
use crate::read::{self, Collection, CollectionForm, CollectionRow};

use super::naming::{Draft, Names, Origin};
use super::records::Reading;
use super::source::RecordSource;
use super::temporary::{TemporaryWriter, row};
use super::{DocumentSet, Entry, Failure, Kept, Place, Sources};
use crate::observer::{Observer, counted};

/// Documents collected for a set.
pub struct Gathered {
    language: Language,
    sources: Sources,
    failures: Vec<Failure>,
    drafts: TemporaryWriter,
    names: Names,
    /// Files already seen, kept if several arguments may name the same file.
    met: Option<HashSet<PathBuf>>,
    /// The number of repeated files.
    again: usize,
}

impl Gathered {
    /// Without documents yet; the set will come from one argument or from `several`.
    pub fn new(language: Language, several: bool) -> Result<Self> {
        Ok(Gathered {
            language,
            sources: Sources::default(),
            failures: Vec::new(),
            drafts: TemporaryWriter::new(None)?,
            names: Names::default(),
            met: several.then(HashSet::new),
            again: 0,
        })
    }

    /// Adds the documents of a file, a folder or a collection.
    pub fn add(&mut self, path: &Path, reading: &Reading, observer: &dyn Observer) -> Result<()> {
        if path.as_os_str() == "-" {
            let what = "is no place of articles or reports: give folders, files or collections";
            return Err(Error::input("standard input", what));
        }
        if !path.exists() {
            return Err(Error::missing(path));
        }
        if path.is_dir() {
            self.folder(path, reading, observer)
        } else {
            self.file(path, None, reading, observer)
        }
    }

    /// Gives every document a unique name.
    pub fn named(self, observer: &dyn Observer) -> Result<DocumentSet> {
        if self.again > 0 {
            let again = counted(self.again, "file");
            observer.warn(&format!("{again} named by several arguments: read once"));
        }
        let Gathered { language, sources, mut failures, drafts, names, .. } = self;
        let rows = names.settle(&drafts.finish()?, |kept, first| {
            let (entry, first) = (sources.entry(kept), sources.entry(first).source.display());
            let place = entry.source.display();
            let what = match place == first {
                true => "is the name of two documents".to_owned(),
                false => format!("is called {}, as is {first}", entry.name),
            };
            let error = Error::input(place, what).with_kind(ErrorKind::DuplicateName);
            failures.push(entry.failure(language, error));
        })?;
        Ok(DocumentSet { language, failures, sources, rows })
    }

    /// Adds one document, whose name is of this origin.
    pub fn entry(&mut self, entry: Entry, origin: Origin) -> Result<()> {
        let place = self.sources.other(entry.source);
        self.draft(&entry.name, origin, place)
    }

    fn fail(&mut self, path: &Path, error: Error) {
        let place = path.display().to_string();
        self.failures.push(Failure { language: self.language, document: String::new(), place, error });
    }

    fn folder(&mut self, folder: &Path, reading: &Reading, observer: &dyn Observer) -> Result<()> {
        let listing = Listing::of(folder, self.language);
        for file in &listing.files {
            self.file(file, Some(folder), reading, observer)?;
        }
        for (path, error) in listing.failures {
            self.fail(&path, error);
        }
        for (ending, &count) in &listing.passed_over {
            let files = counted(count, "file");
            observer.warn(&format!("{}: {files} .{ending} passed over", folder.display()));
        }
        Ok(())
    }

    /// Adds a document, or the records of a collection; `folder` is the folder in which it was found.
    fn file(
        &mut self,
        path: &Path,
        folder: Option<&Path>,
        reading: &Reading,
        observer: &dyn Observer,
    ) -> Result<()> {
        if let (Some(met), Ok(full)) = (&mut self.met, path.canonicalize())
            && !met.insert(full)
        {
            self.again += 1;
            return Ok(());
        }
        if CollectionForm::of_path(path).is_some() {
            return self.collection(path, reading, observer);
        }
        // A file keeps its folder in its name until the name alone is known to be unique.
        let name = folder.map_or_else(|| read::document_name(path), |folder| long_name(folder, path));
        let place = self.sources.file(path);
        self.draft(&name, Origin::File, place)
    }

    fn collection(&mut self, path: &Path, reading: &Reading, observer: &dyn Observer) -> Result<()> {
        let opened = reading.open(path, self.language);
        let (collection, rows) = match opened.and_then(|opened| opened.rows().map(|rows| (opened, rows))) {
            Ok((collection, rows)) => (Arc::new(collection), rows),
            Err(error) => {
                self.fail(path, error);
                return Ok(());
            }
        };
        self.sources.collections.push(Arc::clone(&collection));
        let before = self.names.len();
        for row in rows {
            match row {
                Ok(row) => self.record(&collection, &row)?,
                Err(error) => {
                    self.fail(path, error);
                    break;
                }
            }
        }
        if self.names.len() == before {
            observer.warn(&format!("{}: holds no records", path.display()));
        }
        Ok(())
    }

    /// Adds a record, whether it can be read or not: as for files, errors are reported when the text is read.
    fn record(&mut self, collection: &Arc<Collection>, row: &CollectionRow) -> Result<()> {
        let place = self.sources.record(row.place);
        if let Some(name) = collection.name(row) {
            return self.draft(&name, Origin::Record, place);
        }
        let record = RecordSource { collection: Arc::clone(collection), place: row.place };
        self.draft(&record.numbered(), Origin::Number, place)
    }

    fn draft(&mut self, name: &str, origin: Origin, place: Place) -> Result<()> {
        let draft = Draft { origin, kept: Kept { name: plain(name), place } };
        self.names.add(&draft);
        self.drafts.add(&row(&draft)?)
    }
}

/// A name that is valid in every table: runs of white space become one space, control characters are removed.
fn plain(name: &str) -> String {
    let name = name.replace(|c: char| c.is_control() && !c.is_whitespace(), "");
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}
