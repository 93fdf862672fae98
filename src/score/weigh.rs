//! The units of two sides -> the pairs of units that can be linked, with their weights in nats.

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::constants::*;
use super::kinds::EvidenceKinds;
use super::spelling::likeness;
use super::unit::{Class, Side, Type};
use crate::lexicon::Lexicon;

/// For each Indonesian unit the English units with which it can be linked, ascending, and the weights before
/// the length correction.
#[derive(Debug)]
pub struct Weights {
    /// The end of each unit's links.
    ends: Vec<u32>,
    links: Vec<(u32, f32)>,
    /// For each link the number of larger weights, once it is needed.
    places: OnceLock<Vec<u32>>,
}

impl Weights {
    /// The links of an Indonesian unit.
    pub fn of(&self, unit: usize) -> &[(u32, f32)] {
        &self.links[self.range(unit)]
    }

    /// The links of all Indonesian units.
    pub fn all(&self) -> &[(u32, f32)] {
        &self.links
    }

    /// The range of the links of an Indonesian unit among all.
    pub fn range(&self, unit: usize) -> Range<usize> {
        let start = unit.checked_sub(1).map_or(0, |before| self.ends[before]);
        start as usize..self.ends[unit] as usize
    }

    /// For each link the number of larger weights.
    pub fn places(&self) -> &[u32] {
        self.places.get_or_init(|| self.ranked())
    }

    fn ranked(&self) -> Vec<u32> {
        // The bits of positive floats have the order of the floats.
        let order =
            |(at, (_, weight)): (u32, &(u32, f32))| u64::from(!weight.to_bits()) << 32 | u64::from(at);
        let mut order: Vec<u64> = (0..).zip(&self.links).map(order).collect();
        order.sort_unstable();
        let (mut places, mut place) = (vec![0; order.len()], 0);
        for (before, &link) in std::iter::once(&u64::MAX).chain(&order).zip(&order) {
            place += u32::from(before >> 32 != link >> 32);
            places[link as u32 as usize] = place;
        }
        places
    }
}

/// w(f,e) = 1/2 [log t(e|f)/p(e) + log t(f|e)/p(f)], capped: the likelihood ratio of Moore (2002), made
/// symmetric.
///
/// t is the largest of the probabilities by equal keys, by the lexicon and by spelling. Indonesian units have
/// no links from the one on for which `go_on` says no.
pub fn weights(
    ind: &Side<'_>,
    eng: &Side<'_>,
    lexicon: &Lexicon,
    kinds: EvidenceKinds,
    go_on: impl Fn() -> bool,
) -> Weights {
    let index = Index::new(eng);
    let mut claims = Claims { of: vec![(0.0, 0.0); eng.types.len()], met: Vec::new() };
    let size = ind.types.len();
    let (ends, links) = (Vec::with_capacity(size), Vec::with_capacity(2 * size));
    let mut weights = Weights { ends, links, places: OnceLock::new() };
    for kind in ind.types.iter().take_while(|_| go_on()) {
        index.by_key(kind, &mut claims);
        if kinds.words {
            index.by_lexicon(kind, lexicon, &mut claims);
        }
        if kinds.spelling || kind.class == Class::Name {
            index.by_spelling(kind, ind, &mut claims);
        }
        let links = claims.take().map(|(e, t)| (e, weight(kind, &eng.types[e as usize], t) as f32));
        weights.links.extend(links.filter(|&(_, w)| w > 0.0));
        weights.ends.push(weights.links.len() as u32);
    }
    weights.ends.resize(size, weights.links.len() as u32);
    weights
}

fn weight(f: &Type<'_>, e: &Type<'_>, (forth, back): (f64, f64)) -> f64 {
    (0.5 * (forth / e.p * (back / f.p)).ln()).min(LINK_CAP)
}

/// The translation probabilities of the English types for one Indonesian type.
struct Claims {
    /// t(e|f) and t(f|e) of each English type, the largest so far; zeros for types without any.
    of: Vec<(f64, f64)>,
    met: Vec<u32>,
}

impl Claims {
    /// Adds t(e|f) and t(f|e) from one source: the larger of each is kept.
    fn add(&mut self, e: u32, forth: f64, back: f64) {
        let best = &mut self.of[e as usize];
        if *best == (0.0, 0.0) {
            self.met.push(e);
        }
        *best = (best.0.max(forth), best.1.max(back));
    }

    /// All probabilities, by English type; none is left.
    fn take(&mut self) -> impl Iterator<Item = (u32, (f64, f64))> {
        self.met.sort_unstable();
        self.met.drain(..).map(|e| (e, std::mem::take(&mut self.of[e as usize])))
    }
}

/// Indexes of the English types.
struct Index<'s> {
    eng: &'s Side<'s>,
    /// For each key the number of the last type with it.
    keys: FxHashMap<&'s str, u32>,
    /// Types with a key, each with the number of the one before it.
    holders: Vec<(u32, Option<u32>)>,
    /// By entries of the lexicon.
    entries: Table,
    /// A bit for each entry, set if `entries` has it: most translations of a word are not in the document.
    set: Vec<u64>,
    /// By the first two letters of skeletons.
    starts: Table,
}

impl<'s> Index<'s> {
    fn new(eng: &'s Side<'s>) -> Self {
        let mut index = Index {
            eng,
            keys: FxHashMap::default(),
            holders: Vec::new(),
            entries: Table::with_capacity(eng.types.len()),
            set: Vec::new(),
            starts: Table::with_capacity(eng.types.len()),
        };
        for (at, kind) in (0..).zip(eng.types.iter()) {
            for key in kind.keys {
                let number = index.holders.len() as u32;
                let before = index.keys.insert(key.as_str(), number);
                index.holders.push((at, before));
            }
            kind.entries.iter().for_each(|&entry| index.entries.add(entry, at));
            let starts = kind.skeletons.clone().filter_map(|n| start(eng, n));
            starts.for_each(|start| index.starts.add(start, at));
        }
        index.entries.sort();
        index.starts.sort();
        let entries = || index.entries.0.iter().map(|held| (held >> 32) as usize);
        index.set.resize(entries().next_back().map_or(0, |last| last / 64 + 1), 0);
        entries().for_each(|entry| index.set[entry / 64] |= 1 << (entry % 64));
        index
    }

    fn by_key(&self, f: &Type<'_>, claims: &mut Claims) {
        for key in f.keys {
            let mut holder = self.keys.get(key.as_str()).copied();
            while let Some(number) = holder {
                let (e, before) = self.holders[number as usize];
                let same = self.eng.types[e as usize].keys[0] == f.keys[0];
                let t = if same { T_KEY } else { T_READING };
                claims.add(e, t, t);
                holder = before;
            }
        }
    }

    fn by_lexicon(&self, f: &Type<'_>, lexicon: &Lexicon, claims: &mut Claims) {
        for (rank, &entry) in f.entries.iter().enumerate() {
            for (other, link) in lexicon.targets(entry) {
                if self.set.get(other as usize / 64).is_none_or(|word| word >> (other % 64) & 1 == 0) {
                    continue;
                }
                let (forth, back) = lexicon.link(link);
                for e in self.entries.of(other) {
                    let is_stem = self.eng.types[e as usize].entries[0] != other;
                    let sure = discount(usize::from(is_stem)) * discount(rank);
                    claims.add(e, f64::from(forth) * sure, f64::from(back) * sure);
                }
            }
        }
    }

    fn by_spelling(&self, f: &Type<'_>, ind: &Side<'_>, claims: &mut Claims) {
        for n in f.skeletons.clone() {
            let Some(start) = start(ind, n) else { continue };
            let spelling = ind.skeletons.get(n);
            for e in self.starts.of(start) {
                let others = self.eng.types[e as usize].skeletons.clone();
                let alike = others.map(|n| likeness(spelling, self.eng.skeletons.get(n))).fold(0.0, f64::max);
                if alike > 0.0 {
                    // Rises from just above nothing at the floor to all of it for equal spellings.
                    let rise = 1.0 + SPELLING_LEAST - SPELLING_FLOOR;
                    let t = T_SPELLING * (alike - SPELLING_FLOOR + SPELLING_LEAST) / rise;
                    claims.add(e, t, t);
                }
            }
        }
    }
}

/// Sorted pairs of a number (upper half) and a type that has it (lower half).
struct Table(Vec<u64>);

impl Table {
    fn with_capacity(size: usize) -> Self {
        Table(Vec::with_capacity(size))
    }

    fn add(&mut self, number: u32, kind: u32) {
        self.0.push(u64::from(number) << 32 | u64::from(kind));
    }

    fn sort(&mut self) {
        self.0.sort_unstable();
        self.0.dedup();
    }

    /// The types with a number.
    fn of(&self, number: u32) -> impl Iterator<Item = u32> {
        let from = self.0.partition_point(|&held| held < u64::from(number) << 32);
        let held = self.0[from..].iter().take_while(move |&&held| held >> 32 == u64::from(number));
        held.map(|&held| held as u32)
    }
}

/// The first two letters of a side's skeleton, as a number; shorter skeletons are not compared.
fn start(side: &Side<'_>, skeleton: usize) -> Option<u32> {
    let &[first, second] = side.skeletons.get(skeleton).letters.first_chunk()?;
    Some(u32::from(first) << 8 | u32::from(second))
}

/// The factor for a form itself (1) or for a stem.
fn discount(rank: usize) -> f64 {
    if rank == 0 { 1.0 } else { STEM_DISCOUNT }
}
