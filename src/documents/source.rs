//! A file, a record of a collection or a document in memory -> its content; `-` is standard input.

use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::aligner::{Aligner, Document};
use crate::error::Result;
use crate::export::identity;
use crate::model::{Language, SourceText};
use crate::observer::Observer;
use crate::read::{self, Collection, RowPlace};

use super::memory::Memory;

/// The origin of a document.
#[derive(Debug, Clone)]
pub enum Source {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
    /// A record of a collection.
    Record(RecordSource),
    /// The memory of the caller.
    Memory(Arc<Memory>),
}

/// A record of a collection, not yet read.
#[derive(Debug, Clone)]
pub struct RecordSource {
    /// The collection.
    pub collection: Arc<Collection>,
    /// The position of the record in it.
    pub place: RowPlace,
}

impl RecordSource {
    /// Its name in messages: `articles.jsonl:17`.
    pub fn display(&self) -> String {
        self.collection.place(self.place.line)
    }

    /// The text of the record, under the name of the record.
    fn article(&self) -> Result<SourceText> {
        let record = self.collection.record(&self.collection.row(self.place)?)?;
        let name = if record.named { record.name.clone() } else { self.numbered() };
        Ok(SourceText { name, ..record.article(&self.display())? })
    }
}

impl Source {
    /// The source given by an argument.
    pub fn of(argument: &Path) -> Self {
        if argument.as_os_str() == "-" { Source::Stdin } else { Source::File(argument.to_owned()) }
    }

    /// The name of the document in tables: the file name without its extension, and without `.ind` or `.eng`.
    pub fn name(&self) -> String {
        match self {
            Source::Stdin => "stdin".to_owned(),
            Source::File(path) => read::document_name(path),
            Source::Record(record) => record.numbered(),
            Source::Memory(memory) => memory.name.clone(),
        }
    }

    /// Whether it is in the file at `path`.
    pub fn is(&self, path: &Path) -> bool {
        Self::any_is([self], path)
    }

    /// Whether one of many is in the file at `path`; each file is checked only once if its records follow
    /// each other.
    pub fn any_is<'s>(sources: impl IntoIterator<Item = &'s Source>, path: &Path) -> bool {
        let Some(there) = identity(path) else { return false };
        let mut files: Vec<&Path> = sources.into_iter().filter_map(Source::file).collect();
        files.dedup();
        files.into_iter().any(|file| identity(file).as_ref() == Some(&there))
    }

    /// The file that contains it.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Source::Stdin | Source::Memory(_) => None,
            Source::File(file) => Some(file),
            Source::Record(record) => Some(record.collection.path()),
        }
    }

    /// Its name in messages.
    pub fn display(&self) -> String {
        match self {
            Source::Stdin => "standard input".to_owned(),
            Source::File(path) => path.display().to_string(),
            Source::Record(record) => record.display(),
            Source::Memory(memory) => memory.name.clone(),
        }
    }

    /// The document with its evidence.
    pub fn document(&self, language: Language, aligner: &Aligner) -> Result<Document> {
        self.profile(self.sentences(language, aligner)?, aligner)
    }

    /// The document cleaned and split.
    pub fn sentences(&self, language: Language, aligner: &Aligner) -> Result<Document> {
        let aligner = self.reader(aligner);
        match self.text()? {
            Some(text) => Ok(aligner.split_text(text, language)),
            None => aligner.split(&self.display(), &self.bytes()?, language),
        }
    }

    /// The document with its evidence, from its sentences.
    pub fn profile(&self, sentences: Document, aligner: &Aligner) -> Result<Document> {
        self.reader(aligner).profile(sentences)
    }

    /// Warns of everything that was noticed while the document was read from here.
    pub fn warn(&self, document: &Document, observer: &dyn Observer) {
        let place = self.display();
        document.text.notes.iter().for_each(|note| observer.warn(&format!("{place}: {}", note.text)));
    }

    /// The text of a record; nothing of a source that is read from its bytes.
    fn text(&self) -> Result<Option<SourceText>> {
        match self {
            Source::Record(record) => record.article().map(Some),
            Source::Memory(memory) => memory.text(),
            Source::Stdin | Source::File(_) => Ok(None),
        }
    }

    fn reader<'a>(&self, aligner: &'a Aligner) -> Cow<'a, Aligner> {
        match self {
            Source::Memory(memory) => memory.reader(aligner),
            _ => Cow::Borrowed(aligner),
        }
    }

    /// All bytes of the source.
    pub fn bytes(&self) -> Result<Vec<u8>> {
        match self {
            Source::Stdin => read::bounded(io::stdin().lock(), "standard input"),
            Source::File(path) => Ok(read::bytes(path)?),
            Source::Record(record) => Ok(record.collection.row(record.place)?.bytes),
            Source::Memory(memory) => Ok(memory.bytes()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_for_tables() {
        let name = |path: &str| Source::of(Path::new(path)).name();
        assert_eq!(name("x/kim-putin.ind.txt"), "kim-putin");
        assert_eq!(name("x/a0001.txt"), "a0001");
        assert_eq!(name("-"), "stdin");
    }
}
