//! A number of threads -> a pool for work without the interpreter's lock.

use pyo3::prelude::*;

use crate::error::wrong;
use crate::numbers::within;

/// Threads to work on.
pub struct Pool(rayon::ThreadPool);

impl Pool {
    /// A pool of so many threads; 0: one per core.
    ///
    /// # Errors
    /// A number that is none of threads.
    pub fn new(threads: i128) -> PyResult<Pool> {
        let threads = within("threads", threads, 0..=512)?;
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.map(Pool).map_err(|error| wrong(error.to_string()))
    }

    /// The threads.
    pub fn threads(&self) -> &rayon::ThreadPool {
        &self.0
    }

    /// Does some work on these threads, without the interpreter's lock.
    ///
    /// # Errors
    /// Whatever interrupted Python.
    pub fn run<R: Send>(&self, py: Python<'_>, work: impl FnOnce() -> R + Send) -> PyResult<R> {
        py.check_signals()?;
        let done = py.detach(|| self.0.install(work));
        py.check_signals()?;
        Ok(done)
    }
}
