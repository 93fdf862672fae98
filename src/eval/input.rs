//! A path, or bytes with a name -> the text that the scorers read, and its name in messages.

use std::io::{self, Read};
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
        /// Their name in messages.
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
    /// Its name in messages.
    pub fn display(&self) -> String {
        match self {
            Input::Path(path) => path.display().to_string(),
            Input::Bytes { name, .. } => (*name).to_owned(),
        }
    }

    /// The path, if it is a folder.
    pub(super) fn folder(&self) -> Option<&'a Path> {
        match self {
            Input::Path(path) if path.is_dir() => Some(path),
            _ => None,
        }
    }

    /// The name of the document in it, if there is one: the file name without its extension.
    pub(super) fn document(&self) -> Option<String> {
        match self {
            Input::Path(path) => Some(path.file_stem().unwrap_or_default().to_string_lossy().into_owned()),
            Input::Bytes { .. } => None,
        }
    }

    /// The whole text.
    ///
    /// # Errors
    /// [`Error::Io`], and [`Error::Input`] for bytes that are not UTF-8.
    pub(super) fn text(&self) -> Result<String> {
        let bytes = match self {
            Input::Path(path) => bytes(path)?,
            Input::Bytes { bytes, .. } => bytes.to_vec(),
        };
        String::from_utf8(bytes).map_err(|error| {
            let what = format!("not UTF-8 at byte {}", error.utf8_error().valid_up_to());
            Error::input(self.display(), what)
        })
    }

    /// The alignments in it, in `format` (detected if absent).
    ///
    /// # Errors
    /// Those of the text and of the format.
    pub(super) fn documents(&self, format: Option<BeadFormat>) -> Result<Vec<Document>> {
        documents(&self.display(), &self.text()?, format)
    }
}

/// Two paths, one of which may be `-` for standard input.
pub(super) struct Sides<'a> {
    paths: [&'a Path; 2],
    piped: Vec<u8>,
}

impl<'a> Sides<'a> {
    /// Reads standard input if a path names it.
    ///
    /// # Errors
    /// [`Error::Option`] if both do, [`Error::Io`].
    pub(super) fn read(gold: &'a Path, hypothesis: &'a Path) -> Result<Self> {
        let paths = [gold, hypothesis];
        let mut piped = Vec::new();
        match paths.map(is_piped) {
            [true, true] => {
                let what = "standard input can be the gold or the hypothesis, not both";
                return Err(Error::Option(what.to_owned()));
            }
            [false, false] => {}
            _ => {
                let read = io::stdin().lock().read_to_end(&mut piped);
                read.map_err(|source| Error::io(PIPE, source))?;
            }
        }
        Ok(Sides { paths, piped })
    }

    /// The gold and the hypothesis.
    pub(super) fn inputs(&self) -> [Input<'_>; 2] {
        self.paths.map(|path| match is_piped(path) {
            true => Input::Bytes { name: PIPE, bytes: &self.piped },
            false => Input::Path(path),
        })
    }
}

/// The name of standard input in messages.
const PIPE: &str = "standard input";

fn is_piped(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The bytes of a regular file.
fn bytes(path: &Path) -> Result<Vec<u8>> {
    let (mut file, mut bytes) = (Error::opened(path)?, Vec::new());
    file.read_to_end(&mut bytes).map_err(|source| Error::io(path, source))?;
    Ok(bytes)
}
