//! A path or a text with its name -> what the scorers read, and what messages call it.

use std::fs;
use std::path::Path;

use super::beads::{BeadFormat, documents};
use super::group::Document;
use crate::error::{Error, Result};

/// One side of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input<'a> {
    /// A file, or (alignments only) a folder of them.
    Path(&'a Path),
    /// Bytes read elsewhere, such as standard input: UTF-8, as a file would hold them.
    Bytes {
        /// What messages call them.
        name: &'a str,
        /// All of them.
        bytes: &'a [u8],
    },
}

impl<'a> From<&'a Path> for Input<'a> {
    fn from(path: &'a Path) -> Self {
        Input::Path(path)
    }
}

impl<'a> Input<'a> {
    /// What messages call it.
    pub fn display(&self) -> String {
        match self {
            Input::Path(path) => path.display().to_string(),
            Input::Bytes { name, .. } => (*name).to_owned(),
        }
    }

    /// The folder, if it is one.
    pub(super) fn folder(&self) -> Option<&'a Path> {
        match self {
            Input::Path(path) if path.is_dir() => Some(path),
            _ => None,
        }
    }

    /// The name of the document in it, where it has one: the file's without its ending.
    pub(super) fn document(&self) -> Option<String> {
        match self {
            Input::Path(path) => Some(path.file_stem().unwrap_or_default().to_string_lossy().into_owned()),
            Input::Bytes { .. } => None,
        }
    }

    /// All of its text.
    ///
    /// # Errors
    /// [`Error::Io`], and [`Error::Input`] for what is not UTF-8.
    pub(super) fn text(&self) -> Result<String> {
        let bytes = match self {
            Input::Path(path) => fs::read(path).map_err(|source| Error::io(path, source))?,
            Input::Bytes { bytes, .. } => bytes.to_vec(),
        };
        String::from_utf8(bytes).map_err(|error| {
            let what = format!("not UTF-8 at byte {}", error.utf8_error().valid_up_to());
            Error::input(self.display(), what)
        })
    }

    /// The alignments in it, in `format` (detected when absent).
    ///
    /// # Errors
    /// Those of the text and of the format.
    pub(super) fn documents(&self, format: Option<BeadFormat>) -> Result<Vec<Document>> {
        documents(&self.display(), &self.text()?, format)
    }
}
