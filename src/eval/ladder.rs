//! hunalign's output, with or without texts -> groups of sentence positions.

use super::group::Group;
use super::line::{position, quoted};
use crate::error::{Error, Result};

/// The separator that hunalign writes between the sentences of one side of a bead in texts.
const BETWEEN: &str = " ~~~ ";

/// Reads a ladder: rungs `ind TAB eng TAB score` of whole numbers, or beads of texts (`-text`), detected from
/// the first line.
///
/// # Errors
/// [`Error::Line`] for an invalid rung, a rung that steps back, or a first rung other than `0 0`.
pub fn read(name: &str, text: &str) -> Result<Vec<Group>> {
    let rows = rows(name, text)?;
    // Only the first line decides: one bad rung among thousands must not turn all others into texts.
    if !rows.first().is_some_and(|&(_, ind, eng)| is_whole(ind) && is_whole(eng)) {
        return Ok(texts(&rows));
    }
    let rungs = rows.iter().map(|&(n, ind, eng)| match (position(ind.trim()), position(eng.trim())) {
        (Some(ind), Some(eng)) => Ok((n, ind, eng)),
        _ => {
            let what = format!("{} is not a rung of two positions from 0", quoted(&format!("{ind}\t{eng}")));
            Err(Error::line(name, n, what))
        }
    });
    between(name, &rungs.collect::<Result<Vec<_>>>()?)
}

fn is_whole(cell: &str) -> bool {
    let digits = cell.trim().trim_start_matches(['-', '+']);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

fn rows<'a>(name: &str, text: &'a str) -> Result<Vec<(usize, &'a str, &'a str)>> {
    // `content` is not used here: a text may start with `#`, and an empty side leaves a tab in front.
    let lines = text.split('\n').map(|line| line.trim_end_matches('\r').trim_start_matches('\u{FEFF}'));
    let filled = lines.enumerate().filter(|(_, line)| !line.trim().is_empty());
    filled
        .map(|(n, line)| {
            let cells: Vec<&str> = line.split('\t').collect();
            match cells[..] {
                [ind, eng, score] if score.trim().parse::<f64>().is_ok() => Ok((n + 1, ind, eng)),
                _ => {
                    let what = format!("{} is not \"ind TAB eng TAB score\"", quoted(line));
                    Err(Error::line(name, n + 1, what))
                }
            }
        })
        .collect()
}

/// The groups between adjacent rungs.
fn between(name: &str, rungs: &[(usize, usize, usize)]) -> Result<Vec<Group>> {
    if let Some(&(n, ind, eng)) = rungs.first().filter(|rung| (rung.1, rung.2) != (0, 0)) {
        return Err(Error::line(name, n, format!("a ladder starts with rung 0 0, not {ind} {eng}")));
    }
    let steps = rungs.windows(2).map(|pair| {
        let ((_, i, j), (n, ind, eng)) = (pair[0], pair[1]);
        if ind < i || eng < j {
            return Err(Error::line(name, n, format!("rung {ind} {eng} steps back from {i} {j}")));
        }
        Group::from_ranges(i..ind, j..eng).map_err(|what| Error::line(name, n, what))
    });
    steps.collect()
}

/// The groups of beads with texts, with sentences counted from the start of the document.
fn texts(rows: &[(usize, &str, &str)]) -> Vec<Group> {
    let (mut i, mut j) = (0, 0);
    let mut groups = Vec::with_capacity(rows.len());
    for &(_, ind, eng) in rows {
        let (a, b) = (count(ind), count(eng));
        groups.push(Group::new(i..i + a, j..j + b));
        (i, j) = (i + a, j + b);
    }
    groups
}

fn count(side: &str) -> usize {
    if side.is_empty() { 0 } else { side.matches(BETWEEN).count() + 1 }
}
