//! Fingerprints -> a file without a name -> fingerprints again, one after the other: memory does not grow with a collection.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use anyhow::{Context, Result};
use sejajar::link::Fingerprint;

/// Fingerprints written out. The file has no name, so nothing is left of it however the process ends.
pub struct Spill {
    out: BufWriter<File>,
    count: usize,
}

impl Spill {
    /// An empty one on the disk of `folder`, or where temporary files go.
    pub fn new(folder: Option<&Path>) -> Result<Spill> {
        let place = folder.map_or_else(std::env::temp_dir, Path::to_owned);
        let file = tempfile::tempfile_in(&place).with_context(|| place.display().to_string())?;
        Ok(Spill { out: BufWriter::with_capacity(1 << 18, file), count: 0 })
    }

    /// Adds a fingerprint as [`bytes`]; none for a document that could not be read.
    pub fn add(&mut self, print: &[u8]) -> Result<()> {
        self.count += 1;
        let len = (print.len() as u32).to_le_bytes();
        let written = self.out.write_all(&len).and_then(|()| self.out.write_all(print));
        written.context("the temporary file of fingerprints")
    }

    /// Reads them from the first on.
    pub fn read(&mut self) -> Result<Prints<'_>> {
        let what = "the temporary file of fingerprints";
        self.out.flush().context(what)?;
        let file = self.out.get_mut();
        file.seek(SeekFrom::Start(0)).context(what)?;
        Ok(Prints { file: BufReader::with_capacity(1 << 18, file), left: self.count })
    }
}

/// A fingerprint as it is written.
pub fn bytes(print: &Fingerprint) -> Vec<u8> {
    print.to_words().iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// Fingerprints on their way back.
pub struct Prints<'s> {
    file: BufReader<&'s mut File>,
    left: usize,
}

impl Prints<'_> {
    /// The next `most` fingerprints, fewer at the end; of a document that could not be read an empty one.
    pub fn batch(&mut self, most: usize) -> Result<Vec<Fingerprint>> {
        let count = self.left.min(most);
        self.left -= count;
        (0..count).map(|_| self.next().context("the temporary file of fingerprints")).collect()
    }

    fn next(&mut self) -> Result<Fingerprint> {
        let mut len = [0; 4];
        self.file.read_exact(&mut len)?;
        let mut bytes = vec![0; u32::from_le_bytes(len) as usize];
        self.file.read_exact(&mut bytes)?;
        let (words, _) = bytes.as_chunks::<4>();
        let words: Vec<u32> = words.iter().map(|&word| u32::from_le_bytes(word)).collect();
        if words.is_empty() {
            return Ok(Fingerprint::default());
        }
        Fingerprint::from_words(&words).context("does not hold what was written")
    }
}

#[cfg(test)]
mod tests {
    use sejajar::link::{Builder, term};

    use super::*;

    #[test]
    fn what_is_written_is_read_in_batches() {
        let mut builder = Builder::default();
        builder.mention(&[(term("name:palu"), 1.0)]);
        let print = builder.finish(None);
        let mut spill = Spill::new(None).unwrap();
        for print in [bytes(&print), Vec::new(), bytes(&print)] {
            spill.add(&print).unwrap();
        }
        let mut prints = spill.read().unwrap();
        assert_eq!(prints.batch(2).unwrap(), [print.clone(), Fingerprint::default()]);
        assert_eq!(prints.batch(2).unwrap(), [print]);
        assert!(prints.batch(2).unwrap().is_empty());
    }
}
