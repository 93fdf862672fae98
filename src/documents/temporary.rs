//! Rows of bytes -> an anonymous temporary file -> random access to rows: memory does not grow with a
//! collection.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, Result};

/// Name of the file in messages.
const NAME: &str = "the temporary file of data on documents";
/// Every row of this distance has its offset in memory.
const STRIDE: usize = 64;
/// Number of rows that are read together by an iteration.
const AT_ONCE: usize = 4 * STRIDE;
/// Size of the read buffer in bytes.
const BUFFER: usize = 1 << 13;

/// Writes rows to a file. The file is anonymous, so nothing of it remains however the process ends.
pub struct TemporaryWriter {
    out: BufWriter<File>,
    at: u64,
    places: Vec<u64>,
    count: usize,
}

impl TemporaryWriter {
    /// An empty file in `folder`, or in the default place for temporary files.
    pub fn new(folder: Option<&Path>) -> Result<TemporaryWriter> {
        let place = folder.unwrap_or(Path::new("the folder of temporary files"));
        let file = folder.map_or_else(tempfile::tempfile, tempfile::tempfile_in);
        let file = file.map_err(|error| Error::io(place, error))?;
        Ok(TemporaryWriter {
            out: BufWriter::with_capacity(1 << 16, file),
            at: 0,
            places: Vec::new(),
            count: 0,
        })
    }

    /// Adds a row.
    pub fn add(&mut self, row: &[u8]) -> Result<()> {
        if self.count.is_multiple_of(STRIDE) {
            self.places.push(self.at);
        }
        self.count += 1;
        let len = (row.len() as u32).to_le_bytes();
        self.at += (len.len() + row.len()) as u64;
        let written = self.out.write_all(&len).and_then(|()| self.out.write_all(row));
        written.map_err(broken)
    }

    /// The complete rows.
    pub fn finish(self) -> Result<TemporaryRows> {
        let file = self.out.into_inner().map_err(std::io::IntoInnerError::into_error).map_err(broken)?;
        Ok(TemporaryRows { file: Mutex::new(file), places: self.places, count: self.count })
    }
}

/// Rows that were written to a file, to be read by number.
#[derive(Debug)]
pub struct TemporaryRows {
    file: Mutex<File>,
    /// The offset of every [`STRIDE`]th row.
    places: Vec<u64>,
    count: usize,
}

impl TemporaryRows {
    /// The number of rows.
    pub fn len(&self) -> usize {
        self.count
    }

    /// The existing rows of a range.
    pub fn read(&self, range: Range<usize>) -> Result<Vec<Vec<u8>>> {
        let range = range.start..range.end.min(self.count);
        let mut rows = Vec::with_capacity(range.len());
        self.each(range, |row| rows.push(row.to_vec()))?;
        Ok(rows)
    }

    /// The existing rows of a range one by one; several are read together.
    pub fn iter(&self, range: Range<usize>) -> impl Iterator<Item = Result<Vec<u8>>> {
        let end = range.end.min(self.count);
        (range.start..end).step_by(AT_ONCE).flat_map(move |start| {
            let rows = self.read(start..end.min(start + AT_ONCE));
            let (rows, error) = rows.map_or_else(|error| (Vec::new(), Some(error)), |rows| (rows, None));
            rows.into_iter().map(Ok).chain(error.map(Err))
        })
    }

    /// Passes the existing rows of a range to `take` in order.
    pub fn each(&self, range: Range<usize>, take: impl FnMut(&[u8])) -> Result<()> {
        let range = range.start..range.end.min(self.count);
        if range.is_empty() {
            return Ok(());
        }
        self.read_from(range, take).map_err(broken)
    }

    fn read_from(&self, range: Range<usize>, mut take: impl FnMut(&[u8])) -> std::io::Result<()> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.places[range.start / STRIDE]))?;
        let mut file = BufReader::with_capacity(BUFFER, &mut *file);
        for _before in 0..range.start % STRIDE {
            let len = length(&mut file)?;
            file.seek_relative(len as i64)?;
        }
        let mut row = Vec::new();
        for _row in range {
            let len = length(&mut file)?;
            row.resize(len, 0);
            file.read_exact(&mut row)?;
            take(&row);
        }
        Ok(())
    }
}

fn broken(error: std::io::Error) -> Error {
    Error::io(NAME, error)
}

fn length(file: &mut impl BufRead) -> std::io::Result<usize> {
    let mut len = [0; 4];
    file.read_exact(&mut len)?;
    Ok(u32::from_le_bytes(len) as usize)
}

/// A value, encoded as a row.
///
/// # Errors
/// If JSON cannot represent the value.
pub fn row(value: &impl Serialize) -> Result<Vec<u8>> {
    serde_json::to_vec(value).map_err(|error| broken(error.into()))
}

/// The value of an encoded row.
///
/// # Errors
/// If the row holds a value of another type.
pub fn value<T: DeserializeOwned>(row: &[u8]) -> Result<T> {
    serde_json::from_slice(row).map_err(|error| broken(error.into()))
}

/// Numbers as a row.
pub fn bytes(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// The numbers of a row.
pub fn words(row: &[u8]) -> Vec<u32> {
    let (words, _) = row.as_chunks::<4>();
    words.iter().map(|&word| u32::from_le_bytes(word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_from_anywhere() {
        let mut spill = TemporaryWriter::new(None).unwrap();
        let row = |n: u32| bytes(&vec![n; n as usize % 5]);
        (0..1000).for_each(|n| spill.add(&row(n)).unwrap());
        let rows = spill.finish().unwrap();
        for range in [0..3, 63..65, 640..641, 990..2000, 5000..6000] {
            let wanted: Vec<_> = range.clone().filter(|&n| n < 1000).map(row).collect();
            let range = range.start as usize..range.end as usize;
            assert_eq!(rows.read(range.clone()).unwrap(), wanted);
            assert_eq!(rows.iter(range).collect::<Result<Vec<_>>>().unwrap(), wanted);
        }
        assert_eq!((rows.len(), words(&row(4))), (1000, vec![4; 4]));
    }

    #[test]
    fn an_empty_one_is_read_too() {
        assert!(TemporaryWriter::new(None).unwrap().finish().unwrap().read(0..9).unwrap().is_empty());
    }
}
