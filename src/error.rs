//! The one error of the library: it says where, what, and what would work.

mod kind;
mod opened;

use std::path::{Path, PathBuf};

pub use kind::ErrorKind;

/// Short for a result whose error is the library's own.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What can go wrong outside the inner stages (which never fail on ugly input).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A line of a text file is not what its format asks for; `what` says what stands there and what would
    /// work.
    #[error("{file}:{line}: {what}")]
    Line {
        /// The file as the user named it.
        file: String,
        /// 1-based line (or record) number.
        line: usize,
        /// What stands there and what would work.
        what: String,
        /// The same for programs.
        kind: ErrorKind,
    },
    /// The input as a whole cannot be used.
    #[error("{name}: {what}")]
    Input {
        /// The input as the user named it.
        name: String,
        /// What is wrong with it and what would work.
        what: String,
        /// The same for programs.
        kind: ErrorKind,
    },
    /// A folder, or two of them, in which no file has a partner.
    #[error("{place}: {what}")]
    NoPairs {
        /// The folders as the user named them.
        place: String,
        /// The names that pairs have, and some of those that were found.
        what: String,
    },
    /// The two sides of a pair seem to be exchanged.
    #[error(
        "{article} and {report} seem to be exchanged: the first reads as English and the second as Indonesian; the Indonesian article comes first"
    )]
    Exchanged {
        /// What was given as the article.
        article: String,
        /// What was given as the report.
        report: String,
    },
    /// An option has a value that it does not take.
    #[error("{0}")]
    Option(String),
    /// The work has ended early because its observer asked for that.
    #[error("stopped")]
    Stopped,
}

impl Error {
    /// An [`Error::Io`] at `path`.
    pub fn io(path: impl AsRef<Path>, source: std::io::Error) -> Self {
        Error::Io { path: path.as_ref().to_owned(), source }
    }

    /// An [`Error::Line`].
    pub fn line(file: impl Into<String>, line: usize, what: impl Into<String>) -> Self {
        Error::Line { file: file.into(), line, what: what.into(), kind: ErrorKind::Other }
    }

    /// An [`Error::Input`].
    pub fn input(name: impl Into<String>, what: impl Into<String>) -> Self {
        Error::Input { name: name.into(), what: what.into(), kind: ErrorKind::Other }
    }

    /// The error of an input that does not exist.
    pub fn missing(path: &Path) -> Self {
        Error::input(path.display().to_string(), "does not exist").with_kind(ErrorKind::NotFound)
    }

    /// The refusal of an output that would replace an input of the same run.
    pub fn is_input(output: &Path) -> Self {
        let what = "is an input of this run; write somewhere else";
        Error::input(output.display().to_string(), what).with_kind(ErrorKind::Exists)
    }

    /// The refusal of an article whose report has the same text.
    pub fn same_text(article: &str, report: &str) -> Self {
        let what = match article == report {
            true => "is on both sides: an article is aligned with an English report".to_owned(),
            false => format!("has the same text as {report}: an article is aligned with an English report"),
        };
        Error::input(article, what).with_kind(ErrorKind::SameText)
    }

    /// The same error, of this kind, if it is about an input; other errors have a kind by themselves.
    #[must_use]
    pub fn with_kind(mut self, new: ErrorKind) -> Self {
        if let Error::Line { kind, .. } | Error::Input { kind, .. } = &mut self {
            *kind = new;
        }
        self
    }

    /// What is wrong, for programs.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Error::Io { source, .. } if source.kind() == std::io::ErrorKind::NotFound => ErrorKind::NotFound,
            Error::Io { .. } => ErrorKind::Unreadable,
            Error::Line { kind, .. } | Error::Input { kind, .. } => *kind,
            Error::NoPairs { .. } => ErrorKind::Nothing,
            Error::Exchanged { .. } => ErrorKind::WrongLanguage,
            Error::Option(_) => ErrorKind::Option,
            Error::Stopped => ErrorKind::Stopped,
        }
    }

    /// Where it happened, as the message begins: a file, or a file and a line; empty for an option.
    pub fn place(&self) -> String {
        match self {
            Error::Io { path, .. } => path.display().to_string(),
            Error::Line { file, line, .. } => format!("{file}:{line}"),
            Error::Input { name, .. } => name.clone(),
            Error::NoPairs { place, .. } => place.clone(),
            Error::Exchanged { article, .. } => article.clone(),
            Error::Option(_) | Error::Stopped => String::new(),
        }
    }

    /// The message without the place.
    pub fn reason(&self) -> String {
        match self {
            Error::Io { source, .. } => source.to_string(),
            Error::Line { what, .. }
            | Error::Input { what, .. }
            | Error::NoPairs { what, .. }
            | Error::Option(what) => what.clone(),
            Error::Exchanged { .. } | Error::Stopped => self.to_string(),
        }
    }
}
