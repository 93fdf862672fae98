//! Groups in the order of their lines -> the groups of one document, each sentence in at most one of them.

use rustc_hash::FxHashMap;

use super::group::Group;
use crate::error::{Error, Result};

/// The groups of one document so far, and the line on which each sentence first occurred.
#[derive(Default)]
pub struct Gathered {
    groups: Vec<Group>,
    ind: FxHashMap<usize, usize>,
    eng: FxHashMap<usize, usize>,
}

impl Gathered {
    /// Adds the group of `line` of the file `name`.
    ///
    /// # Errors
    /// [`Error::Line`] for a sentence that occurs twice in the group, or also in an earlier one: duplicate
    /// rows would count twice, and no figure would show it.
    pub fn push(&mut self, name: &str, line: usize, group: Group) -> Result<()> {
        take(&mut self.ind, &group.ind, line).map_err(|what| told(name, line, "Indonesian", &what))?;
        take(&mut self.eng, &group.eng, line).map_err(|what| told(name, line, "English", &what))?;
        self.groups.push(group);
        Ok(())
    }

    /// The groups, in order.
    pub fn groups(self) -> Vec<Group> {
        self.groups
    }
}

/// A sentence that occurs twice, and the line of its first occurrence.
struct Twice {
    sentence: usize,
    first: usize,
}

fn take(lines: &mut FxHashMap<usize, usize>, sentences: &[usize], line: usize) -> Result<(), Twice> {
    lines.reserve(sentences.len());
    for &sentence in sentences {
        if let Some(first) = lines.insert(sentence, line) {
            return Err(Twice { sentence, first });
        }
    }
    Ok(())
}

fn told(name: &str, line: usize, side: &str, &Twice { sentence, first }: &Twice) -> Error {
    let place = if first == line {
        "twice in this bead".into()
    } else {
        format!("already in the bead of line {first}")
    };
    Error::line(name, line, format!("sentence {sentence} of the {side} side is {place}"))
}
