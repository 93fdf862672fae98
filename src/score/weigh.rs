//! Two sides' units -> which units explain one another, and by how many nats.

use rustc_hash::FxHashMap;

use super::constants::*;
use super::spelling::likeness;
use super::unit::{Class, Side, Type};
use super::voices::Voices;
use crate::lexicon::Lexicon;

/// For each Indonesian unit the English units that it may be linked with, and the weight before the length correction.
pub type Weights = Vec<Vec<(u32, f32)>>;

/// w(f,e) = 1/2 [log t(e|f)/p(e) + log t(f|e)/p(f)], capped: the likelihood ratio of Moore (2002), made symmetric.
///
/// t is the largest of what equal keys, the lexicon and the spelling say.
pub fn weights(ind: &Side<'_>, eng: &Side<'_>, lexicon: &Lexicon, voices: Voices) -> Weights {
    let index = Index::new(eng);
    let mut claims: FxHashMap<u32, (f64, f64)> = FxHashMap::default();
    ind.types
        .iter()
        .map(|kind| {
            claims.clear();
            index.by_key(kind, &eng.types, &mut claims);
            if voices.words {
                index.by_lexicon(kind, lexicon, &mut claims);
            }
            if voices.spelling || kind.class == Class::Name {
                index.by_spelling(kind, &eng.types, &mut claims);
            }
            let mut links: Vec<(u32, f32)> = claims
                .iter()
                .map(|(&e, &(forth, back))| (e, weight(kind, &eng.types[e as usize], forth, back) as f32))
                .filter(|&(_, w)| w > 0.0)
                .collect();
            links.sort_unstable_by_key(|&(e, _)| e);
            links
        })
        .collect()
}

fn weight(f: &Type<'_>, e: &Type<'_>, forth: f64, back: f64) -> f64 {
    (0.5 * ((forth / e.p).ln() + (back / f.p).ln())).min(LINK_CAP)
}

/// The English types by what they can be found by.
#[derive(Default)]
struct Index<'s> {
    keys: FxHashMap<&'s str, Vec<u32>>,
    entries: FxHashMap<u32, Vec<(u32, f64)>>,
    /// A bit for each entry of the lexicon, set where `entries` has it: most translations of a word are not in the document.
    set: Vec<u64>,
    starts: FxHashMap<[u8; 2], Vec<u32>>,
}

type Claims = FxHashMap<u32, (f64, f64)>;

/// A further claim on t(e|f) and t(f|e): the larger one of each holds.
fn claim(claims: &mut Claims, e: u32, forth: f64, back: f64) {
    let best = claims.entry(e).or_default();
    *best = (best.0.max(forth), best.1.max(back));
}

impl<'s> Index<'s> {
    fn new(eng: &'s Side<'_>) -> Self {
        let mut index = Index::default();
        for (at, kind) in eng.types.iter().enumerate() {
            let at = at as u32;
            for key in kind.keys {
                index.keys.entry(key.as_str()).or_default().push(at);
            }
            for (rank, &entry) in kind.entries.iter().enumerate() {
                index.entries.entry(entry).or_default().push((at, discount(rank)));
                let word = entry as usize / 64;
                index.set.resize(index.set.len().max(word + 1), 0);
                index.set[word] |= 1 << (entry % 64);
            }
            for start in kind.skeletons.iter().filter_map(|s| s.first_chunk::<2>()) {
                let list = index.starts.entry(*start).or_default();
                if list.last() != Some(&at) {
                    list.push(at);
                }
            }
        }
        index
    }

    fn by_key(&self, f: &Type<'_>, eng: &[Type<'_>], claims: &mut Claims) {
        for key in f.keys {
            for &e in self.keys.get(key.as_str()).into_iter().flatten() {
                let t = if eng[e as usize].keys[0] == f.keys[0] { T_KEY } else { T_READING };
                claim(claims, e, t, t);
            }
        }
    }

    fn by_lexicon(&self, f: &Type<'_>, lexicon: &Lexicon, claims: &mut Claims) {
        for (rank, &entry) in f.entries.iter().enumerate() {
            for (other, forth, back) in lexicon.translations(entry) {
                if self.set.get(other as usize / 64).is_none_or(|word| word >> (other % 64) & 1 == 0) {
                    continue;
                }
                for &(e, sure) in self.entries.get(&other).into_iter().flatten() {
                    let sure = sure * discount(rank);
                    claim(claims, e, f64::from(forth) * sure, f64::from(back) * sure);
                }
            }
        }
    }

    fn by_spelling(&self, f: &Type<'_>, eng: &[Type<'_>], claims: &mut Claims) {
        for spelling in &f.skeletons {
            let Some(start) = spelling.first_chunk::<2>() else { continue };
            for &e in self.starts.get(start).into_iter().flatten() {
                let alike =
                    eng[e as usize].skeletons.iter().map(|s| likeness(spelling, s)).fold(0.0, f64::max);
                if alike > 0.0 {
                    let t = T_SPELLING * (alike - SPELLING_FLOOR + 0.05) / (1.05 - SPELLING_FLOOR);
                    claim(claims, e, t, t);
                }
            }
        }
    }
}

/// The form itself counts in full, a stem less.
fn discount(rank: usize) -> f64 {
    if rank == 0 { 1.0 } else { STEM_DISCOUNT }
}
