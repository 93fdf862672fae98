//! Sentence vectors written by an external encoder -> the [`Vectors`] of one document.

mod npy;
mod overlaps;

use std::fmt;
use std::path::PathBuf;

use crate::error::{Error, ErrorKind, Result};
use crate::model::Vectors;

pub use overlaps::Overlaps;

/// The origin of the vectors of one document.
#[derive(Debug, Clone)]
pub enum Source<'o> {
    /// An npy file with one row per sentence.
    Npy(PathBuf),
    /// Files of Vecalign, which hold the sentences of one or many documents.
    Overlaps(&'o Overlaps),
}

impl fmt::Display for Source<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Npy(path) => path.display().fmt(f),
            Source::Overlaps(overlaps) => overlaps.name().fmt(f),
        }
    }
}

impl Source<'_> {
    /// The vectors of the sentences of `document`; `document` is its name in messages.
    ///
    /// # Errors
    /// [`Error::Io`], and the errors of [`npy`](npy()) and [`Overlaps::vectors`].
    pub fn vectors(&self, document: &str, sentences: &[&str]) -> Result<Vectors> {
        let vectors = match self {
            Source::Npy(path) => {
                let bytes = std::fs::read(path).map_err(|source| Error::io(path, source))?;
                npy(&path.display().to_string(), &bytes, document, sentences)
            }
            Source::Overlaps(overlaps) => overlaps.vectors(document, sentences),
        };
        vectors.map_err(|error| error.with_kind(ErrorKind::Vectors))
    }
}

/// The rows of an npy file (two dimensions; float16, float32 or float64, little-endian, in C order) as the
/// vectors of the sentences of `document`; `name` is the name of the file in messages. A row of zeros and the
/// row of a blank sentence carry no evidence.
///
/// # Errors
/// [`Error::Input`] for another kind of file, for a number of rows other than that of the sentences, and for
/// a value that is not finite.
pub fn npy(name: &str, bytes: &[u8], document: &str, sentences: &[&str]) -> Result<Vectors> {
    let npy::Matrix { rows, dimension, mut numbers } = npy::parse(name, bytes)?;
    if rows != sentences.len() {
        let what = format!(
            "{rows} rows where {document} has {} sentences; a row belongs to a line with the option sentences, else to a \
             sentence as \"split\" writes it with the option quotes split (blank lines left out)",
            sentences.len()
        );
        return Err(Error::input(name, what));
    }
    for (at, row) in numbers.chunks_exact_mut(dimension).enumerate() {
        finite(row).map_err(|what| Error::input(name, format!("row {}: {what}", at + 1)))?;
        if sentences[at].is_empty() {
            row.fill(0.0);
        }
    }
    Ok(Vectors::new(dimension, numbers))
}

/// Returns an error message for a vector with a value that is not finite.
fn finite(row: &[f32]) -> Result<(), String> {
    row.iter()
        .position(|x| !x.is_finite())
        .map_or(Ok(()), |at| Err(format!("number {} is {}, and no vector has that", at + 1, row[at])))
}
