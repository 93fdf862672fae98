//! Bytes -> text, with the name of the encoding and notes on everything guessed or lost.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE};

use super::binary;
use super::form::{self, Form};
use crate::error::{Error, ErrorKind, Result};
use crate::model::Note;

/// A decoded text.
#[derive(Debug)]
pub struct Decoded {
    /// The text without its byte order mark, otherwise unchanged.
    pub text: String,
    /// WHATWG name of the encoding.
    pub encoding: &'static str,
    /// Notes for the user, one sentence each.
    pub notes: Vec<Note>,
}

/// Decodes `bytes` from the encoding of `label`, or from that of the byte order mark, or from a detected one.
/// A document of a word processor is UTF-8, whatever the label.
pub fn decode(name: &str, bytes: &[u8], label: Option<&str>) -> Result<Decoded> {
    #[cfg(feature = "docx")]
    if let Some((text, notes)) = super::office::text(name, bytes)? {
        return Ok(Decoded { text, encoding: UTF_8.name(), notes });
    }
    if let Some(label) = label {
        return Ok(lossy(bytes, named(label)?, Vec::new()));
    }
    if let Some(Form::Refused(kind)) = Form::of_bytes(bytes) {
        let what = format!("not plain text but {kind}; {}", form::remedy(kind));
        return Err(Error::input(name, what).with_kind(ErrorKind::NotText));
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok(lossy(bytes, encoding, Vec::new()));
    }
    if let Some(little) = binary::utf16_without_bom(bytes) {
        let encoding = if little { UTF_16LE } else { UTF_16BE };
        return Ok(lossy(bytes, encoding, vec![guessed(encoding)]));
    }
    let valid = std::str::from_utf8(bytes);
    if binary::has_many_controls(bytes, valid.is_ok()) {
        let what =
            "binary data, not text; where it is text in a rare encoding, name that with the option encoding";
        return Err(Error::input(name, what).with_kind(ErrorKind::NotText));
    }
    match valid {
        Ok(text) => Ok(Decoded { text: text.to_owned(), encoding: UTF_8.name(), notes: Vec::new() }),
        Err(_) if mostly_utf8(bytes) => Ok(lossy(bytes, UTF_8, Vec::new())),
        // The bytes are invalid in the labelled encoding: the label is outdated, as in a page that was saved
        // again.
        Err(_)
            if let Some(encoding) = declared(bytes)
                && !encoding.decode_without_bom_handling(bytes).1 =>
        {
            Ok(lossy(bytes, encoding, Vec::new()))
        }
        Err(_) => {
            let encoding = detect(bytes);
            Ok(lossy(bytes, encoding, vec![guessed(encoding)]))
        }
    }
}

/// UTF-16, if the first bytes of a file are in it.
pub(super) fn wide(head: &[u8]) -> Option<&'static Encoding> {
    let marked = Encoding::for_bom(head).map(|(encoding, _)| encoding).filter(|encoding| *encoding != UTF_8);
    let guessed = || binary::utf16_without_bom(head).map(|little| if little { UTF_16LE } else { UTF_16BE });
    marked.or_else(guessed)
}

/// The encoding with a WHATWG label.
pub(super) fn named(label: &str) -> Result<&'static Encoding> {
    match Encoding::for_label(label.as_bytes()) {
        Some(encoding) if encoding != REPLACEMENT => Ok(encoding),
        _ => Err(Error::Option(format!(
            "\"{label}\" is not an encoding: give a WHATWG label such as utf-8, windows-1252, iso-8859-1, utf-16le or utf-16be"
        ))),
    }
}

/// The encoding that a web page declares. It is not consulted for valid UTF-8, because pages that are saved
/// again keep their old labels.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    /// Browsers read only 1,024 bytes; scripts push the label further down.
    const HEAD: usize = 8192;
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    let find = |from: usize, what: &[u8]| {
        head[from..].windows(what.len()).position(|w| w == what).map(|at| from + at)
    };
    let meta = find(0, b"<meta")?;
    let label = find(meta, b"charset=")? + b"charset=".len();
    let label: Vec<u8> = head[label..]
        .iter()
        .copied()
        .skip_while(|b| matches!(b, b'"' | b'\'' | b' '))
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':'))
        .collect();
    // A page whose label can be read byte by byte has no wide encoding, and bytes that are invalid UTF-8
    // contradict that label.
    Encoding::for_label(&label).filter(|e| ![REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE].contains(e))
}

fn guessed(encoding: &'static Encoding) -> Note {
    let text = format!(
        "read as {}, which was guessed from the bytes; where that is wrong, name the encoding with the option encoding",
        encoding.name()
    );
    Note { code: "guessed-encoding", text }
}

/// Decodes with U+FFFD for malformed sequences, and notes their number.
fn lossy(bytes: &[u8], encoding: &'static Encoding, mut notes: Vec<Note>) -> Decoded {
    let (text, had_errors) = encoding.decode_with_bom_removal(bytes);
    if had_errors {
        let count = text.matches('\u{fffd}').count();
        let (noun, verb) = if count == 1 { ("sequence", "is") } else { ("sequences", "are") };
        let text = format!(
            "{count} byte {noun} that {verb} not {} replaced by \u{fffd}; where the text is in another encoding, name it with the option encoding",
            encoding.name()
        );
        notes.push(Note { code: "replaced-bytes", text });
    }
    Decoded { text: text.into_owned(), encoding: encoding.name(), notes }
}

/// Whether valid multi-byte UTF-8 characters outnumber malformed ones, as in a damaged UTF-8 text.
///
/// In a Windows-1252 text nearly every byte beyond ASCII is malformed as UTF-8.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|&b| b >= 0xc0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 2 * bad
}

/// The most likely encoding of an Indonesian or English text that is not UTF-8.
fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(b"id"), Utf8Detection::Deny)
}
