//! Documents that are too long for links, or a search that options limit -> the rows of the lattice.

use std::ops::Range;

use super::bonus::Bonus;
use super::stop::Stop;
use super::{Aligner, room, rows};
use crate::align::{self, LatticeBead};
use crate::audit;
use crate::model::{Band, Bead, Decided, Group, Pair, Sides};
use crate::score::{Meaning, RoughSimilarity, Scorer, Units};

/// The number of sentences in the band on either side of its middle.
const BAND_MARGIN: usize = 40;

impl Aligner {
    /// The rows of the lattice. A search that takes much memory is made section by section.
    pub(super) fn lattice_rows(
        &self,
        pair: &rows::Common<'_>,
        units: &Units<'_>,
        band: &Band,
        path: &[(usize, usize)],
        meaning: Option<Meaning<'_>>,
        decided: &Decided,
    ) -> Vec<Pair> {
        let rows = |units: &Units<'_>, band: &Band, meaning, start| -> Vec<Pair> {
            let scorer = Scorer::new(units, band, &self.options.score).with_meaning(meaning);
            let beads = self.lattice(&scorer, band, decided);
            pair.rows(&beads, &scorer, start).take_while(|_| !self.stop.is_set()).collect()
        };
        // Vectors and judgements count sentences from the beginning of the documents.
        if meaning.is_some() || !decided.is_empty() || room::holds_band(band, units) {
            return rows(units, band, meaning, (0, 0));
        }
        let sections = align::sections(band, &room::costs(band, units), path, room::SECTION);
        let section = |Sides { ind, eng }: Sides<Range<usize>>| {
            let start = (ind.start, eng.start);
            rows(&units.section(ind.clone(), eng.clone()), &band.section(ind, eng), None, start)
        };
        sections.into_iter().take_while(|_| !self.stop.is_set()).flat_map(section).collect()
    }

    /// The beads of the lattice, for documents that are too long for links and for searches that options
    /// limit.
    fn lattice(&self, scorer: &Scorer<'_>, band: &Band, decided: &Decided) -> Vec<Bead> {
        let calibrated = |posterior: f64| match self.options.uncalibrated {
            true => posterior,
            false => audit::confidence(posterior),
        };
        let bead = |LatticeBead { block, posterior, moved }| {
            let (group, confidence) = (Group::from(block), calibrated(posterior));
            let content = if block.is_null() { 0.0 } else { confidence };
            Bead { coverage: scorer.group(&group).1, group, confidence, content, moved }
        };
        let bonus = Bonus::new(decided, self.options.align.temper);
        let total = |block| self.stop.score(block, || Some(scorer.total(block)? + bonus.of(block)));
        let found = align::align(band, total, &self.options.align);
        found.into_iter().map(bead).collect()
    }
}

/// The band of a long document: first a wide one around units that occur once on each side, then a narrow one
/// around the best path through it; and that path.
pub(super) fn around_first_pass<'v>(
    n: usize,
    m: usize,
    units: &Units<'_>,
    meaning: impl Fn(&Band) -> Option<Meaning<'v>>,
    stop: &Stop,
) -> (Band, Vec<(usize, usize)>) {
    let wide = align::band(n, m, &units.anchors(), BAND_MARGIN);
    let mut similarity = RoughSimilarity::new(units, meaning(&wide));
    let path = align::first_pass(&wide, |i, row| {
        if !stop.is_set() {
            similarity.fill(i, &wide.row(i), row);
        }
    });
    (align::band(n, m, &path, BAND_MARGIN), path)
}
