//! A path -> the open file, unless it is something that never ends or is no file at all.

use std::fs::{self, File, FileType};
use std::path::Path;

use super::{Error, ErrorKind, Result};

impl Error {
    /// Refuses what is no regular file before it is opened: a named pipe may wait for ever, and a device has
    /// no end; nor have some files that the kernel makes up. What the shell hands over (`/dev/stdin`,
    /// `/dev/fd/63`) is read, like standard input.
    ///
    /// # Errors
    /// [`Error::Io`] where nothing is; [`Error::Input`] for anything but a file.
    pub fn unless_file(path: &Path) -> Result<()> {
        let found = fs::metadata(path).map_err(|source| Error::io(path, source))?;
        let (kind, name) = (found.file_type(), path.display().to_string());
        if kind.is_file() && found.len() == 0 && is_of_system(path) {
            let what = "is a window into the running system, not a file; write its content to a file";
            return Err(Error::input(name, what).with_kind(ErrorKind::NotFile));
        }
        if kind.is_file() || is_handed_over(path) && !kind.is_dir() {
            return Ok(());
        }
        if kind.is_dir() {
            return Err(Error::input(name, "is a folder where a file belongs").with_kind(ErrorKind::Folder));
        }
        let what = format!(
            "is {}, not a file; write its content to a file, or give it as standard input",
            sort(kind)
        );
        Err(Error::input(name, what).with_kind(ErrorKind::NotFile))
    }

    /// Opens a regular file; see [`Error::unless_file`].
    ///
    /// # Errors
    /// Those of [`Error::unless_file`], and [`Error::Io`].
    pub fn opened(path: &Path) -> Result<File> {
        Error::unless_file(path)?;
        File::open(path).map_err(|source| Error::io(path, source))
    }
}

/// Whether a path names an open file of this process.
fn is_handed_over(path: &Path) -> bool {
    path == Path::new("/dev/stdin") || path.starts_with("/dev/fd") || path.starts_with("/proc/self/fd")
}

/// Whether an empty file is one that the kernel makes up (`/proc/kmsg`): reading some of them waits for ever.
fn is_of_system(path: &Path) -> bool {
    let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    real.starts_with("/proc") || real.starts_with("/sys")
}

#[cfg(unix)]
fn sort(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    match kind {
        _ if kind.is_fifo() => "a named pipe",
        _ if kind.is_socket() => "a socket",
        _ => "a device",
    }
}

#[cfg(not(unix))]
fn sort(_: FileType) -> &'static str {
    "a device"
}
