//! Files -> how many words they hold: what reading them and segmenting them into words (UAX#29) takes at the
//! very least.
//!
//! `scripts/bench` measures whole runs against it.

use std::io::Write;

use unicode_segmentation::UnicodeSegmentation;

fn main() -> std::io::Result<()> {
    let mut words = 0;
    for path in std::env::args_os().skip(1) {
        let bytes = std::fs::read(path)?;
        words += String::from_utf8_lossy(&bytes).unicode_words().count();
    }
    writeln!(std::io::stdout(), "{words}")
}
