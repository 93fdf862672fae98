//! Sketches of reports -> groups of near-duplicates: the same wire text twice.

use super::Sketch;
use super::fingerprint::KEPT;

/// Share of the runs of words of both texts together that near-duplicates have in common, and of the names and numbers: a story told
/// again with other figures is another story.
const ALIKE: f32 = 0.8;
/// Of fewer runs nothing is said; fewer names and numbers must be the same.
const ENOUGH: usize = 8;

/// Hashes of the runs of words of a report by which it is found again: near-duplicates share each with a probability of [`ALIKE`].
const FOUND_BY: usize = 5;
/// Places of the table of these, whatever the number of reports. A report that finds its places taken starts no group of its own
/// that others could find; of a million reports one in a hundred does.
const PLACES: usize = 1 << 22;

/// The reports met so far that are no near-duplicate of one before.
#[derive(Debug, Default)]
pub struct Twins {
    firsts: Vec<First>,
    /// Each a place of [`PLACES`]: one more than the position in `firsts`, or 0.
    places: Vec<u32>,
    reports: u32,
}

/// A report that is no near-duplicate of one before.
#[derive(Debug)]
struct First {
    number: u32,
    /// How many hashes there are of runs and of keys.
    sizes: (u8, u8),
    runs: [u16; KEPT],
    keys: [u16; KEPT],
}

/// What is kept of a hash: its upper half, so that the order stays. Two of sixteen small hashes fall together by chance now and then,
/// thirteen never.
fn kept(hash: u32) -> u16 {
    (hash >> 16) as u16
}

impl Twins {
    /// Takes the next report, and says which one it is a near-duplicate of; itself if of none.
    pub fn add(&mut self, sketch: &Sketch) -> u32 {
        let number = self.reports;
        self.reports += 1;
        if sketch.runs.len() < ENOUGH {
            return number;
        }
        self.places.resize(PLACES, 0);
        let places = || sketch.runs[..FOUND_BY].iter().map(|&hash| hash as usize % PLACES);
        let mut met: Vec<u32> = places().map(|place| self.places[place]).filter(|&at| at > 0).collect();
        met.sort_unstable();
        met.dedup();
        let first =
            met.into_iter().map(|at| &self.firsts[at as usize - 1]).find(|first| first.is_alike(sketch));
        if let Some(first) = first {
            return first.number;
        }
        self.firsts.push(First::new(number, sketch));
        for place in places() {
            if self.places[place] == 0 {
                self.places[place] = self.firsts.len() as u32;
            }
        }
        number
    }
}

impl First {
    fn new(number: u32, sketch: &Sketch) -> First {
        let all = |hashes: &[u32]| std::array::from_fn(|at| hashes.get(at).copied().map_or(0, kept));
        let sizes = (sketch.runs.len() as u8, sketch.keys.len() as u8);
        First { number, sizes, runs: all(&sketch.runs), keys: all(&sketch.keys) }
    }

    fn is_alike(&self, sketch: &Sketch) -> bool {
        let (runs, keys) = (&self.runs[..self.sizes.0.into()], &self.keys[..self.sizes.1.into()]);
        let [other_runs, other_keys] =
            [&sketch.runs, &sketch.keys].map(|set| set.iter().map(|&hash| kept(hash)).collect::<Vec<_>>());
        alike(runs, &other_runs) && (keys == other_keys || alike(keys, &other_keys))
    }
}

/// Whether two sketches are those of near-duplicates: of the smallest hashes of both together so many are in both.
fn alike(x: &[u16], y: &[u16]) -> bool {
    let size = x.len().max(y.len());
    let (mut at, mut of, mut both, mut all) = (0, 0, 0, 0);
    while all < size && (at < x.len() || of < y.len()) {
        let hash = |set: &[u16], at: usize| set.get(at).map_or(u32::MAX, |&hash| hash.into());
        let (next, other) = (hash(x, at), hash(y, of));
        both += usize::from(next == other);
        at += usize::from(next <= other);
        of += usize::from(other <= next);
        all += 1;
    }
    size >= ENOUGH && both as f32 >= ALIKE * all as f32
}

#[cfg(test)]
mod tests {
    use super::super::Builder;
    use super::*;

    fn print(text: &str) -> Sketch {
        let mut builder = Builder::default();
        text.split(' ').for_each(|word| builder.word(word));
        builder.finish(None).sketch
    }

    #[test]
    fn one_word_makes_a_twin_and_another_story_none() {
        let words: Vec<String> = (0..200).map(|n| format!("w{n}")).collect();
        let text = words.join(" ");
        let mut twins = Twins::default();
        assert_eq!(twins.add(&print(&text)), 0);
        assert_eq!(
            twins.add(&print("something else altogether was said here by nobody at any time of the day")),
            1
        );
        assert_eq!(twins.add(&print(&text.replace("w150 ", "x "))), 0);
        let names: Vec<String> = words
            .iter()
            .enumerate()
            .map(|(n, w)| if n % 10 == 0 { format!("x{n}") } else { w.clone() })
            .collect();
        assert_eq!(twins.add(&print(&names.join(" "))), 3, "names changed all over");
        assert_eq!(twins.add(&print("too short")), 4);
        assert_eq!(twins.add(&print("too short")), 5);
    }
}
