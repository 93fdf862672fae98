//! Two annotators' views of one table -> their agreement beyond chance, and the rows on which they differ.

use std::collections::HashMap;

use sejajar::audit::kappa;
use sejajar::model::Group;

use super::bead::{Bead, Status, key};
use super::queue::Place;
use super::table::Table;
use super::view::View;

/// The judgements of two annotators on the rows that both of them judged.
///
/// A row is right for an annotator who accepted it, and wrong for one who rejected it or moved its sentences
/// to another bead.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Agreement {
    /// Rows by the judgements of the first and the second: `[right, wrong][right, wrong]`.
    pub counts: [[usize; 2]; 2],
    /// Cohen's kappa; absent if chance agreement is certain.
    pub kappa: Option<f64>,
    /// Rows on which they differ, in the order of the table.
    pub differences: Vec<Difference>,
}

/// A row on which two annotators differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The row.
    pub place: Place,
    /// The status for each.
    pub said: [Status; 2],
}

/// The agreement of two views.
pub fn agreement(table: &Table, views: [&View; 2]) -> Agreement {
    let mut agreement = Agreement::default();
    for (document, first) in views[0].touched() {
        let second = views[1].beads(table, document);
        let statuses = [statuses(first), statuses(&second)];
        for row in table.documents[document].rows.clone() {
            let group = &table.rows[row].group;
            // A row whose bead is gone was edited.
            let said = statuses.each_ref().map(|of| of.get(&key(group)).copied().unwrap_or(Status::Edited));
            if said.contains(&Status::Unjudged) {
                continue;
            }
            let wrong = said.map(|status| usize::from(status != Status::Accepted));
            agreement.counts[wrong[0]][wrong[1]] += 1;
            if wrong[0] != wrong[1] {
                agreement.differences.push(Difference { place: (document, group.clone()), said });
            }
        }
    }
    agreement.kappa = kappa(agreement.counts);
    agreement
}

/// The status of each bead.
pub fn statuses(beads: &[Bead]) -> HashMap<Group, Status> {
    beads.iter().map(|bead| (key(&bead.group), bead.status())).collect()
}
