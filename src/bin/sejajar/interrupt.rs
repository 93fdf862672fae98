//! Ctrl-C -> work stops at a point from which it can be resumed; and the clock of such work.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use sejajar::model::{Language, SourceText};
use sejajar::observer::{Observer, Progress};

use crate::progress::Steps;
use crate::say;

/// The status by which shells report a process ended by Ctrl-C.
pub const STATUS: u8 = 130;

/// Whether Ctrl-C was pressed.
static ASKED: AtomicBool = AtomicBool::new(false);
/// Whether the work is in parts, each of which is kept when it is finished.
static IN_PARTS: AtomicBool = AtomicBool::new(false);

/// The observer of work that Ctrl-C suspends: before the first part at once, later between two parts.
pub struct Interruptible<'d> {
    steps: Steps<'d>,
    begun: Instant,
}

impl<'d> Interruptible<'d> {
    /// Whoever watches `steps`, with a clock that starts now. From now on the first Ctrl-C requests a stop,
    /// and the second ends the process.
    pub fn new(steps: Steps<'d>) -> Self {
        // If signals cannot be caught, Ctrl-C ends the process at once; the same command resumes it all the
        // same.
        let quiet = steps.quiet;
        let _ = ctrlc::set_handler(move || asked(quiet));
        Interruptible { steps, begun: Instant::now() }
    }
}

impl Observer for Interruptible<'_> {
    fn warn(&self, text: &str) {
        self.steps.warn(text);
    }

    fn note(&self, text: &str) {
        self.steps.note(text);
    }

    fn document(&self, language: Language, name: &str, text: &SourceText) {
        self.steps.document(language, name, text);
    }

    /// Asked before each part.
    fn suspended(&self) -> bool {
        IN_PARTS.store(true, Ordering::SeqCst);
        ASKED.load(Ordering::SeqCst)
    }

    /// Asked often; a part that is begun is finished.
    fn stopped(&self) -> bool {
        ASKED.load(Ordering::SeqCst) && !IN_PARTS.load(Ordering::SeqCst)
    }

    fn elapsed(&self) -> Option<Duration> {
        Some(self.begun.elapsed())
    }

    fn step(&self, name: &'static str, count: usize) -> Box<dyn Progress> {
        self.steps.step(name, count)
    }
}

/// Handles a Ctrl-C.
fn asked(quiet: bool) {
    if ASKED.swap(true, Ordering::SeqCst) {
        say::info("stopped at once; finished shards are kept, and the same command continues");
        std::process::exit(STATUS.into());
    }
    if !quiet {
        let when = if IN_PARTS.load(Ordering::SeqCst) { "stopping after this shard" } else { "stopping" };
        say::info(&format!("{when}; press Ctrl-C again to stop at once"));
    }
}
