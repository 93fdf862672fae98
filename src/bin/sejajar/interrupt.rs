//! Ctrl-C -> work stops where it can be taken up again.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::say;

static ASKED: AtomicBool = AtomicBool::new(false);

/// From now on the first Ctrl-C asks to stop, and the second one ends the process as it always does.
pub fn watch(quiet: bool) {
    let asked = move || {
        if ASKED.swap(true, Ordering::SeqCst) {
            // As shells tell a process that was ended by the signal.
            std::process::exit(130);
        }
        if !quiet {
            say::info("sejajar: stopping after this shard; press Ctrl-C again to stop at once");
        }
    };
    // Where signals cannot be caught, Ctrl-C ends the process at once, and the same command goes on all the
    // same.
    let _ = ctrlc::set_handler(asked);
}

/// Whether somebody asked to stop.
pub fn asked() -> bool {
    ASKED.load(Ordering::SeqCst)
}
