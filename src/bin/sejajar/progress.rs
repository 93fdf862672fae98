//! Progress of long work: a bar on a terminal, a line every ten seconds elsewhere.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use sejajar::model::{Language, SourceText};
use sejajar::observer::{Observer, Progress};

use crate::reports::DroppedTable;
use crate::say::{self, counted, grouped};

/// The time between two lines.
const INTERVAL: Duration = Duration::from_secs(10);

/// The progress of one step over several items.
pub enum Bar {
    /// A bar on a terminal.
    Drawn(ProgressBar),
    /// Lines elsewhere, such as in the log of a server.
    Lines(Lines),
    /// Nothing.
    Hidden,
}

impl Bar {
    /// One more item is done.
    pub fn inc(&self) {
        match self {
            Bar::Drawn(bar) => bar.inc(1),
            Bar::Lines(lines) => lines.inc().iter().for_each(|line| say::info(line)),
            Bar::Hidden => {}
        }
    }

    /// Prints a message without damage to the bar.
    pub fn suspend(&self, print: impl FnOnce()) {
        match self {
            Bar::Drawn(bar) => bar.suspend(print),
            Bar::Lines(_) | Bar::Hidden => print(),
        }
    }

    /// The step is done.
    pub fn finish(&self) {
        if let Bar::Drawn(bar) = self {
            bar.finish_and_clear();
        }
    }
}

/// The lines of one step.
pub struct Lines {
    name: &'static str,
    count: usize,
    interval: Duration,
    done: AtomicUsize,
    begun: Instant,
    last: Mutex<Instant>,
}

impl Lines {
    fn new(name: &'static str, count: usize, interval: Duration) -> Self {
        let now = Instant::now();
        Lines { name, count, interval, done: AtomicUsize::new(0), begun: now, last: Mutex::new(now) }
    }

    /// Counts an item; gives a line if the last one is long past. A thread that finds another one at this
    /// point does not wait for it.
    fn inc(&self) -> Option<String> {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let mut last = self.last.try_lock().ok()?;
        if last.elapsed() < self.interval {
            return None;
        }
        *last = Instant::now();
        let per_second = done as f64 / self.begun.elapsed().as_secs_f64().max(f64::EPSILON);
        let left = self.count.saturating_sub(done) as f64 / per_second;
        let percent = 100 * done / self.count.max(1);
        Some(format!(
            "{}: {} of {} ({percent}%), {left:.0} s left",
            self.name,
            grouped(done),
            grouped(self.count)
        ))
    }
}

/// The progress and warnings of work in several steps.
#[derive(Clone, Copy, Default)]
pub struct Steps<'d> {
    /// Suppresses both.
    pub quiet: bool,
    /// Prints a line per document instead of the progress.
    pub verbose: bool,
    /// The table of the lines that are left out of documents.
    pub dropped: Option<&'d DroppedTable>,
}

impl Steps<'_> {
    /// Progress and warnings unless `quiet`.
    pub fn unless(quiet: bool) -> Self {
        Steps { quiet, ..Steps::default() }
    }

    /// The progress over `count` items of the step called `name`.
    pub fn bar(&self, name: &'static str, count: usize) -> Bar {
        if self.quiet || self.verbose || count < 2 {
            return Bar::Hidden;
        }
        if !say::watched() {
            return Bar::Lines(Lines::new(name, count, INTERVAL));
        }
        // The width of `per_sec` is the number of its decimals.
        let template = "{msg:16} {bar:30} {human_pos}/{human_len}, {per_sec:0}, {eta} left";
        let style = ProgressStyle::with_template(template).expect("the template is valid");
        Bar::Drawn(ProgressBar::new(count as u64).with_style(style).with_message(name))
    }
}

/// A bar that is removed when its step is done.
struct Step(Bar);

impl Progress for Step {
    fn advance(&self) {
        self.0.inc();
    }
}

impl Drop for Step {
    fn drop(&mut self) {
        self.0.finish();
    }
}

impl Observer for Steps<'_> {
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

    fn document(&self, language: Language, name: &str, text: &SourceText) {
        self.dropped.iter().for_each(|table| table.add(language, name, text));
        if self.verbose {
            let paragraphs = counted(text.paragraphs.len(), "paragraph");
            let dropped = counted(text.dropped.len(), "line");
            say::info(&format!("{language} {name}: {paragraphs}, {dropped} dropped"));
        }
    }

    fn step(&self, name: &'static str, count: usize) -> Box<dyn Progress> {
        Box::new(Step(self.bar(name, count)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_printed_at_most_once_per_interval() {
        let often = Lines::new("aligning", 2_000, Duration::ZERO);
        (0..999).for_each(|_| drop(often.inc()));
        let line = often.inc().unwrap();
        assert!(line.starts_with("aligning: 1,000 of 2,000 (50%), "), "{line}");
        let seldom = Lines::new("aligning", 2_000, INTERVAL);
        assert!((0..1_000).all(|_| seldom.inc().is_none()));
    }
}
