//! A bead's place <-> the name by which the page knows it: `3:10+2:12+1`, the document, then start and count of both sides.

use sejajar::model::Block;

use crate::review::bead::key;
use crate::review::queue::Place;

/// The name of a place.
pub fn name((document, block): Place) -> String {
    let Block { i, a, j, b } = key(block);
    format!("{document}:{i}+{a}:{j}+{b}")
}

/// The place of a name, if it is one.
pub fn parse(name: &str) -> Option<Place> {
    /// No article has more sentences than this.
    const MOST: usize = 1_000_000;
    let mut parts = name.splitn(3, ':');
    let number = |text: &str| text.parse::<usize>().ok().filter(|&n| n <= MOST);
    let document = number(parts.next()?)?;
    let mut side = || {
        let (start, count) = parts.next()?.split_once('+')?;
        Some((number(start)?, number(count)?))
    };
    let ((i, a), (j, b)) = (side()?, side()?);
    Some((document, Block::new(i, a, j, b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let place = (3, Block::new(10, 2, 12, 1));
        assert_eq!(name(place), "3:10+2:12+1");
        assert_eq!(parse(&name(place)), Some(place));
        assert_eq!(name((0, Block::new(4, 1, 7, 0))), "0:4+1:0+0");
        for wrong in ["", "1", "1:2:3", "1:2+3", "1:2+3:4", "x:1+1:1+1", "1:1+1:1+9999999999", "-1:1+1:1+1"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
