//! A path -> which file it names, to notice that an open store is no longer the one at its path.
//!
//! Only the directory is asked: opening and closing the file would release the locks that the database holds.

use std::path::{Path, PathBuf};

/// The files of a store when it was opened.
#[derive(Debug, Default)]
pub struct Mark {
    files: Vec<(PathBuf, Named)>,
    /// The size of the database, which never shrinks.
    size: u64,
}

/// A file on its device. Elsewhere than on Unix an open file can be neither deleted nor replaced, and only
/// its absence is noticed.
#[derive(Debug, PartialEq, Eq)]
struct Named(u64, u64);

impl Mark {
    /// The files of the store at `path`: the database, and its log, where decisions are before they are
    /// moved.
    pub fn of(path: &Path) -> Self {
        let mut log = path.as_os_str().to_owned();
        log.push("-wal");
        let files = [path.to_owned(), PathBuf::from(log)];
        let known = files.into_iter().filter_map(|file| named(&file).map(|name| (file, name)));
        Mark { files: known.collect(), size: size(path) }
    }

    /// Removes the log if another database stands at the path now: it would be applied to that one.
    pub fn clear(&self) {
        let [(path, database), (log, name)] = self.files.as_slice() else { return };
        if named(path).as_ref() != Some(database) && named(log).as_ref() == Some(name) {
            let index = path.as_os_str().to_string_lossy().into_owned() + "-shm";
            // Whatever cannot be removed is in nobody's way when the next store is refused.
            let _ = std::fs::remove_file(log).and_then(|()| std::fs::remove_file(index));
        }
    }

    /// Whether the paths still name these files.
    pub fn holds(&self) -> bool {
        let same = |(path, name): &(PathBuf, Named)| named(path).as_ref() == Some(name);
        self.files.iter().all(same) && self.files.first().is_none_or(|(path, _)| size(path) >= self.size)
    }
}

fn size(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |found| found.len())
}

#[cfg(unix)]
fn named(path: &Path) -> Option<Named> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).ok().map(|found| Named(found.dev(), found.ino()))
}

#[cfg(not(unix))]
fn named(path: &Path) -> Option<Named> {
    path.exists().then_some(Named(0, 0))
}
