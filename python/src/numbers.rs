//! Numbers of Python -> numbers of the library, each within the range of its argument.

use std::fmt::Display;
use std::ops::RangeInclusive;

use pyo3::exceptions::PyOverflowError;
use pyo3::prelude::*;

use crate::error::wrong;

/// Ends of ranges from here on are those of the type, and not worth naming where a number is too small.
const BOUNDLESS: i128 = u32::MAX as i128;

/// A whole number of any size: one that is too large for us is the largest, so that its range is named and
/// not the size of our integers.
///
/// # Errors
/// Something that is no whole number.
pub fn whole(value: &Bound<'_, PyAny>) -> PyResult<i128> {
    value.extract().or_else(|error: PyErr| {
        if !error.is_instance_of::<PyOverflowError>(value.py()) {
            return Err(error);
        }
        Ok(if value.lt(0)? { i128::MIN } else { i128::MAX })
    })
}

/// The same, or `None`.
///
/// # Errors
/// Those of [`whole`].
pub fn whole_or_none(value: &Bound<'_, PyAny>) -> PyResult<Option<i128>> {
    if value.is_none() { Ok(None) } else { whole(value).map(Some) }
}

/// The number that the argument `name` has, which must be in `range`.
///
/// # Errors
/// Another number; the message names the argument and the range.
pub fn within<T: TryFrom<i128>>(name: &str, number: i128, range: RangeInclusive<i128>) -> PyResult<T> {
    let (low, high) = (*range.start(), *range.end());
    let number = range.contains(&number).then_some(number).ok_or(number);
    number.and_then(|number| T::try_from(number).map_err(|_| number)).map_err(|number| {
        if number < low && high >= BOUNDLESS {
            return wrong(format!("{name} is {number} and may be {low} or more"));
        }
        outside(name, number, low, high)
    })
}

/// The probability that the argument `name` has.
///
/// # Errors
/// A number below 0 or above 1, and one that is none.
pub fn probability(name: &str, number: f64) -> PyResult<f64> {
    if (0.0..=1.0).contains(&number) { Ok(number) } else { Err(outside(name, number, 0, 1)) }
}

/// The days of a window, where there is one.
///
/// # Errors
/// A negative number.
pub fn window(days: Option<i128>) -> PyResult<Option<u32>> {
    days.map(|days| within("window", days, 0..=i128::from(u32::MAX))).transpose()
}

/// The number of candidates listed at most.
///
/// # Errors
/// A number that is none of candidates.
pub fn top(count: i128) -> PyResult<usize> {
    within("top", count, 1..=100)
}

fn outside(name: &str, number: impl Display, low: i128, high: i128) -> PyErr {
    wrong(format!("{name} is {number} and may be {low} to {high}"))
}
