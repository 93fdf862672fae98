//! What an annotator has before him -> the beads to look at, in the order asked for.

use memchr::memmem;
use sejajar::audit::{Severity, severity};
use sejajar::model::{Group, Pair};

use super::bead::{Bead, Status};
use super::table::{Side, Table};
use super::view::View;

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// What is most likely wrong first.
    #[default]
    Suspect,
    /// As the table has them.
    Reading,
}

/// Which beads.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Filter {
    /// `unjudged`, `judged`, `accepted`, `rejected`, `edited`; any when empty.
    pub status: String,
    /// A flag's code, or `any` flag; with and without when empty.
    pub flag: String,
    /// `aligned` (both sides) or `alone` (one); any when empty.
    pub kind: String,
    /// Words that one of the texts, the note or a document's name holds, in any case.
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

/// How much there is to suspect in a bead: how grave its flags are, then what its confidence lacks. Sentences
/// alone come behind rows that claim something.
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

/// Words to look for.
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
