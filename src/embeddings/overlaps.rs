//! The two files of Vecalign (Thompson and Koehn 2019), runs of lines as text and one vector per run -> the
//! vectors of any document whose lines they were made from.

use std::path::Path;

use rustc_hash::FxHashMap;

use super::finite;
use crate::error::{Error, Result};
use crate::model::{Block, Sentence, Span, Vectors};

/// Maximum number of characters of a run in the text file.
const LONGEST: usize = 10_000;
/// The text of a blank line in a run.
const BLANK: &str = "BLANK_LINE";
const WIDTH: usize = size_of::<f32>();

/// Runs of lines with their vectors, as written by `overlap.py` and an encoder.
///
/// The text file holds one run per line, each once: every run of one line, of two and so on, joined by a
/// space, in any order; `PAD`, which Vecalign writes for a run that would start before the document, is never
/// looked up. The other file is nothing but float32 numbers, little-endian, one row per line.
#[derive(Debug)]
pub struct Overlaps {
    /// The name of the text in messages.
    name: String,
    dimension: usize,
    /// The row of each run.
    rows: FxHashMap<String, usize>,
    numbers: Vec<u8>,
}

impl Overlaps {
    /// Reads both files into memory.
    ///
    /// # Errors
    /// [`Error::Io`] if one cannot be read, and the errors of [`new`](Overlaps::new).
    pub fn open(text: &Path, vectors: &Path) -> Result<Self> {
        let bytes = |path: &Path| std::fs::read(path).map_err(|source| Error::io(path, source));
        let names = [text, vectors].map(|path| path.display().to_string());
        let read = bytes(text)?;
        let runs = String::from_utf8(read).map_err(|_| Error::input(&names[0], "is not UTF-8 text"))?;
        Self::new([&names[0], &names[1]], &runs, bytes(vectors)?)
    }

    /// Like [`open`](Overlaps::open), from the content of the two files; `names` are their names in messages.
    ///
    /// # Errors
    /// [`Error::Input`] if the number of values is not a multiple of the number of lines, [`Error::Line`] for
    /// a run that occurs twice.
    pub fn new(names: [&str; 2], text: &str, numbers: Vec<u8>) -> Result<Self> {
        let lines = text.lines().count();
        let row = lines * WIDTH;
        if row == 0 || numbers.is_empty() || !numbers.len().is_multiple_of(row) {
            let what = format!(
                "holds {} bytes, which is not a whole number of float32 for each of the {lines} lines of {}",
                numbers.len(),
                names[0]
            );
            return Err(Error::input(names[1], what));
        }
        let (mut rows, mut raw) = (FxHashMap::default(), FxHashMap::default());
        for (at, line) in text.lines().enumerate() {
            if let Some(first) = raw.insert(line.trim(), at) {
                let what = format!("is line {} once more; make both files anew with overlap.py", first + 1);
                return Err(Error::line(names[0], at + 1, what));
            }
            rows.entry(plain(line)).or_insert(at);
        }
        Ok(Overlaps { name: names[0].to_owned(), dimension: numbers.len() / row, rows, numbers })
    }

    /// The name of the text in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The vectors of a document's sentences and of those of its runs that the files hold; `document` is its
    /// name in messages.
    ///
    /// # Errors
    /// [`Error::Input`] for a sentence that the text does not hold, [`Error::Line`] for a vector with a value
    /// that is not finite.
    pub fn vectors(&self, document: &str, sentences: &[&str]) -> Result<Vectors> {
        let mut singles = Vec::with_capacity(sentences.len() * self.dimension);
        for (at, text) in sentences.iter().enumerate() {
            if !text.is_empty() && !self.put(text, &mut singles)? {
                let start: String = text.chars().take(40).collect();
                let what = format!(
                    "does not hold sentence {} of {document} (\"{start}…\"); make it with overlap.py from exactly the lines that are aligned",
                    at + 1
                );
                return Err(Error::input(&self.name, what));
            }
            singles.resize((at + 1) * self.dimension, 0.0);
        }
        let mut vectors = Vectors::new(self.dimension, singles);
        for count in 2..=Block::MOST.min(sentences.len()) {
            vectors.push(self.runs(sentences, count)?);
        }
        Ok(vectors)
    }

    /// The rows of all runs of `count` sentences, with zeros for runs that the text does not hold.
    fn runs(&self, sentences: &[&str], count: usize) -> Result<Vec<f32>> {
        let mut rows = Vec::new();
        for (at, run) in sentences.windows(count).enumerate() {
            let lines: Vec<&str> =
                run.iter().map(|text| if text.is_empty() { BLANK } else { text }).collect();
            self.put(&lines.join(" "), &mut rows)?;
            rows.resize((at + 1) * self.dimension, 0.0);
        }
        Ok(rows)
    }

    /// Adds the vector of a run to `rows` if the text holds the run.
    fn put(&self, run: &str, rows: &mut Vec<f32>) -> Result<bool> {
        let held = run.char_indices().nth(LONGEST).map_or(run, |(end, _)| run[..end].trim_end());
        let Some(&at) = self.rows.get(held) else { return Ok(false) };
        let width = self.dimension * WIDTH;
        let (numbers, _) = self.numbers[at * width..(at + 1) * width].as_chunks::<WIDTH>();
        let start = rows.len();
        rows.extend(numbers.iter().map(|&bytes| f32::from_le_bytes(bytes)));
        finite(&rows[start..]).map_err(|what| Error::line(&self.name, at + 1, what))?;
        Ok(true)
    }
}

/// The text of a sentence in a line, with normalized white space.
fn plain(line: &str) -> String {
    Sentence::at(line, Span::new(0, line.len()), 0).text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(numbers: &[f32]) -> Vec<u8> {
        numbers.iter().flat_map(|x| x.to_le_bytes()).collect()
    }

    /// Two lines, the run of both, and a line of padding.
    fn pair(numbers: Vec<u8>) -> Result<Overlaps> {
        Overlaps::new(
            ["o.ind", "o.emb"],
            "Banjir surut.\nBanjir surut. Warga  pulang.\nPAD\nWarga pulang.\n",
            numbers,
        )
    }

    #[test]
    fn runs_have_vectors_of_their_own() {
        let overlaps = pair(numbers(&[1.0, 0.0, 0.0, -3.0, 9.0, 9.0, 0.0, 2.0])).unwrap();
        let vectors = overlaps.vectors("a", &["Banjir surut.", "Warga pulang.", ""]).unwrap();
        let mut room = Vec::new();
        assert_eq!((vectors.len(), vectors.dimension()), (3, 2));
        assert_eq!(vectors.run(1, 1, &mut room), [0.0, 1.0]);
        assert_eq!(vectors.run(2, 1, &mut room), [0.0, 0.0], "a blank line says nothing");
        assert_eq!(vectors.run(0, 2, &mut room), [0.0, -1.0], "white space says nothing");
        assert_eq!(vectors.run(1, 2, &mut room), [0.0, 1.0], "a run that is not there is the mean");
    }

    #[test]
    fn files_that_do_not_fit() {
        let refused = |overlaps: Result<Overlaps>, what: &str| {
            let error = overlaps.unwrap_err().to_string();
            assert!(error.contains(what), "{error}");
        };
        refused(
            pair(numbers(&[1.0; 7])),
            "o.emb: holds 28 bytes, which is not a whole number of float32 for each of the 4 lines of o.ind",
        );
        refused(pair(Vec::new()), "o.emb: holds 0 bytes");
        refused(Overlaps::new(["o.ind", "o.emb"], "", numbers(&[1.0])), "each of the 0 lines");
        refused(
            Overlaps::new(["o.ind", "o.emb"], "a\nb\na \n", numbers(&[1.0; 3])),
            "o.ind:3: is line 1 once more",
        );
        let overlaps = pair(numbers(&[1.0, 0.0, 0.0, 1.0, 9.0, 9.0, f32::NAN, 2.0])).unwrap();
        let error = |sentence: &str| overlaps.vectors("a", &[sentence]).unwrap_err().to_string();
        assert!(error("Hujan.").contains("o.ind: does not hold sentence 1 of a (\"Hujan.…\")"));
        assert!(error("Warga pulang.").contains("o.ind:4: number 1 is NaN"));
    }

    #[test]
    fn long_runs_are_cut_as_vecalign_cuts_them() {
        let long = "kata ".repeat(3000);
        let held: String = long.chars().take(LONGEST).collect();
        let overlaps = Overlaps::new(["o.ind", "o.emb"], &held, numbers(&[2.0])).unwrap();
        let mut room = Vec::new();
        assert_eq!(overlaps.vectors("a", &[long.trim()]).unwrap().run(0, 1, &mut room), [1.0]);
    }
}
