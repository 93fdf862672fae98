//! Ctrl-C -> work stops at a point from which it can be resumed; and the clock of such work.

use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use sejajar::observer::{Observer, Progress};

use crate::progress::Steps;
use crate::say;

static ASKED: AtomicBool = AtomicBool::new(false);

/// The observer of work that Ctrl-C suspends.
pub struct Interruptible {
    steps: Steps,
    begun: Instant,
}

impl Interruptible {
    /// Whoever watches `steps`, with a clock that starts now.
    pub fn new(steps: Steps) -> Self {
        Interruptible { steps, begun: Instant::now() }
    }
}

impl Observer for Interruptible {
    fn warn(&self, text: &str) {
        self.steps.warn(text);
    }

    fn note(&self, text: &str) {
        self.steps.note(text);
    }

    /// Signals are caught from the first question on: before it there is no work to keep, and Ctrl-C ends the
    /// process at once.
    fn suspended(&self) -> bool {
        static WATCHED: Once = Once::new();
        WATCHED.call_once(|| watch(self.steps.quiet));
        ASKED.load(Ordering::SeqCst)
    }

    fn elapsed(&self) -> Option<Duration> {
        Some(self.begun.elapsed())
    }

    fn step(&self, name: &'static str, count: usize) -> Box<dyn Progress> {
        self.steps.step(name, count)
    }
}

/// From now on the first Ctrl-C requests a stop, and the second ends the process as usual.
fn watch(quiet: bool) {
    let asked = move || {
        if ASKED.swap(true, Ordering::SeqCst) {
            // The status by which shells report a process ended by the signal.
            std::process::exit(130);
        }
        if !quiet {
            say::info("sejajar: stopping after this shard; press Ctrl-C again to stop at once");
        }
    };
    // If signals cannot be caught, Ctrl-C ends the process at once; the same command resumes it all the same.
    let _ = ctrlc::set_handler(asked);
}
