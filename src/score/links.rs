//! Weights -> for each sentence pair its possible links.

use std::ops::Range;

use super::constants::NEAR_BEST;
use super::like::{Seen, nearest, next_cell};
use super::unit::Side;
use super::weigh::Weights;
use crate::model::{Band, Block, Sides};

/// A possible link between two occurrences of units, which are numbered through their documents.
#[derive(Debug, Clone, Copy)]
pub struct Edge {
    /// Occurrence on the Indonesian side.
    pub f: u32,
    /// Occurrence on the English side.
    pub e: u32,
    /// Nats before the length correction.
    pub weight: f32,
}

/// The possible links of every sentence pair of a band.
#[derive(Debug)]
pub struct Links {
    rows: Vec<Row>,
    /// The start of each cell in `ranks`, and one past the last.
    cells: Vec<u32>,
    /// For each cell its links as positions in `edges`, ascending, so that the best link of a cell comes
    /// first.
    ranks: Vec<u32>,
    /// The weight of each cell's best link, 0 without any.
    tops: Vec<f32>,
    /// The links of all cells, best first.
    edges: Vec<Edge>,
    /// The weight of each sentence's best link anywhere.
    best: Sides<Vec<f32>>,
    /// First occurrence of each sentence, and one past the last.
    pub first: Sides<Vec<u32>>,
}

/// The cells of an Indonesian sentence.
#[derive(Debug, Clone, Copy)]
struct Row {
    /// Its first cell.
    cell: usize,
    /// The English sentence of that cell.
    start: usize,
}

impl Links {
    /// Finds the possible links of all sentence pairs of `band`, each cell's best first.
    pub fn new(ind: &Side<'_>, eng: &Side<'_>, weights: &Weights, band: &Band) -> Self {
        let first = Sides::new(offsets(ind), offsets(eng));
        let mut rows = Vec::with_capacity(band.height());
        let mut size = 0;
        for row in (0..band.height()).map(|i| band.row(i)) {
            rows.push(Row { cell: size, start: row.start });
            size += row.len();
        }
        let edges = find(ind, eng, weights, band, &first);
        let cell = Cells::new(ind, eng, &rows);
        let cells = starts(edges.iter().map(|edge| cell.of(edge)), size);
        let (mut next, mut ranks) = (cells.clone(), vec![0; edges.len()]);
        for (rank, edge) in edges.iter().enumerate() {
            let next = &mut next[cell.of(edge)];
            ranks[*next as usize] = rank as u32;
            *next += 1;
        }
        let top = |cell: &[u32]| {
            if cell[0] < cell[1] { edges[ranks[cell[0] as usize] as usize].weight } else { 0.0 }
        };
        let tops: Vec<f32> = cells.windows(2).map(top).collect();
        let best = best(&tops, band, &rows);
        Links { rows, cells, ranks, tops, edges, best, first }
    }

    fn at(&self, i: usize, j: usize) -> usize {
        let row = self.rows[i];
        row.cell + j - row.start
    }

    /// Whether every sentence of the block has a link to the other side with a weight above `floor` and close
    /// to that of its best link anywhere.
    pub fn touches(&self, block: Block, floor: f32) -> bool {
        let ind = block.ind().all(|i| {
            let (limit, at) = (floor.max(NEAR_BEST * self.best.ind[i]), self.at(i, block.j));
            self.tops[at..at + block.b].iter().any(|&top| top > limit)
        });
        ind && block.eng().all(|j| {
            let limit = floor.max(NEAR_BEST * self.best.eng[j]);
            block.ind().any(|i| self.tops[self.at(i, j)] > limit)
        })
    }

    /// The ranks of the links between an Indonesian sentence and the English ones from `j` on, `count` of
    /// them; ascending for each.
    pub fn ranks(&self, i: usize, j: usize, count: usize) -> &[u32] {
        let at = self.at(i, j);
        &self.ranks[self.cells[at] as usize..self.cells[at + count] as usize]
    }

    /// The link of a rank; rank 0 is the best one.
    pub fn edge(&self, rank: u32) -> Edge {
        self.edges[rank as usize]
    }

    /// The number of links.
    pub fn len(&self) -> usize {
        self.edges.len()
    }

    /// The number of units in the block.
    pub fn sizes(&self, block: Block) -> Sides<u32> {
        let Sides { ind, eng } = &self.first;
        Sides::new(ind[block.i + block.a] - ind[block.i], eng[block.j + block.b] - eng[block.j])
    }
}

/// Finds the cell of a link.
struct Cells<'r> {
    rows: &'r [Row],
    /// For each occurrence its sentence.
    sentences: Sides<Vec<u32>>,
}

impl<'r> Cells<'r> {
    fn new(ind: &Side<'_>, eng: &Side<'_>, rows: &'r [Row]) -> Self {
        let sentences = |side: &Side<'_>| {
            let mut of = Vec::with_capacity(side.sentences.iter().map(Vec::len).sum());
            for (at, units) in (0..).zip(&side.sentences) {
                of.resize(of.len() + units.len(), at);
            }
            of
        };
        Cells { rows, sentences: Sides::new(sentences(ind), sentences(eng)) }
    }

    fn of(&self, edge: &Edge) -> usize {
        let row = self.rows[self.sentences.ind[edge.f as usize] as usize];
        row.cell + self.sentences.eng[edge.e as usize] as usize - row.start
    }
}

/// The possible links of all sentence pairs, best first: those with a weight above the correction for the
/// lengths of the two sentences, which only grows in larger blocks. Among equals the one nearer to the start
/// comes first, so that repeated words are linked in order.
fn find(
    ind: &Side<'_>,
    eng: &Side<'_>,
    weights: &Weights,
    band: &Band,
    first: &Sides<Vec<u32>>,
) -> Vec<Edge> {
    let postings = Postings::new(eng, &first.eng);
    let halves: Vec<f32> = eng.sentences.iter().map(|units| half(units)).collect();
    let places = weights.places();
    let mut found = Vec::with_capacity(2 * places.len());
    let mut seen = Seen::new(ind.types.len());
    for (i, units) in ind.sentences.iter().enumerate() {
        let (row, floor) = (band.row(i), half(units));
        for (f, &unit) in (first.ind[i]..).zip(units) {
            let before = seen.before(unit, i);
            for (&(kind, weight), &place) in
                weights.of(unit as usize).iter().zip(&places[weights.range(unit as usize)])
            {
                let mut list = postings.within(kind, &row);
                while let Some((j, cell)) = next_cell(&mut list) {
                    if weight > floor + halves[j] {
                        found.extend(nearest(cell, before).iter().map(|&(_, e)| Found { place, f, e }));
                    }
                }
            }
        }
    }
    sorted(&found, places, weights)
}

/// A link between two occurrences, and the number of larger weights.
struct Found {
    place: u32,
    f: u32,
    e: u32,
}

impl Found {
    /// The order of links of equal weight, as two numbers in one.
    fn order(&self) -> u64 {
        u64::from(self.f + self.e) << 32 | u64::from(self.f)
    }
}

/// Sorts links by the places of their weights (a counting sort: few links share a weight).
fn sorted(found: &[Found], places: &[u32], weights: &Weights) -> Vec<Edge> {
    let most = places.iter().max().map_or(0, |&most| most as usize + 1);
    let starts = starts(found.iter().map(|link| link.place as usize), most);
    let (mut next, mut orders) = (starts.clone(), vec![0; found.len()]);
    for link in found {
        let next = &mut next[link.place as usize];
        orders[*next as usize] = link.order();
        *next += 1;
    }
    let mut weight_of = vec![0.0; most];
    for (&place, (_, weight)) in places.iter().zip(weights.all()) {
        weight_of[place as usize] = *weight;
    }
    let mut edges = Vec::with_capacity(found.len());
    for (ends, weight) in starts.windows(2).zip(weight_of) {
        let orders = &mut orders[ends[0] as usize..ends[1] as usize];
        orders.sort_unstable();
        edges.extend(orders.iter().map(|&order| {
            let f = order as u32;
            Edge { f, e: (order >> 32) as u32 - f, weight }
        }));
    }
    edges
}

/// One sentence's half of the floor for links among these numbers of units.
pub fn half(units: &[u32]) -> f32 {
    0.5 * ((units.len() + 1) as f32).ln()
}

/// The number of things before each place, and the total.
fn starts(places: impl Iterator<Item = usize>, size: usize) -> Vec<u32> {
    let mut starts = vec![0; size + 1];
    places.for_each(|place| starts[place + 1] += 1);
    for place in 0..size {
        starts[place + 1] += starts[place];
    }
    starts
}

/// The weight of each sentence's best link anywhere.
fn best(tops: &[f32], band: &Band, rows: &[Row]) -> Sides<Vec<f32>> {
    let mut best = Sides::new(vec![0.0f32; band.height()], vec![0.0f32; band.width()]);
    for (i, row) in rows.iter().enumerate() {
        for (j, &top) in band.row(i).zip(&tops[row.cell..]) {
            best.ind[i] = best.ind[i].max(top);
            best.eng[j] = best.eng[j].max(top);
        }
    }
    best
}

fn offsets(side: &Side<'_>) -> Vec<u32> {
    let mut at = 0;
    let ends = side.sentences.iter().map(|units| {
        at += units.len() as u32;
        at
    });
    std::iter::once(0).chain(ends).collect()
}

/// For each type of a side its occurrences (sentence, number) in order, all in one list.
#[derive(Debug)]
pub struct Postings {
    /// First occurrence of each type, and one past the last.
    starts: Vec<usize>,
    places: Vec<(u32, u32)>,
}

impl Postings {
    fn new(side: &Side<'_>, first: &[u32]) -> Self {
        let mut starts = vec![0; side.types.len() + 1];
        side.sentences.iter().flatten().for_each(|&unit| starts[unit as usize + 1] += 1);
        for kind in 0..side.types.len() {
            starts[kind + 1] += starts[kind];
        }
        let (mut next, mut places) = (starts.clone(), vec![(0, 0); starts[side.types.len()]]);
        for (j, units) in side.sentences.iter().enumerate() {
            for (e, &unit) in (first[j]..).zip(units) {
                places[next[unit as usize]] = (j as u32, e);
                next[unit as usize] += 1;
            }
        }
        Postings { starts, places }
    }

    /// The occurrences on a side.
    pub fn of_side(side: &Side<'_>) -> Self {
        Postings::new(side, &offsets(side))
    }

    /// The occurrences of a type in the sentences of `range`: the sentence, the occurrence.
    pub fn within(&self, kind: u32, range: &Range<usize>) -> &[(u32, u32)] {
        let list = self.of(kind);
        // The band of a short document has all sentences.
        let before = |end: usize| match list.last() {
            Some(last) if last.0 as usize >= end => list.partition_point(|&(j, _)| (j as usize) < end),
            _ => list.len(),
        };
        &list[if range.start == 0 { 0 } else { before(range.start) }..before(range.end)]
    }

    fn of(&self, kind: u32) -> &[(u32, u32)] {
        &self.places[self.starts[kind as usize]..self.starts[kind as usize + 1]]
    }
}
