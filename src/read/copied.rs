//! A collection whose lines cannot be found before it is decompressed or decoded -> a temporary copy.

use std::path::Path;

use encoding_rs::Encoding;

use crate::error::{Error, Result};
use crate::model::Note;

#[cfg(feature = "documents")]
type Temporary = tempfile::TempPath;
#[cfg(not(feature = "documents"))]
type Temporary = std::path::PathBuf;

/// The copy, which is removed with this value.
#[derive(Debug)]
pub struct Copied {
    /// The file.
    pub path: Temporary,
    /// Whether it was decoded.
    pub is_decoded: bool,
    /// What was done, and what was lost.
    pub notes: Vec<Note>,
}

#[cfg(feature = "documents")]
mod copying {
    use std::fs::File;
    use std::io::{self, BufReader, BufWriter, Read, Write};

    use encoding_rs::CoderResult;
    use tempfile::{NamedTempFile, TempPath};

    use super::{Copied, Encoding, Error, Note, Path, Result};
    use crate::read::delimited::converted;
    use crate::read::packed;

    impl Copied {
        /// The content of a compressed file.
        ///
        /// # Errors
        /// [`Error::Io`].
        pub fn unpacked(path: &Path) -> Result<Copied> {
            let (path, ()) = copy(path, path, |input, out| packed::unpack(input, out))?;
            Ok(Copied { path, is_decoded: false, notes: Vec::new() })
        }

        /// The text of the file `data`, which is in a wide encoding; messages name `path`.
        ///
        /// # Errors
        /// [`Error::Io`].
        pub fn decoded(path: &Path, data: &Path, encoding: &'static Encoding) -> Result<Copied> {
            let (path, replaced) = copy(path, data, |input, out| decode(encoding, input, out))?;
            let lost = format!("byte sequences that are not {} are replaced by \u{fffd}", encoding.name());
            let lost = replaced.then_some(Note { code: "replaced-bytes", text: lost });
            let notes = converted(encoding.name()).into_iter().chain(lost).collect();
            Ok(Copied { path, is_decoded: true, notes })
        }
    }

    /// Writes a file anew, in a temporary place.
    fn copy<T>(
        path: &Path,
        data: &Path,
        write: impl Fn(BufReader<File>, &mut BufWriter<&File>) -> io::Result<T>,
    ) -> Result<(TempPath, T)> {
        let copied = || {
            let copy = NamedTempFile::new()?;
            let mut out = BufWriter::new(copy.as_file());
            let value = write(BufReader::new(File::open(data)?), &mut out)?;
            out.flush()?;
            drop(out);
            Ok((copy.into_temp_path(), value))
        };
        copied().map_err(|error| Error::io(path, error))
    }

    /// Writes the text of a stream, piece by piece; whether malformed sequences were replaced.
    fn decode(encoding: &'static Encoding, mut input: impl Read, out: &mut impl Write) -> io::Result<bool> {
        /// So much is read at once, in bytes.
        const PIECE: usize = 1 << 16;
        let mut decoder = encoding.new_decoder_with_bom_removal();
        let (mut bytes, mut text, mut replaced) = (vec![0; PIECE], String::with_capacity(PIECE), false);
        loop {
            let len = input.read(&mut bytes)?;
            let mut rest = &bytes[..len];
            loop {
                let (result, read, errors) = decoder.decode_to_string(rest, &mut text, len == 0);
                replaced |= errors;
                rest = &rest[read..];
                out.write_all(text.as_bytes())?;
                text.clear();
                if result == CoderResult::InputEmpty {
                    break;
                }
            }
            if len == 0 {
                return Ok(replaced);
            }
        }
    }
}

#[cfg(not(feature = "documents"))]
impl Copied {
    /// Refuses the file: temporary files belong to the feature `documents`.
    ///
    /// # Errors
    /// [`Error::Input`] always.
    pub fn unpacked(path: &Path) -> Result<Copied> {
        Err(Error::input(path.to_string_lossy(), "is compressed; decompress the collection"))
    }

    /// The same.
    ///
    /// # Errors
    /// [`Error::Input`] always.
    pub fn decoded(path: &Path, _: &Path, encoding: &'static Encoding) -> Result<Copied> {
        let what = format!("is {}; save the collection as UTF-8", encoding.name());
        Err(Error::input(path.to_string_lossy(), what))
    }
}
