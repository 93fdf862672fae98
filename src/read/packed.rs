//! A compressed file (gzip, zstd) -> its content, and its name without the ending of the compression.

use std::borrow::Cow;
use std::path::Path;

/// The endings of compressed files that are read; none where the crates that decompress are left out.
const ENDINGS: &[&str] = if cfg!(feature = "documents") { &["gz", "zst"] } else { &[] };

/// The first bytes of gzip files.
pub(super) const GZIP: &[u8] = b"\x1f\x8b";
/// The first bytes of zstd files.
pub(super) const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd";

/// The path without the ending of a compressed file: `kim.ind.txt` of `kim.ind.txt.gz`.
pub fn inner(path: &Path) -> Cow<'_, Path> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    match ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending)) {
        true => path.with_extension("").into(),
        false => path.into(),
    }
}

/// The length of a file name without such an ending.
pub fn inner_len(file: &str) -> usize {
    inner(Path::new(file)).as_os_str().len()
}

#[cfg(feature = "documents")]
pub use unpacking::{content, is_packed, unpack};

#[cfg(feature = "documents")]
mod unpacking {
    use std::io::{self, BufRead, Write};

    use flate2::bufread::MultiGzDecoder;
    use ruzstd::decoding::StreamingDecoder;

    use super::{GZIP, ZSTD};

    /// Maximum length in bytes of a document that is unpacked.
    const LONGEST: usize = crate::read::LONGEST;

    /// Whether a file with these first bytes is compressed.
    pub fn is_packed(head: &[u8]) -> bool {
        head.starts_with(GZIP) || head.starts_with(ZSTD)
    }

    /// Writes the content of a compressed stream.
    ///
    /// # Errors
    /// A stream that is broken or ends early, and those of the output.
    pub fn unpack(mut input: impl BufRead, out: &mut impl Write) -> io::Result<()> {
        if input.fill_buf()?.starts_with(GZIP) {
            return io::copy(&mut MultiGzDecoder::new(input), out).map(|_| ());
        }
        // A stream holds one frame or more.
        while !input.fill_buf()?.is_empty() {
            let mut frame = StreamingDecoder::new(&mut input).map_err(io::Error::other)?;
            io::copy(&mut frame, out)?;
        }
        Ok(())
    }

    /// The content of the bytes of a file, whether it is compressed or not.
    ///
    /// # Errors
    /// Those of [`unpack`], and more than a document can hold.
    pub fn content(bytes: Vec<u8>) -> io::Result<Vec<u8>> {
        if !is_packed(&bytes) {
            return Ok(bytes);
        }
        let mut content = Bounded(Vec::new());
        unpack(bytes.as_slice(), &mut content)?;
        Ok(content.0)
    }

    /// An output that a small file cannot fill without end.
    struct Bounded(Vec<u8>);

    impl Write for Bounded {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.0.len() + bytes.len() > LONGEST {
                return Err(io::Error::other("is longer than a document when it is decompressed"));
            }
            self.0.write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
}

/// The bytes of a file as they are.
///
/// # Errors
/// None.
#[cfg(not(feature = "documents"))]
pub fn content(bytes: Vec<u8>) -> std::io::Result<Vec<u8>> {
    Ok(bytes)
}

/// Whether a file with these first bytes is compressed and can be read.
#[cfg(not(feature = "documents"))]
pub fn is_packed(_: &[u8]) -> bool {
    false
}
