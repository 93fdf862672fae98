//! Rows outside the order, and rows that another row would fit nearly as well.

use super::{FlagLimits, flag};
use crate::audit::row::Row;
use crate::model::Flag;

pub(super) fn flags(row: &Row<'_>, limits: &FlagLimits) -> Vec<Flag> {
    let mut flags = Vec::new();
    if row.bead.moved {
        flags.push(flag("moved", ""));
    }
    if row.bead.confidence < limits.confidence {
        flags.push(flag("low-confidence", ""));
    }
    if let Some(margin) = row.margin.filter(|&margin| margin < limits.margin) {
        flags.push(flag("low-margin", format!("{margin:.1}")));
    }
    flags.extend(partial(row.omitted));
    flags
}

/// Sides that were scored only in part: they contain sentences that are in the row because lines are never
/// split.
fn partial((ind, eng): (usize, usize)) -> impl Iterator<Item = Flag> {
    let sides = [("ind", ind), ("eng", eng)].into_iter().filter(|(_, omitted)| *omitted > 0);
    sides.map(|(side, _)| flag("partial", side))
}
