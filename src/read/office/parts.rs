//! The bytes of a zip archive -> the text of its parts.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

/// Maximum length in bytes of an unpacked part: thousands of pages, which no article has. A small archive can
/// unpack to any length.
const LONGEST: u64 = 64 << 20;

/// The parts of a document.
pub struct Parts<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Parts<'a> {
    /// Opens an archive.
    ///
    /// # Errors
    /// A message for an archive whose table of contents cannot be read.
    pub fn open(bytes: &'a [u8]) -> Result<Self, String> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|fault| {
            format!("is a broken zip archive ({fault}); where it is a document, open it and save it again")
        })?;
        Ok(Parts { archive })
    }

    /// Whether there is a part with this name.
    pub fn holds(&self, part: &str) -> bool {
        self.archive.index_for_name(part).is_some()
    }

    /// The text of a part, if there is one with this name.
    ///
    /// # Errors
    /// A message for a part that is broken, encrypted or too long.
    pub fn text(&mut self, part: &str) -> Result<Option<String>, String> {
        let file = match self.archive.by_name(part) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(LOCKED.to_owned()),
            Err(fault) => return Err(broken(part, &fault)),
        };
        let mut bytes = Vec::new();
        file.take(LONGEST + 1).read_to_end(&mut bytes).map_err(|fault| broken(part, &fault))?;
        if bytes.len() as u64 > LONGEST {
            return Err(format!(
                "is too long for a document: {part} unpacks to more than {} MB",
                LONGEST >> 20
            ));
        }
        Ok(Some(decoded(bytes)))
    }
}

/// The refusal of a document with a password.
pub const LOCKED: &str = "has a password; save it without one";

/// The message for a part that cannot be read.
pub fn broken(part: &str, fault: &dyn std::fmt::Display) -> String {
    format!("is a broken document ({part}: {fault}); open it and save it again")
}

/// XML is UTF-8 unless a byte order mark says otherwise.
fn decoded(bytes: Vec<u8>) -> String {
    match encoding_rs::Encoding::for_bom(&bytes) {
        Some(_) => encoding_rs::UTF_8.decode(&bytes).0.into_owned(),
        None => String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
    }
}
