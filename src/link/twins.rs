//! Sketches of reports -> groups of near-duplicates: the same wire text twice.

use rustc_hash::FxHashMap;

use super::Sketch;

/// Share of the runs of words of both texts together that near-duplicates have in common, and of the names and numbers: a story told
/// again with other figures is another story.
const ALIKE: f32 = 0.8;
/// Of fewer runs nothing is said; fewer names and numbers must be the same.
const ENOUGH: usize = 8;

/// The reports met so far that are no near-duplicate of one before.
#[derive(Debug, Default)]
pub struct Twins {
    firsts: Vec<(u32, Sketch)>,
    /// For a hash of a run of words the first of `firsts` whose sketch has it.
    by_hash: FxHashMap<u32, u32>,
    reports: u32,
}

impl Twins {
    /// Takes the next report, and says which one it is a near-duplicate of; itself if of none.
    pub fn add(&mut self, sketch: &Sketch) -> u32 {
        let number = self.reports;
        self.reports += 1;
        let mut met: Vec<u32> =
            sketch.runs.iter().filter_map(|hash| self.by_hash.get(hash).copied()).collect();
        met.sort_unstable();
        met.dedup();
        let twin = met.into_iter().map(|at| &self.firsts[at as usize]).find(|(_, first)| {
            alike(&first.runs, &sketch.runs)
                && (first.keys == sketch.keys || alike(&first.keys, &sketch.keys))
        });
        if let Some(&(first, _)) = twin {
            return first;
        }
        if sketch.runs.len() >= ENOUGH {
            let at = self.firsts.len() as u32;
            sketch.runs.iter().for_each(|&hash| _ = self.by_hash.entry(hash).or_insert(at));
            self.firsts.push((number, sketch.clone()));
        }
        number
    }
}

/// Whether two sketches are those of near-duplicates: of the smallest hashes of both together so many are in both.
fn alike(x: &[u32], y: &[u32]) -> bool {
    let size = x.len().max(y.len());
    let (mut at, mut of, mut both, mut all) = (0, 0, 0, 0);
    while all < size && (at < x.len() || of < y.len()) {
        let (next, other) = (x.get(at).copied().unwrap_or(u32::MAX), y.get(of).copied().unwrap_or(u32::MAX));
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
