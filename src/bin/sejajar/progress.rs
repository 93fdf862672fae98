//! Progress bars for long work, on terminals only.

use indicatif::{ProgressBar, ProgressStyle};
use sejajar::observer::{Observer, Progress};

use crate::say;

/// A bar over `count` items; hidden for one item, under `--quiet`, and if standard error is not a terminal.
pub fn bar(count: usize, quiet: bool) -> ProgressBar {
    Steps { quiet }.styled(count, "{bar:30} {human_pos}/{human_len} pairs, {per_sec:0}, {eta} left")
}

/// The progress bars and warnings of work in several steps.
#[derive(Debug, Clone, Copy)]
pub struct Steps {
    /// Suppresses both.
    pub quiet: bool,
}

impl Steps {
    /// A bar over `count` items for the step called `what`.
    pub fn bar(&self, what: &'static str, count: usize) -> ProgressBar {
        let bar = self.styled(count, "{msg:16} {bar:30} {human_pos}/{human_len}, {per_sec:0}, {eta} left");
        bar.with_message(what)
    }

    /// A bar by a template, in which the width of `per_sec` is the number of its decimals.
    fn styled(&self, count: usize, template: &str) -> ProgressBar {
        if self.quiet || count < 2 || !say::watched() {
            return ProgressBar::hidden();
        }
        let style = ProgressStyle::with_template(template).expect("the template is valid");
        ProgressBar::new(count as u64).with_style(style)
    }
}

/// A bar that is removed when its step is done.
struct Step(ProgressBar);

impl Progress for Step {
    fn advance(&self) {
        self.0.inc(1);
    }
}

impl Drop for Step {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

impl Observer for Steps {
    fn warn(&self, text: &str) {
        if !self.quiet {
            say::warning(text);
        }
    }

    fn note(&self, text: &str) {
        if !self.quiet {
            say::info(text);
        }
    }

    fn step(&self, name: &'static str, count: usize) -> Box<dyn Progress> {
        Box::new(Step(self.bar(name, count)))
    }
}
