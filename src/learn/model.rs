//! A corpus and an initial lexicon -> translation probabilities, by EM.

use rustc_hash::FxHashMap;

use super::LearnOptions;
use super::corpus::{Corpus, Forms, Pair};
use crate::error::Result;
use crate::lexicon::{Lexicon, Link, Table};
use crate::model::Language;

/// Decay of the weight of words away from the diagonal.
const DIAGONAL: f64 = 4.0;
/// Likelihood ratio below which a word stays unlinked.
const NULL: f64 = 4.0;
/// Likelihood ratio of words without any information: in the first round all words may be linked with each
/// other.
const UNKNOWN: (f64, f64) = (1.0, 0.02);
/// Minimum probability of a link.
const FAINT: f64 = 0.01;
/// Minimum probability of a link that counts as an occurrence in its document.
const SURE: f64 = 0.3;
/// Prior number of unlinked occurrences.
const DOUBT: f64 = 1.0;
/// Added to every count of a unigram.
const ADD: f64 = 0.5;
/// Maximum number of translations of an Indonesian form; the best are kept.
const MOST: usize = 25;

/// The numbers of an Indonesian and an English form.
pub(super) type Couple = (u32, u32);

/// Counts of the links between two forms.
#[derive(Debug, Clone, Copy, Default)]
struct Linked {
    /// Expected number of links.
    times: f64,
    /// The number of documents with a sure link.
    documents: u32,
    /// Whether the last document is one of these.
    surely: bool,
    /// One more than the number of the last document.
    last: u32,
    /// Expected number in the last document.
    here: f64,
    /// The highest expected number in one document.
    most: f64,
}

impl Linked {
    /// Adds a link of a pair; pairs come in the order of their documents.
    fn add(&mut self, times: f64, document: u32) {
        if self.last <= document {
            (self.last, self.here, self.surely) = (document + 1, 0.0, false);
        }
        self.times += times;
        self.here += times;
        self.most = self.most.max(self.here);
        if times >= SURE && !self.surely {
            self.surely = true;
            self.documents += 1;
        }
    }
}

/// The estimates during training.
pub(super) struct Model<'c> {
    corpus: &'c Corpus,
    options: &'c LearnOptions,
    pairs: Vec<&'c Pair>,
    /// t(eng|ind) and t(ind|eng) of the initial lexicon.
    prior: FxHashMap<Couple, (f64, f64)>,
    /// Weight of the initial lexicon in occurrences, by form, 0 for a form that it lacks: Indonesian,
    /// English.
    met: (Vec<f64>, Vec<f64>),
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
        let met =
            (met(&entries.0, Language::Ind, start, options), met(&entries.1, Language::Eng, start, options));
        let prior = prior(&entries, start);
        Model { corpus, options, pairs, prior, met, occurs, linked: FxHashMap::default() }
    }

    /// Runs EM iterations.
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

    /// t(eng|ind) and t(ind|eng) of two forms with this number of links.
    fn estimate(&self, fe: Couple, linked: f64) -> (f64, f64) {
        let (forward, backward) = self.prior.get(&fe).copied().unwrap_or_default();
        let (of_ind, of_eng) = (self.met.0[fe.0 as usize], self.met.1[fe.1 as usize]);
        let t = |count: f64, prior: f64, of: f64| ((linked + of * prior) / (count + DOUBT + of)).min(1.0);
        (t(self.occurs.0[fe.0 as usize], forward, of_ind), t(self.occurs.1[fe.1 as usize], backward, of_eng))
    }

    /// The same for the final lexicon. If the initial lexicon has both forms, the document with the most
    /// links is left out, because its links may result from an alignment that relied on them.
    fn kept(&self, fe: Couple) -> (f64, f64) {
        let linked = self.linked.get(&fe).copied().unwrap_or_default();
        let both = self.met.0[fe.0 as usize] > 0.0 && self.met.1[fe.1 as usize] > 0.0;
        self.estimate(fe, if both { linked.times - linked.most } else { linked.times })
    }

    /// The mean likelihood ratio of every known pair of forms.
    fn ratios(&self) -> FxHashMap<Couple, f64> {
        let (p_ind, p_eng) = (unigrams(&self.occurs.0), unigrams(&self.occurs.1));
        let known = self.prior.keys().chain(self.linked.keys());
        known
            .map(|&fe| {
                let linked = self.linked.get(&fe).map_or(0.0, |linked| linked.times);
                let (forward, backward) = self.estimate(fe, linked);
                (fe, (forward / p_eng[fe.1 as usize] * backward / p_ind[fe.0 as usize]).sqrt())
            })
            .collect()
    }

    /// The translations that are good enough to keep.
    ///
    /// # Errors
    /// If there are more forms than a lexicon can hold.
    pub fn lexicon(&self) -> Result<Lexicon> {
        let mut rows: FxHashMap<u32, Vec<(f64, u32)>> = FxHashMap::default();
        for (fe, ratio) in self.ratios() {
            let Some(linked) = self.linked.get(&fe).filter(|l| l.documents >= self.options.documents) else {
                continue;
            };
            let kept = match self.prior.get(&fe) {
                Some(&before) => change(before, self.kept(fe)) >= self.options.change,
                None => linked.times >= self.options.seen,
            };
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

    /// The table of these links, with sorted forms.
    fn table(&self, links: &[Couple]) -> Table {
        let (ind, of_ind) = side(&self.corpus.ind, links.iter().map(|fe| fe.0), &self.occurs.0);
        let (eng, of_eng) = side(&self.corpus.eng, links.iter().map(|fe| fe.1), &self.occurs.1);
        let link = |&fe: &Couple| {
            let (forward, backward) = self.kept(fe);
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

/// For each form of a side its weight in the lexicon, in occurrences: frequent words were seen more often
/// when it was made.
fn met(entries: &[Option<u32>], side: Language, lexicon: &Lexicon, options: &LearnOptions) -> Vec<f64> {
    let occurrences = |entry| (f64::from(lexicon.unigram(side, entry)) * options.tokens).max(options.prior);
    entries.iter().map(|entry| entry.map_or(0.0, occurrences)).collect()
}

/// For each form its entry in the lexicon.
pub(super) fn entries(forms: &Forms, side: Language, lexicon: &Lexicon) -> Vec<Option<u32>> {
    forms.forms.iter().map(|form| lexicon.find(side, form)).collect()
}

/// The lexicon's translations between forms of the corpus.
pub(super) fn prior(
    entries: &(Vec<Option<u32>>, Vec<Option<u32>>),
    lexicon: &Lexicon,
) -> FxHashMap<Couple, (f64, f64)> {
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

/// The distance between the mean logs of both probabilities.
fn change(before: (f64, f64), after: (f64, f64)) -> f64 {
    0.5 * ((after.0 / before.0).ln() + (after.1 / before.1).ln()).abs()
}

/// Smoothed probabilities of forms from their numbers of occurrences.
pub(super) fn unigrams(occurs: &[f64]) -> Vec<f64> {
    let total = occurs.iter().sum::<f64>() + ADD * occurs.len() as f64;
    occurs.iter().map(|count| (count + ADD) / total).collect()
}

/// The forms used by links, sorted, with their probabilities, and their positions by number.
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

/// Adds the links of one pair on which both directions agree, weighted with the geometric mean of both
/// probabilities. With `timid` it is their product, which favours sure links while the initial lexicon is the
/// better guide.
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
                linked.entry((f, e)).or_default().add(sure * pair.weight, pair.document);
            }
        }
    }
}
