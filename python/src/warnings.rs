//! Warnings of the library -> a list, for work that runs without the interpreter's lock.

use std::sync::{Mutex, PoisonError};

use sejajar::observer::Observer;

/// The warnings so far.
#[derive(Default)]
pub struct Warnings(Mutex<Vec<String>>);

impl Warnings {
    /// Takes the warnings.
    pub fn all(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Observer for Warnings {
    fn warn(&self, text: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(text.to_owned());
    }
}
