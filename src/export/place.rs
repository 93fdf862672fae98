//! A path -> where data goes: standard output, or a file that appears whole or not at all.

use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::Path;

use super::AtomicFile;
use crate::error::{Error, Result};

/// Standard output, or a file that appears whole or not at all.
pub enum Place {
    /// Standard output.
    Stdout(BufWriter<StdoutLock<'static>>),
    /// A file.
    File(AtomicFile),
}

impl Place {
    /// Opens the place before any work is done; standard output if there is no path, or if it is `-`.
    ///
    /// # Errors
    /// A file that exists (without `overwrite`) or cannot be written.
    pub fn open(output: Option<&Path>, overwrite: bool) -> Result<Self> {
        Ok(match output.filter(|path| path.as_os_str() != "-") {
            None => Place::Stdout(BufWriter::new(io::stdout().lock())),
            Some(path) => Place::File(AtomicFile::create(path, overwrite)?),
        })
    }

    /// The stream to write to.
    pub fn out(&mut self) -> &mut dyn Write {
        match self {
            Place::Stdout(out) => out,
            Place::File(file) => file,
        }
    }

    /// Its name in messages.
    pub fn name(&self) -> String {
        match self {
            Place::Stdout(_) => "standard output".to_owned(),
            Place::File(file) => file.target().display().to_string(),
        }
    }

    /// Writes out the bytes that are held back, and puts the file in place.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn finish(mut self) -> Result<()> {
        let flushed = self.out().flush();
        flushed.map_err(|source| self.broken(source))?;
        match self {
            Place::Stdout(_) => Ok(()),
            Place::File(file) => file.commit(),
        }
    }

    /// The error of an output that breaks.
    pub(super) fn broken(&self, source: io::Error) -> Error {
        Error::io(self.name(), source)
    }
}

impl Write for Place {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out().flush()
    }
}
