//! Reports of long work on its way: warnings, notes and progress; its questions: whether to end, and the
//! time; and counts in words.

use std::time::Duration;

use crate::error::{Error, Result};
use crate::model::{Language, SourceText};

/// Whoever watches long work: a terminal, a notebook, or nobody.
pub trait Observer: Sync {
    /// Reports something that the user should know and that stops nothing.
    fn warn(&self, text: &str) {
        let _ = text;
    }

    /// Reports something that the user may want to know.
    fn note(&self, text: &str) {
        let _ = text;
    }

    /// Reports a document that has been read, with the lines that were dropped; documents come in order.
    fn document(&self, language: Language, name: &str, text: &SourceText) {
        let _ = (language, name, text);
    }

    /// Whether work in parts should end after the part at hand, where the same call continues it later.
    fn suspended(&self) -> bool {
        false
    }

    /// The time since some fixed moment; `None` where nobody has a clock. The library reads none itself, so
    /// that its outputs depend on its inputs alone.
    fn elapsed(&self) -> Option<Duration> {
        None
    }

    /// Begins a step over `count` things. The progress is advanced for each thing, and dropped when the step
    /// is done.
    fn step(&self, name: &'static str, count: usize) -> Box<dyn Progress> {
        let _ = (name, count);
        Box::new(Silent)
    }

    /// Whether the work should end early. It is asked often, on the thread that began the work.
    fn stopped(&self) -> bool {
        false
    }

    /// Lets the work go on.
    ///
    /// # Errors
    /// [`Error::Stopped`] where the work should end early.
    fn check(&self) -> Result<()> {
        if self.stopped() { Err(Error::Stopped) } else { Ok(()) }
    }
}

/// The progress of one step.
pub trait Progress: Sync {
    /// One thing more is done.
    fn advance(&self) {}
}

/// Nobody watches.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Observer for Silent {}

impl Progress for Silent {}

/// `1234567` as `1,234,567`.
pub fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 pair`, `2 pairs`.
pub fn counted(count: usize, noun: &str) -> String {
    format!("{} {noun}{}", grouped(count), if count == 1 { "" } else { "s" })
}
