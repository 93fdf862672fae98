//! Ctrl-C -> work stops at a point from which it can be resumed.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::say;

static ASKED: AtomicBool = AtomicBool::new(false);

/// From now on the first Ctrl-C requests a stop, and the second ends the process as usual.
pub fn watch(quiet: bool) {
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

/// Whether a stop was requested.
pub fn asked() -> bool {
    ASKED.load(Ordering::SeqCst)
}
