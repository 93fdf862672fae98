//! Two sides' units -> which units explain one another, and by how many nats.

use rustc_hash::FxHashMap;

use super::constants::*;
use super::spelling::likeness;
use super::unit::{Class, Side, Type};
use super::voices::Voices;
use crate::lexicon::Lexicon;

/// For each Indonesian unit the English units that it may be linked with, ascending, and the weight before the length correction.
#[derive(Debug)]
pub struct Weights {
    /// The end of each unit's links.
    ends: Vec<u32>,
    links: Vec<(u32, f32)>,
}

impl Weights {
    /// The links of an Indonesian unit.
    pub fn of(&self, unit: usize) -> &[(u32, f32)] {
        let start = unit.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.links[start as usize..self.ends[unit] as usize]
    }
}

/// w(f,e) = 1/2 [log t(e|f)/p(e) + log t(f|e)/p(f)], capped: the likelihood ratio of Moore (2002), made symmetric.
///
/// t is the largest of what equal keys, the lexicon and the spelling say.
pub fn weights(ind: &Side<'_>, eng: &Side<'_>, lexicon: &Lexicon, voices: Voices) -> Weights {
    let index = Index::new(eng);
    let mut claims = Claims { of: vec![(0.0, 0.0); eng.types.len()], met: Vec::new() };
    let mut weights = Weights { ends: Vec::with_capacity(ind.types.len()), links: Vec::new() };
    for kind in &ind.types {
        index.by_key(kind, &mut claims);
        if voices.words {
            index.by_lexicon(kind, lexicon, &mut claims);
        }
        if voices.spelling || kind.class == Class::Name {
            index.by_spelling(kind, ind, &mut claims);
        }
        let links = claims.take().map(|(e, t)| (e, weight(kind, &eng.types[e as usize], t) as f32));
        weights.links.extend(links.filter(|&(_, w)| w > 0.0));
        weights.ends.push(weights.links.len() as u32);
    }
    weights
}

fn weight(f: &Type<'_>, e: &Type<'_>, (forth, back): (f64, f64)) -> f64 {
    (0.5 * ((forth / e.p).ln() + (back / f.p).ln())).min(LINK_CAP)
}

/// What is claimed of the English types for one Indonesian type.
struct Claims {
    /// t(e|f) and t(f|e) of each English type, the largest so far; zeros for those that are not met.
    of: Vec<(f64, f64)>,
    met: Vec<u32>,
}

impl Claims {
    /// A further claim on t(e|f) and t(f|e): the larger one of each holds.
    fn add(&mut self, e: u32, forth: f64, back: f64) {
        let best = &mut self.of[e as usize];
        if *best == (0.0, 0.0) {
            self.met.push(e);
        }
        *best = (best.0.max(forth), best.1.max(back));
    }

    /// All claims, by English type; none is left.
    fn take(&mut self) -> impl Iterator<Item = (u32, (f64, f64))> {
        self.met.sort_unstable();
        self.met.drain(..).map(|e| (e, std::mem::take(&mut self.of[e as usize])))
    }
}

/// The English types by what they can be found by.
struct Index<'s> {
    eng: &'s Side<'s>,
    keys: FxHashMap<&'s str, Vec<u32>>,
    /// Entries of the lexicon, the types that have them and how sure that is; by entry.
    entries: Vec<(u32, u32, f64)>,
    /// A bit for each entry, set where `entries` has it: most translations of a word are not in the document.
    set: Vec<u64>,
    /// The first two letters of skeletons, and the types that have them.
    starts: Vec<([u8; 2], u32)>,
}

impl<'s> Index<'s> {
    fn new(eng: &'s Side<'s>) -> Self {
        let mut index = Index {
            eng,
            keys: FxHashMap::default(),
            entries: Vec::new(),
            set: Vec::new(),
            starts: Vec::new(),
        };
        for (at, kind) in (0..).zip(&eng.types) {
            for key in kind.keys {
                index.keys.entry(key.as_str()).or_default().push(at);
            }
            let entries = kind.entries.iter().enumerate();
            index.entries.extend(entries.map(|(rank, &entry)| (entry, at, discount(rank))));
            let starts = kind.skeletons.clone().filter_map(|n| start(eng, n));
            index.starts.extend(starts.map(|start| (start, at)));
        }
        index.entries.sort_unstable_by_key(|&(entry, at, _)| (entry, at));
        let most = index.entries.last().map_or(0, |last| last.0 as usize / 64 + 1);
        index.set.resize(most, 0);
        index.entries.iter().for_each(|&(entry, ..)| index.set[entry as usize / 64] |= 1 << (entry % 64));
        index.starts.sort_unstable();
        index.starts.dedup();
        index
    }

    fn by_key(&self, f: &Type<'_>, claims: &mut Claims) {
        for key in f.keys {
            for &e in self.keys.get(key.as_str()).into_iter().flatten() {
                let same = self.eng.types[e as usize].keys[0] == f.keys[0];
                let t = if same { T_KEY } else { T_READING };
                claims.add(e, t, t);
            }
        }
    }

    fn by_lexicon(&self, f: &Type<'_>, lexicon: &Lexicon, claims: &mut Claims) {
        for (rank, &entry) in f.entries.iter().enumerate() {
            for (other, forth, back) in lexicon.translations(entry) {
                if self.set.get(other as usize / 64).is_none_or(|word| word >> (other % 64) & 1 == 0) {
                    continue;
                }
                for &(_, e, sure) in run(&self.entries, |held| held.0 < other, |held| held.0 == other) {
                    let sure = sure * discount(rank);
                    claims.add(e, f64::from(forth) * sure, f64::from(back) * sure);
                }
            }
        }
    }

    fn by_spelling(&self, f: &Type<'_>, ind: &Side<'_>, claims: &mut Claims) {
        for n in f.skeletons.clone() {
            let Some(start) = start(ind, n) else { continue };
            let spelling = ind.skeletons.get(n);
            for &(_, e) in run(&self.starts, |held| held.0 < start, |held| held.0 == start) {
                let others = self.eng.types[e as usize].skeletons.clone();
                let alike = others.map(|n| likeness(spelling, self.eng.skeletons.get(n))).fold(0.0, f64::max);
                if alike > 0.0 {
                    let t = T_SPELLING * (alike - SPELLING_FLOOR + 0.05) / (1.05 - SPELLING_FLOOR);
                    claims.add(e, t, t);
                }
            }
        }
    }
}

/// The first two letters of a side's skeleton; shorter ones are like nothing.
fn start(side: &Side<'_>, skeleton: usize) -> Option<[u8; 2]> {
    side.skeletons.get(skeleton).letters.first_chunk().copied()
}

/// The items of a sorted list behind those that lie `before`, as long as they are `wanted`.
fn run<T>(list: &[T], before: impl Fn(&T) -> bool, wanted: impl Fn(&T) -> bool) -> &[T] {
    let from = &list[list.partition_point(before)..];
    &from[..from.iter().position(|item| !wanted(item)).unwrap_or(from.len())]
}

/// The form itself counts in full, a stem less.
fn discount(rank: usize) -> f64 {
    if rank == 0 { 1.0 } else { STEM_DISCOUNT }
}
