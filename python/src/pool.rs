//! Many inputs -> what is made of each, in order, on several threads; between chunks Python may interrupt.

use pyo3::prelude::*;
use rayon::prelude::*;

use crate::error::wrong;

/// Inputs that a thread is given before Python is asked whether to go on: as many as take a tenth of a second.
const CHUNK_PER_THREAD: usize = 32;

/// Threads to work on.
pub struct Pool(rayon::ThreadPool);

impl Pool {
    /// A pool of so many threads; 0: one a core.
    ///
    /// # Errors
    /// Too many.
    pub fn new(threads: usize) -> PyResult<Pool> {
        if threads > 512 {
            return Err(wrong(format!("threads is {threads} and may be 0 (one a core) to 512")));
        }
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.map(Pool).map_err(|error| wrong(error.to_string()))
    }

    /// The threads.
    pub fn threads(&self) -> &rayon::ThreadPool {
        &self.0
    }

    /// How many inputs are done at once.
    pub fn chunk(&self) -> usize {
        CHUNK_PER_THREAD * self.0.current_num_threads()
    }

    /// Makes something of each input of a chunk, without the interpreter's lock.
    ///
    /// # Errors
    /// Whatever interrupted Python.
    pub fn each<T: Sync, U: Send>(
        &self,
        py: Python<'_>,
        inputs: &[T],
        make: impl Fn(&T) -> U + Sync + Send,
    ) -> PyResult<Vec<U>> {
        self.run(py, || inputs.par_iter().map(make).collect())
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
