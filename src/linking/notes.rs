//! Notes on the reading of documents -> one line per kind, with an example, and the rows of a table.

use std::collections::BTreeMap;
use std::path::Path;

use crate::model::{Language, Note};
use serde::{Deserialize, Serialize};

use crate::documents::Entry;
use crate::documents::temporary::{self, TemporaryRows, TemporaryWriter};
use crate::error::{Error, Result};
use crate::observer::{Observer, counted};

/// The columns of the table.
pub const COLUMNS: [&str; 5] = ["language", "document", "place", "note", "text"];

/// Notes on documents, gathered in a file.
pub struct Notes {
    kinds: BTreeMap<(Language, &'static str), Kind>,
    rows: TemporaryWriter,
}

/// A kind of notes on documents of one language.
struct Kind {
    /// The first of them, with its place.
    example: String,
    count: usize,
}

/// All notes on the documents of both sides.
pub struct Noted {
    kinds: BTreeMap<(Language, &'static str), Kind>,
    rows: TemporaryRows,
}

/// A row of the table, as written to the temporary file.
#[derive(Debug, Serialize, Deserialize)]
struct NoteRow {
    language: String,
    document: String,
    place: String,
    note: String,
    text: String,
}

impl Notes {
    /// Without notes yet; they are written to a temporary file in `folder`, or in the default place.
    pub fn new(folder: Option<&Path>) -> Result<Notes> {
        Ok(Notes { kinds: BTreeMap::new(), rows: TemporaryWriter::new(folder)? })
    }

    /// Adds the notes on a document.
    pub fn add(&mut self, language: Language, entry: &Entry, notes: &[Note]) -> Result<()> {
        for note in notes {
            let place = entry.source.display();
            let example = || Kind { example: format!("{place}: {}", note.text), count: 0 };
            self.kinds.entry((language, note.code)).or_insert_with(example).count += 1;
            let row = NoteRow {
                language: language.to_string(),
                document: entry.name.clone(),
                place: place.clone(),
                note: note.code.to_owned(),
                text: note.text.clone(),
            };
            self.rows.add(&temporary::row(&row)?)?;
        }
        Ok(())
    }

    /// Ends the writing of notes.
    pub fn finish(self) -> Result<Noted> {
        Ok(Noted { kinds: self.kinds, rows: self.rows.finish()? })
    }
}

impl Noted {
    /// Reports one warning per kind.
    pub fn tell(&self, observer: &dyn Observer) {
        for ((language, code), kind) in &self.kinds {
            let more = match kind.count - 1 {
                0 => String::new(),
                more => {
                    format!(" ({code}: so are {})", counted(more, &format!("other {}", language.document())))
                }
            };
            observer.warn(&format!("{}{more}", kind.example));
        }
    }

    /// The number of notes.
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// Passes the rows of the table to `take`.
    pub fn each<E: From<Error>>(
        &self,
        mut take: impl FnMut([String; COLUMNS.len()]) -> Result<(), E>,
    ) -> Result<(), E> {
        self.rows.iter(0..self.rows.len()).try_for_each(|row| {
            let NoteRow { language, document, place, note, text } = temporary::value(&row?)?;
            take([language, document, place, note, text])
        })
    }
}
