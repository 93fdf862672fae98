//! Files -> what they hold, as a hash, so that a corpus says what it was made from.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::files::Source;
use crate::heap::Heap;

/// What an argument holds.
struct Held {
    path: PathBuf,
    documents: usize,
    bytes: u64,
    hash: String,
}

/// Documents, bytes and a hash of every file of a heap together; one that cannot be read counts as empty.
pub fn heap(paths: &[PathBuf], heap: &Heap) -> Value {
    let mut files: Vec<(PathBuf, usize)> = Vec::new();
    for entry in &heap.entries {
        let path = match &entry.source {
            Source::File(path) => path.as_path(),
            Source::Record(record) => record.collection.path(),
            Source::Stdin => continue,
        };
        match files.last_mut().filter(|(last, _)| last == path) {
            Some((_, documents)) => *documents += 1,
            None => files.push((path.to_owned(), 1)),
        }
    }
    let held: Vec<Held> = files.into_par_iter().map(|(path, documents)| held(path, documents)).collect();
    let mut all = Sha256::new();
    held.iter().for_each(|file| all.update(format!("{}  {}\n", file.hash, file.path.display())));
    json!({
        "paths": paths,
        "files": held.len(),
        "documents": held.iter().map(|file| file.documents).sum::<usize>(),
        "bytes": held.iter().map(|file| file.bytes).sum::<u64>(),
        "sha256": hex(all),
    })
}

/// A hash of what a file holds.
pub fn file(path: &Path) -> String {
    held(path.to_owned(), 0).hash
}

fn held(path: PathBuf, documents: usize) -> Held {
    let mut out = Hashed::new(io::sink());
    let read = File::open(&path).and_then(|mut file| io::copy(&mut file, &mut out));
    Held { documents, bytes: read.unwrap_or(0), hash: hex(out.hash), path }
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
