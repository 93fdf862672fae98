//! A number with its unit as a size that other units can be held against, and on which side of a number the
//! truth lies.

/// What a unit measures.
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
    /// In kilometres an hour.
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
    /// How many base units the unit has in which the text gives it.
    pub unit: f64,
}

/// Which way a number moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// It rises.
    Up,
    /// It falls.
    Down,
}

/// On which side of an approximate number the truth lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// Below it (`nearly 500`, `paling banyak 500`).
    Below,
    /// Above it (`more than 500`, `setidaknya 500`).
    Above,
}
