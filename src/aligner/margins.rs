//! Rows of one document pair -> the margin of each over its neighbours, and the rows outside the order.

use crate::align;
use crate::config::Options;
use crate::lexicon::Lexicon;
use crate::model::{Band, Block, Language, Pair, Profile, Sides, rising};
use crate::score::{Scorer, Units};

/// Rows of a long document are compared with neighbours within this distance, in rows.
const NEAR: usize = 4;

/// Nats by which each row scores better than with one of its sides from the row before or after; `None` for a
/// row with one side.
pub(super) fn margins(
    rows: &[Pair],
    profiles: &Sides<Vec<Profile>>,
    lexicon: &Lexicon,
    options: &Options,
) -> Vec<Option<f64>> {
    let orders = Sides::of(|side| Order::of(rows, side));
    let Sides { ind, eng } = orders.as_ref().zip(profiles.as_ref()).map(|(order, all)| order.profiles(all));
    let units = Units::new(&ind, &eng, lexicon, options.score.kinds);
    let places: Vec<Option<(usize, usize)>> =
        (0..rows.len()).map(|row| orders.ind.places[row].zip(orders.eng.places[row])).collect();
    let band = band(ind.len(), eng.len(), &places);
    let scorer = Scorer::new(&units, &band, &options.score);
    let score = |i: usize, j: usize| {
        let block = Block::new(i, 1, j, 1);
        let inside = i < ind.len() && j < eng.len() && band.holds(block);
        inside.then(|| scorer.total(block)).flatten()
    };
    // A neighbour that says the same fits as well, and nothing is wrong with that.
    let same = |(i, j): (usize, usize), (x, y): (usize, usize)| {
        let text = |side, at: usize| orders.get(side).rows.get(at).map(|&row| rows[row].text(side));
        let alike = |side: Language, at: usize, other: usize| {
            at == other || text(side, at).zip(text(side, other)).is_some_and(|(x, y)| is_same(x, y))
        };
        alike(Language::Ind, i, x) && alike(Language::Eng, j, y)
    };
    let margin = |(i, j): (usize, usize)| {
        let beside = [(i.wrapping_sub(1), j), (i + 1, j), (i, j.wrapping_sub(1)), (i, j + 1)];
        let rivals = beside.into_iter().filter(|&rival| !same((i, j), rival));
        let best = rivals.filter_map(|(i, j)| score(i, j)).max_by(f64::total_cmp)?;
        Some(score(i, j)? - best)
    };
    places.into_iter().map(|place| place.and_then(margin)).collect()
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

/// The rows that have a given side, in the order of its document.
struct Order {
    rows: Vec<usize>,
    /// The position of each row among them.
    places: Vec<Option<usize>>,
}

impl Order {
    fn of(rows: &[Pair], side: Language) -> Self {
        let mut order: Vec<usize> = (0..rows.len()).filter(|&at| !rows[at].text(side).is_empty()).collect();
        order.sort_by_key(|&at| rows[at].sentences(side).hull().start);
        let mut places = vec![None; rows.len()];
        for (place, &row) in order.iter().enumerate() {
            places[row] = Some(place);
        }
        Order { rows: order, places }
    }

    fn profiles(&self, all: &[Profile]) -> Vec<Profile> {
        self.rows.iter().map(|&row| all[row].clone()).collect()
    }
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
