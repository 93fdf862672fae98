//! An article's fingerprint -> a query: its rarest things, each with the weight that a report gets for
//! mentioning it.

use super::index::{LENGTH, SATURATION};
use super::{Fingerprint, Item, Rarity, Term};

/// Number of postings after which a search ignores more common items. This bounds the cost, whatever the size
/// of the collection, and the rare items have been counted by then.
const ENOUGH: u32 = 16_000;
/// Minimum number of items in a query, however common they are.
const LEAST: usize = 10;

/// The readings of one thing, each with the weight that a report gets for it.
type Readings = Vec<(Term, f32)>;

/// The terms to look up for an article.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Query {
    /// For each thing its readings with their weights, the rarest thing first.
    pub(super) items: Vec<Readings>,
    /// The total weight of a report that has all of them.
    pub(super) whole: f32,
    pub(super) published: Option<i32>,
}

impl Query {
    /// The query for an article, once all reports have been counted.
    pub fn new(article: &Fingerprint, rarity: &Rarity) -> Query {
        let mut items: Vec<(f32, u32, Readings)> = Vec::new();
        for item in &article.items {
            let known = item.readings.iter().filter(|&&(term, _)| rarity.count(term) > 0);
            let readings: Readings =
                known.map(|&(term, weight)| (term, weight * rarity.weight(term) * repeated(item))).collect();
            let worth = readings.iter().map(|&(_, weight)| weight).fold(0.0, f32::max);
            let cost = readings.iter().map(|&(term, _)| rarity.count(term)).sum();
            if worth > 0.0 {
                items.push((worth, cost, readings));
            }
        }
        items.sort_by(|x, y| y.0.total_cmp(&x.0));
        let mut query = Query { published: article.published, ..Query::default() };
        let mut looked_at = 0;
        for (number, (worth, cost, readings)) in items.into_iter().enumerate() {
            looked_at += cost;
            if number >= LEAST && looked_at > ENOUGH {
                break;
            }
            query.whole += worth * (1.0 + SATURATION) / (1.0 + SATURATION * (1.0 - LENGTH));
            query.items.push(readings);
        }
        query
    }

    /// The query as a row of numbers that [`from_words`](Query::from_words) reads.
    pub fn to_words(&self) -> Vec<u32> {
        let day = self.published.unwrap_or(0).cast_unsigned();
        let mut out = vec![u32::from(self.published.is_some()), day, self.whole.to_bits()];
        for item in &self.items {
            out.push(item.len() as u32);
            out.extend(item.iter().flat_map(|&(term, weight)| [term, weight.to_bits()]));
        }
        out
    }

    /// Reads what [`to_words`](Query::to_words) wrote; `None` for anything else.
    pub fn from_words(words: &[u32]) -> Option<Query> {
        let (&[known, day, whole], mut rest) = words.split_first_chunk::<3>()?;
        let published = (known == 1).then_some(day.cast_signed());
        let mut query = Query { published, whole: f32::from_bits(whole), items: Vec::new() };
        while let Some(&readings) = rest.split_off_first() {
            let (pairs, _) = rest.split_off(..2 * readings as usize)?.as_chunks::<2>();
            query.items.push(pairs.iter().map(|&[term, weight]| (term, f32::from_bits(weight))).collect());
        }
        Some(query)
    }
}

/// The weight of an item for repeated mentions.
fn repeated(item: &Item) -> f32 {
    1.0 + (item.count as f32).ln()
}

#[cfg(test)]
mod tests {
    use super::super::{Builder, term};
    use super::*;

    fn print(words: &str) -> Fingerprint {
        let mut builder = Builder::default();
        words.split(' ').for_each(|word| builder.mention(&[(term(word), 1.0)]));
        builder.finish(None)
    }

    #[test]
    fn the_rarest_comes_first_and_what_no_report_has_is_left_out() {
        let rarity = Rarity::default();
        ["a b", "a c", "a d"].iter().for_each(|report| rarity.add(&print(report)));
        let query = Query::new(&print("a b x"), &rarity);
        let terms: Vec<Term> = query.items.iter().map(|item| item[0].0).collect();
        assert_eq!(terms, [term("b"), term("a")]);
        assert_eq!(Query::from_words(&query.to_words()), Some(query));
    }
}
