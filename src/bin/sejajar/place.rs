//! `-o` -> where data goes: standard output, or a file that appears whole or not at all.

use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::Path;

use anyhow::{Context, Result};
use sejajar::export::AtomicFile;

/// Standard output, or a file that appears whole or not at all.
pub enum Place {
    /// Standard output.
    Stdout(BufWriter<StdoutLock<'static>>),
    /// A file.
    File(AtomicFile),
}

impl Place {
    /// Opens the place that `-o` names before any work is done; standard output when it names none, or `-`.
    ///
    /// # Errors
    /// A file that exists (without `overwrite`) or cannot be written.
    pub fn open(output: Option<&Path>, overwrite: bool) -> Result<Self> {
        Ok(match output.filter(|path| path.as_os_str() != "-") {
            None => Place::Stdout(BufWriter::new(io::stdout().lock())),
            Some(path) => Place::File(AtomicFile::create(path, overwrite)?),
        })
    }

    /// What to write to.
    pub fn out(&mut self) -> &mut dyn Write {
        match self {
            Place::Stdout(out) => out,
            Place::File(file) => file,
        }
    }

    /// What messages call it.
    pub fn name(&self) -> String {
        match self {
            Place::Stdout(_) => "standard output".to_owned(),
            Place::File(file) => file.target().display().to_string(),
        }
    }

    /// Writes out what is held back, and puts the file in place.
    pub fn finish(mut self) -> Result<()> {
        self.out().flush().with_context(|| self.name())?;
        match self {
            Place::Stdout(_) => Ok(()),
            Place::File(file) => Ok(file.commit()?),
        }
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
