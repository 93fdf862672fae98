//! Messages to the user, and the outcome of a command.

use std::io::{self, IsTerminal, Write};

use sejajar::Error;
use sejajar::export::{PageOptions, PagePart};
use sejajar::model::visible;
pub use sejajar::observer::{counted, grouped};

use crate::terminal;

/// The outcome of a command that did its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All work is done.
    Done,
    /// Some inputs failed and were reported; the rest is done.
    Partly,
    /// Ctrl-C stopped the work, which can be continued.
    Interrupted,
}

/// Prints a line on standard error. If that is closed nothing can be done, so it is not a failure.
fn line(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Prints a message as clap prints its own: `error: …`.
fn labelled(part: PagePart, label: &str, text: &str) {
    let colours = terminal::is_coloured(&io::stderr());
    let page = PageOptions { colours, ..PageOptions::default() };
    let (label, text) = (format!("{label}:"), harmless(text));
    line(&format!("{} {text}", page.paint(PagePart::Title, &page.paint(part, &label))));
}

/// A message as it may go to a terminal: names of files keep to themselves, and a long list is cut short.
fn harmless(text: &str) -> String {
    /// The longest message in characters.
    const LONGEST: usize = 3000;
    let text = with_dashes(text);
    let mut shown = visible(&text).into_owned();
    if let Some((end, _)) = shown.char_indices().nth(LONGEST) {
        let left = shown[end..].chars().count();
        shown.truncate(end);
        shown += &format!("… ({} characters more)", grouped(left));
    }
    shown
}

/// A text of the library, which calls options by their names (`the option overwrite`), with options as they
/// are typed.
fn with_dashes(text: &str) -> String {
    text.replace("the option output", "-o").replace("the option ", "--")
}

/// An error with its causes; a cause that an outer message already quotes is not repeated.
pub fn told(error: &anyhow::Error) -> String {
    let mut text = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if !text.ends_with(&cause) {
            text += if text.is_empty() { "" } else { ": " };
            text += &cause;
        }
    }
    text
}

/// Reports an error that ends the command or one of its inputs.
pub fn error(error: &anyhow::Error) {
    labelled(PagePart::Wrong, "error", &told(error));
}

/// Reports an error of the library that ends one of the inputs.
pub fn failure(error: &Error) {
    labelled(PagePart::Wrong, "error", &error.to_string());
}

/// Reports a condition that stops nothing.
pub fn warning(text: &str) {
    labelled(PagePart::Doubtful, "warning", text);
}

/// Prints plain information; callers omit it under `--quiet`.
pub fn info(text: &str) {
    line(&harmless(text));
}

/// Whether standard error is a terminal.
pub fn watched() -> bool {
    io::stderr().is_terminal()
}

/// Whether the reader of the output closed the pipe, as in `sejajar … | head`.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    is_of(error, &[io::ErrorKind::BrokenPipe])
}

/// Whether nothing more can be written to that file system.
pub fn is_full(error: &anyhow::Error) -> bool {
    is_of(
        error,
        &[io::ErrorKind::StorageFull, io::ErrorKind::QuotaExceeded, io::ErrorKind::ReadOnlyFilesystem],
    )
}

/// Whether a cause is an error of the system of one of these kinds.
fn is_of(error: &anyhow::Error, kinds: &[io::ErrorKind]) -> bool {
    let said = |e: &io::Error| kinds.contains(&e.kind());
    error.chain().any(|cause| {
        let wrapped = matches!(cause.downcast_ref::<Error>(), Some(Error::Io { source, .. }) if said(source));
        wrapped || cause.downcast_ref::<io::Error>().is_some_and(said)
    })
}

/// Whether the command was called wrongly (exit status 2).
pub fn is_usage(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| matches!(cause.downcast_ref::<Error>(), Some(Error::Option(_))))
}
