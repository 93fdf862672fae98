//! Rows of one document pair -> the margin of each over its neighbours, and the rows outside the order.

use std::ops::Range;

use super::column::Column;
use super::room;
use crate::align;
use crate::config::Options;
use crate::lexicon::Lexicon;
use crate::model::{Band, Block, Language, Pair, Sides, rising};
use crate::score::{Scorer, Units};

/// Rows of a long document are compared with neighbours within this distance, in rows.
const NEAR: usize = 4;

/// Nats by which each row scores better than with one of its sides from the row before or after; `None` for a
/// row with one side.
pub(super) fn margins(
    rows: &[Pair],
    sides: &Sides<Column>,
    lexicon: &Lexicon,
    options: &Options,
) -> Vec<Option<f64>> {
    let Sides { ind, eng } = sides;
    let units = Units::new(&ind.profiles, &eng.profiles, lexicon, options.score.kinds);
    let places: Vec<Option<(usize, usize)>> =
        (0..rows.len()).map(|row| ind.places[row].zip(eng.places[row])).collect();
    let band = band(ind.rows.len(), eng.rows.len(), &places);
    let text = |side, at: usize| sides.get(side).rows.get(at).map(|&row| rows[row].text(side));
    let mut rows_at: Vec<Option<usize>> = vec![None; ind.rows.len()];
    places.iter().enumerate().for_each(|(row, place)| {
        if let Some((i, _)) = place {
            rows_at[*i] = Some(row);
        }
    });
    let mut margins = vec![None; rows.len()];
    for run in sections(&band, &units) {
        let near = Near::new(&units, &band, &run);
        let scorer = Scorer::new(&near.units, &near.band, &options.score);
        for row in run.filter_map(|i| rows_at[i]) {
            margins[row] = places[row].and_then(|place| near.margin(&scorer, place, text));
        }
    }
    margins
}

/// The runs of Indonesian places that are scored at a time: links take memory.
fn sections(band: &Band, units: &Units<'_>) -> Vec<Range<usize>> {
    /// The most bytes for the links of one.
    const BUDGET: u64 = 16 << 20;
    let (mut runs, mut start, mut sum) = (Vec::new(), 0, 0);
    for (i, cost) in room::costs(band, units).into_iter().enumerate() {
        if sum + cost > BUDGET && i > start {
            runs.push(start..i);
            (start, sum) = (i, 0);
        }
        sum += cost;
    }
    runs.push(start..band.height());
    runs
}

/// A run of Indonesian places with all that its rows are compared with: the place on either side of it, and
/// the English places of the band beside these.
struct Near<'u> {
    units: Units<'u>,
    band: Band,
    /// The first place of either side.
    start: (usize, usize),
    /// The number of places in the whole documents.
    size: (usize, usize),
}

impl<'u> Near<'u> {
    fn new(units: &Units<'u>, band: &Band, run: &Range<usize>) -> Self {
        let ind = run.start.saturating_sub(1)..(run.end + 1).min(band.height());
        let rows = || ind.clone().map(|i| band.row(i));
        let eng =
            rows().map(|row| row.start).min().unwrap_or(0)..rows().map(|row| row.end).max().unwrap_or(0);
        Near {
            start: (ind.start, eng.start),
            size: (band.height(), band.width()),
            units: units.section(ind.clone(), eng.clone()),
            band: band.section(ind, eng),
        }
    }

    /// The margin of the row at a place; `text` gives the text of a side at a place.
    fn margin<'r>(
        &self,
        scorer: &Scorer<'_>,
        (i, j): (usize, usize),
        text: impl Fn(Language, usize) -> Option<&'r str>,
    ) -> Option<f64> {
        // A neighbour that says the same fits as well, and nothing is wrong with that.
        let alike = |side, at: usize, other: usize| {
            at == other || text(side, at).zip(text(side, other)).is_some_and(|(x, y)| is_same(x, y))
        };
        let beside = [(i.wrapping_sub(1), j), (i + 1, j), (i, j.wrapping_sub(1)), (i, j + 1)];
        let inside = beside.into_iter().filter(|(x, y)| *x < self.size.0 && *y < self.size.1);
        let rivals = inside.filter(|&(x, y)| !(alike(Language::Ind, i, x) && alike(Language::Eng, j, y)));
        let best = rivals.filter_map(|place| self.score(scorer, place)).max_by(f64::total_cmp)?;
        Some(self.score(scorer, (i, j))? - best)
    }

    fn score(&self, scorer: &Scorer<'_>, (i, j): (usize, usize)) -> Option<f64> {
        let (i, j) = (i.checked_sub(self.start.0)?, j.checked_sub(self.start.1)?);
        let block = Block::new(i, 1, j, 1);
        let inside = i < self.band.height() && j < self.band.width() && self.band.holds(block);
        inside.then(|| scorer.total(block)).flatten()
    }
}

/// Whether two texts are nearly the same.
fn is_same(x: &str, y: &str) -> bool {
    /// The normalised similarity from which they are.
    const SAME: f64 = 0.6;
    /// The length in bytes up to which texts are compared by letters.
    const SENTENCE: usize = 400;
    let short = x.len().max(y.len()) <= SENTENCE;
    x == y || short && strsim::normalized_levenshtein(x, y) >= SAME
}

fn band(n: usize, m: usize, places: &[Option<(usize, usize)>]) -> Band {
    if n.saturating_mul(m) <= super::FULL_SEARCH {
        return Band::full(n, m);
    }
    let mut anchors: Vec<(usize, usize)> = places.iter().flatten().copied().collect();
    anchors.sort_unstable();
    let kept = rising(&anchors.iter().map(|&(_, j)| j).collect::<Vec<_>>());
    let anchors: Vec<_> = kept.into_iter().map(|at| anchors[at]).collect();
    align::band(n, m, &anchors, NEAR)
}

/// Whether each row is outside the order: it is flagged as moved, or it is not in the longest increasing run
/// of the others.
pub(super) fn moved(rows: &[Pair]) -> Vec<bool> {
    let told = |row: &Pair| row.flags.iter().any(|flag| flag.code == "moved");
    let mut moved: Vec<bool> = rows.iter().map(told).collect();
    let mut order: Vec<usize> =
        (0..rows.len()).filter(|&at| !moved[at] && !rows[at].group.is_null()).collect();
    order.sort_by_key(|&at| rows[at].group.ind.hull().start);
    let kept = rising(&order.iter().map(|&at| rows[at].group.eng.hull().start).collect::<Vec<_>>());
    order.iter().for_each(|&at| moved[at] = true);
    kept.into_iter().for_each(|at| moved[order[at]] = false);
    moved
}
