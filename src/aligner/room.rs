//! The size of two documents -> the memory that aligning them takes, before it is taken.

use crate::model::Band;
use crate::score::Units;

/// Bytes that the search takes per sentence pair of its band: sixteen scored blocks, four sums, the places of
/// its links.
const CELL: u64 = 320;
/// Bytes that a possible link takes while links are sorted.
const LINK: u64 = 40;
/// The most bytes for a search by links, which cannot be made in sections.
const WHOLE: u64 = 400 << 20;
/// The most bytes for one section of the search by the lattice.
pub(super) const SECTION: u64 = 192 << 20;

/// Whether the search over all sentence pairs fits.
pub(super) fn holds_whole(pairs: usize, units: &Units<'_>) -> bool {
    cost(pairs, units.most_links()) <= WHOLE
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
