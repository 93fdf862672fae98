//! Laws of the search, on small grids where every alignment can be listed.

use std::collections::HashMap;

use proptest::prelude::*;

use super::*;

/// Scores for every block of a small grid; nulls cost a little.
#[derive(Debug, Clone)]
struct Grid {
    n: usize,
    m: usize,
    cells: Vec<f64>,
}

impl Grid {
    fn score(&self, block: Block) -> Option<f64> {
        let Block { i, a, j, b } = block;
        // Any fixed mixing of the numbers will do: what counts is that every block has its own score.
        let at = (i * 31 + a * 7 + j * 17 + b * 3) % self.cells.len();
        if block.is_null() {
            assert_eq!(a + b, 1, "nulls are of one sentence");
            let own = if a == 1 { i } else { 40 + j };
            return Some(-2.0 - self.cells[own % self.cells.len()].abs());
        }
        Some(self.cells[at] - (a + b - 2) as f64)
    }
}

fn grids() -> impl Strategy<Value = Grid> {
    (0usize..5, 0usize..5, prop::collection::vec(-4.0..4.0f64, 97)).prop_map(|(n, m, cells)| Grid {
        n,
        m,
        cells,
    })
}

fn monotone() -> AlignOptions {
    AlignOptions { max_side: 3, max_total: 4, temper: 1.0, crossing: false, ..AlignOptions::default() }
}

/// Every set of beads that keeps the order, with its score; beads of a gap once, whatever their order.
fn all(grid: &Grid, options: &AlignOptions) -> HashMap<Vec<Block>, f64> {
    fn go(
        grid: &Grid,
        options: &AlignOptions,
        i: usize,
        j: usize,
        so_far: &mut Vec<Block>,
        out: &mut HashMap<Vec<Block>, f64>,
    ) {
        if (i, j) == (grid.n, grid.m) {
            let score = so_far.iter().map(|&block| grid.score(block).unwrap()).sum();
            let mut named: Vec<Block> = so_far.iter().map(|&block| named(block)).collect();
            named.sort();
            out.insert(named, score);
            return;
        }
        for a in 0..=options.max_side.min(grid.n - i) {
            for b in 0..=options.max_side.min(grid.m - j) {
                let null = a == 0 || b == 0;
                if (null && a + b != 1) || a + b > options.max_total {
                    continue;
                }
                so_far.push(Block::new(i, a, j, b));
                go(grid, options, i + a, j + b, so_far, out);
                so_far.pop();
            }
        }
    }
    let mut out = HashMap::new();
    go(grid, options, 0, 0, &mut Vec::new(), &mut out);
    out
}

/// A block with an empty side is the same wherever it fell.
fn named(block: Block) -> Block {
    match (block.a, block.b) {
        (_, 0) => Block { j: 0, ..block },
        (0, _) => Block { i: 0, ..block },
        _ => block,
    }
}

fn beads(grid: &Grid, options: &AlignOptions) -> Vec<LatticeBead> {
    align(&Band::full(grid.n, grid.m), |block| grid.score(block), options)
}

fn swapped(grid: &Grid) -> impl Fn(Block) -> Option<f64> + '_ {
    |block| grid.score(block.swapped())
}

proptest! {
    #[test]
    fn equals_brute_force(grid in grids()) {
        let found = beads(&grid, &monotone());
        let best = all(&grid, &monotone()).values().copied().fold(f64::NEG_INFINITY, f64::max);
        let score: f64 = found.iter().map(|bead| grid.score(bead.block).unwrap()).sum();
        prop_assert!((score - best).abs() < 1e-9, "{score} is not {best}");
    }

    #[test]
    fn posteriors_are_shares_of_all_alignments(grid in grids()) {
        let all = all(&grid, &monotone());
        let whole: f64 = all.values().map(|score| score.exp()).sum();
        for bead in beads(&grid, &monotone()) {
            let with: f64 = all.iter().filter(|(set, _)| set.contains(&named(bead.block))).map(|(_, s)| s.exp()).sum();
            prop_assert!((bead.posterior - with / whole).abs() < 1e-9, "{bead:?} is not {}", with / whole);
        }
    }

    #[test]
    fn each_sentence_in_exactly_one_bead(grid in grids(), crossing: bool) {
        let options = AlignOptions { crossing, moved_margin: 0.5, ..monotone() };
        let found = beads(&grid, &options);
        let mut ind: Vec<usize> = found.iter().flat_map(|bead| bead.block.ind()).collect();
        let mut eng: Vec<usize> = found.iter().flat_map(|bead| bead.block.eng()).collect();
        ind.sort_unstable();
        eng.sort_unstable();
        prop_assert_eq!(ind, (0..grid.n).collect::<Vec<_>>());
        prop_assert_eq!(eng, (0..grid.m).collect::<Vec<_>>());
        prop_assert!(found.iter().all(|bead| (0.0..=1.0).contains(&bead.posterior)));
    }

    #[test]
    fn swapped_sides_give_swapped_beads(grid in grids(), crossing: bool) {
        let options = AlignOptions { crossing, ..monotone() };
        let mut here: Vec<_> = beads(&grid, &options).iter().map(|bead| named(bead.block)).collect();
        let there = align(&Band::full(grid.m, grid.n), swapped(&grid), &options);
        let mut there: Vec<_> = there.iter().map(|bead| named(bead.block.swapped())).collect();
        here.sort();
        there.sort();
        prop_assert_eq!(here, there);
    }

    #[test]
    fn only_blocks_of_the_band_are_scored(
        grid in (4usize..40, 4usize..40, prop::collection::vec(-4.0..4.0f64, 97)),
        anchors in prop::collection::vec((0usize..40, 0usize..40), 0..8),
        margin in 0usize..4,
    ) {
        let (n, m, cells) = grid;
        let grid = Grid { n, m, cells };
        let anchors: Vec<_> = anchors.into_iter().filter(|&(i, j)| i < n && j < m).collect();
        let band = band(n, m, &anchors, margin);
        let score = |block: Block| {
            // Whoever looks weights and vectors up goes by the rows of the band: outside it stand a
            // neighbour's.
            assert!(block.is_null() || band.holds(block), "{block:?}");
            grid.score(block)
        };
        let options = AlignOptions { crossing: true, moved_margin: 0.5, ..monotone() };
        let found = align(&band, score, &options);
        prop_assert_eq!(found.iter().map(|bead| bead.block.a).sum::<usize>(), n);
    }

    #[test]
    fn bands_are_passable(anchors in prop::collection::vec((0usize..60, 0usize..50), 0..20), margin in 0usize..5) {
        let band = band(60, 50, &anchors, margin);
        let found = align(&band, |block| Some(if block.is_null() { -2.0 } else { 1.0 - (block.a + block.b) as f64 }), &monotone());
        prop_assert_eq!(found.iter().map(|bead| bead.block.a).sum::<usize>(), 60);
        prop_assert_eq!(found.iter().map(|bead| bead.block.b).sum::<usize>(), 50);
    }
}

#[test]
fn a_text_against_itself_is_the_diagonal() {
    let same = |block: Block| {
        Some(match (block.a, block.b) {
            (1, 1) if block.i == block.j => 5.0,
            (1, 1) => -5.0,
            (0, _) | (_, 0) => -2.8,
            _ => -3.0,
        })
    };
    let found = align(&Band::full(9, 9), same, &AlignOptions::default());
    assert_eq!(
        found.iter().map(|bead| bead.block).collect::<Vec<_>>(),
        (0..9).map(|i| Block::new(i, 1, i, 1)).collect::<Vec<_>>()
    );
}

#[test]
fn a_moved_block_is_found_and_marked() {
    // Sentences 4 and 5 are told at 0 and 1 on the other side.
    let place = [2, 3, 4, 5, 0, 1];
    let score = |block: Block| match (block.a, block.b) {
        (1, 1) => Some(if place[block.i] == block.j { 8.0 } else { -6.0 }),
        (0, _) | (_, 0) => Some(-2.8),
        _ => None,
    };
    let found = align(&Band::full(6, 6), score, &AlignOptions::default());
    let moved: Vec<_> =
        found.iter().filter(|bead| bead.moved).map(|bead| (bead.block.i, bead.block.j)).collect();
    assert_eq!(moved, [(4, 0), (5, 1)]);
    assert_eq!(found.len(), 6);
    assert!(found.iter().all(|bead| bead.posterior > 0.9), "{found:?}");
}

#[test]
fn no_bead_is_larger_than_the_search_knows() {
    let score = |block: Block| Some(if block.is_null() { -9.0 } else { (block.a + block.b) as f64 });
    let options = AlignOptions { max_side: 9, max_total: 18, crossing: false, ..AlignOptions::default() };
    let found = align(&Band::full(7, 7), score, &options);
    assert!(found.iter().all(|bead| bead.block.a.max(bead.block.b) <= Block::MOST), "{found:?}");
    assert_eq!(found.iter().map(|bead| bead.block.a).sum::<usize>(), 7);
}

#[test]
fn empty_sides() {
    let score = |block: Block| Some(if block.is_null() { -1.0 } else { 0.0 });
    let options = AlignOptions::default();
    assert!(align(&Band::full(0, 0), score, &options).is_empty());
    assert_eq!(align(&Band::full(3, 0), score, &options).len(), 3);
    assert_eq!(align(&Band::full(0, 2), score, &options).len(), 2);
}

/// Pairs planted in order stand out from what any two sentences have in common; a pair out of order is left
/// out.
#[test]
fn the_way_leads_through_planted_pairs() {
    let planted: Vec<(usize, usize)> = (0..200).map(|k| (2 * k + k / 40, 2 * k + k / 20)).collect();
    let stray = (10, 390);
    let found = first_pass(&Band::full(420, 420), |i, row| {
        for (j, worth) in row.iter_mut().enumerate() {
            *worth = if (i * 31 + j * 17) % 11 == 0 { 3.0 } else { 0.0 };
            if planted.contains(&(i, j)) || stray == (i, j) {
                *worth = 20.0;
            }
        }
    });
    assert_eq!(found, planted);
    assert_eq!(first_pass(&Band::full(0, 7), |_, _| ()), []);
    assert_eq!(first_pass(&Band::full(7, 0), |_, _| ()), []);
}
