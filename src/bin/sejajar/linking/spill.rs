//! Rows of numbers -> a file without a name -> the rows again, one after the other: memory does not grow with a collection.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use anyhow::{Context, Result};

/// What messages call the file.
const NAME: &str = "the temporary file of fingerprints";

/// Rows written out. The file has no name, so nothing is left of it however the process ends.
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

    /// Adds a row, as [`bytes`] of it.
    pub fn add(&mut self, row: &[u8]) -> Result<()> {
        self.count += 1;
        let len = (row.len() as u32).to_le_bytes();
        let written = self.out.write_all(&len).and_then(|()| self.out.write_all(row));
        written.context(NAME)
    }

    /// Reads the rows from the first on.
    pub fn read(&mut self) -> Result<Rows<'_>> {
        self.out.flush().context(NAME)?;
        let file = self.out.get_mut();
        file.seek(SeekFrom::Start(0)).context(NAME)?;
        Ok(Rows { file: BufReader::with_capacity(1 << 18, file), left: self.count })
    }
}

/// A row as it is written.
pub fn bytes(row: &[u32]) -> Vec<u8> {
    row.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// Rows on their way back.
pub struct Rows<'s> {
    file: BufReader<&'s mut File>,
    left: usize,
}

impl Rows<'_> {
    /// The next `most` rows, fewer at the end.
    pub fn batch(&mut self, most: usize) -> Result<Vec<Vec<u32>>> {
        let count = self.left.min(most);
        self.left -= count;
        (0..count).map(|_| self.next().context(NAME)).collect()
    }

    fn next(&mut self) -> std::io::Result<Vec<u32>> {
        let mut len = [0; 4];
        self.file.read_exact(&mut len)?;
        let mut bytes = vec![0; u32::from_le_bytes(len) as usize];
        self.file.read_exact(&mut bytes)?;
        let (words, _) = bytes.as_chunks::<4>();
        Ok(words.iter().map(|&word| u32::from_le_bytes(word)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_in_batches() {
        let mut spill = Spill::new(None).unwrap();
        let rows: [&[u32]; 3] = [&[1, 2], &[], &[u32::MAX]];
        rows.iter().for_each(|row| spill.add(&bytes(row)).unwrap());
        for _ in 0..2 {
            let mut read = spill.read().unwrap();
            assert_eq!(read.batch(2).unwrap(), rows[..2]);
            assert_eq!(read.batch(2).unwrap(), rows[2..]);
            assert!(read.batch(2).unwrap().is_empty());
        }
    }
}
