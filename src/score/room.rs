//! Units and a band -> how many links may be found in it, so that memory is known before it is taken.

use super::Units;
use super::like::LIKE;
use super::links::Postings;
use crate::model::Band;

impl Units<'_> {
    /// The largest number of links that any band of the two documents can have: a bound that costs next to
    /// nothing.
    pub fn most_links(&self) -> u64 {
        let count = |(f, kind): (usize, &super::unit::Type<'_>)| {
            let partners = self.weights.of(f).iter().map(|&(e, _)| self.eng.types[e as usize].count as u64);
            kind.count as u64 * partners.sum::<u64>()
        };
        self.ind.types.iter().enumerate().map(count).sum()
    }

    /// For each Indonesian sentence the largest number of links in its row of a band.
    pub fn links_of_rows(&self, band: &Band) -> Vec<u64> {
        let postings = Postings::of_side(&self.eng);
        let row = |(i, units): (usize, &Vec<u32>)| {
            let row = band.row(i);
            let most = row.len() * LIKE;
            let partners = units.iter().flat_map(|&unit| self.weights.of(unit as usize));
            partners.map(|&(kind, _)| postings.within(kind, &row).len().min(most) as u64).sum()
        };
        self.ind.sentences.iter().enumerate().map(row).collect()
    }
}
