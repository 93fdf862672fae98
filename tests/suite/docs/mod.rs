//! README.md and the other documents: their commands run, their outputs are printed, and everything they name
//! exists.

mod document;
mod links;
mod mentions;
mod props;
mod reader;
mod shown;
mod snippets;

use std::fs;

use crate::data::root;
use document::{Document, documents};
use reader::Tally;

/// Documents with blocks that are marked as not run, and how many: an installation takes minutes and a network,
/// a release is made by hand, and `scripts/test-spark` runs those of Spark.
const UNRUN: [(&str, usize); 6] = [
    ("README.id.md", 1),
    ("README.md", 1),
    ("docs/install.md", 3),
    ("docs/notebooks.md", 1),
    ("docs/release.md", 2),
    ("python/README.md", 1),
];

/// Documents with blocks that are drawings or lists.
const DRAWN: [(&str, usize); 1] = [("ARCHITECTURE.md", 2)];

/// No block escapes: each one is run here, is left to `python/tests/test_docs.py`, or is one of those above.
#[test]
fn every_block_of_every_document_runs() {
    let documents = documents();
    let tallies: Vec<Tally> = std::thread::scope(|scope| {
        let readers: Vec<_> =
            documents.iter().map(|document| scope.spawn(|| reader::read(document))).collect();
        readers.into_iter().map(|reader| reader.join().expect("the panic above")).collect()
    });
    for (document, tally) in documents.iter().zip(&tallies) {
        let Tally { ran, python, unrun, drawn } = *tally;
        assert_eq!(ran + python + unrun + drawn, fences(document), "{}: {tally:?}", document.name);
        assert_eq!(unrun, expected(&UNRUN, document), "{}: blocks marked norun", document.name);
        assert_eq!(drawn, expected(&DRAWN, document), "{}: blocks that are no commands", document.name);
    }
    let ran: usize = tallies.iter().map(|tally| tally.ran).sum();
    assert!(ran >= 30, "only {ran} blocks were found");
}

fn expected(list: &[(&str, usize)], document: &Document) -> usize {
    list.iter().find(|(name, _)| *name == document.name).map_or(0, |(_, count)| *count)
}

/// How many blocks a document has, counted by its fences alone, of either kind.
fn fences(document: &Document) -> usize {
    let text = fs::read_to_string(root().join(&document.name)).unwrap();
    let fence = |line: &&str| ["```", "~~~"].iter().any(|fence| line.trim_start().starts_with(fence));
    text.lines().filter(fence).count() / 2
}

#[test]
fn the_page_of_the_table_has_every_column_as_it_is() {
    let page = fs::read_to_string(root().join("docs/table.md")).unwrap();
    for column in sejajar::export::columns(true) {
        let opens = format!("| `{}` | ", column.name);
        let line = page.lines().find(|line| line.starts_with(&opens)).unwrap_or_else(|| panic!("{opens}"));
        assert!(line.ends_with(&format!("| {} |", column.description)), "{line}");
    }
}
