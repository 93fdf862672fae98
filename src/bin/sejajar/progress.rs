//! A progress bar for long work, only where a person watches.

use indicatif::{ProgressBar, ProgressStyle};

use crate::say;

/// A bar over `count` things, hidden for one thing, under `--quiet`, and where standard error is no terminal.
pub fn bar(count: usize, quiet: bool) -> ProgressBar {
    if quiet || count < 2 || !say::watched() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {human_pos}/{human_len} pairs, {per_sec}, {eta} left")
        .expect("the template is valid");
    ProgressBar::new(count as u64).with_style(style)
}
