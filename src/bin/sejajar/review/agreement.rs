//! The views of annotators -> their agreement beyond chance, and the rows on which they differ.

use sejajar::audit::{alpha, kappa};

use super::Views;
use super::bead::Status;
use super::queue::Place;
use super::sample::{Sample, said};
use super::table::Table;
use super::view::View;

/// The judgements of two annotators on the rows that both of them judged.
///
/// A row is right for an annotator who accepted it, and wrong for one who rejected it or moved its sentences
/// to another bead. A row that an annotator left open (unsure) is not judged.
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

/// The agreement of any number of annotators.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Overall {
    /// Number of rows that at least two of them judged.
    pub rows: usize,
    /// Krippendorff's alpha of two nominal answers; absent if only one answer was given.
    pub alpha: Option<f64>,
}

/// Whether a status means that a row is right (0) or wrong (1); nothing if the row is not judged.
fn answer(status: Status) -> Option<usize> {
    (!status.is_open()).then_some(usize::from(status != Status::Accepted))
}

/// The agreement of two views.
pub fn agreement(table: &Table, views: [&View; 2], only: Option<&Sample>) -> Agreement {
    let mut agreement = Agreement::default();
    for document in views[0].touched() {
        let seen = views.map(|view| view.document(table, document));
        let given = seen.each_ref().map(said);
        for (n, row) in table.documents[document].rows.clone().enumerate() {
            let said = [given[0][n], given[1][n]];
            let [Some(x), Some(y)] = said.map(answer) else { continue };
            if only.is_some_and(|sample| !sample.contains(row)) {
                continue;
            }
            agreement.counts[x][y] += 1;
            if x != y {
                let place = (document, table.rows[row].group.clone());
                agreement.differences.push(Difference { place, said });
            }
        }
    }
    agreement.kappa = kappa(agreement.counts);
    agreement
}

/// The agreement of several annotators.
pub fn overall(table: &Table, views: &[&View], only: Option<&Sample>) -> Overall {
    let mut units: Vec<[usize; 2]> = Vec::new();
    for (document, of) in table.documents.iter().enumerate() {
        let judged: Vec<Vec<Status>> = views
            .iter()
            .filter(|view| view.touched().any(|touched| touched == document))
            .map(|view| said(&view.document(table, document)))
            .collect();
        if judged.len() < 2 {
            continue;
        }
        for (n, row) in of.rows.clone().enumerate() {
            if only.is_some_and(|sample| !sample.contains(row)) {
                continue;
            }
            let mut unit = [0; 2];
            judged.iter().filter_map(|said| answer(said[n])).for_each(|answer| unit[answer] += 1);
            units.push(unit);
        }
    }
    units.retain(|unit| unit.iter().sum::<usize>() > 1);
    Overall { rows: units.len(), alpha: alpha(&units) }
}

/// A line of the table of agreements.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// `kappa`, `agreement` (the share of equal answers) or `alpha`.
    pub measure: &'static str,
    /// The annotators.
    pub annotators: Vec<String>,
    /// Number of rows that it rests on.
    pub rows: usize,
    /// The value; absent if it is not defined.
    pub value: Option<f64>,
}

/// All measures: share and kappa of every pair, then alpha of all.
pub fn measures(table: &Table, views: &Views, names: &[String], only: Option<&Sample>) -> Vec<Line> {
    let mut lines = Vec::new();
    for (n, x) in names.iter().enumerate() {
        for y in &names[n + 1..] {
            let Agreement { counts, kappa, .. } = agreement(table, [&views[x], &views[y]], only);
            let rows = counts.as_flattened().iter().sum::<usize>();
            let share = (rows > 0).then(|| (counts[0][0] + counts[1][1]) as f64 / rows as f64);
            let annotators = vec![x.clone(), y.clone()];
            lines.push(Line { measure: "agreement", annotators: annotators.clone(), rows, value: share });
            lines.push(Line { measure: "kappa", annotators, rows, value: kappa });
        }
    }
    let of: Vec<&View> = names.iter().map(|name| &views[name]).collect();
    let Overall { rows, alpha } = overall(table, &of, only);
    lines.push(Line { measure: "alpha", annotators: names.to_vec(), rows, value: alpha });
    lines
}
