//! `-o` -> the destination of data: standard output, or a file that appears whole or not at all.

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
    /// Opens the destination before any work is done; standard output if `-o` is absent or `-`.
    ///
    /// # Errors
    /// A file that exists (without `overwrite`) or cannot be written.
    pub fn open(output: Option<&Path>, overwrite: bool) -> Result<Self> {
        Ok(match output.filter(|path| path.as_os_str() != "-") {
            None => Place::Stdout(BufWriter::new(io::stdout().lock())),
            Some(path) => Place::File(AtomicFile::create(path, overwrite)?),
        })
    }

    /// The writer.
    pub fn out(&mut self) -> &mut dyn Write {
        match self {
            Place::Stdout(out) => out,
            Place::File(file) => file,
        }
    }

    /// The name in messages.
    pub fn name(&self) -> String {
        match self {
            Place::Stdout(_) => "standard output".to_owned(),
            Place::File(file) => file.target().display().to_string(),
        }
    }

    /// Flushes the buffer, and puts the file in place.
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
