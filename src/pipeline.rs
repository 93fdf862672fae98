//! The order of the stages, and the only place that knows it: bytes of an article and a report -> rows.

mod ask;
mod explained;
mod inspect;
mod linked;
mod margins;
mod rows;
mod sources;

use crate::align::{self, links};
use crate::audit;
use crate::clean;
use crate::config::Options;
use crate::embeddings::Source;
use crate::error::{Error, Result};
use crate::evidence::{self, Context};
use crate::lang::Pack;
use crate::learn;
use crate::lexicon::Lexicon;
use crate::model::{
    Alignment, Article, Band, Block, Language, Link, Note, Pair, Places, Profile, Sentence, Vectors,
};
use crate::read;
use crate::score::{Common, Meaning, Scorer, Units};
use crate::split;

pub use explained::{Explained, ExplainedLink};
pub use inspect::{Inspection, inspect};
pub use linked::{Judgement, judge};
pub use sources::{fingerprint, support};

/// Documents of more sentence pairs than this are aligned inside a band around anchors.
const FULL_SEARCH: usize = 1 << 18;
/// Sentences that the band leaves on both sides of its middle.
const BAND_MARGIN: usize = 40;

/// A document read, cleaned, split and searched for evidence.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The text with what was dropped.
    pub article: Article,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// One profile a sentence.
    pub profiles: Vec<Profile>,
    /// Vectors of its sentences, where there are any.
    vectors: Option<Vectors>,
}

/// Reads, cleans, splits and profiles one document; `name` is what messages and tables call it.
///
/// # Errors
/// When the bytes are not text, or hold none.
pub fn document(
    name: &str,
    bytes: &[u8],
    language: Language,
    lexicon: &Lexicon,
    options: &Options,
) -> Result<Document> {
    Ok(profiled(sentences(name, bytes, language, options)?, language, lexicon, options))
}

/// The same of an article that is read already, such as a record of a collection.
pub fn document_of(article: Article, language: Language, lexicon: &Lexicon, options: &Options) -> Document {
    profiled(sentences_of(article, language, options), language, lexicon, options)
}

fn profiled(mut document: Document, language: Language, lexicon: &Lexicon, options: &Options) -> Document {
    let texts: Vec<&str> = document.sentences.iter().map(|s| s.text.as_str()).collect();
    let context =
        Context { pack: Pack::builtin(language), lexicon, published: document.article.meta.published };
    document.profiles = evidence::profiles(&texts, context);
    if options.sentences || !options.split.quotes {
        for (profile, text) in document.profiles.iter_mut().zip(&texts) {
            profile.inner = split::inner(text, context.pack);
        }
    }
    document.article.notes.extend(foreign(&document.profiles, language));
    document
}

/// A note on a document most of whose words are none of its language's: the wrong file, or the two sides changed over.
fn foreign(profiles: &[Profile], language: Language) -> Option<Note> {
    /// News in its own language has at least .94 of its words (names left out) in the lexicon, in the other one at most .34.
    const KNOWN: f64 = 0.6;
    /// Fewer words say nothing.
    const ENOUGH: usize = 20;
    let (share, all) = audit::known(profiles);
    let name = if language == Language::Ind { "Indonesian" } else { "English" };
    (all >= ENOUGH && share < KNOWN).then(|| Note {
        code: "other-language",
        text: format!(
            "only {:.0}% of its words are known {name}: is it in that language, and on the right side?",
            100.0 * share
        ),
    })
}

/// Reads, cleans and splits one document, without looking for evidence.
///
/// # Errors
/// When the bytes are not text, or hold none.
pub fn sentences(name: &str, bytes: &[u8], language: Language, options: &Options) -> Result<Document> {
    if options.sentences {
        let (article, sentences) = read::sentences(name, bytes, &options.read)?;
        return Ok(Document { article, sentences, ..Document::default() });
    }
    Ok(sentences_of(read::text(name, bytes, &options.read)?, language, options))
}

/// Cleans and splits an article that is read already.
pub fn sentences_of(article: Article, language: Language, options: &Options) -> Document {
    let pack = Pack::builtin(language);
    let article = if options.keep_boilerplate { article } else { clean::clean(article, pack) };
    let sentences = split::split(&article, pack, options.split);
    Document { article, sentences, ..Document::default() }
}

/// Gives both documents of a pair the vectors of their sentences.
///
/// # Errors
/// Those of [`Source::vectors`], and [`Error::Input`] where the vectors of both sides differ in dimension.
pub fn embed(sides: [&mut Document; 2], sources: [&Source<'_>; 2]) -> Result<()> {
    let read = |side: &Document, source: &Source<'_>| {
        let texts: Vec<&str> = side.sentences.iter().map(|sentence| sentence.text.as_str()).collect();
        source.vectors(&side.article.name, &texts)
    };
    let vectors = [read(sides[0], sources[0])?, read(sides[1], sources[1])?];
    let [ind, eng] = vectors.each_ref().map(Vectors::dimension);
    if ind != eng {
        let what = format!(
            "vectors of {eng} numbers beside {ind} in {}; one and the same encoder must write both sides",
            sources[0]
        );
        return Err(Error::input(sources[1].to_string(), what));
    }
    for (side, vectors) in sides.into_iter().zip(vectors) {
        side.vectors = Some(vectors);
    }
    Ok(())
}

/// Aligns a report's sentences with an article's and explains every bead.
pub fn align(ind: &Document, eng: &Document, lexicon: &Lexicon, options: &Options) -> Vec<Pair> {
    aligned(ind, eng, lexicon, options, false).0
}

/// The same, with the links that the rows were made of. There are none where the lattice is the judge: for
/// documents of more than 2^18 sentence pairs, or where `options` bound the search or the evidence.
pub fn align_explained(
    ind: &Document,
    eng: &Document,
    lexicon: &Lexicon,
    options: &Options,
) -> (Vec<Pair>, Option<Explained>) {
    aligned(ind, eng, lexicon, options, true)
}

/// Rows and what they rest on; the features of all pairs are kept if `keep` says so.
fn aligned(
    ind: &Document,
    eng: &Document,
    lexicon: &Lexicon,
    options: &Options,
    keep: bool,
) -> (Vec<Pair>, Option<Explained>) {
    let units = units(ind, eng, lexicon, options);
    let (n, m) = (ind.sentences.len(), eng.sentences.len());
    let whole = n.saturating_mul(m) <= FULL_SEARCH;
    let meaning = |band: &Band| meaning(ind, eng, options, band);
    let band = if whole { Band::full(n, m) } else { around_the_way(n, m, &units, meaning) };
    let scorer = Scorer::new(&units, &band, &options.score).with_meaning(meaning(&band));
    if !(whole && linked::applies(options)) {
        return (rows::rows(ind, eng, &lattice(&scorer, &band, options), &scorer, lexicon, options), None);
    }
    let models = links::builtin(scorer.hears_vectors());
    let judgement = Judgement::new(&scorer, &band, options, models, keep);
    let alignment = judgement.beads(&scorer, models, options.uncalibrated);
    let rows = rows::rows(ind, eng, &alignment, &scorer, lexicon, options);
    (rows, keep.then(|| Explained::new(judgement, models)))
}

/// The names, numbers and words that pairs of sentences (Indonesian, English; counted from 0) have in common,
/// the strongest first.
///
/// # Panics
/// If a document has no sentence of such a position.
pub fn shared(
    ind: &Document,
    eng: &Document,
    lexicon: &Lexicon,
    options: &Options,
    pairs: &[(usize, usize)],
) -> Vec<Vec<Link>> {
    let units = units(ind, eng, lexicon, options);
    let band = Band::full(ind.sentences.len(), eng.sentences.len());
    let scorer = Scorer::new(&units, &band, &options.score);
    pairs.iter().map(|&(i, j)| scorer.explain(Block::new(i, 1, j, 1))).collect()
}

/// The beads of the lattice: those of documents too long for links, or of a search that options bound.
fn lattice(scorer: &Scorer<'_>, band: &Band, options: &Options) -> Alignment {
    let mut alignment = align::align(band, |block| scorer.total(block), &options.align);
    for bead in &mut alignment.beads {
        if !options.uncalibrated {
            bead.confidence = audit::confidence(bead.confidence);
            bead.content = audit::confidence(bead.content).max(bead.confidence);
        }
        bead.coverage = scorer.group(&bead.group).1.into();
    }
    alignment
}

/// What of two documents can be linked.
fn units<'d>(ind: &'d Document, eng: &'d Document, lexicon: &Lexicon, options: &Options) -> Units<'d> {
    Units::new(&ind.profiles, &eng.profiles, lexicon, options.score.voices)
}

/// What sentence vectors say, where both documents have them and they may have a say.
fn meaning<'d>(ind: &'d Document, eng: &'d Document, options: &Options, band: &Band) -> Option<Meaning<'d>> {
    let vectors = (ind.vectors.as_ref()?, eng.vectors.as_ref()?);
    let heard = options.score.voices.embeddings.then(|| Meaning::new(vectors.0, vectors.1, band))?;
    heard.filter(Meaning::is_heard)
}

/// The band of a long document: a wide one around what occurs once on each side, then a narrow one around the way through it.
fn around_the_way<'v>(
    n: usize,
    m: usize,
    units: &Units<'_>,
    meaning: impl Fn(&Band) -> Option<Meaning<'v>>,
) -> Band {
    let wide = align::band(n, m, &units.anchors(), BAND_MARGIN);
    let mut common = Common::new(units, meaning(&wide));
    let way = align::way(&wide, |i, row| common.fill(i, &wide.row(i), row));
    align::band(n, m, &way, BAND_MARGIN)
}

/// The words of every row that has both sides, as what a lexicon is learnt from.
pub fn aligned_words(ind: &Document, eng: &Document, rows: &[Pair]) -> Vec<learn::Words> {
    let words = |side: &Document, sentences: &Places| -> Vec<_> {
        let words = sentences.iter().flat_map(|at| &side.profiles[at].words);
        words.map(|word| word.lexeme.clone()).collect()
    };
    let both = rows.iter().filter(|row| !row.group.is_null());
    both.map(|row| learn::Words {
        ind: words(ind, &row.group.ind),
        eng: words(eng, &row.group.eng),
        weight: row.confidence.unwrap_or(1.0),
    })
    .collect()
}
