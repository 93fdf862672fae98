//! A corpus and a lexicon to start from -> translation probabilities, by EM.

use rustc_hash::FxHashMap;

use super::LearnOptions;
use super::corpus::{Corpus, Forms, Pair};
use crate::error::Result;
use crate::lexicon::{Lexicon, Link, Table};
use crate::model::Language;

/// How fast words far from the diagonal lose weight.
const DIAGONAL: f64 = 4.0;
/// Likelihood ratio at which a word rather stays unlinked.
const NULL: f64 = 4.0;
/// Likelihood ratio of words that nothing is known of: in the first round everything may be linked with everything.
const UNKNOWN: (f64, f64) = (1.0, 0.02);
/// A link less probable than this is none.
const FAINT: f64 = 0.01;
/// A link at least so probable stands in its document.
const SURE: f64 = 0.3;
/// Occurrences taken to be unlinked before any is seen.
const DOUBT: f64 = 1.0;
/// Added to every count of a unigram.
const ADD: f64 = 0.5;
/// Translations kept for an Indonesian form, the best ones.
const MOST: usize = 25;

/// The numbers of an Indonesian and an English form.
type Couple = (u32, u32);

/// How often two forms are linked.
#[derive(Debug, Clone, Copy, Default)]
struct Linked {
    /// Expected times.
    times: f64,
    /// In how many documents surely.
    documents: u32,
    /// One more than the last of these.
    last: u32,
}

/// The estimates while they are trained.
pub(super) struct Model<'c> {
    corpus: &'c Corpus,
    options: &'c LearnOptions,
    pairs: Vec<&'c Pair>,
    /// t(eng|ind) and t(ind|eng) of the lexicon one starts from.
    prior: FxHashMap<Couple, (f64, f64)>,
    /// Whether the lexicon one starts from has the form: Indonesian, English.
    known: (Vec<bool>, Vec<bool>),
    /// Weighted occurrences: Indonesian, English.
    occurs: (Vec<f64>, Vec<f64>),
    /// Linked occurrences.
    linked: FxHashMap<Couple, Linked>,
}

impl<'c> Model<'c> {
    /// A model of the pairs that `take` accepts.
    pub fn new(
        corpus: &'c Corpus,
        start: &Lexicon,
        options: &'c LearnOptions,
        take: impl Fn(&Pair) -> bool,
    ) -> Self {
        let pairs: Vec<&Pair> = corpus.pairs.iter().filter(|pair| take(pair)).collect();
        let mut occurs = (vec![0.0; corpus.ind.forms.len()], vec![0.0; corpus.eng.forms.len()]);
        for pair in &pairs {
            pair.ind.iter().for_each(|&f| occurs.0[f as usize] += pair.weight);
            pair.eng.iter().for_each(|&e| occurs.1[e as usize] += pair.weight);
        }
        let entries =
            (entries(&corpus.ind, Language::Ind, start), entries(&corpus.eng, Language::Eng, start));
        let has = |entries: &[Option<u32>]| entries.iter().map(Option::is_some).collect();
        let known = (has(&entries.0), has(&entries.1));
        let prior = prior(&entries, start);
        Model { corpus, options, pairs, prior, known, occurs, linked: FxHashMap::default() }
    }

    /// Iterates EM.
    pub fn train(&mut self, iterations: usize) {
        for n in 0..iterations {
            let ratios = self.ratios();
            let timid = n == 0 && !self.prior.is_empty();
            let unknown = if n == 0 { UNKNOWN.0 } else { UNKNOWN.1 };
            let mut linked: FxHashMap<Couple, Linked> = FxHashMap::default();
            for pair in &self.pairs {
                link(pair, |fe| ratios.get(&fe).copied().unwrap_or(0.0).max(unknown), timid, &mut linked);
            }
            self.linked = linked;
        }
    }

    /// t(eng|ind) and t(ind|eng).
    fn estimate(&self, fe: Couple) -> (f64, f64) {
        let linked = self.linked.get(&fe).map_or(0.0, |linked| linked.times);
        let (forward, backward) = self.prior.get(&fe).copied().unwrap_or_default();
        let weigh = |known: bool| if known { self.options.prior } else { 0.0 };
        let (of_ind, of_eng) = (weigh(self.known.0[fe.0 as usize]), weigh(self.known.1[fe.1 as usize]));
        let t = |count: f64, prior: f64, of: f64| ((linked + of * prior) / (count + DOUBT + of)).min(1.0);
        (t(self.occurs.0[fe.0 as usize], forward, of_ind), t(self.occurs.1[fe.1 as usize], backward, of_eng))
    }

    /// The mean likelihood ratio of every pair of forms that is known by now.
    fn ratios(&self) -> FxHashMap<Couple, f64> {
        let (p_ind, p_eng) = (unigrams(&self.occurs.0), unigrams(&self.occurs.1));
        let known = self.prior.keys().chain(self.linked.keys());
        known
            .map(|&fe| {
                let (forward, backward) = self.estimate(fe);
                (fe, (forward / p_eng[fe.1 as usize] * backward / p_ind[fe.0 as usize]).sqrt())
            })
            .collect()
    }

    /// The translations worth keeping.
    ///
    /// # Errors
    /// When there are more forms than a lexicon can hold.
    pub fn lexicon(&self) -> Result<Lexicon> {
        let mut rows: FxHashMap<u32, Vec<(f64, u32)>> = FxHashMap::default();
        for (fe, ratio) in self.ratios() {
            let Some(linked) = self.linked.get(&fe).filter(|l| l.documents >= self.options.documents) else {
                continue;
            };
            let kept = self.prior.contains_key(&fe) || linked.times >= self.options.seen;
            if kept && ratio.ln() >= self.options.least {
                rows.entry(fe.0).or_default().push((ratio, fe.1));
            }
        }
        let mut links = Vec::new();
        for (f, mut row) in rows {
            row.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
            links.extend(row.into_iter().take(MOST).map(|(_, e)| (f, e)));
        }
        Lexicon::new(&self.table(&links))
    }

    /// The table of these pairs, forms in order.
    fn table(&self, links: &[Couple]) -> Table {
        let (ind, of_ind) = side(&self.corpus.ind, links.iter().map(|fe| fe.0), &self.occurs.0);
        let (eng, of_eng) = side(&self.corpus.eng, links.iter().map(|fe| fe.1), &self.occurs.1);
        let link = |&fe: &Couple| {
            let (forward, backward) = self.estimate(fe);
            Link {
                ind: of_ind[&fe.0],
                eng: of_eng[&fe.1],
                forward: forward as f32,
                backward: backward as f32,
            }
        };
        let mut links: Vec<Link> = links.iter().map(link).collect();
        links.sort_unstable_by_key(|link| (link.ind, link.eng));
        Table { ind, eng, links }
    }
}

/// For each form its entry of the lexicon.
fn entries(forms: &Forms, side: Language, lexicon: &Lexicon) -> Vec<Option<u32>> {
    forms.forms.iter().map(|form| lexicon.find(side, form)).collect()
}

/// The lexicon's translations between forms of the corpus.
fn prior(entries: &(Vec<Option<u32>>, Vec<Option<u32>>), lexicon: &Lexicon) -> FxHashMap<Couple, (f64, f64)> {
    let eng: FxHashMap<u32, u32> =
        (0u32..).zip(&entries.1).filter_map(|(e, entry)| Some(((*entry)?, e))).collect();
    let mut prior = FxHashMap::default();
    for (f, entry) in (0u32..).zip(&entries.0) {
        for (other, forward, backward) in entry.iter().flat_map(|&entry| lexicon.translations(entry)) {
            if let Some(&e) = eng.get(&other) {
                prior.insert((f, e), (f64::from(forward), f64::from(backward)));
            }
        }
    }
    prior
}

/// Smoothed probabilities of forms that occur so often.
fn unigrams(occurs: &[f64]) -> Vec<f64> {
    let total = occurs.iter().sum::<f64>() + ADD * occurs.len() as f64;
    occurs.iter().map(|count| (count + ADD) / total).collect()
}

/// The forms that links use, sorted, with their probabilities, and their places by number.
fn side(
    forms: &Forms,
    used: impl Iterator<Item = u32>,
    occurs: &[f64],
) -> (Vec<(String, f32)>, FxHashMap<u32, u32>) {
    let p = unigrams(occurs);
    let mut used: Vec<u32> = used.collect();
    used.sort_unstable_by(|a, b| forms.forms[*a as usize].cmp(&forms.forms[*b as usize]));
    used.dedup();
    let places = (0u32..).zip(&used).map(|(place, &form)| (form, place)).collect();
    let row = |&form: &u32| (forms.forms[form as usize].clone(), p[form as usize] as f32);
    (used.iter().map(row).collect(), places)
}

/// Adds the links of one pair on which both directions agree; `timid`: only where they are sure, as long as what one starts from knows better.
fn link(pair: &Pair, ratio: impl Fn(Couple) -> f64, timid: bool, linked: &mut FxHashMap<Couple, Linked>) {
    let (n, m) = (pair.ind.len(), pair.eng.len());
    let mut table = Vec::with_capacity(n * m);
    for (i, &f) in pair.ind.iter().enumerate() {
        for (j, &e) in pair.eng.iter().enumerate() {
            let apart = ((i as f64 + 0.5) / n as f64 - (j as f64 + 0.5) / m as f64).abs();
            table.push(ratio((f, e)) * (-DIAGONAL * apart).exp());
        }
    }
    let mut columns = vec![NULL; m];
    table.chunks(m).for_each(|row| columns.iter_mut().zip(row).for_each(|(sum, value)| *sum += value));
    for (row, &f) in table.chunks(m).zip(&pair.ind) {
        let total = NULL + row.iter().sum::<f64>();
        for ((value, column), &e) in row.iter().zip(&columns).zip(&pair.eng) {
            let both = value * value / (total * column);
            let sure = if timid { both } else { both.sqrt() };
            if sure > FAINT {
                let linked = linked.entry((f, e)).or_default();
                linked.times += sure * pair.weight;
                if sure * pair.weight >= SURE && linked.last <= pair.document {
                    linked.documents += 1;
                    linked.last = pair.document + 1;
                }
            }
        }
    }
}

/// Mean log probability of an English form given the Indonesian forms of its pair (IBM model 1), over the pairs
/// kept apart; 0 where there are none.
pub(super) fn likelihood(corpus: &Corpus, lexicon: &Lexicon) -> f64 {
    let entries =
        (entries(&corpus.ind, Language::Ind, lexicon), entries(&corpus.eng, Language::Eng, lexicon));
    let t = prior(&entries, lexicon);
    let mut occurs = vec![0.0; corpus.eng.forms.len()];
    corpus.pairs.iter().flat_map(|pair| &pair.eng).for_each(|&e| occurs[e as usize] += 1.0);
    let p = unigrams(&occurs);
    let (mut sum, mut count) = (0.0, 0.0);
    for pair in corpus.pairs.iter().filter(|pair| pair.is_held_out()) {
        for &e in &pair.eng {
            let from: f64 = pair.ind.iter().map(|&f| t.get(&(f, e)).map_or(0.0, |t| t.0)).sum();
            let chance = 0.5 * p[e as usize] + 0.5 * from / pair.ind.len() as f64;
            sum += pair.weight * chance.ln();
            count += pair.weight;
        }
    }
    if count > 0.0 { sum / count } else { 0.0 }
}
