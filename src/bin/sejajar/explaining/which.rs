//! `--explain` -> the row or the sentences to explain.

use std::fmt;
use std::str::FromStr;

use sejajar::model::{Group, Pair, Places};

/// A row by its id, or sentences by their positions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// The `pair_id` of a row.
    Row(String),
    /// Sentences of both sides, or of one.
    Sentences(Group),
}

impl Which {
    /// The requested row; for positions, the row of exactly these sentences.
    pub fn row<'r>(&self, rows: &'r [Pair]) -> Option<&'r Pair> {
        rows.iter().find(|row| match self {
            Which::Row(id) => row.pair_id == *id,
            Which::Sentences(group) => row.group.is_same(group),
        })
    }
}

impl FromStr for Which {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.starts_with("p_") {
            return Ok(Which::Row(text.to_owned()));
        }
        let wrong = || format!("\"{text}\" is neither a pair_id nor positions such as 4:2, 4,5:2, 4: or :2");
        let (ind, eng) = text.split_once(':').ok_or_else(wrong)?;
        let places = |side: &str| {
            let positions = side.split(',').filter(|at| !at.trim().is_empty());
            let positions: Result<Vec<usize>, _> = positions.map(|at| at.trim().parse()).collect();
            positions
                .map(|at| if at.is_empty() { Places::none(0) } else { Places::of(at) })
                .map_err(|_| wrong())
        };
        let group = Group::new(places(ind)?, places(eng)?);
        let alone = group.is_null() && group.len() != 1;
        if alone { Err(wrong()) } else { Ok(Which::Sentences(group)) }
    }
}

impl fmt::Display for Which {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Which::Row(id) => f.write_str(id),
            Which::Sentences(group) => f.write_str(&positions(group)),
        }
    }
}

/// `4,5:2`.
pub fn positions(group: &Group) -> String {
    let side = |places: &Places| places.iter().map(|at| at.to_string()).collect::<Vec<_>>().join(",");
    format!("{}:{}", side(&group.ind), side(&group.eng))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_read_as_they_are_written() {
        for text in ["4:2", "4,5:2", "4:", ":2", "p_ad682c3f1f55a7c9"] {
            assert_eq!(text.parse::<Which>().unwrap().to_string(), text);
        }
        for wrong in ["", "4", ":", "4,5:", "a:b", "4:-1"] {
            assert!(wrong.parse::<Which>().is_err(), "{wrong}");
        }
    }
}
