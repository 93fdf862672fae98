//! What is wrong with an input, as one table of codes for programs.

use std::fmt;

/// What is wrong with an input. Messages may change their words; codes do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The file or folder does not exist.
    NotFound,
    /// The system cannot read or write it.
    Unreadable,
    /// It is a folder where a file belongs.
    Folder,
    /// It is a device, a named pipe or a socket, which may never end.
    NotFile,
    /// The document, or what aligning it would take, is larger than the limit.
    TooLarge,
    /// The bytes are not text, or are text in an encoding that is not read here.
    NotText,
    /// There is no text in it: it is empty, blank, or a record without a field for the text.
    NoText,
    /// A web page without running text.
    NoArticle,
    /// The record is not a JSON object.
    NotJson,
    /// The record or line is damaged: an open quote, another number of cells.
    Malformed,
    /// No column of the table is known to have the text.
    NoColumn,
    /// The value of a date field is not a date.
    BadDate,
    /// There are no documents, records or pairs in it.
    Nothing,
    /// Another document or pair has this name.
    DuplicateName,
    /// The document has no partner, or several.
    NoPartner,
    /// The document is not in the language of its side, or the sides seem to be exchanged.
    WrongLanguage,
    /// Article and report have the same text.
    SameText,
    /// The sentence vectors are missing or do not fit the document.
    Vectors,
    /// The output exists already, or is an input.
    Exists,
    /// An option has a value that it does not take.
    Option,
    /// The work ended early because its observer asked for that.
    Stopped,
    /// Anything else; the message says what.
    Other,
}

impl ErrorKind {
    /// All kinds.
    pub const ALL: [ErrorKind; 22] = [
        ErrorKind::NotFound,
        ErrorKind::Unreadable,
        ErrorKind::Folder,
        ErrorKind::NotFile,
        ErrorKind::TooLarge,
        ErrorKind::NotText,
        ErrorKind::NoText,
        ErrorKind::NoArticle,
        ErrorKind::NotJson,
        ErrorKind::Malformed,
        ErrorKind::NoColumn,
        ErrorKind::BadDate,
        ErrorKind::Nothing,
        ErrorKind::DuplicateName,
        ErrorKind::NoPartner,
        ErrorKind::WrongLanguage,
        ErrorKind::SameText,
        ErrorKind::Vectors,
        ErrorKind::Exists,
        ErrorKind::Option,
        ErrorKind::Stopped,
        ErrorKind::Other,
    ];

    /// The code in tables.
    pub fn code(self) -> &'static str {
        match self {
            ErrorKind::NotFound => "not-found",
            ErrorKind::Unreadable => "unreadable",
            ErrorKind::Folder => "folder",
            ErrorKind::NotFile => "not-file",
            ErrorKind::TooLarge => "too-large",
            ErrorKind::NotText => "not-text",
            ErrorKind::NoText => "no-text",
            ErrorKind::NoArticle => "no-article",
            ErrorKind::NotJson => "not-json",
            ErrorKind::Malformed => "malformed",
            ErrorKind::NoColumn => "no-column",
            ErrorKind::BadDate => "bad-date",
            ErrorKind::Nothing => "nothing",
            ErrorKind::DuplicateName => "duplicate-name",
            ErrorKind::NoPartner => "no-partner",
            ErrorKind::WrongLanguage => "wrong-language",
            ErrorKind::SameText => "same-text",
            ErrorKind::Vectors => "vectors",
            ErrorKind::Exists => "exists",
            ErrorKind::Option => "option",
            ErrorKind::Stopped => "stopped",
            ErrorKind::Other => "other",
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
