//! Errors and warnings of the library -> exceptions and warnings of Python.

use std::ffi::CString;

use arrow_schema::ArrowError;
use pyo3::exceptions::{PyUserWarning, PyValueError};
use pyo3::prelude::*;
use pyo3::{PyErr, create_exception};

create_exception!(
    sejajar,
    SejajarError,
    PyValueError,
    "Something that cannot be read, aligned or written: says where, what, and what would work."
);
create_exception!(
    sejajar,
    SejajarWarning,
    PyUserWarning,
    "Something that was noticed of a document and that its user should know."
);

/// An error of the library as an exception.
pub fn raised(error: sejajar::Error) -> PyErr {
    SejajarError::new_err(error.to_string())
}

/// An error of Arrow as an exception.
pub fn of_arrow(error: ArrowError) -> PyErr {
    SejajarError::new_err(error.to_string())
}

/// An exception with a message of our own.
pub fn wrong(what: impl Into<String>) -> PyErr {
    SejajarError::new_err(what.into())
}

/// Warns of everything that was noticed, at the line of Python that called.
///
/// # Errors
/// Where warnings are errors.
pub fn warn(py: Python<'_>, texts: &[String]) -> PyResult<()> {
    texts.iter().try_for_each(|text| {
        let text = CString::new(text.replace('\0', "")).unwrap_or_default();
        PyErr::warn(py, &py.get_type::<SejajarWarning>(), &text, 1)
    })
}
