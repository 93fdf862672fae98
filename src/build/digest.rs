//! Files -> a hash of their content, by which a corpus names what it was made from.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::documents::DocumentSet;
use crate::error::Result;

/// The number of files that are hashed before the next are looked up.
const BATCH: usize = 512;

/// The content of a file, in figures.
struct Held {
    path: PathBuf,
    bytes: u64,
    hash: String,
}

/// The number of documents and of bytes in a set, and one hash of all of its files; a file that cannot be
/// read counts as empty.
///
/// # Errors
/// Those of the temporary file of the set.
pub fn set(paths: &[PathBuf], set: &DocumentSet) -> Result<Value> {
    let (mut files, mut bytes, mut all) = (0, 0, Sha256::new());
    let mut add = |files_met: &mut Vec<PathBuf>| {
        for file in std::mem::take(files_met).into_par_iter().map(held).collect::<Vec<_>>() {
            files += 1;
            bytes += file.bytes;
            all.update(format!("{}  {}\n", file.hash, below(paths, &file.path).display()));
        }
    };
    let mut waiting = Vec::new();
    set.files(|path| {
        waiting.push(path.to_owned());
        if waiting.len() == BATCH {
            add(&mut waiting);
        }
    })?;
    add(&mut waiting);
    Ok(json!({
        "paths": paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>(),
        "files": files,
        "documents": set.len(),
        "bytes": bytes,
        "sha256": hex(all),
    }))
}

/// A file's path below the argument that names it, so that the hash does not depend on the spelling of that.
fn below<'p>(arguments: &[PathBuf], file: &'p Path) -> &'p Path {
    let below = arguments.iter().find_map(|argument| file.strip_prefix(argument).ok()).unwrap_or(file);
    if below.as_os_str().is_empty() { Path::new(file.file_name().unwrap_or_default()) } else { below }
}

/// A hash of the content of a file.
pub fn file(path: &Path) -> String {
    held(path.to_owned()).hash
}

fn held(path: PathBuf) -> Held {
    let mut out = Hashed::new(io::sink());
    let read = File::open(&path).and_then(|mut file| io::copy(&mut file, &mut out));
    Held { bytes: read.unwrap_or(0), hash: hex(out.hash), path }
}

fn hex(hash: Sha256) -> String {
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A writer that counts and hashes the bytes that go through it.
pub struct Hashed<W> {
    inner: W,
    hash: Sha256,
    bytes: u64,
}

impl<W: Write> Hashed<W> {
    /// A writer to `inner`, without any bytes yet.
    pub fn new(inner: W) -> Self {
        Hashed { inner, hash: Sha256::new(), bytes: 0 }
    }

    /// The writer below, the number of bytes that went through, and their hash.
    pub fn finish(self) -> (W, u64, String) {
        (self.inner, self.bytes, hex(self.hash))
    }
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
