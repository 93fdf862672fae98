//! Bytes -> an output file that appears whole or not at all.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::unnamed;
use crate::error::{Error, ErrorKind, Result};

/// Bytes that are collected before they are written.
const AT_ONCE: usize = 1 << 16;

/// An output that is written beside its target and renamed into place by [`commit`](AtomicFile::commit).
///
/// Dropped without `commit`, it leaves no trace. A target that is no regular file (`/dev/null`, a pipe) is
/// written straight.
#[derive(Debug)]
pub struct AtomicFile {
    /// The target as the user named it.
    target: PathBuf,
    overwrite: bool,
    /// The finished file's real place and the temporary one beside it; `None` when written straight.
    places: Option<Places>,
    out: Option<BufWriter<File>>,
}

#[derive(Debug)]
struct Places {
    end: PathBuf,
    /// `None` for a file without a name.
    temporary: Option<PathBuf>,
}

impl AtomicFile {
    /// Starts an output that will be `target`; an existing file is replaced only with `overwrite`.
    ///
    /// # Errors
    /// At once, before any work is done: the target exists, is a folder or is read-only, its folder is
    /// missing or cannot be written.
    pub fn create(target: impl Into<PathBuf>, overwrite: bool) -> Result<Self> {
        let target: PathBuf = target.into();
        let existing = existing(&target)?;
        if let Some(meta) = existing.as_ref().filter(|meta| !meta.is_file() && !meta.is_symlink()) {
            return Self::straight(target, meta);
        }
        if let Some(meta) = &existing {
            may_replace(&target, meta, overwrite)?;
        }
        let end = if existing.is_some() {
            fs::canonicalize(&target).unwrap_or(target.clone())
        } else {
            target.clone()
        };
        let (temporary, file) = match unnamed::create(folder_of(&end)) {
            Some(file) => (None, file),
            None => {
                let named = temporary_beside(&end).map_err(|source| cannot_write(&target, source))?;
                (Some(named.0), named.1)
            }
        };
        if let Some(meta) = existing.filter(Metadata::is_file) {
            file.set_permissions(meta.permissions()).map_err(|source| Error::io(&target, source))?;
        }
        let (places, out) = (Some(Places { end, temporary }), Some(BufWriter::with_capacity(AT_ONCE, file)));
        Ok(AtomicFile { target, overwrite, places, out })
    }

    /// Where the output will be, as the user named it.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Puts the finished file in place.
    ///
    /// # Errors
    /// What the system says, and a target that came into being meanwhile (unless it may be overwritten).
    pub fn commit(mut self) -> Result<()> {
        let placed = self.place();
        placed.map_err(|source| match source.kind() {
            io::ErrorKind::AlreadyExists => exists(&self.target),
            _ => Error::io(&self.target, source),
        })
    }

    fn place(&mut self) -> io::Result<()> {
        let Some(mut out) = self.out.take() else { return Ok(()) };
        out.flush()?;
        let Some(places) = &mut self.places else { return Ok(()) };
        if places.temporary.is_none() {
            let file = out.get_mut();
            match unnamed::link(file, &places.end) {
                Err(error) if self.overwrite || error.kind() != io::ErrorKind::AlreadyExists => {
                    places.temporary = Some(named(file, &places.end)?);
                }
                linked => {
                    self.places = None;
                    return linked;
                }
            }
        }
        drop(out);
        let temporary = places.temporary.as_deref().unwrap_or(&places.end);
        if self.overwrite {
            fs::rename(temporary, &places.end)?;
        } else {
            rename_new(temporary, &places.end)?;
        }
        self.places = None;
        Ok(())
    }

    fn straight(target: PathBuf, meta: &Metadata) -> Result<Self> {
        if meta.is_dir() {
            return Err(Error::input(target.display().to_string(), "is a folder; name a file in it"));
        }
        let file =
            OpenOptions::new().write(true).open(&target).map_err(|source| Error::io(&target, source))?;
        Ok(AtomicFile {
            target,
            overwrite: true,
            places: None,
            out: Some(BufWriter::with_capacity(AT_ONCE, file)),
        })
    }
}

impl Write for AtomicFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.as_mut().map_or(Ok(0), |out| out.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for AtomicFile {
    fn drop(&mut self) {
        if let Some(places) = &self.places {
            self.out = None;
            // Nobody is left to tell, and a temporary file that is gone already is no loss.
            let _ = places.temporary.as_ref().map(fs::remove_file);
        }
    }
}

/// What stands at `target` now: the file a link leads to, or the link itself where it leads nowhere.
fn existing(target: &Path) -> Result<Option<Metadata>> {
    if target.as_os_str().to_string_lossy().ends_with(std::path::MAIN_SEPARATOR) && !target.is_dir() {
        return Err(Error::input(
            target.display().to_string(),
            "names a folder that does not exist; create it first",
        ));
    }
    match fs::metadata(target).or_else(|_| fs::symlink_metadata(target)) {
        Ok(meta) => Ok(Some(meta)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(cannot_write(target, source)),
    }
}

fn may_replace(target: &Path, meta: &Metadata, overwrite: bool) -> Result<()> {
    match overwrite {
        false => Err(exists(target)),
        true if meta.is_file() && meta.permissions().readonly() => {
            Err(Error::input(target.display().to_string(), "is read-only; not replaced"))
        }
        true => Ok(()),
    }
}

fn exists(target: &Path) -> Error {
    let what = "exists already; the option overwrite replaces it";
    Error::input(target.display().to_string(), what).with_kind(ErrorKind::Exists)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn cannot_write(target: &Path, source: io::Error) -> Error {
    let folder = folder_of(target);
    let name = target.display().to_string();
    match source.kind() {
        io::ErrorKind::NotFound => {
            Error::input(name, format!("folder {} does not exist; create it first", folder.display()))
        }
        io::ErrorKind::NotADirectory => Error::input(name, format!("{} is not a folder", folder.display())),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            Error::input(name, format!("no permission to write in folder {}", folder.display()))
        }
        _ => Error::io(target, source),
    }
}

/// A temporary name beside `end` for a file without one; a copy of it where it cannot be named.
fn named(file: &mut File, end: &Path) -> io::Result<PathBuf> {
    for path in temporary_names(end) {
        match unnamed::link(file, &path) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(_) => break,
        }
    }
    let (path, mut copy) = temporary_beside(end)?;
    copy.set_permissions(file.metadata()?.permissions())?;
    file.rewind()?;
    io::copy(file, &mut copy)?;
    Ok(path)
}

/// Names for temporary files in the folder of `end`, which do not grow with the target's: that may be as long
/// as names can be.
fn temporary_names(end: &Path) -> impl Iterator<Item = PathBuf> {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let folder = folder_of(end).to_owned();
    std::iter::repeat_with(move || {
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        folder.join(format!(".sejajar-{}-{count}.tmp", std::process::id()))
    })
}

/// A new empty file in the folder of `end`.
fn temporary_beside(end: &Path) -> io::Result<(PathBuf, File)> {
    for path in temporary_names(end) {
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => return Ok((path, file)),
            // Left behind by a killed process that had the same number.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Renames `from` to `to`, which must not exist: a link fails where a rename would replace what another
/// process just wrote.
fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Ok(()) => fs::remove_file(from),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        // Some file systems have no links.
        Err(_) if fs::symlink_metadata(to).is_ok() => Err(io::ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(from, to),
    }
}

/// A value that is equal for all paths of one file, however it is reached.
#[cfg(unix)]
pub fn identity(path: &Path) -> Option<impl PartialEq + use<>> {
    use std::os::unix::fs::MetadataExt;
    path.metadata().ok().map(|file| (file.dev(), file.ino()))
}

/// A value that is equal for all paths of one file, through any links.
#[cfg(not(unix))]
pub fn identity(path: &Path) -> Option<impl PartialEq + use<>> {
    path.canonicalize().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn appears_whole_or_not_at_all() {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("pairs.csv");
        let mut dropped = AtomicFile::create(&target, false).unwrap();
        dropped.write_all(b"half").unwrap();
        assert!(!target.exists());
        // A process that is killed leaves nothing.
        #[cfg(target_os = "linux")]
        assert!(names(dir.path()).is_empty());
        drop(dropped);
        assert!(names(dir.path()).is_empty());
        let mut kept = AtomicFile::create(&target, false).unwrap();
        kept.write_all(b"whole").unwrap();
        kept.commit().unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"whole");
        assert_eq!(names(dir.path()), ["pairs.csv"]);
    }

    #[test]
    fn existing_target_needs_overwrite() {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("pairs.csv");
        fs::write(&target, "old").unwrap();
        let refused = AtomicFile::create(&target, false).unwrap_err().to_string();
        assert_eq!(
            refused,
            format!("{}: exists already; the option overwrite replaces it", target.display())
        );
        let mut file = AtomicFile::create(&target, true).unwrap();
        file.write_all(b"new").unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"old");
        file.commit().unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"new");
    }

    #[test]
    fn target_that_came_meanwhile_is_kept() {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("pairs.csv");
        let mut file = AtomicFile::create(&target, false).unwrap();
        file.write_all(b"late").unwrap();
        fs::write(&target, "first").unwrap();
        assert!(file.commit().unwrap_err().to_string().contains("exists already"));
        assert_eq!(fs::read(&target).unwrap(), b"first");
        assert_eq!(names(dir.path()), ["pairs.csv"]);
    }

    #[test]
    fn says_what_is_wrong_with_the_target() {
        let dir = tempfile::tempdir().unwrap();
        let fails = |path: &Path| AtomicFile::create(path, true).unwrap_err().to_string();
        assert!(fails(dir.path()).ends_with("is a folder; name a file in it"));
        let missing = fails(&dir.path().join("no/pairs.csv"));
        assert!(missing.ends_with("no does not exist; create it first"), "{missing}");
        let slash = fails(&dir.path().join("new/"));
        assert!(slash.ends_with("names a folder that does not exist; create it first"), "{slash}");
        fs::write(dir.path().join("file"), "").unwrap();
        let below = fails(&dir.path().join("file/pairs.csv"));
        assert!(below.ends_with("file is not a folder"), "{below}");
    }

    #[cfg(unix)]
    #[test]
    fn links_and_devices_stay_what_they_are() {
        let dir = tempfile::tempdir().unwrap();
        let (real, link) = (dir.path().join("real"), dir.path().join("link"));
        fs::write(&real, "old").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        let mut file = AtomicFile::create(&link, true).unwrap();
        file.write_all(b"new").unwrap();
        file.commit().unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&real).unwrap(), b"new");
        let mut null = AtomicFile::create("/dev/null", false).unwrap();
        null.write_all(b"x").unwrap();
        null.commit().unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }
}
