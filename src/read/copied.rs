//! A collection whose lines cannot be found before it is decompressed or decoded -> a temporary copy.

use std::path::Path;

use encoding_rs::Encoding;

use crate::error::{Error, Result};
use crate::model::Note;

/// The copy, which is removed with this value.
#[derive(Debug)]
pub struct Copied {
    /// The place at which it can be opened.
    pub path: std::path::PathBuf,
    /// The file.
    _file: Temporary,
    /// Whether it was decoded.
    pub is_decoded: bool,
    /// What was done, and what was lost.
    pub notes: Vec<Note>,
}

#[cfg(feature = "documents")]
use copying::Temporary;
#[cfg(not(feature = "documents"))]
type Temporary = ();

#[cfg(feature = "documents")]
mod copying {
    use std::fs::File;
    use std::io::{self, BufReader, BufWriter, Read, Write};

    use encoding_rs::CoderResult;
    use std::path::PathBuf;

    use tempfile::NamedTempFile;

    use super::{Copied, Encoding, Error, Note, Path, Result};
    use crate::read::delimited::converted;
    use crate::read::packed;

    impl Copied {
        /// The content of a compressed file.
        ///
        /// # Errors
        /// [`Error::Io`].
        pub fn unpacked(path: &Path) -> Result<Copied> {
            let ((path, file), ()) = copy(path, path, |input, out| packed::unpack(input, out))?;
            Ok(Copied { path, _file: file, is_decoded: false, notes: Vec::new() })
        }

        /// The text of the file `data`, which is in a wide encoding; messages name `path`.
        ///
        /// # Errors
        /// [`Error::Io`].
        pub fn decoded(path: &Path, data: &Path, encoding: &'static Encoding) -> Result<Copied> {
            let ((path, file), replaced) = copy(path, data, |input, out| decode(encoding, input, out))?;
            let lost = format!("byte sequences that are not {} are replaced by \u{fffd}", encoding.name());
            let lost = replaced.then_some(Note { code: "replaced-bytes", text: lost });
            let notes = converted(encoding.name()).into_iter().chain(lost).collect();
            Ok(Copied { path, _file: file, is_decoded: true, notes })
        }
    }

    /// Writes a file anew, in a temporary place.
    fn copy<T>(
        path: &Path,
        data: &Path,
        write: impl Fn(BufReader<File>, &mut BufWriter<&File>) -> io::Result<T>,
    ) -> Result<((PathBuf, Temporary), T)> {
        let copied = || {
            let (place, copy) = temporary()?;
            let mut out = BufWriter::new(copy.file());
            let value = write(BufReader::new(File::open(data)?), &mut out)?;
            out.flush()?;
            drop(out);
            Ok(((place, copy), value))
        };
        Error::unless_file(data)?;
        copied().map_err(|error| Error::io(path, error))
    }

    /// A temporary file, and the place at which it can be opened.
    #[derive(Debug)]
    pub enum Temporary {
        /// Without a name, so that it is gone with the process however that ends.
        Unnamed(File),
        /// With a name.
        Named(NamedTempFile),
    }

    impl Temporary {
        fn file(&self) -> &File {
            match self {
                Temporary::Unnamed(file) => file,
                Temporary::Named(named) => named.as_file(),
            }
        }
    }

    #[cfg(target_os = "linux")]
    fn temporary() -> io::Result<(PathBuf, Temporary)> {
        use std::os::fd::AsRawFd;
        let file = tempfile::tempfile()?;
        let place = PathBuf::from(format!("/proc/self/fd/{}", file.as_raw_fd()));
        if place.exists() { Ok((place, Temporary::Unnamed(file))) } else { named() }
    }

    #[cfg(not(target_os = "linux"))]
    fn temporary() -> io::Result<(PathBuf, Temporary)> {
        named()
    }

    fn named() -> io::Result<(PathBuf, Temporary)> {
        let file = NamedTempFile::new()?;
        Ok((file.path().to_owned(), Temporary::Named(file)))
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
