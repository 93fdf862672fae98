//! The size of two documents -> the memory that aligning them takes, before it is taken.

use super::{Document, FULL_SEARCH};
use crate::model::Band;
use crate::score::Units;

/// Bytes that a document takes per byte of its text: sentences, evidence, words, rows. `scripts/memory` holds
/// these figures against the memory that is taken.
const TEXT: u64 = 28;
/// Bytes that a sentence takes besides: a row of its own, and its place in every list.
const SENTENCE: u64 = 832;
/// Bytes that any run takes: the lexicon and the lists of both languages.
const ALWAYS: u64 = 56 << 20;

/// Bytes that the search takes per sentence pair of its band: sixteen scored blocks, four sums, the places of
/// its links.
const CELL: u64 = 480;
/// Bytes that a possible link takes while links are sorted.
const LINK: u64 = 40;
/// The most bytes for a search by links, which cannot be made in sections.
const WHOLE: u64 = 400 << 20;
/// The most bytes for one section of the search by the lattice.
pub(super) const SECTION: u64 = 128 << 20;

/// The least memory for a document of so many bytes.
pub(super) fn of_text(bytes: usize) -> u64 {
    ALWAYS + bytes as u64 * TEXT
}

/// The memory for documents that are split, and their rows.
pub(super) fn of_documents(documents: &[&Document]) -> u64 {
    let of_document = |document: &&Document| {
        document.text.content.len() as u64 * TEXT + document.sentences.len() as u64 * SENTENCE
    };
    ALWAYS + documents.iter().map(of_document).sum::<u64>()
}

/// The memory for the search in a band, which is the whole one or that of a long document.
pub(super) fn search(band: &Band, whole: bool, units: &Units<'_>, has_vectors: bool) -> u64 {
    let most = cost(band.size(), units.most_links());
    if whole || most <= SECTION {
        return most;
    }
    let costs = costs(band, units);
    let all = costs.iter().sum();
    if has_vectors { all } else { costs.into_iter().max().unwrap_or(0).max(SECTION).min(all) }
}

/// A number of bytes as a person writes it: `1.3 GB`.
pub(super) fn shown(bytes: u64) -> String {
    match bytes as f64 / f64::from(1 << 20) {
        megabytes if megabytes < 1024.0 => format!("{megabytes:.0} MB"),
        megabytes => format!("{:.1} GB", megabytes / 1024.0),
    }
}

/// Whether all sentence pairs of two documents are searched, not only those inside a band.
pub(super) fn is_whole(ind: &Document, eng: &Document, units: &Units<'_>) -> bool {
    let pairs = ind.sentences.len().saturating_mul(eng.sentences.len());
    pairs <= FULL_SEARCH && cost(pairs, units.most_links()) <= WHOLE
}

/// Whether the search in a band fits in one section.
pub(super) fn holds_band(band: &Band, units: &Units<'_>) -> bool {
    cost(band.size(), units.most_links()) <= SECTION || costs(band, units).into_iter().sum::<u64>() <= SECTION
}

/// The bytes that each row of a band takes.
pub(super) fn costs(band: &Band, units: &Units<'_>) -> Vec<u64> {
    let links = units.links_of_rows(band).into_iter().enumerate();
    links.map(|(i, links)| cost(band.row(i).len(), links)).collect()
}

fn cost(pairs: usize, links: u64) -> u64 {
    pairs as u64 * CELL + links.saturating_mul(LINK)
}
