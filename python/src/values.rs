//! A value of an Arrow array, or of the library -> the value of Python.

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int32Type};
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use jiff::ToSpan;
use jiff::civil::date;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};
use serde::Serialize;

use crate::error::wrong;

/// The value at `row` of one of our own tables; `None` where it is missing.
///
/// # Errors
/// A type that our tables do not have.
pub fn value<'py>(py: Python<'py>, array: &ArrayRef, row: usize) -> PyResult<Bound<'py, PyAny>> {
    if array.is_null(row) {
        return Ok(py.None().into_bound(py));
    }
    Ok(match array.data_type() {
        DataType::Utf8 => array.as_string::<i32>().value(row).into_pyobject(py)?.into_any(),
        DataType::Int32 => array.as_primitive::<Int32Type>().value(row).into_pyobject(py)?.into_any(),
        DataType::Float64 => array.as_primitive::<Float64Type>().value(row).into_pyobject(py)?.into_any(),
        DataType::Boolean => array.as_boolean().value(row).into_pyobject(py)?.to_owned().into_any(),
        DataType::Date32 => day(py, array.as_primitive::<Date32Type>().value(row))?,
        DataType::List(_) => {
            let items = array.as_list::<i32>().value(row);
            let list = PyList::empty(py);
            (0..items.len()).try_for_each(|at| list.append(value(py, &items, at)?))?;
            list.into_any()
        }
        DataType::Struct(fields) => {
            let dict = PyDict::new(py);
            for (field, column) in fields.iter().zip(array.as_struct().columns()) {
                dict.set_item(field.name(), value(py, column, row)?)?;
            }
            dict.into_any()
        }
        other => return Err(PyTypeError::new_err(format!("a value of the type {other}"))),
    })
}

/// The dictionaries and lists that a value of the library is in JSON.
///
/// # Errors
/// A value that JSON does not have.
pub fn of_json<'py>(py: Python<'py>, value: &impl Serialize) -> PyResult<Bound<'py, PyAny>> {
    let text = serde_json::to_string(value).map_err(|error| wrong(error.to_string()))?;
    py.import("json")?.call_method1("loads", (text,))
}

/// A day of Arrow's calendar, which counts from 1970-01-01.
fn day(py: Python<'_>, days: i32) -> PyResult<Bound<'_, PyAny>> {
    let day = date(1970, 1, 1).saturating_add(days.days());
    py.import("datetime")?.getattr("date")?.call1((day.year(), day.month(), day.day()))
}
