//! A folder -> a file in it without a name, which is gone with the process however that ends, and its later
//! name.

use std::fs::File;
use std::io;
use std::path::Path;

/// A new file without a name, where the system has such files (`O_TMPFILE` of Linux) and can name them later.
#[cfg(target_os = "linux")]
pub fn create(folder: &Path) -> Option<File> {
    use rustix::fs::{Mode, OFlags};
    let all = Mode::from_bits_truncate(0o666);
    let file = rustix::fs::open(folder, OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC, all).ok()?;
    let file = File::from(file);
    place_of(&file).exists().then_some(file)
}

/// Names the file; nothing may have that name.
#[cfg(target_os = "linux")]
pub fn link(file: &File, to: &Path) -> io::Result<()> {
    use rustix::fs::{AtFlags, CWD, linkat};
    Ok(linkat(CWD, place_of(file), CWD, to, AtFlags::SYMLINK_FOLLOW)?)
}

/// The name of an open file as long as it is open.
#[cfg(target_os = "linux")]
pub fn place_of(file: &File) -> std::path::PathBuf {
    use std::os::fd::AsRawFd;
    format!("/proc/self/fd/{}", file.as_raw_fd()).into()
}

/// Nothing: there are no such files.
#[cfg(not(target_os = "linux"))]
pub fn create(_: &Path) -> Option<File> {
    None
}

/// Fails: there are no such files.
#[cfg(not(target_os = "linux"))]
pub fn link(_: &File, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
