//! An annotator's view -> the beads to review, in the requested order.

use std::collections::HashSet;

use memchr::memmem;
use sejajar::audit::{Severity, severity};
use sejajar::model::{Group, Pair, fnv, mixed};

use super::Views;
use super::adjudication::{differ, disputed, judgement};
use super::bead::{Bead, Status, key};
use super::draft::DocumentView;
use super::sample::Sample;
use super::table::{Side, Table};
use super::view::View;

/// The order of the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// The most likely errors first.
    Suspect,
    /// As in the table.
    Reading,
    /// As in the sample.
    Sample,
    /// By chance.
    Random,
}

/// The conditions for a bead of the queue.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// `unjudged`, `judged`, `open`, `accepted`, `rejected`, `edited`, `unsure`; any if empty.
    pub status: String,
    /// The code of a flag, or `any` flag; with or without flags if empty.
    pub flag: String,
    /// `aligned` (both sides) or `alone` (one); any when empty.
    pub kind: String,
    /// Words contained in one of the texts, the note or the name of a document, in any case.
    pub words: String,
    /// An annotator who judged the row otherwise, or `*` for rows on which the other annotators differ; any
    /// when empty.
    pub differs: String,
    /// The number of the only document.
    pub document: Option<usize>,
}

/// A bead's place: its document and its sentences.
pub type Place = (usize, Group);

/// The views that a queue is made from.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'r> {
    /// The table.
    pub table: &'r Table,
    /// The views of all annotators.
    pub views: &'r Views,
    /// The annotator.
    pub me: &'r str,
    /// The rows to judge.
    pub only: Option<&'r Sample>,
    /// The seed of the random order.
    pub seed: u64,
}

impl<'r> Desk<'r> {
    /// The annotator's view.
    pub fn view(&self) -> &'r View {
        &self.views[self.me]
    }

    /// Whether a bead is one to judge.
    pub fn is_sampled(&self, document: &DocumentView<'_>, bead: &Bead) -> bool {
        self.only.is_none_or(|sample| self.rows(document, bead).iter().any(|&row| sample.contains(row)))
    }

    /// The rows of the table that hold a part of the sentences of a bead.
    fn rows(&self, document: &DocumentView<'_>, bead: &Bead) -> Vec<usize> {
        match bead.row {
            Some(row) => vec![row],
            None => self.table.rows_of(document.number, &document.given(&bead.group)),
        }
    }

    /// The views of the other annotators who decided something.
    fn others(&self) -> Vec<&'r View> {
        let others = self.views.iter().filter(|(name, view)| *name != self.me && view.last().is_some());
        others.map(|(_, view)| view).collect()
    }
}

/// The places of the beads that pass the filter.
pub fn queue(desk: &Desk<'_>, filter: &Filter, order: Order) -> Vec<Place> {
    let tests = Tests { desk, filter, needle: Needle::new(&filter.words), others: desk.others() };
    match (order, desk.only) {
        (Order::Sample, Some(sample)) => as_sampled(&tests, sample),
        _ => of_documents(&tests, order),
    }
}

fn of_documents(tests: &Tests<'_>, order: Order) -> Vec<Place> {
    let desk = tests.desk;
    let mut found: Vec<(f32, u64, Place)> = Vec::new();
    for number in 0..desk.table.documents.len() {
        let document = desk.view().document(desk.table, number);
        for bead in document.beads().iter() {
            if desk.is_sampled(&document, bead) && tests.pass(&document, bead) {
                let chance = if order == Order::Random { chance(desk, &document, bead) } else { 0 };
                found.push((suspicion(desk.table, bead), chance, (number, bead.group.clone())));
            }
        }
    }
    match order {
        Order::Suspect => found.sort_by(|x, y| y.0.total_cmp(&x.0)),
        Order::Random => found.sort_by_key(|bead| bead.1),
        Order::Reading | Order::Sample => {}
    }
    found.into_iter().map(|(_, _, place)| place).collect()
}

/// The beads that hold the sentences of the rows of a sample, in its order.
fn as_sampled(tests: &Tests<'_>, sample: &Sample) -> Vec<Place> {
    let table = tests.desk.table;
    let (mut seen, mut found) = (HashSet::new(), Vec::new());
    for &row in &sample.rows {
        let Some(number) = table.document_of(row) else { continue };
        let document = tests.desk.view().document(table, number);
        for bead in document.beads_of(&table.rows[row].group) {
            if tests.pass(&document, &bead) && seen.insert((number, key(&bead.group))) {
                found.push((number, bead.group));
            }
        }
    }
    found
}

/// A number that depends on the seed and the sentences only.
fn chance(desk: &Desk<'_>, document: &DocumentView<'_>, bead: &Bead) -> u64 {
    let (article, report) = desk.table.documents[document.number].names();
    let place = key(&document.given(&bead.group)).place();
    let parts = [article, report, &place].into_iter().flat_map(|part| part.bytes().chain([0]));
    mixed(fnv(parts) ^ mixed(desk.seed))
}

/// How suspicious a bead is: by the severity of its flags, then by its lack of confidence. Unaligned
/// sentences come after rows that claim a correspondence.
fn suspicion(table: &Table, bead: &Bead) -> f32 {
    let Some(row) = bead.row.map(|row| &table.rows[row]) else { return 0.0 };
    let doubt = 1.0 - row.confidence.unwrap_or(0.0) as f32;
    let grave = row.flags.iter().map(|flag| match severity(flag) {
        Severity::Error => 1.0,
        Severity::Warning => 0.5,
        Severity::Notice => 0.05,
    });
    grave.sum::<f32>() + if row.group.is_null() { doubt / 2.0 } else { doubt }
}

/// The conditions of a queue.
struct Tests<'d> {
    desk: &'d Desk<'d>,
    filter: &'d Filter,
    needle: Needle,
    others: Vec<&'d View>,
}

impl Tests<'_> {
    fn pass(&self, document: &DocumentView<'_>, bead: &Bead) -> bool {
        let Filter { status, flag, kind, differs, document: only, .. } = self.filter;
        let row = bead.row.map(|row| &self.desk.table.rows[row]);
        let by_flag = match flag.as_str() {
            "" => true,
            "any" => row.is_some_and(|row| !row.flags.is_empty()),
            code => row.is_some_and(|row| row.flags.iter().any(|flag| flag.code == code)),
        };
        let by_kind = match kind.as_str() {
            "aligned" => !bead.group.is_null(),
            "alone" => bead.group.is_null(),
            _ => true,
        };
        only.is_none_or(|only| only == document.number)
            && has_status(status, bead.status())
            && by_flag
            && by_kind
            && (differs.is_empty() || self.differs(document, bead))
            && self.needle.in_bead(document, bead, row)
    }

    fn differs(&self, document: &DocumentView<'_>, bead: &Bead) -> bool {
        let (table, number) = (self.desk.table, document.number);
        let rows = self.desk.rows(document, bead);
        if self.filter.differs == "*" {
            return rows.iter().any(|&row| disputed(table, number, row, &self.others));
        }
        let Some(view) = self.desk.views.get(&self.filter.differs) else { return false };
        let other = view.document(table, number);
        rows.iter().any(|&row| differ(&judgement(document, row), &judgement(&other, row)))
    }
}

fn has_status(wanted: &str, status: Status) -> bool {
    match wanted {
        "" => true,
        "judged" => !status.is_open(),
        "open" => status.is_open(),
        name => status.name() == name,
    }
}

/// Words to search for: in any case, with every accent as it is.
#[derive(Debug)]
pub struct Needle {
    words: String,
}

impl Needle {
    /// These words, without spaces around them.
    pub fn new(words: &str) -> Self {
        Needle { words: words.trim().to_lowercase() }
    }

    /// The number of characters of a text before the first hit.
    pub fn place(&self, text: &str) -> Option<usize> {
        if self.words.is_empty() {
            return None;
        }
        let byte = memmem::find(text.to_lowercase().as_bytes(), self.words.as_bytes())?;
        // Lower case may be longer than the text.
        let mut before = 0;
        let ends = text.chars().map(|c| c.to_lowercase().map(char::len_utf8).sum::<usize>());
        Some(
            ends.take_while(|length| {
                before += length;
                before <= byte
            })
            .count(),
        )
    }

    fn in_bead(&self, document: &DocumentView<'_>, bead: &Bead, row: Option<&Pair>) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let (article, report) = document.table.documents[document.number].names();
        let in_texts = match row {
            Some(row) => self.is_in(&row.ind_text) || self.is_in(&row.eng_text),
            None => [Side::Ind, Side::Eng].into_iter().any(|side| {
                let texts = side.of(&bead.group).iter().filter_map(|at| document.sentence(side, at));
                texts.into_iter().any(|text| self.is_in(text))
            }),
        };
        in_texts || [article, report, &bead.note].into_iter().any(|text| self.is_in(text))
    }

    fn is_in(&self, text: &str) -> bool {
        memmem::find(text.to_lowercase().as_bytes(), self.words.as_bytes()).is_some()
    }
}
