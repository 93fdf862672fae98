//! Errors and warnings of the library -> exceptions and warnings of Python.

use std::ffi::CString;

use arrow_schema::ArrowError;
use pyo3::exceptions::{PyUserWarning, PyValueError};
use pyo3::prelude::*;
use pyo3::{PyErr, create_exception};
use sejajar::export::FormatName;

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

/// An error of the library as an exception, with its code for programs.
pub fn raised(error: sejajar::Error) -> PyErr {
    let exception = SejajarError::new_err(in_python(&error.to_string()));
    let coded = Python::attach(|py| exception.value(py).setattr(CODE, error.kind().code()));
    coded.map_or_else(|error| error, |()| exception)
}

/// The attribute with the code of an error, which the class has for errors without one of their own.
pub const CODE: &str = "code";

/// A text of the library, which calls options by their names on the command line (`the option align-type`),
/// with the arguments of Python instead.
pub fn in_python(text: &str) -> String {
    const OPTION: &str = "the option ";
    let mut parts = text.split(OPTION);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| !c.is_ascii_lowercase() && c != '-').unwrap_or(part.len());
        let (name, rest) = part.split_at(end);
        let example =
            rest.strip_prefix(' ').map(|rest| rest.split([' ', ')', ';', ':']).next().unwrap_or(""));
        match (name, example) {
            ("overwrite", _) => out += "overwrite=True",
            ("align-type", _) => out += "align_types",
            ("fields", Some(example)) if example.contains('=') => {
                out += &format!("fields=\"{example}\"");
                out += &rest[1 + example.len()..];
                continue;
            }
            _ => out += &name.replace('-', "_"),
        }
        out += rest;
    }
    out
}

/// An error of Arrow as an exception.
pub fn of_arrow(error: ArrowError) -> PyErr {
    SejajarError::new_err(error.to_string())
}

/// An exception with a message of our own.
pub fn wrong(what: impl Into<String>) -> PyErr {
    SejajarError::new_err(what.into())
}

/// Refuses a format that this build does not write, and names what does.
///
/// # Errors
/// Parquet in a build without it.
pub fn check_format(format: FormatName) -> PyResult<()> {
    if format.name() != "parquet" || cfg!(feature = "parquet") {
        return Ok(());
    }
    Err(wrong(
        "this build writes no parquet; pyarrow.parquet.write_table(pyarrow.table(pairs), path) and \
         pairs.to_polars().write_parquet(path) write the same columns, and so does a build with \
         pip install ./python --config-settings=build-args=\"--features parquet\"",
    ))
}

/// Warns of everything that was noticed, at the line of Python that called.
///
/// # Errors
/// Where warnings are errors.
pub fn warn(py: Python<'_>, texts: &[String]) -> PyResult<()> {
    texts.iter().try_for_each(|text| {
        let text = CString::new(in_python(text).replace('\0', "")).unwrap_or_default();
        PyErr::warn(py, &py.get_type::<SejajarWarning>(), &text, 1)
    })
}
