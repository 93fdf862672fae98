//! Every constant of the score, each with the reason for its value. Scores are in nats.

/// t(e|f) of two pieces of evidence with equal preferred keys: a name or a number is nearly always carried
/// over.
pub const T_KEY: f64 = 0.7;
/// t(e|f) if only other readings are equal (`1.250` as 1.25, a surname inside a full name).
pub const T_READING: f64 = 0.45;
/// The largest t(e|f) that similar spelling gives: cognates mislead more often than the lexicon does.
pub const T_SPELLING: f64 = 0.35;
/// Spelling likeness (1 - edit distance / longer length) below which two words are not taken as cognates.
pub const SPELLING_FLOOR: f64 = 0.6;
/// Added to the likeness above [`SPELLING_FLOOR`], so that words exactly at the floor still claim a little.
pub const SPELLING_LEAST: f64 = 0.05;
/// Shortest form compared by spelling: three letters agree by chance.
pub const SPELLING_SHORTEST: usize = 4;
/// Spelling likeness from which two unlisted names are reported as the same matched name.
pub const SAME_NAME: f64 = 0.8;
/// Factor for a translation that is found through a stem: it is less sure than one of the form itself.
pub const STEM_DISCOUNT: f64 = 0.7;
/// The largest weight of a link: one rare word must not decide a bead.
pub const LINK_CAP: f64 = 8.0;
/// Weight of the relative frequency in the document in p: a word that recurs all over a document cannot tell
/// its sentences apart.
pub const DOCUMENT_WEIGHT: f64 = 0.03;
/// Background probability of a name that the lexicon does not know.
pub const P_NAME: f64 = 1e-4;
/// Background probability of a number, a percentage or an amount of money; small whole numbers have their
/// own.
pub const P_NUMBER: f64 = 5e-5;
/// Background probability of a date, a year or a time of day: as rare as a number.
pub const P_DATE: f64 = P_NUMBER;
/// Background probability of a small number (0 to 20), a weekday, a month, an ordinal.
pub const P_SMALL_NUMBER: f64 = 5e-4;
/// Penalty of an unlinked token of full weight, in nats (times its weight).
pub const UNLINKED: f64 = 1.0;
/// Factor for an unlinked name, which costs more: names are nearly always carried over.
pub const UNLINKED_NAME: f64 = 1.3;
/// Factor for an unlinked word without a lexicon: most words of a true pair then find no partner.
pub const UNLINKED_UNREAD: f64 = 0.1;
/// A word that is not in the lexicon costs the share of words that are in it, to this power: for a lexicon
/// that lacks many words, one more missing word means nothing.
pub const UNLISTED_TRUST: i32 = 4;
/// The additional cost if both sides have at least two names or numbers and share none. Of the 581 true
/// sentence pairs of the development documents with as many, none is like that (so at most .005 are, by the
/// rule of three), of 6,504 others half. The value is the logarithm of that ratio.
pub const NOTHING_SHARED: f64 = 4.5;
/// The lightest and heaviest weight of an unlinked token.
pub const UNLINKED_WEIGHT: (f64, f64) = (0.15, 1.0);
/// -ln p from which the weight of an unlinked token rises, and at which it is full.
pub const UNLINKED_RISE: (f64, f64) = (3.5, 10.0);

pub use crate::model::LENGTH_RATIO;
/// Variance of the Indonesian length per character, after Gale and Church (1993), widened for trans-editing.
pub const LENGTH_VARIANCE: f64 = 7.0;
/// The largest cost of the length term: a rewritten sentence may be half as long.
pub const LENGTH_CAP: f64 = 3.0;

/// Nats for each standard deviation by which two sentence vectors are closer than average. With lengths and
/// vectors alone a straight line was better than the square of a likelihood ratio, which rewards near copies
/// too much.
pub const MEANING: f64 = 3.0;
/// Standard deviations from which closeness counts in favour of a pair: the best of the wrong partners of a
/// sentence reaches about 1.6.
pub const MEANING_FROM: f64 = 1.5;
/// The least and the most that vectors add: they may count against a pair, but names, numbers and words must
/// be able to outweigh them.
pub const MEANING_RANGE: (f64, f64) = (-3.0, 10.0);
/// The prior standard deviation of distances. Short documents have too few pairs to measure their own.
pub const NOISE: f64 = 0.1;
/// The number of observed pairs that the prior [`NOISE`] counts for.
pub const NOISE_PAIRS: f64 = 20.0;

/// A sentence can be part of a larger bead only with a link of at least this share of its best link anywhere.
/// Most blocks need no scoring then, and none that the search would take is lost.
pub const NEAR_BEST: f32 = 0.65;

/// The cost of leaving out one sentence of a line with several, in nats: about that of a null bead.
pub const PART_OMITTED: f64 = -4.6;
/// Nats of links from which the parts of a block are scored as well.
pub const PART_LINKS: f64 = 4.0;

/// Weight from which a link between two units that each occur once makes an anchor in a long document: weak
/// entries of the lexicon stay below it.
pub const ANCHOR: f32 = 5.0;

/// Prior of a bead by its shape.
pub fn prior(a: usize, b: usize) -> f64 {
    let (low, high) = (a.min(b), a.max(b));
    match (low, high) {
        (0, _) => 0.06,
        (1, 1) => 0.80,
        (1, 2) => 0.02,
        (2, 2) => 0.01,
        (1, 3) => 0.006,
        (2, 3) => 0.002,
        (1, 4) => 0.001,
        _ => 0.0001,
    }
}
