//! Warnings of the library -> warnings of Python; interrupts of Python -> the wish that work should stop.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use pyo3::prelude::*;
use sejajar::Error;
use sejajar::observer::Observer;

use crate::error::{SejajarError, raised, warn, wrong};

/// Python is asked for interrupts this often.
const OFTEN: Duration = Duration::from_millis(50);

/// The observer of work that Python waits for, without the interpreter's lock.
pub struct Watch {
    /// The exception of a signal, or of a warning that is an error.
    raised: Mutex<Option<PyErr>>,
    asked: Mutex<Instant>,
    begun: Instant,
    /// Whether there is such an exception, for other threads.
    stop: Arc<AtomicBool>,
}

impl Watch {
    /// Does work without the interpreter's lock; it is given the observer.
    ///
    /// # Errors
    /// The exception that Python raised meanwhile, and those of the work.
    pub fn over<T: Send, E: Into<Raised>>(
        py: Python<'_>,
        work: impl FnOnce(&Watch) -> Result<T, E> + Send,
    ) -> PyResult<T> {
        let begun = Instant::now();
        let watch = Watch { raised: Mutex::default(), asked: Mutex::new(begun), begun, stop: Arc::default() };
        let done = py.detach(|| work(&watch).map_err(|error| error.into().0));
        let raised = locked(&watch.raised).take();
        raised.map_or(done, Err)
    }

    /// Does one long piece of work on another thread: Python runs the handlers of signals on this one only.
    pub fn beside<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        thread::scope(|scope| {
            let (sender, receiver) = mpsc::sync_channel(1);
            let worker = scope.spawn(move || sender.send(work()));
            loop {
                match receiver.recv_timeout(OFTEN) {
                    Ok(done) => return done,
                    Err(RecvTimeoutError::Timeout) => _ = self.stopped(),
                    Err(RecvTimeoutError::Disconnected) => break,
                }
            }
            match worker.join() {
                Err(panic) => resume_unwind(panic),
                Ok(_) => unreachable!("a result is sent before the sender is dropped"),
            }
        })
    }

    /// A flag that is set once the work should end.
    pub fn stop(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.stop)
    }

    fn note(&self, done: PyResult<()>) {
        if let Err(error) = done {
            locked(&self.raised).get_or_insert(error);
            self.stop.store(true, Ordering::Relaxed);
        }
    }
}

/// An error of the library, or of Python, as an exception.
pub struct Raised(PyErr);

impl From<PyErr> for Raised {
    fn from(error: PyErr) -> Self {
        Raised(error)
    }
}

impl From<Error> for Raised {
    fn from(error: Error) -> Self {
        Raised(raised(error))
    }
}

impl Observer for Watch {
    fn warn(&self, text: &str) {
        self.note(Python::attach(|py| warn(py, &[text.to_owned()])));
    }

    fn elapsed(&self) -> Option<Duration> {
        Some(self.begun.elapsed())
    }

    fn stopped(&self) -> bool {
        let mut asked = locked(&self.asked);
        if asked.elapsed() > OFTEN {
            *asked = Instant::now();
            let signals = Python::attach(|py| -> PyResult<()> { py.check_signals() });
            self.note(signals);
        }
        locked(&self.raised).is_some()
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The response to a document that cannot be read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum OnError {
    /// It ends the work.
    Raise,
    /// It is a warning, and the rest is done.
    Warn,
}

impl OnError {
    /// The response that this word names.
    ///
    /// # Errors
    /// Another word.
    pub fn of(word: &str) -> PyResult<OnError> {
        match word {
            "raise" => Ok(OnError::Raise),
            "warn" => Ok(OnError::Warn),
            other => Err(wrong(format!("on_error is \"{other}\" and may be \"raise\" or \"warn\""))),
        }
    }

    /// Takes the exception of a document.
    ///
    /// # Errors
    /// That exception, where it ends the work, as every exception does that is not one of the library.
    pub fn met(self, error: PyErr, observer: &dyn Observer) -> PyResult<()> {
        let text = Python::attach(|py| {
            error.is_instance_of::<SejajarError>(py).then(|| error.value(py).to_string())
        });
        match text {
            Some(text) if self == OnError::Warn => {
                observer.warn(&text);
                Ok(())
            }
            _ => Err(error),
        }
    }
}
