//! The extension of a file, or its first bytes -> its form: the one list of the forms that are read and of
//! those that are refused.

use std::path::Path;

use super::{packed, page};

/// A form of input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A plain text.
    Text,
    /// A web page.
    Page,
    /// A document of a word processor, whose paragraphs are lines of text.
    Office,
    /// Records, each of them a document.
    Records(CollectionForm),
    /// A file that is not read, with its kind as named in messages.
    Refused(&'static str),
}

/// How the records of a collection are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CollectionForm {
    /// A JSON list of objects, or one object.
    Json,
    /// One JSON object per line.
    Jsonl,
    /// Cells with commas between them; the first line names them.
    Csv,
    /// Cells with tabs between them; the first line names them.
    Tsv,
}

/// The forms that an ending says, in the order in which messages list the endings.
const ENDINGS: &[(&str, Form)] = &[
    ("txt", Form::Text),
    ("text", Form::Text),
    #[cfg(feature = "docx")]
    ("docx", Form::Office),
    #[cfg(feature = "docx")]
    ("odt", Form::Office),
    ("html", Form::Page),
    ("htm", Form::Page),
    ("xhtml", Form::Page),
    ("json", Form::Records(CollectionForm::Json)),
    ("jsonl", Form::Records(CollectionForm::Jsonl)),
    ("ndjson", Form::Records(CollectionForm::Jsonl)),
    ("csv", Form::Records(CollectionForm::Csv)),
    ("tsv", Form::Records(CollectionForm::Tsv)),
];

/// The first bytes of zip archives, among them those of Office.
pub(super) const ZIP: &[u8] = b"PK\x03\x04";
/// The first bytes of the older files of Office, which those with a password still have.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// The name of what a password has encrypted, as it stands in a compound file.
const ENCRYPTED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

const PDF: &str = "a PDF document";
const OLD_OFFICE: &str = "an old Word or Excel document";
const LOCKED: &str = "a Word or Excel document with a password";
const RTF: &str = "an RTF document";
pub(super) const SPREADSHEET: &str = "a spreadsheet";
const WORD: &str = "a Word document";

/// A way to the text of a refused file, as a part of a message.
pub(super) fn remedy(kind: &str) -> &'static str {
    match kind {
        PDF => {
            "`pdftotext -layout FILE.pdf FILE.txt` (of poppler-utils) extracts its text: look it over, then give that"
        }
        SPREADSHEET => "save it as CSV",
        LOCKED => "save it without the password",
        OLD_OFFICE | RTF if cfg!(feature = "docx") => "save it as .docx or as plain text",
        WORD if !cfg!(feature = "docx") => {
            "save it as plain text, or build with the feature docx, which reads such files"
        }
        _ => "give it as a text file (UTF-8 is best)",
    }
}

/// The first bytes of files that people mistake for text files.
const OPENINGS: [(&[u8], Form); 17] = [
    (b"%PDF-", Form::Refused(PDF)),
    (ZIP, Form::Refused("a zip archive (or an epub document)")),
    (COMPOUND, Form::Refused(OLD_OFFICE)),
    (b"{\\rtf", Form::Refused(RTF)),
    (b"\x89PNG\r\n", Form::Refused("a PNG picture")),
    (b"\xff\xd8\xff", Form::Refused("a JPEG picture")),
    (b"GIF8", Form::Refused("a GIF picture")),
    (packed::GZIP, Form::Refused("gzip-compressed")),
    (b"BZh91AY", Form::Refused("bzip2-compressed")),
    (b"\xfd7zXZ\0", Form::Refused("xz-compressed")),
    (packed::ZSTD, Form::Refused("zstd-compressed")),
    (b"7z\xbc\xaf\x27\x1c", Form::Refused("a 7z archive")),
    (b"\x7fELF", Form::Refused("a program")),
    (b"SQLite format 3\0", Form::Refused("an SQLite database")),
    (b"PAR1", Form::Refused("a Parquet table")),
    (b"\xff\xfe\0\0", Form::Refused("UTF-32 text")),
    (b"\0\0\xfe\xff", Form::Refused("UTF-32 text")),
];

impl Form {
    /// The form that the ending of a path says, if any does; that of a compressed file is the one before
    /// `.gz`.
    ///
    /// ```
    /// use std::path::Path;
    /// use sejajar::read::Form;
    ///
    /// assert_eq!(Form::of_path(Path::new("kim.ind.XHTML")), Some(Form::Page));
    /// assert_eq!(Form::of_path(Path::new("kim")), None);
    /// ```
    pub fn of_path(path: &Path) -> Option<Form> {
        let path = packed::inner(path);
        let ending = path.extension()?.to_str()?;
        ENDINGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending)).map(|&(_, form)| form)
    }

    /// The form that the first bytes say before they are decoded, if they say any: a byte order mark or a
    /// signature tells a file that is refused.
    pub fn of_bytes(bytes: &[u8]) -> Option<Form> {
        let (opening, form) = OPENINGS.iter().find(|(opening, _)| bytes.starts_with(opening))?;
        let holds = |name: &[u8]| memchr::memmem::find(bytes, name).is_some();
        Some(match *opening {
            ZIP if holds(b"xl/") => Form::Refused(SPREADSHEET),
            COMPOUND if holds(ENCRYPTED) => Form::Refused(LOCKED),
            ZIP if holds(b"word/") => Form::Refused(WORD),
            _ => *form,
        })
    }

    /// The form of a decoded text, which is a page if it opens as one or if its name says so.
    pub(super) fn of_text(name: &str, text: &str) -> Form {
        match Form::of_path(Path::new(name)) {
            Some(Form::Page) => Form::Page,
            _ if page::is_page(text) => Form::Page,
            _ => Form::Text,
        }
    }

    /// Whether it is one document, rather than records or what is not read.
    pub fn is_document(self) -> bool {
        matches!(self, Form::Text | Form::Page | Form::Office)
    }

    /// The endings of the documents, or those of the records, with their dots.
    pub fn endings(of_documents: bool) -> Vec<String> {
        let wanted = ENDINGS.iter().filter(|(_, form)| form.is_document() == of_documents);
        wanted.map(|(ending, _)| format!(".{ending}")).collect()
    }
}

impl CollectionForm {
    /// The form that the ending of a path says, if it is that of a collection.
    pub fn of_path(path: &Path) -> Option<Self> {
        match Form::of_path(path)? {
            Form::Records(form) => Some(form),
            _ => None,
        }
    }
}
