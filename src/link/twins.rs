//! Sketches of reports -> groups of near-duplicates, such as two copies of one wire report.

use super::Sketch;

/// Minimum share (Jaccard) of runs of words that two near-duplicates have in common, and likewise of names
/// and numbers: the same story with other figures is another story.
const ALIKE: f32 = 0.8;
/// A report with fewer runs of words has no near-duplicates; fewer names and numbers must be identical.
const ENOUGH: usize = 8;

/// Number of hashes of runs by which a report is found again: near-duplicates share each with a probability
/// of [`ALIKE`].
const FOUND_BY: usize = 5;
/// Slots of the table of these hashes, for any number of reports. A report whose slots are all taken cannot
/// be found by later near-duplicates; that happens to one in a hundred among a million reports.
const PLACES: usize = 1 << 22;

/// The reports so far that are not near-duplicates of earlier ones; the caller keeps their sketches.
#[derive(Debug, Default)]
pub struct Twins {
    /// For each of [`PLACES`] slots, one more than the number of a report, or 0.
    places: Vec<u32>,
    reports: u32,
}

/// The part of a hash that is compared: its upper half, which preserves the order. Two of sixteen small
/// hashes sometimes agree by chance, thirteen never do.
fn kept(hash: u32) -> u16 {
    (hash >> 16) as u16
}

impl Twins {
    /// Adds the next report, and returns the number of the report of which it is a near-duplicate, or its
    /// own. `recall` returns the sketch of an earlier report.
    ///
    /// # Errors
    /// Those of `recall`.
    pub fn add<E>(
        &mut self,
        sketch: &Sketch,
        mut recall: impl FnMut(u32) -> Result<Sketch, E>,
    ) -> Result<u32, E> {
        let number = self.reports;
        self.reports += 1;
        if sketch.runs.len() < ENOUGH {
            return Ok(number);
        }
        self.places.resize(PLACES, 0);
        let places = || sketch.runs[..FOUND_BY].iter().map(|&hash| hash as usize % PLACES);
        let mut met: Vec<u32> = places().map(|place| self.places[place]).filter(|&at| at > 0).collect();
        met.sort_unstable();
        met.dedup();
        for first in met.into_iter().map(|at| at - 1) {
            if is_twin(&recall(first)?, sketch) {
                return Ok(first);
            }
        }
        for place in places() {
            if self.places[place] == 0 {
                self.places[place] = number + 1;
            }
        }
        Ok(number)
    }
}

fn is_twin(first: &Sketch, sketch: &Sketch) -> bool {
    let kept = |set: &[u32]| -> Vec<u16> { set.iter().map(|&hash| kept(hash)).collect() };
    let [runs, keys, other_runs, other_keys] =
        [&first.runs, &first.keys, &sketch.runs, &sketch.keys].map(|set| kept(set));
    alike(&runs, &other_runs) && (keys == other_keys || alike(&keys, &other_keys))
}

/// Whether two sketches are those of near-duplicates: enough of the smallest hashes of their union are in
/// both.
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
        let (mut twins, mut met) = (Twins::default(), Vec::new());
        let mut add = |text: &str| {
            met.push(print(text));
            twins.add(&met[met.len() - 1], |number| Ok::<_, ()>(met[number as usize].clone())).unwrap()
        };
        assert_eq!(add(&text), 0);
        assert_eq!(add("something else altogether was said here by nobody at any time of the day"), 1);
        assert_eq!(add(&text.replace("w150 ", "x ")), 0);
        let names: Vec<String> = words
            .iter()
            .enumerate()
            .map(|(n, w)| if n % 10 == 0 { format!("x{n}") } else { w.clone() })
            .collect();
        assert_eq!(add(&names.join(" ")), 3, "names changed all over");
        assert_eq!(add("too short"), 4);
        assert_eq!(add("too short"), 5);
    }
}
