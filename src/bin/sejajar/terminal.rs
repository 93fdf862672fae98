//! The terminal and `--color` -> the layout of pages to read, and the colours of messages.

use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::OnceLock;

use anstream::{AutoStream, stream::RawStream};
use clap::{ColorChoice, ValueEnum};
use sejajar::export::PageOptions;
use terminal_size::{Width, terminal_size_of};

/// The choice of the whole run.
static CHOICE: OnceLock<ColorChoice> = OnceLock::new();

/// Moves a `--color` in front of the command behind it, because the command decides where the file of options
/// is sought.
pub fn behind_command(arguments: &mut [OsString]) {
    let before = match arguments.get(1).and_then(|first| first.to_str()) {
        Some("--color") => 2,
        Some(first) if first.starts_with("--color=") => 1,
        _ => 0,
    };
    if let Some(both) = arguments.get_mut(1..=before + 1) {
        both.rotate_right(1);
    }
}

/// Looks for `--color` among the arguments, so that errors in the others are coloured or not as it says. A
/// value that is none is reported later, with the other arguments.
pub fn choose(arguments: &[OsString]) -> ColorChoice {
    let texts: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let next = texts.windows(2).filter(|pair| pair[0] == "--color").map(|pair| pair[1]);
    let joined = texts.iter().filter_map(|text| text.strip_prefix("--color="));
    let named = next.chain(joined).find_map(|name| ColorChoice::from_str(name, false).ok());
    *CHOICE.get_or_init(|| named.unwrap_or_default())
}

/// Whether a stream of the process is coloured.
pub fn is_coloured(stream: &impl RawStream) -> bool {
    match CHOICE.get().copied().unwrap_or_default() {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        // This respects NO_COLOR, CLICOLOR, CLICOLOR_FORCE and TERM.
        ColorChoice::Auto => AutoStream::choice(stream) != anstream::ColorChoice::Never,
    }
}

/// The layout of a page that goes to a file or, without one, to standard output; a file is coloured only on
/// request.
pub fn page(output: Option<&Path>) -> PageOptions {
    let to_file = output.is_some_and(|path| path.as_os_str() != "-");
    let forced = CHOICE.get() == Some(&ColorChoice::Always);
    let colours = if to_file { forced } else { is_coloured(&io::stdout()) };
    let usual = PageOptions::default();
    let width = if to_file { None } else { columns() };
    PageOptions { width: width.unwrap_or(usual.width), colours }
}

/// The columns of the window: those that COLUMNS says, or those of the terminal.
fn columns() -> Option<usize> {
    let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    let (out, is_watched) = (io::stdout(), io::stdout().is_terminal());
    said.or_else(|| terminal_size_of(out).filter(|_| is_watched).map(|(Width(width), _)| width.into()))
        .filter(|&columns| columns > 0)
}
