//! Errors of the database -> their cause, and one sentence that names the file and what would work.

use std::fmt;
use std::path::Path;

use rusqlite::ErrorCode;

/// Why a store cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// Its file was deleted, moved, replaced or cut off while it was open.
    Gone,
    /// Another program writes to it.
    Locked,
    /// It may be read only.
    ReadOnly,
    /// The disk is full, or a limit on the size of files is reached.
    Full,
    /// Any other.
    Failed,
}

impl Cause {
    /// Its name in answers.
    pub fn name(self) -> &'static str {
        match self {
            Cause::Gone => "gone",
            Cause::Locked => "locked",
            Cause::ReadOnly => "readonly",
            Cause::Full => "full",
            Cause::Failed => "failed",
        }
    }
}

/// A store that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The cause.
    pub cause: Cause,
    /// A sentence for the user, with the file.
    pub what: String,
}

impl Trouble {
    /// The trouble with the store at `path`.
    pub fn new(cause: Cause, path: &Path, detail: &str) -> Self {
        let what = match cause {
            Cause::Gone => "was deleted, moved or replaced since the review began",
            Cause::Locked => "is locked: another program writes to it",
            Cause::ReadOnly => "cannot be written: the file or its folder is read-only",
            Cause::Full => "cannot grow: the disk is full, or a limit on the size of files is reached",
            Cause::Failed => detail,
        };
        Trouble { cause, what: format!("{} {what}", path.display()) }
    }

    /// The trouble that an error of the database stands for.
    pub fn of(error: &rusqlite::Error, path: &Path) -> Self {
        let cause = match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Cause::Locked,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Cause::ReadOnly,
            Some(ErrorCode::DiskFull) => Cause::Full,
            Some(ErrorCode::SystemIoFailure) if is_write(error) => Cause::Full,
            _ => Cause::Failed,
        };
        Trouble::new(cause, path, &format!("cannot be used: {}", plain(error)))
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for Trouble {}

/// Whether writing failed: beyond a limit on the size of files, SQLite reports no full disk.
fn is_write(error: &rusqlite::Error) -> bool {
    use rusqlite::ffi::{
        SQLITE_IOERR_FSYNC, SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_TRUNCATE, SQLITE_IOERR_WRITE,
    };
    let writes = [SQLITE_IOERR_WRITE, SQLITE_IOERR_FSYNC, SQLITE_IOERR_TRUNCATE, SQLITE_IOERR_SHMSIZE];
    error.sqlite_error().is_some_and(|error| writes.contains(&error.extended_code))
}

/// The message of an error once: the database repeats it behind a code.
pub fn plain(error: &rusqlite::Error) -> String {
    match error {
        rusqlite::Error::SqliteFailure(_, Some(message)) => message.clone(),
        other => other.to_string(),
    }
}
