//! Weights -> for each sentence pair its possible links, and the competitive linking of a block.

use super::constants::NEAR_BEST;
use super::unit::{Class, Side};
use super::weigh::Weights;
use crate::model::{Band, Block};

/// A possible link between two occurrences, numbered through their side's document.
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
    band: Band,
    /// First cell of each row.
    rows: Vec<usize>,
    /// First edge of each cell, and one past the last.
    cells: Vec<u32>,
    edges: Vec<Edge>,
    /// The weight of each sentence's best link anywhere: Indonesian, English.
    best: (Vec<f32>, Vec<f32>),
    /// First occurrence of each sentence, and one past the last: Indonesian, English.
    pub first: (Vec<u32>, Vec<u32>),
}

impl Links {
    /// Finds the possible links of all sentence pairs of `band`, each cell's best first.
    pub fn new(ind: &Side, eng: &Side, weights: &Weights, band: &Band) -> Self {
        let first = (offsets(ind), offsets(eng));
        let postings = postings(eng, &first.1);
        let best = (vec![0.0; ind.sentences.len()], vec![0.0; eng.sentences.len()]);
        let mut links =
            Links { band: band.clone(), rows: Vec::new(), cells: vec![0], edges: Vec::new(), best, first };
        let mut buckets: Vec<Vec<Edge>> = Vec::new();
        for (i, units) in ind.sentences.iter().enumerate() {
            let row = band.row(i);
            buckets.resize_with(row.len().max(buckets.len()), Vec::new);
            for (k, &unit) in units.iter().enumerate() {
                let f = links.first.0[i] + k as u32;
                for &(kind, weight) in &weights[unit as usize] {
                    let list = &postings[kind as usize];
                    let from = list.partition_point(|&(j, _)| (j as usize) < row.start);
                    for &(j, e) in list[from..].iter().take_while(|&&(j, _)| (j as usize) < row.end) {
                        buckets[j as usize - row.start].push(Edge { f, e, weight });
                    }
                }
            }
            links.rows.push(links.cells.len() - 1);
            for (j, bucket) in row.clone().zip(&mut buckets) {
                sort(bucket);
                let weight = bucket.first().map_or(0.0, |edge| edge.weight);
                links.best.0[i] = links.best.0[i].max(weight);
                links.best.1[j] = links.best.1[j].max(weight);
                links.edges.append(bucket);
                links.cells.push(links.edges.len() as u32);
            }
        }
        links
    }

    /// The possible links of Indonesian sentence `i` with English sentence `j`, best first.
    pub fn cell(&self, i: usize, j: usize) -> &[Edge] {
        let at = self.rows[i] + j - self.band.row(i).start;
        &self.edges[self.cells[at] as usize..self.cells[at + 1] as usize]
    }

    /// Whether every sentence of the block has a link to the other side that is worth more than `floor` and not far from the
    /// best one the sentence has anywhere.
    pub fn touches(&self, block: Block, floor: f32) -> bool {
        let best = |i, j| self.cell(i, j).first().map_or(0.0, |edge| edge.weight);
        block.ind().all(|i| block.eng().any(|j| best(i, j) > floor.max(NEAR_BEST * self.best.0[i])))
            && block.eng().all(|j| block.ind().any(|i| best(i, j) > floor.max(NEAR_BEST * self.best.1[j])))
    }

    /// Number of units in the block: Indonesian, English.
    pub fn sizes(&self, block: Block) -> (u32, u32) {
        (
            self.first.0[block.i + block.a] - self.first.0[block.i],
            self.first.1[block.j + block.b] - self.first.1[block.j],
        )
    }
}

/// Room for competitive linking, kept from block to block.
#[derive(Debug, Default)]
pub struct Scratch {
    edges: Vec<Edge>,
    /// The round in which an occurrence was last linked: Indonesian, English.
    used: (Vec<u32>, Vec<u32>),
    round: u32,
}

impl Scratch {
    /// Room for documents of the given numbers of units.
    pub fn new(links: &Links) -> Self {
        let size = |first: &[u32]| vec![0; first.last().copied().unwrap_or(0) as usize];
        Scratch { edges: Vec::new(), used: (size(&links.first.0), size(&links.first.1)), round: 0 }
    }

    /// Greedy one-to-one matching of the block's possible links whose weight exceeds `floor`, best first: the competitive
    /// linking of Melamed (2000), inside one bead. Calls `take` for every link.
    pub fn link(&mut self, links: &Links, block: Block, floor: f32, mut take: impl FnMut(Edge)) {
        self.round += 1;
        self.edges.clear();
        for i in block.ind() {
            for j in block.eng() {
                let cell = links.cell(i, j);
                let above = cell.partition_point(|edge| edge.weight > floor);
                self.edges.extend_from_slice(&cell[..above]);
            }
        }
        if block.a + block.b > 2 {
            sort(&mut self.edges);
        }
        for &edge in &self.edges {
            let (f, e) = (&mut self.used.0[edge.f as usize], &mut self.used.1[edge.e as usize]);
            if *f != self.round && *e != self.round {
                (*f, *e) = (self.round, self.round);
                take(edge);
            }
        }
    }
}

/// Best first; among equals the one nearer to the start, so that repeated words link in order.
fn sort(edges: &mut [Edge]) {
    // Stable, because it merges the sorted runs of the cells instead of sorting anew.
    edges.sort_by(|x, y| {
        y.weight.total_cmp(&x.weight).then_with(|| (x.f + x.e).cmp(&(y.f + y.e))).then_with(|| x.f.cmp(&y.f))
    });
}

fn offsets(side: &Side) -> Vec<u32> {
    let mut at = 0;
    let ends = side.sentences.iter().map(|units| {
        at += units.len() as u32;
        at
    });
    std::iter::once(0).chain(ends).collect()
}

/// For each type its occurrences (sentence, number) in order.
fn postings(side: &Side, first: &[u32]) -> Vec<Vec<(u32, u32)>> {
    let mut postings: Vec<Vec<(u32, u32)>> = vec![Vec::new(); side.types.len()];
    for (j, units) in side.sentences.iter().enumerate() {
        for (k, &unit) in units.iter().enumerate() {
            postings[unit as usize].push((j as u32, first[j] + k as u32));
        }
    }
    postings
}

/// The part of a score that a link belongs to.
pub fn part(f: Class, e: Class) -> Class {
    match (f, e) {
        (Class::Number, _) | (_, Class::Number) => Class::Number,
        (Class::Name, _) | (_, Class::Name) => Class::Name,
        _ => Class::Word,
    }
}
