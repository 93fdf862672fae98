//! Sentence vectors of both sides -> by how much the two sides of a block are closer than average sentences
//! of its documents.

use std::cell::RefCell;
use std::ops::Range;

use super::constants::*;
use super::mean_distance::{MeanDistance, dot, says};
use crate::model::{Band, Block, Sides, Vectors};

/// The gains of blocks by the vectors of two documents.
///
/// The distance of two runs of sentences is 1 - cosine, divided by the mean distance of either run from the
/// other document: the normalisation of Vecalign (Thompson and Koehn 2019), with the means over all sentences
/// with which a sentence may be aligned in place of random samples. It removes the component that all vectors
/// of an encoder share. Closeness is then measured in standard deviations of the distances in these
/// documents, so that an encoder that does not tell sentences apart adds nothing, whatever its figures.
///
/// The margin of nearest neighbours (Artetxe and Schwenk 2019) judges a single pair better, but in a search,
/// in which rivals compete anyway, it counts them twice: with it, development documents were aligned worse.
#[derive(Debug)]
pub struct Meaning<'v> {
    ind: &'v Vectors,
    eng: &'v Vectors,
    /// The mean distance of each run from the other document.
    usual: Sides<MeanDistance>,
    /// The standard deviation of the distances of false pairs.
    noise: f64,
    /// The share of their gain that vectors are given, 0 to 1: whether they tell sentences apart at all.
    trust: f64,
    /// The first gain of each Indonesian sentence, and the English sentence that it belongs to.
    rows: Vec<(usize, usize)>,
    /// The gain of each sentence pair of the band.
    gains: Vec<f32>,
    /// Buffers for the means of runs.
    room: RefCell<Sides<Vec<f32>>>,
}

impl<'v> Meaning<'v> {
    /// For the sentence pairs of `band`; `None` if the vectors of the two sides do not fit the band or each
    /// other.
    pub fn new(ind: &'v Vectors, eng: &'v Vectors, band: &Band) -> Option<Self> {
        let fits =
            ind.dimension() == eng.dimension() && (ind.len(), eng.len()) == (band.height(), band.width());
        fits.then(|| {
            let rows: Vec<Range<usize>> = (0..band.height()).map(|i| band.row(i)).collect();
            let usual =
                Sides::new(MeanDistance::new(ind, eng, &rows), MeanDistance::new(eng, ind, &columns(band)));
            let (rows, gains, room) = (Vec::new(), Vec::new(), RefCell::default());
            let mut meaning = Meaning { ind, eng, usual, noise: NOISE, trust: 1.0, rows, gains, room };
            meaning.look(band);
            meaning
        })
    }

    /// Fills in the noise, the trust and the gains.
    fn look(&mut self, band: &Band) {
        let mut distances = Vec::new();
        for (i, row) in (0..band.height()).map(|i| (i, band.row(i))) {
            self.rows.push((distances.len(), row.start));
            distances.extend(row.map(|j| self.distance(Block::new(i, 1, j, 1))));
        }
        self.noise = noise(&distances);
        self.trust = trust(&nearest(&distances, band), self.noise, distances.len());
        self.gains = distances.into_iter().map(|distance| self.worth(distance) as f32).collect();
    }

    /// Nats that the vectors add to a block's score; 0 if the vectors of a side are all zeros.
    pub fn gain(&self, block: Block) -> f64 {
        match (block.a, block.b) {
            (1, 1) => f64::from(self.row(block.i, block.eng())[0]),
            _ => self.worth(self.distance(block)),
        }
    }

    /// Whether the vectors tell sentences apart; others add nothing to any score.
    pub fn is_informative(&self) -> bool {
        self.trust > 0.0
    }

    /// Whether every sentence of the block has a positive gain with one of the other side.
    pub fn touches(&self, block: Block) -> bool {
        let gains = |i, eng| self.row(i, eng).iter().any(|&gain| gain > 0.0);
        block.ind().all(|i| gains(i, block.eng()))
            && block.eng().all(|j| block.ind().any(|i| gains(i, j..j + 1)))
    }

    /// The gains of sentence `i` beside the English sentences of a range inside the band.
    pub fn row(&self, i: usize, eng: Range<usize>) -> &[f32] {
        let (at, start) = self.rows[i];
        debug_assert!(
            start <= eng.start && at + eng.end - start <= self.end(i),
            "{i} beside {eng:?} is outside the band"
        );
        &self.gains[at + eng.start - start..at + eng.end - start]
    }

    /// One past the last gain of sentence `i`.
    fn end(&self, i: usize) -> usize {
        self.rows.get(i + 1).map_or(self.gains.len(), |row| row.0)
    }

    /// The distance of the sides of a block; the average is 1.
    fn distance(&self, Block { i, a, j, b }: Block) -> Option<f64> {
        let room = &mut *self.room.borrow_mut();
        let (f, e) = (self.ind.run(i, a, &mut room.ind), self.eng.run(j, b, &mut room.eng));
        let usual = (self.usual.ind.of(i, a, b) + self.usual.eng.of(j, b, a)) / 2.0;
        (says(f) && says(e) && usual > f32::EPSILON).then(|| f64::from((1.0 - dot(f, e)) / usual))
    }

    fn worth(&self, distance: Option<f64>) -> f64 {
        let (low, high) = MEANING_RANGE;
        distance.map_or(0.0, |distance| {
            let nats = MEANING * ((1.0 - distance) / self.noise - MEANING_FROM);
            self.trust * nats.clamp(low, high)
        })
    }
}

/// The standard deviation of distances about 1, from those above 1: no true pair is among them.
fn noise(distances: &[Option<f64>]) -> f64 {
    let above = distances.iter().flatten().filter(|&&distance| distance > 1.0);
    let start = (NOISE_PAIRS * NOISE.powi(2), NOISE_PAIRS);
    let (sum, count) = above.fold(start, |(sum, n), distance| (sum + (distance - 1.0).powi(2), n + 1.0));
    (sum / count).sqrt()
}

/// For each sentence of the side with fewer the distance of the nearest one of the other side.
fn nearest(distances: &[Option<f64>], band: &Band) -> Vec<f64> {
    let mut nearest = Sides::new(vec![f64::INFINITY; band.height()], vec![f64::INFINITY; band.width()]);
    let cells = (0..band.height()).flat_map(|i| band.row(i).map(move |j| (i, j)));
    for ((i, j), distance) in cells.zip(distances) {
        let distance = distance.unwrap_or(f64::INFINITY);
        nearest.ind[i] = nearest.ind[i].min(distance);
        nearest.eng[j] = nearest.eng[j].min(distance);
    }
    if band.height() <= band.width() { nearest.ind } else { nearest.eng }
}

/// How far vectors can be trusted. Of so many random numbers as a sentence has `pairs` to choose from the
/// largest hardly exceeds sqrt(2 ln n) standard deviations; where the nearest ones of a quarter of the
/// sentences do by one, these are no random numbers.
fn trust(nearest: &[f64], noise: f64, pairs: usize) -> f64 {
    let mut sorted: Vec<f64> = nearest.iter().copied().filter(|distance| distance.is_finite()).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let Some(quarter) = sorted.get(sorted.len() / 4) else { return 0.0 };
    let choice = pairs as f64 / nearest.len() as f64;
    let chance = (2.0 * choice.max(1.0).ln()).sqrt();
    ((1.0 - quarter) / noise - chance).clamp(0.0, 1.0)
}

/// For each English sentence the Indonesian ones with which a band lets it be aligned.
fn columns(band: &Band) -> Vec<Range<usize>> {
    let mut columns = vec![0..0; band.width()];
    for i in 0..band.height() {
        for column in &mut columns[band.row(i)] {
            let first = if column.end == 0 { i } else { column.start };
            *column = first..i + 1;
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A vector that points along an axis and a little elsewhere.
    fn row(axis: usize, stray: f32) -> Vec<f32> {
        (0..24).map(|at| if at == axis { 1.0 } else { stray * ((at * 7 + axis * 3) % 5) as f32 }).collect()
    }

    fn vectors(axes: &[usize], stray: f32) -> Vectors {
        Vectors::new(24, axes.iter().flat_map(|&axis| row(axis, stray)).collect())
    }

    /// Calls `check` with the gain of a block of two documents.
    fn gains(
        ind: &Vectors,
        eng: &Vectors,
        check: impl Fn(&Meaning<'_>, &dyn Fn(usize, usize, usize, usize) -> f64),
    ) {
        let meaning = Meaning::new(ind, eng, &Band::full(ind.len(), eng.len())).unwrap();
        check(&meaning, &|i, a, j, b| meaning.gain(Block::new(i, a, j, b)));
    }

    #[test]
    fn what_means_the_same_gains_and_what_does_not_loses() {
        let axes: Vec<usize> = (0..12).collect();
        gains(&vectors(&axes, 0.0), &vectors(&axes, 0.05), |_, gain| {
            assert!(gain(3, 1, 3, 1) > 5.0, "{}", gain(3, 1, 3, 1));
            assert!(gain(3, 1, 4, 1) < 0.0 && gain(3, 1, 9, 1) < 0.0);
        });
    }

    #[test]
    fn a_merge_gains_more_than_its_parts_where_the_other_side_says_both() {
        let ind = vectors(&(0..12).collect::<Vec<_>>(), 0.0);
        let mut rows: Vec<f32> = (2..12).flat_map(|axis| row(axis, 0.05)).collect();
        let both: Vec<f32> = row(0, 0.05).iter().zip(row(1, 0.05)).map(|(x, y)| x + y).collect();
        rows.splice(0..0, both);
        gains(&ind, &Vectors::new(24, rows), |meaning, gain| {
            assert!(gain(0, 2, 0, 1) > gain(0, 1, 0, 1) && gain(0, 2, 0, 1) > gain(1, 1, 0, 1));
            assert!(meaning.touches(Block::new(0, 2, 0, 1)) && !meaning.touches(Block::new(1, 2, 0, 1)));
        });
    }

    #[test]
    fn what_all_vectors_have_in_common_changes_nothing() {
        let axes: Vec<usize> = (0..12).collect();
        let shifted = |stray| {
            let rows = axes.iter().flat_map(|&axis| {
                let row = row(axis, stray);
                let length = row.iter().map(|x| x * x).sum::<f32>().sqrt();
                row.into_iter().map(move |x| x / length).chain([3.0])
            });
            Vectors::new(25, rows.collect())
        };
        gains(&vectors(&axes, 0.0), &vectors(&axes, 0.05), |_, plain| {
            gains(&shifted(0.0), &shifted(0.05), |_, shifted| {
                assert!((plain(3, 1, 3, 1) - shifted(3, 1, 3, 1)).abs() < 1e-3);
                assert!((plain(3, 1, 5, 1) - shifted(3, 1, 5, 1)).abs() < 1e-3);
            });
        });
    }

    #[test]
    fn silent_vectors_say_nothing() {
        let (mut rows, eng) = (row(0, 0.0), vectors(&[0, 1], 0.0));
        rows.extend([0.0; 24]);
        gains(&Vectors::new(24, rows), &eng, |_, gain| {
            assert_eq!((gain(1, 1, 0, 1), gain(1, 1, 1, 1)), (0.0, 0.0));
            assert!(gain(0, 1, 0, 1) > 0.0);
        });
        gains(&vectors(&[2], 0.0), &vectors(&[2], 0.0), |_, gain| {
            assert_eq!(gain(0, 1, 0, 1), 0.0, "one pair is as distant as usual");
        });
        gains(&Vectors::new(24, Vec::new()), &eng, |_, _| ());
        assert!(Meaning::new(&eng, &eng, &Band::full(3, 2)).is_none());
    }
}
