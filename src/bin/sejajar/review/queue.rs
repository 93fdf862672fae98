//! An annotator's view -> the beads to review, in the requested order.

use memchr::memmem;
use sejajar::audit::{Severity, severity};
use sejajar::model::{Group, Pair};

use super::bead::{Bead, Status};
use super::table::{Side, Table};
use super::view::View;

/// The order of the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// The most likely errors first.
    #[default]
    Suspect,
    /// As in the table.
    Reading,
}

/// The conditions for a bead of the queue.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Filter {
    /// `unjudged`, `judged`, `accepted`, `rejected`, `edited`; any if empty.
    pub status: String,
    /// The code of a flag, or `any` flag; with or without flags if empty.
    pub flag: String,
    /// `aligned` (both sides) or `alone` (one); any when empty.
    pub kind: String,
    /// Words contained in one of the texts, the note or the name of a document, in any case.
    pub words: String,
}

/// A bead's place: its document and its sentences.
pub type Place = (usize, Group);

/// The places of the beads that pass the filter.
pub fn queue(table: &Table, view: &View, filter: &Filter, order: Order) -> Vec<Place> {
    let needle = Needle::new(&filter.words);
    let mut found: Vec<(f32, Place)> = Vec::new();
    for document in 0..table.documents.len() {
        for bead in view.beads(table, document).iter() {
            if passes(table, document, bead, filter, &needle) {
                found.push((suspicion(table, bead), (document, bead.group.clone())));
            }
        }
    }
    if order == Order::Suspect {
        found.sort_by(|x, y| y.0.total_cmp(&x.0));
    }
    found.into_iter().map(|(_, place)| place).collect()
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

fn passes(table: &Table, document: usize, bead: &Bead, filter: &Filter, needle: &Needle) -> bool {
    let row = bead.row.map(|row| &table.rows[row]);
    let status = bead.status();
    let by_status = match filter.status.as_str() {
        "" => true,
        "judged" => status != Status::Unjudged,
        name => status.name() == name,
    };
    let by_flag = match filter.flag.as_str() {
        "" => true,
        "any" => row.is_some_and(|row| !row.flags.is_empty()),
        code => row.is_some_and(|row| row.flags.iter().any(|flag| flag.code == code)),
    };
    let by_kind = match filter.kind.as_str() {
        "aligned" => !bead.group.is_null(),
        "alone" => bead.group.is_null(),
        _ => true,
    };
    by_status && by_flag && by_kind && needle.in_bead(table, document, bead, row)
}

/// Words to search for.
struct Needle {
    words: String,
}

impl Needle {
    fn new(words: &str) -> Self {
        Needle { words: words.trim().to_lowercase() }
    }

    fn in_bead(&self, table: &Table, document: usize, bead: &Bead, row: Option<&Pair>) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let (article, report) = table.documents[document].names();
        let in_texts = match row {
            Some(row) => self.is_in(&row.ind_text) || self.is_in(&row.eng_text),
            None => [Side::Ind, Side::Eng].into_iter().any(|side| {
                side.of(&bead.group)
                    .iter()
                    .any(|at| table.sentence(document, side, at).is_some_and(|text| self.is_in(text)))
            }),
        };
        in_texts || [article, report, &bead.note].into_iter().any(|text| self.is_in(text))
    }

    fn is_in(&self, text: &str) -> bool {
        memmem::find(text.to_lowercase().as_bytes(), self.words.as_bytes()).is_some()
    }
}
