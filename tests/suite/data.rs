//! Where the development data is, and commands ready to run.

use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// The `sejajar` binary.
pub fn sejajar() -> Command {
    Command::new(assert_cmd::cargo::cargo_bin!("sejajar"))
}

/// The package's folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A place in the development data, or `None` (and a line that says so) where it is absent.
pub fn data(place: &str) -> Option<PathBuf> {
    let folder =
        std::env::var_os("SEJAJAR_DATA").map_or_else(|| root().join("../shared/data"), PathBuf::from);
    let path = folder.join(place);
    if path.exists() {
        return Some(path);
    }
    eprintln!("SKIPPED: {} is not there; set SEJAJAR_DATA to the development data", path.display());
    None
}

/// Writes `text` to `name` in `folder`.
pub fn put(folder: &Path, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}
