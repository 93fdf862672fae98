//! Every constant of the score, each with its why. Scores are in nats.

/// t(e|f) of two pieces of evidence whose preferred keys are equal: a name or a number is nearly always
/// carried over.
pub const T_KEY: f64 = 0.7;
/// t(e|f) when only further readings meet (`1.250` as 1.25, a surname inside a full name).
pub const T_READING: f64 = 0.45;
/// The most that likeness of spelling may claim as t(e|f): cognates mislead more often than the lexicon.
pub const T_SPELLING: f64 = 0.35;
/// Spelling likeness (1 - edit distance / longer length) below which two words are not taken as cognates.
pub const SPELLING_FLOOR: f64 = 0.6;
/// Added to how far two spellings are above [`SPELLING_FLOOR`], so that words exactly at the floor still claim
/// a little.
pub const SPELLING_LEAST: f64 = 0.05;
/// Shortest form compared by spelling: three letters agree by chance.
pub const SPELLING_SHORTEST: usize = 4;
/// Likeness of spelling from which two unlisted names are taken for one in the columns of matched names.
pub const SAME_NAME: f64 = 0.8;
/// A translation found through a stem is less sure than one of the form itself.
pub const STEM_DISCOUNT: f64 = 0.7;
/// A link counts no more than this: one rare word must not carry a bead alone.
pub const LINK_CAP: f64 = 8.0;
/// Weight of the document's own frequency in p: what recurs everywhere in a document cannot tell its
/// sentences apart.
pub const DOCUMENT_WEIGHT: f64 = 0.03;
/// Background probability of a name that the lexicon does not know.
pub const P_NAME: f64 = 1e-4;
/// Background probability of a number; small whole numbers are commoner (see `unit::background`).
pub const P_NUMBER: f64 = 5e-5;
/// Background probability of a date, a year or a time of day: as rare as a number, for a document has few.
pub const P_DATE: f64 = P_NUMBER;
/// Background probability of a small number (0 to 20), a weekday, a month, an ordinal.
pub const P_SMALL_NUMBER: f64 = 5e-4;
/// Penalty of an unlinked token of full weight, in nats (times its weight).
pub const UNLINKED: f64 = 1.0;
/// A name costs that much more: names are nearly always carried over.
pub const UNLINKED_NAME: f64 = 1.3;
/// A word costs that much less where the lexicon has no say: most words of a true pair then find no partner.
pub const UNLINKED_UNREAD: f64 = 0.1;
/// A word that is not in the lexicon costs the share of words that are, to this power: a lexicon that lacks
/// many words says nothing by lacking one more.
pub const UNLISTED_TRUST: i32 = 4;
/// What it costs beside that when both sides hold two names or numbers and share none of any. Of the 581
/// sentence pairs of the development documents that belong together and hold as many, not one does that (so
/// at most .005 do, by the rule of three), of 6,504 others half. The logarithm of that ratio.
pub const NOTHING_SHARED: f64 = 4.5;
/// The lightest and heaviest weight of an unlinked token.
pub const UNLINKED_WEIGHT: (f64, f64) = (0.15, 1.0);
/// -ln p at which the weight of an unlinked token begins to rise, and at which it is full.
pub const UNLINKED_RISE: (f64, f64) = (3.5, 10.0);

/// Indonesian characters per English character (white space left out) in translated news.
pub const LENGTH_RATIO: f64 = 1.13;
/// Variance of the Indonesian length per character, after Gale and Church (1993), widened for trans-editing.
pub const LENGTH_VARIANCE: f64 = 7.0;
/// The length term never costs more than this: a rewritten sentence may be half as long.
pub const LENGTH_CAP: f64 = 3.0;

/// Nats for every standard deviation that the vectors of two sentences are nearer than usual: where only
/// lengths and vectors had a say, a straight line was better than the square of a likelihood ratio, which
/// rewards close copies too much.
pub const MEANING: f64 = 3.0;
/// Standard deviations from which on nearness speaks for a pair: of the wrong partners of a sentence the best
/// comes to about 1.6.
pub const MEANING_FROM: f64 = 1.5;
/// The least and the most that vectors add: they may speak against a pair, but names, numbers and words must
/// be able to answer.
pub const MEANING_RANGE: (f64, f64) = (-3.0, 10.0);
/// Standard deviation of distances in usual documents, and how many pairs of a document's own it is worth:
/// short ones have few.
pub const NOISE: f64 = 0.1;
/// The pairs that [`NOISE`] is worth.
pub const NOISE_PAIRS: f64 = 20.0;

/// A sentence joins a larger bead only by a link of at least this share of its best link anywhere: it saves
/// scoring most blocks, and none that the search would take.
pub const NEAR_BEST: f32 = 0.65;

/// Nats that leaving out a sentence of a line with several costs: as much as leaving a line of one sentence
/// alone.
pub const PART_OMITTED: f64 = -4.6;
/// Nats of links from which on a block is worth a look at its parts.
pub const PART_LINKS: f64 = 4.0;

/// Weight from which a link between units that occur once on each side ties their sentences in a long
/// document: the lexicon's weak guesses stay below it.
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
