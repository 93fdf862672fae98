//! A number of threads -> a pool for work without the interpreter's lock.

use pyo3::prelude::*;

use crate::error::wrong;

/// Threads to work on.
pub struct Pool(rayon::ThreadPool);

impl Pool {
    /// A pool of so many threads; 0: one per core.
    ///
    /// # Errors
    /// Too many.
    pub fn new(threads: usize) -> PyResult<Pool> {
        if threads > 512 {
            return Err(wrong(format!("threads is {threads} and may be 0 (one per core) to 512")));
        }
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
