//! Items mentioned in a document -> its fingerprint: numbers only, small enough to keep hundreds of
//! thousands.

use std::hash::{Hash, Hasher};

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHasher};

/// A number for something mentioned, the same in both languages: the hash of a key or of an English word.
pub type Term = u32;

/// The number of a term written as `text`, such as `name:moscow` or `word:hospital`.
pub fn term(text: &str) -> Term {
    (hash(text) >> 32) as u32
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    // FxHash has poor low bits, so they are mixed once more (the finaliser of MurmurHash3).
    let mut x = hasher.finish();
    x = (x ^ (x >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    x = (x ^ (x >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    x ^ (x >> 33)
}

/// Days since 1970-01-01, the form in which fingerprints keep a day of publication.
pub fn day_number(date: Date) -> i32 {
    const EPOCH: Date = jiff::civil::date(1970, 1, 1);
    date.since((jiff::Unit::Day, EPOCH)).map_or(0, |span| span.get_days())
}

/// The date of a number from [`day_number`].
pub fn date_of_day(number: i32) -> Date {
    jiff::civil::date(1970, 1, 1).saturating_add(jiff::Span::new().days(number))
}

/// One mentioned thing, with alternative readings: another document needs to share only one of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The readings, each with the probability (0 to 1) that the other side uses it; the most probable first.
    pub readings: Vec<(Term, f32)>,
    /// The number of mentions in the document.
    pub count: u32,
}

/// The things that a document mentions.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fingerprint {
    /// All things mentioned, each once.
    pub items: Vec<Item>,
    /// The day of publication, if known, as [`day_number`].
    pub published: Option<i32>,
    /// Hashes by which near-duplicates are recognized.
    pub sketch: Sketch,
}

/// The smallest hashes of two sets, ascending: documents that share most of these share most of the sets
/// (Broder 1997).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sketch {
    /// Hashes of the runs of words.
    pub runs: Vec<u32>,
    /// Hashes of the names and numbers.
    pub keys: Vec<u32>,
}

impl Sketch {
    /// The sketch as a row of numbers that [`from_words`](Sketch::from_words) reads.
    pub fn to_words(&self) -> Vec<u32> {
        let mut out = vec![self.runs.len() as u32];
        out.extend(self.runs.iter().chain(&self.keys));
        out
    }

    /// Reads what [`to_words`](Sketch::to_words) wrote; `None` for anything else.
    pub fn from_words(words: &[u32]) -> Option<Sketch> {
        let (&count, rest) = words.split_first()?;
        let (runs, keys) = rest.split_at_checked(count as usize)?;
        Some(Sketch { runs: runs.to_vec(), keys: keys.to_vec() })
    }
}

/// Builds a fingerprint.
#[derive(Debug, Default)]
pub struct Builder {
    items: Vec<Item>,
    /// The position of each item, by the hash of its readings.
    known: FxHashMap<u64, usize>,
    /// Hashes of the most recent words.
    run: [u64; RUN],
    words: usize,
    sketch: Sketch,
}

/// Number of words in a run of the sketch.
const RUN: usize = 5;
/// Number of hashes kept per set.
const KEPT: usize = 16;

impl Builder {
    /// Adds a mention of something with these readings; without readings it is ignored.
    pub fn mention(&mut self, readings: &[(Term, f32)]) {
        if readings.is_empty() {
            return;
        }
        let mut hasher = FxHasher::default();
        readings.iter().for_each(|(term, _)| term.hash(&mut hasher));
        let items = &mut self.items;
        let at = *self.known.entry(hasher.finish()).or_insert_with(|| {
            items.push(Item { readings: readings.to_vec(), count: 0 });
            items.len() - 1
        });
        self.items[at].count += 1;
    }

    /// Adds a name or number by itself, to the sketch only.
    pub fn key(&mut self, key: Term) {
        self.sketch.keys.push((hash(key) >> 32) as u32);
    }

    /// Adds a word of the running text to the sketch.
    pub fn word(&mut self, word: &str) {
        self.run.rotate_left(1);
        self.run[RUN - 1] = hash(word);
        self.words += 1;
        if self.words >= RUN {
            self.sketch.runs.push((hash(self.run) >> 32) as u32);
        }
    }

    /// The finished fingerprint.
    pub fn finish(mut self, published: Option<Date>) -> Fingerprint {
        for set in [&mut self.sketch.runs, &mut self.sketch.keys] {
            set.sort_unstable();
            set.dedup();
            set.truncate(KEPT);
            set.shrink_to_fit();
        }
        Fingerprint { items: self.items, published: published.map(day_number), sketch: self.sketch }
    }
}

impl Fingerprint {
    /// The fingerprint as a row of numbers, which [`Row`] and [`from_words`](Fingerprint::from_words) read.
    pub fn to_words(&self) -> Vec<u32> {
        let mut out = vec![u32::from(self.published.is_some()), self.published.unwrap_or(0).cast_unsigned()];
        for set in [&self.sketch.runs, &self.sketch.keys] {
            out.push(set.len() as u32);
            out.extend(set);
        }
        for item in &self.items {
            out.extend([item.count, item.readings.len() as u32]);
            out.extend(item.readings.iter().flat_map(|&(term, weight)| [term, weight.to_bits()]));
        }
        out
    }

    /// Reads what [`to_words`](Fingerprint::to_words) wrote; `None` for anything else.
    pub fn from_words(words: &[u32]) -> Option<Fingerprint> {
        let (&[known, day], mut rest) = words.split_first_chunk::<2>()?;
        let published = (known == 1).then_some(day.cast_signed());
        let mut set = || -> Option<Vec<u32>> {
            let size = *rest.split_off_first()?;
            Some(rest.split_off(..size as usize)?.to_vec())
        };
        let sketch = Sketch { runs: set()?, keys: set()? };
        let mut print = Fingerprint { items: Vec::new(), published, sketch };
        while let Some((&[count, readings], after)) = rest.split_first_chunk::<2>() {
            let (readings, left) = after.split_at_checked(2 * readings as usize)?;
            let (readings, _) = readings.as_chunks::<2>();
            let readings = readings.iter().map(|&[term, weight]| (term, f32::from_bits(weight))).collect();
            print.items.push(Item { readings, count });
            rest = left;
        }
        rest.is_empty().then_some(print)
    }

    /// The total number of mentions.
    pub fn len(&self) -> u32 {
        self.items.iter().map(|item| item.count).sum()
    }

    /// Whether the document mentions nothing.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// A fingerprint as a row of numbers, read in place.
#[derive(Debug, Clone, Copy, Default)]
pub struct Row<'w> {
    /// The day of publication, if known.
    pub published: Option<i32>,
    items: &'w [u32],
}

impl<'w> Row<'w> {
    /// Reads what [`to_words`](Fingerprint::to_words) wrote; `None` for anything else.
    pub fn of(words: &'w [u32]) -> Option<Row<'w>> {
        let (&[known, day], mut rest) = words.split_first_chunk::<2>()?;
        for _set in 0..2 {
            let size = *rest.split_off_first()?;
            rest.split_off(..size as usize)?;
        }
        Some(Row { published: (known == 1).then_some(day.cast_signed()), items: rest })
    }

    /// The number of mentions and the readings of each thing.
    pub fn items(self) -> impl Iterator<Item = (u32, impl Iterator<Item = Term>)> {
        let mut rest = self.items;
        std::iter::from_fn(move || {
            let (&[count, readings], after) = rest.split_first_chunk::<2>()?;
            let (readings, left) = after.split_at_checked(2 * readings as usize)?;
            rest = left;
            Some((count, readings.iter().step_by(2).copied()))
        })
    }

    /// The total number of mentions.
    pub fn len(self) -> u32 {
        self.items().map(|(count, _)| count).sum()
    }

    /// Whether the document mentions nothing.
    pub fn is_empty(self) -> bool {
        self.items.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print() -> Fingerprint {
        let mut builder = Builder::default();
        builder.mention(&[(term("name:palu"), 1.0)]);
        builder.mention(&[(term("word:quake"), 0.7), (term("word:earthquake"), 0.2)]);
        builder.mention(&[(term("name:palu"), 1.0)]);
        "one two three four five six".split(' ').for_each(|word| builder.word(word));
        builder.finish(Some(jiff::civil::date(1970, 2, 1)))
    }

    #[test]
    fn a_thing_stands_once_with_its_count() {
        let print = print();
        assert_eq!(print.items.iter().map(|item| item.count).collect::<Vec<_>>(), [2, 1]);
        assert_eq!((print.len(), print.published, print.sketch.runs.len()), (3, Some(31), 2));
    }

    #[test]
    fn a_sketch_is_read_back() {
        let sketch = print().sketch;
        assert_eq!(Sketch::from_words(&sketch.to_words()), Some(sketch));
        assert!(Sketch::from_words(&[3, 1]).is_none() && Sketch::from_words(&[]).is_none());
    }

    #[test]
    fn a_fingerprint_is_read_back() {
        let words = print().to_words();
        assert_eq!(Fingerprint::from_words(&words), Some(print()));
        let cuts = (0..words.len()).filter(|&at| Fingerprint::from_words(&words[..at]).is_some()).count();
        assert_eq!(cuts, 2, "only after the sketch, and after the first item");
        assert!(Fingerprint::from_words(&[0, 0, 9]).is_none());
    }

    #[test]
    fn a_row_is_read_in_place() {
        let print = print();
        let words = print.to_words();
        let row = Row::of(&words).unwrap();
        let items: Vec<(u32, Vec<Term>)> =
            row.items().map(|(count, terms)| (count, terms.collect())).collect();
        let quake = ["word:quake", "word:earthquake"].map(term);
        assert_eq!(items, [(2, vec![term("name:palu")]), (1, quake.to_vec())]);
        assert_eq!((row.published, row.len()), (print.published, print.len()));
        assert!(Row::of(&words[..4]).is_none() && Row::of(&[]).is_none());
    }
}
