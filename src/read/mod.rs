//! Bytes -> [`SourceText`]: decode, find lines and paragraphs, guess the title.

mod binary;
mod collection;
mod copied;
mod date;
mod dateline;
mod decode;
mod delimited;
mod fields;
pub mod folder;
mod form;
mod lines;
mod mend;
#[cfg(feature = "docx")]
mod office;
mod packed;
mod page;
mod paragraphs;
mod record;
mod recorded;
mod rows;

use std::io::Read;
use std::path::Path;

use crate::error::{Error, ErrorKind, Result};
use crate::model::{Paragraph, Sentence, SourceText, Span, trimmed};

pub use collection::Collection;
pub use delimited::Delimited;
pub use fields::{Field, Fields};
pub use form::{CollectionForm, Form};
pub use record::Record;
pub use rows::{CollectionRow, RowPlace, Rows};

/// Options of reading.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct ReadOptions {
    /// WHATWG label of the encoding to decode from; detected when absent.
    pub encoding: Option<String>,
}

impl ReadOptions {
    /// Decoding by this encoding; by one that is guessed where there is none.
    pub fn with_encoding(encoding: Option<String>) -> Self {
        ReadOptions { encoding }
    }

    /// Checks the options, so that an error is reported once and not for every document.
    ///
    /// # Errors
    /// [`Error::Option`] for an unknown encoding.
    pub fn check(&self) -> Result<()> {
        self.encoding.as_deref().map_or(Ok(()), |label| decode::named(label).map(|_| ()))
    }
}

/// Reads plain text, a web page or a document of a word processor (docx, odt; with the feature `docx`);
/// `name` is its name in messages and tables.
///
/// A text is a page if it starts as one or if its name ends in `.html`; [`SourceText::content`] is then the
/// text of its article as found in it. Whether a plain text is hard-wrapped or has one paragraph per line is
/// decided for the document as a whole. A paragraph of a word processor is a line of plain text.
///
/// # Errors
/// [`Error::Input`] for binary data, for a document with a password, for text without a visible character
/// and for a page without an article,
/// [`Error::Option`] for an unknown encoding.
pub fn text(name: &str, bytes: &[u8], options: &ReadOptions) -> Result<SourceText> {
    let source = decoded(name, bytes, options)?;
    match Form::of_text(name, &source.content) {
        Form::Page => from_page(source),
        _ => Ok(from_text(with_entities(source))),
    }
}

/// Reads a plain text file; the text is named by [`document_name`].
///
/// # Errors
/// Those of [`text`], [`Error::Io`] if the file cannot be read, [`Error::Input`] for a directory.
pub fn file(path: &Path, options: &ReadOptions) -> Result<SourceText> {
    let source = text(&path.to_string_lossy(), &bytes(path)?, options)?;
    Ok(SourceText { name: document_name(path), ..source })
}

/// Reads plain text from a stream to its end; `name` is its name in messages and tables.
///
/// # Errors
/// Those of [`text`], [`Error::Io`] if reading the stream fails.
pub fn reader(name: &str, mut stream: impl Read, options: &ReadOptions) -> Result<SourceText> {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).map_err(|e| Error::io(name, e))?;
    text(name, &bytes, options)
}

/// Reads a text with one sentence per line: line n is sentence n, including blank lines (their text is
/// empty).
///
/// No sentence follows a final newline. Lines end at `\n` or `\r\n`, at a lone `\r` only in a text without
/// `\n`, and nowhere else, so that numbers agree with those of line-based tools. The text has one paragraph
/// per line and no title.
///
/// # Errors
/// Those of [`text`].
pub fn sentences(name: &str, bytes: &[u8], options: &ReadOptions) -> Result<(SourceText, Vec<Sentence>)> {
    let mut source = with_entities(decoded(name, bytes, options)?);
    let lines = lines::numbered(&source.content);
    let sentences =
        lines.iter().enumerate().map(|(n, &span)| Sentence::at(&source.content, span, n)).collect();
    let visible = lines.iter().filter(|line| !line.is_empty()).take(HEAD).map(|&line| Paragraph::line(line));
    let head: Vec<Paragraph> = visible.collect();
    source.meta.published = date::of_head(&source.content, &head, head.first().map(|line| line.span));
    source.paragraphs = lines.into_iter().map(Paragraph::line).collect();
    Ok((source, sentences))
}

/// The bytes of a file, decompressed if they are gzip or zstd.
///
/// # Errors
/// [`Error::Io`] if it cannot be read or is broken, [`Error::Input`] for a directory.
pub fn bytes(path: &Path) -> Result<Vec<u8>> {
    let bytes = bounded(Error::opened(path)?, &path.to_string_lossy())?;
    packed::content(bytes).map_err(|error| Error::io(path, error))
}

/// The longest document in bytes: longer streams are collections, or have no end.
pub const LONGEST: usize = 1 << 30;

/// All bytes of a document, which is called `name`.
///
/// # Errors
/// [`Error::Io`], and [`Error::Input`] for more than [`LONGEST`].
pub fn bounded(input: impl Read, name: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(LONGEST as u64 + 1).read_to_end(&mut bytes).map_err(|error| Error::io(name, error))?;
    if bytes.len() > LONGEST {
        let what =
            "is longer than 1 GiB, the limit for one document; split it, or give a collection of records";
        return Err(Error::input(name, what).with_kind(ErrorKind::TooLarge));
    }
    Ok(bytes)
}

/// A document's name: its file name without the extension and without a language before that (`a.ind.txt` is
/// `a`).
pub fn document_name(path: &Path) -> String {
    let path = packed::inner(path);
    let stem = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy();
    match stem.rsplit_once('.') {
        Some((name, code)) if !name.is_empty() && code.parse::<crate::model::Language>().is_ok() => {
            name.to_owned()
        }
        _ => stem.into_owned(),
    }
}

/// Number of lines at the start of a text with one sentence per line in which the date is sought.
const HEAD: usize = 6;

/// Finds paragraphs, title, day and dateline in a plain text.
fn from_text(mut source: SourceText) -> SourceText {
    source.paragraphs = paragraphs::paragraphs(&source.content);
    source.find_title();
    source.meta.published = date::of_head(&source.content, &source.paragraphs, source.title);
    with_dateline(source)
}

/// Finds the dateline, and takes the day of publication from it unless it is already known (`WASHINGTON, 13
/// September 2023 (AP) —`).
fn with_dateline(mut source: SourceText) -> SourceText {
    source.meta.dateline = dateline::find(&source);
    let day = || source.meta.dateline.as_deref().and_then(date::of_value);
    source.meta.published = source.meta.published.or_else(day);
    source
}

/// Replaces a page by the article in it.
fn from_page(decoded: SourceText) -> Result<SourceText> {
    let Some(found) = page::article(&decoded.content, None, false) else {
        let what = "no article text found: the page holds no paragraph of running text outside of menus and lists of links";
        return Err(Error::input(decoded.name, what).with_kind(ErrorKind::NoArticle));
    };
    let SourceText { name, encoding, mut notes, .. } = decoded;
    notes.extend(found.notes);
    Ok(with_dateline(SourceText { name, encoding, notes, ..found }))
}

/// Decodes the entities in the plain text of an article.
fn with_entities(mut source: SourceText) -> SourceText {
    source.content = mend::without_entities(source.content, &mut source.notes);
    source
}

/// The decoded text, without any structure yet.
fn decoded(name: &str, bytes: &[u8], options: &ReadOptions) -> Result<SourceText> {
    let mut decoded = decode::decode(name, bytes, options.encoding.as_deref())?;
    let text = mend::mend(decoded.text, false, &mut decoded.notes);
    if trimmed(&text).is_empty() {
        let what = if bytes.is_empty() {
            "has no text: it is empty"
        } else {
            "has no text: nothing but white space"
        };
        return Err(Error::input(name, what).with_kind(ErrorKind::NoText));
    }
    Ok(SourceText {
        name: name.to_owned(),
        content: text,
        encoding: decoded.encoding,
        notes: decoded.notes,
        ..SourceText::default()
    })
}

/// The span of `range` in the part of a text that starts at `base`.
fn span_at(base: usize, range: &std::ops::Range<usize>) -> Span {
    Span::new(base + range.start, base + range.end)
}
