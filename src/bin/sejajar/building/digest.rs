//! Files -> what they hold, as a hash, so that a corpus says what it was made from.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use rayon::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use sejajar::documents::DocumentSet;

/// Files that are hashed before the next are looked up.
const BATCH: usize = 512;

/// What an argument holds.
struct Held {
    path: PathBuf,
    bytes: u64,
    hash: String,
}

/// Documents, bytes and a hash of every file of a heap together; one that cannot be read counts as empty.
///
/// # Errors
/// Those of the file that the heap lies in.
pub fn heap(paths: &[PathBuf], heap: &DocumentSet) -> Result<Value> {
    let (mut files, mut bytes, mut all) = (0, 0, Sha256::new());
    let mut add = |files_met: &mut Vec<PathBuf>| {
        for file in std::mem::take(files_met).into_par_iter().map(held).collect::<Vec<_>>() {
            files += 1;
            bytes += file.bytes;
            all.update(format!("{}  {}\n", file.hash, below(paths, &file.path).display()));
        }
    };
    let mut waiting = Vec::new();
    heap.files(|path| {
        waiting.push(path.to_owned());
        if waiting.len() == BATCH {
            add(&mut waiting);
        }
    })?;
    add(&mut waiting);
    Ok(json!({
        "paths": paths,
        "files": files,
        "documents": heap.len(),
        "bytes": bytes,
        "sha256": hex(all),
    }))
}

/// A file's path below the argument that names it, so that the hash does not depend on how that is spelt.
fn below<'p>(arguments: &[PathBuf], file: &'p Path) -> &'p Path {
    let below = arguments.iter().find_map(|argument| file.strip_prefix(argument).ok()).unwrap_or(file);
    if below.as_os_str().is_empty() { Path::new(file.file_name().unwrap_or_default()) } else { below }
}

/// A hash of what a file holds.
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

/// A writer that knows how much went through it, and its hash.
pub struct Hashed<W> {
    inner: W,
    hash: Sha256,
    bytes: u64,
}

impl<W: Write> Hashed<W> {
    /// Nothing written yet.
    pub fn new(inner: W) -> Self {
        Hashed { inner, hash: Sha256::new(), bytes: 0 }
    }

    /// The writer, how many bytes went through, and their hash.
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
