//! A number with its unit as a size that can be compared across units, and the bounds of approximate numbers.

/// The dimension that a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dimension {
    /// In metres.
    Length,
    /// In kilograms.
    Mass,
    /// In square metres.
    Area,
    /// In litres.
    Volume,
    /// In kilometres per hour.
    Speed,
    /// In degrees Celsius.
    Temperature,
    /// In seconds.
    Time,
}

/// A size in the base unit of its dimension.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measure {
    /// What is measured.
    pub dimension: Dimension,
    /// How many base units.
    pub value: f64,
    /// The size of the unit in the text, in base units.
    pub unit: f64,
}

/// The direction in which a number moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// It rises.
    Up,
    /// It falls.
    Down,
}

/// The side of an approximate number on which the exact one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// Below it (`nearly 500`, `paling banyak 500`).
    Below,
    /// Above it (`more than 500`, `setidaknya 500`).
    Above,
}
