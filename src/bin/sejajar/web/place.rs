//! A bead's place <-> its name on the page: `3:10+2:12+1`, the document, then start and count of the runs of
//! both sides, or `0:0+1.3+2:2+1` with a gap.

use std::fmt::Write;

use sejajar::model::{Group, Places};

use crate::review::queue::Place;

/// Maximum number of sentences in a document.
const MOST: usize = 1_000_000;

/// The name of a place.
pub fn name((document, group): &Place) -> String {
    let mut name = String::with_capacity(24);
    let _ = write!(name, "{document}");
    for places in [&group.ind, &group.eng] {
        if places.is_empty() {
            name.push_str(":0+0");
        }
        for (n, run) in places.runs().enumerate() {
            let _ = write!(name, "{}{}+{}", if n == 0 { ':' } else { '.' }, run.start, run.len());
        }
    }
    name
}

/// The place of a name, if it is one.
pub fn parse(name: &str) -> Option<Place> {
    let mut parts = name.splitn(3, ':');
    let document = number(parts.next()?)?;
    Some((document, Group::new(places(parts.next()?)?, places(parts.next()?)?)))
}

fn number(text: &str) -> Option<usize> {
    text.parse().ok().filter(|&n| n <= MOST)
}

fn places(text: &str) -> Option<Places> {
    let mut positions = Vec::new();
    for run in text.split('.') {
        let (start, count) = run.split_once('+')?;
        let (start, count) = (number(start)?, number(count)?);
        if positions.last().is_some_and(|last| *last >= start) || start + count > MOST {
            return None;
        }
        positions.extend(start..start + count);
    }
    Some(Places::of(positions))
}

#[cfg(test)]
mod tests {
    use sejajar::model::Block;

    use super::*;

    #[test]
    fn there_and_back() {
        let places = [
            ((3, Block::new(10, 2, 12, 1).into()), "3:10+2:12+1"),
            ((0, Group::new(Places::of(vec![0, 3, 4]), Places::run(2..3))), "0:0+1.3+2:2+1"),
        ];
        for (place, named) in places {
            assert_eq!(name(&place), named);
            assert_eq!(parse(named), Some(place));
        }
        assert_eq!(name(&(0, Block::new(4, 1, 7, 0).into())), "0:4+1:0+0");
        for wrong in [
            "",
            "1",
            "1:2:3",
            "1:2+3",
            "1:2+3:4",
            "x:1+1:1+1",
            "1:1+1:1+9999999999",
            "-1:1+1:1+1",
            "1:3+1.0+1:1+1",
            "1:0+2.1+1:1+1",
            "1:0+1.:1+1",
            "1:999999+9:1+1",
        ] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
