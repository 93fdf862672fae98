//! One handle for all of the work: bytes of an article and a report -> rows.
//!
//! This is the only room that knows the order of the stages. An aligner can be shared between threads; a
//! worker lends its memory of words for each document that it reads (see `memories.rs`), and no result
//! depends on it.

mod asked;
mod asking;
mod bonus;
mod column;
mod explanation;
mod facts;
mod inspect;
mod linked;
mod long;
mod margins;
mod memories;
mod room;
mod rows;
mod sources;
mod stop;

use std::path::Path;
use std::sync::Arc;

use crate::align::links::{self, Models};
use crate::audit;
use crate::clean;
use crate::config::Options;
use crate::embeddings::Source;
use crate::error::{Error, ErrorKind, Result};
use crate::evidence::{self, Context};
use crate::lang::Pack;
use crate::learn;
use crate::lexicon::Lexicon;
use crate::model::{
    Band, Block, Evidence, Language, LinkedUnits, Note, Pair, Places, Profile, Sentence, SourceText, Vectors,
    known_share,
};
use crate::read;
use crate::score::{Meaning, Scorer, Units};
use crate::split;

use memories::Memories;
use stop::Stop;

pub use asked::{Asked, Wanted};
pub use explanation::{Explanation, LinkExplanation};
pub use inspect::Inspection;
pub use linked::Judgement;
pub use sources::support;

/// Documents with more sentence pairs than this are aligned inside a band around anchors.
const FULL_SEARCH: usize = 1 << 18;

/// A document read, cleaned, split and searched for evidence.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its language.
    pub language: Language,
    /// The text, with the lines that were dropped.
    pub text: SourceText,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// One profile per sentence; none if the document was only split.
    #[doc(hidden)]
    pub profiles: Vec<Profile>,
    /// The vectors of its sentences, if there are any.
    vectors: Option<Vectors>,
}

/// Reads, aligns and explains documents with one lexicon and one set of options.
///
/// ```
/// use sejajar::{Aligner, Language};
///
/// let aligner = Aligner::default();
/// let article = aligner.read("a", b"Gempa 6,5 mengguncang Palu.", Language::Ind)?;
/// let report = aligner.read("r", b"A 6.5 quake shook Palu.", Language::Eng)?;
/// assert_eq!(aligner.align(&article, &report)?[0].align_type(), "1-1");
/// # Ok::<(), sejajar::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Aligner {
    lexicon: Arc<Lexicon>,
    options: Options,
    memories: Arc<Memories>,
    stop: Stop,
}

impl Default for Aligner {
    /// The built-in lexicon, and the options that the command line tool has by default. Without the feature
    /// `lexicon` no translations are built in, and the lexicon is empty.
    fn default() -> Self {
        Aligner::new(Lexicon::default(), Options::default())
    }
}

impl Aligner {
    /// An aligner with this lexicon and these options.
    pub fn new(lexicon: impl Into<Arc<Lexicon>>, options: Options) -> Self {
        Aligner { lexicon: lexicon.into(), options, memories: Arc::default(), stop: Stop::default() }
    }

    /// The same lexicon, and what is known of its words, with other options.
    #[must_use]
    pub fn with_options(&self, options: Options) -> Self {
        Aligner { options, ..self.clone() }
    }

    /// Its lexicon.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Its options.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Reads, cleans, splits and profiles one document; `name` is what messages and tables call it.
    ///
    /// # Errors
    /// Bytes that are not text, or hold none.
    pub fn read(&self, name: &str, bytes: &[u8], language: Language) -> Result<Document> {
        self.profile(self.split(name, bytes, language)?)
    }

    /// Finds the evidence of a document that is split.
    ///
    /// # Errors
    /// [`Error::Stopped`].
    pub(crate) fn profile(&self, document: Document) -> Result<Document> {
        self.stop.check()?;
        let document = self.profiled(document);
        self.stop.check()?;
        Ok(document)
    }

    /// The same for a file; the document is named after it, without the ending and the language.
    ///
    /// # Errors
    /// A file that cannot be read, or that is no text.
    pub fn read_file(&self, path: impl AsRef<Path>, language: Language) -> Result<Document> {
        let path = path.as_ref();
        let mut document = self.read(&path.display().to_string(), &read::bytes(path)?, language)?;
        document.text.name = read::document_name(path);
        Ok(document)
    }

    /// The same for a text that has been read, such as a record of a collection.
    pub fn read_text(&self, text: SourceText, language: Language) -> Document {
        self.profiled(self.split_text(text, language))
    }

    /// Reads, cleans and splits one document, without looking for evidence.
    ///
    /// # Errors
    /// Bytes that are not text, or hold none.
    pub fn split(&self, name: &str, bytes: &[u8], language: Language) -> Result<Document> {
        let options = &self.options;
        self.stop.check()?;
        self.fits(room::of_text(bytes.len()), || name.to_owned())?;
        let document = if options.sentences {
            let (text, sentences) = read::sentences(name, bytes, &options.read)?;
            Document::new(language, text, sentences)
        } else {
            self.split_text(read::text(name, bytes, &options.read)?, language)
        };
        self.fits(room::of_documents(&[&document]), || name.to_owned())?;
        Ok(document)
    }

    /// Cleans and splits a text that has been read.
    pub fn split_text(&self, text: SourceText, language: Language) -> Document {
        let pack = Pack::builtin(language);
        let text = if self.options.keep_boilerplate { text } else { clean::clean(text, pack) };
        let sentences = split::split(&text, pack, self.options.split);
        Document::new(language, text, sentences)
    }

    fn profiled(&self, mut document: Document) -> Document {
        let texts: Vec<&str> = document.sentences.iter().map(|s| s.text.as_str()).collect();
        let pack = Pack::builtin(document.language);
        let context = Context { pack, lexicon: &self.lexicon, published: document.text.meta.published };
        document.profiles = self.memories.lend(|memory| evidence::profiles(&texts, context, memory));
        if self.options.sentences || !self.options.split.quotes {
            for (profile, text) in document.profiles.iter_mut().zip(&texts) {
                profile.inner = split::inner(text, pack);
            }
        }
        document.text.notes.extend(foreign(&document.profiles, document.language));
        document
    }

    /// Whether both sides of a pair are in the language of the other one, as far as their words are known.
    pub fn are_exchanged(&self, article: &Document, report: &Document) -> bool {
        [article, report].into_iter().all(|document| {
            let is_foreign = foreign(&document.profiles, document.language).is_some();
            is_foreign && self.is_in(document, document.language.other())
        })
    }

    /// Whether the words of a document are those of this language.
    fn is_in(&self, document: &Document, language: Language) -> bool {
        let texts: Vec<&str> = document.sentences.iter().map(|s| s.text.as_str()).collect();
        let context = Context { pack: Pack::builtin(language), lexicon: &self.lexicon, published: None };
        let profiles = self.memories.lend(|memory| evidence::profiles(&texts, context, memory));
        foreign(&profiles, language).is_none()
    }

    /// Aligns a report's sentences with an article's and explains every row.
    ///
    /// # Errors
    /// [`Error::Input`] where the article is not Indonesian or the report not English, as they were read, or
    /// where more memory would be taken than the options allow.
    pub fn align(&self, article: &Document, report: &Document) -> Result<Vec<Pair>> {
        Ok(self.aligned(article, report, false)?.0)
    }

    /// The same, with the links that the rows are made of and the reasons for them. There are none if the
    /// rows are those of the lattice: for documents of more than 2^18 sentence pairs, or if options limit the
    /// search or the evidence.
    ///
    /// # Errors
    /// As for [`Aligner::align`].
    pub fn align_explained(
        &self,
        article: &Document,
        report: &Document,
    ) -> Result<(Vec<Pair>, Option<Explanation>)> {
        self.aligned(article, report, true)
    }

    /// Rows and, if `keep` is set, their explanation, for which the features of all pairs are kept.
    fn aligned(
        &self,
        ind: &Document,
        eng: &Document,
        keep: bool,
    ) -> Result<(Vec<Pair>, Option<Explanation>)> {
        ind.expect(Language::Ind)?;
        eng.expect(Language::Eng)?;
        let units = self.units(ind, eng);
        self.stop.check()?;
        let (n, m) = (ind.sentences.len(), eng.sentences.len());
        let whole = room::is_whole(ind, eng, &units);
        let meaning = |band: &Band| self.meaning(ind, eng, band);
        let (band, path) = match whole {
            true => (Band::full(n, m), Vec::new()),
            false => long::around_first_pass(n, m, &units, meaning, &self.stop),
        };
        self.stop.check()?;
        let decided = self.decided(ind, eng)?;
        let has_vectors = ind.vectors.is_some() && eng.vectors.is_some();
        let search = room::search(&band, whole, &units, has_vectors);
        self.fits_beside(ind, eng, search)?;
        if !(whole && linked::applies(&self.options)) {
            let pair = self.pair(ind, eng);
            let rows = self.lattice_rows(&pair, &units, &band, &path, meaning(&band), &decided);
            self.stop.check()?;
            return Ok((rows, None));
        }
        let scorer = Scorer::new(&units, &band, &self.options.score).with_meaning(meaning(&band));
        let models = self.models(scorer.has_vectors());
        let judgement = Judgement::new(&scorer, &band, self, models, &decided, keep)?;
        let beads = judgement.beads(&scorer, models, self.options.uncalibrated);
        self.stop.check()?;
        let rows = self.pair(ind, eng).rows(&beads, &scorer, (0, 0)).collect();
        Ok((rows, keep.then(|| Explanation::new(judgement, models))))
    }

    /// The weights by which links are judged.
    fn models(&self, vectors: bool) -> &Models {
        self.options.weights.as_deref().filter(|_| !vectors).unwrap_or_else(|| links::builtin(vectors))
    }

    /// The names, numbers and words that pairs of sentences (Indonesian, English; counted from 0) share, the
    /// strongest first.
    ///
    /// # Panics
    /// If a document has no sentence at such a position.
    pub fn shared(&self, ind: &Document, eng: &Document, pairs: &[(usize, usize)]) -> Vec<Vec<LinkedUnits>> {
        let units = self.units(ind, eng);
        let band = Band::full(ind.sentences.len(), eng.sentences.len());
        let scorer = Scorer::new(&units, &band, &self.options.score);
        pairs.iter().map(|&(i, j)| scorer.explain(Block::new(i, 1, j, 1))).collect()
    }

    /// Fails if two documents that are split, and so many bytes for their search, take more memory than the
    /// options allow for a pair.
    pub(crate) fn fits_beside(&self, ind: &Document, eng: &Document, search: u64) -> Result<()> {
        let names = || format!("{} beside {}", ind.text.name, eng.text.name);
        self.fits(room::of_documents(&[ind, eng]) + search, names)
    }

    /// Fails if so many bytes are more than the options allow for a pair; `what` names what takes them.
    fn fits(&self, bytes: u64, what: impl Fn() -> String) -> Result<()> {
        let Some(limit) = self.options.max_memory.filter(|&limit| bytes > limit) else { return Ok(()) };
        let said = format!(
            "would take some {} of memory, and the limit for a pair is {}: cut the article and its report at the \
             same places, or raise the option max-memory",
            room::shown(bytes),
            room::shown(limit)
        );
        Err(Error::input(what(), said).with_kind(ErrorKind::TooLarge))
    }

    /// The units of two documents.
    fn units<'d>(&self, ind: &'d Document, eng: &'d Document) -> Units<'d> {
        let go_on = || !self.stop.is_set();
        Units::new_while(&ind.profiles, &eng.profiles, &self.lexicon, self.options.score.kinds, go_on)
    }

    /// The gains of sentence vectors, where both documents have informative ones and options let them count.
    fn meaning<'d>(&self, ind: &'d Document, eng: &'d Document, band: &Band) -> Option<Meaning<'d>> {
        let vectors = (ind.vectors.as_ref()?, eng.vectors.as_ref()?);
        let meaning =
            self.options.score.kinds.embeddings.then(|| Meaning::new(vectors.0, vectors.1, band))?;
        meaning.filter(Meaning::is_informative)
    }
}

impl Document {
    /// A document without any sentence, for the missing side of a document without a partner.
    pub fn empty(language: Language) -> Self {
        Document::new(language, SourceText::default(), Vec::new())
    }

    /// Its sentences, each with the names, numbers and dates in it.
    pub fn evidence(&self) -> impl Iterator<Item = (&Sentence, &[Evidence])> {
        let profiles = self.profiles.iter().map(|profile| profile.evidence.as_slice());
        self.sentences.iter().zip(profiles)
    }

    /// Whether another document has the very same text, so that one is no source of the other.
    #[cfg(feature = "documents")]
    pub(crate) fn has_text_of(&self, other: &Document) -> bool {
        self.text.content == other.text.content
    }

    fn new(language: Language, text: SourceText, sentences: Vec<Sentence>) -> Self {
        Document { language, text, sentences, profiles: Vec::new(), vectors: None }
    }

    /// Fails if the document was read in another language: the sides may be in the wrong order.
    fn expect(&self, language: Language) -> Result<()> {
        if self.language == language {
            return Ok(());
        }
        let side = if language == Language::Ind { "an Indonesian article" } else { "an English report" };
        let what = format!("was read as {}; {side} is wanted here", self.language);
        Err(Error::input(&self.text.name, what).with_kind(ErrorKind::WrongLanguage))
    }
}

/// A note on a document with mostly words of another language: the wrong file, or the two sides exchanged.
fn foreign(profiles: &[Profile], language: Language) -> Option<Note> {
    /// With fewer words the share is not reliable.
    const ENOUGH: usize = 20;
    let (share, all) = known_share(profiles.iter().flat_map(|profile| &profile.words));
    let name = if language == Language::Ind { "Indonesian" } else { "English" };
    (all >= ENOUGH && share < audit::KNOWN).then(|| Note {
        code: "other-language",
        text: format!(
            "only {:.0}% of its words are known {name}: is it in that language, and on the right side?",
            100.0 * share
        ),
    })
}

/// Adds sentence vectors to both documents of a pair.
///
/// # Errors
/// Those of [`Source::vectors`], and [`Error::Input`] if the vectors of the two sides differ in dimension.
pub fn embed(sides: [&mut Document; 2], sources: [&Source<'_>; 2]) -> Result<()> {
    let read = |side: &Document, source: &Source<'_>| {
        let texts: Vec<&str> = side.sentences.iter().map(|sentence| sentence.text.as_str()).collect();
        source.vectors(&side.text.name, &texts)
    };
    let vectors = [read(sides[0], sources[0])?, read(sides[1], sources[1])?];
    let [ind, eng] = vectors.each_ref().map(Vectors::dimension);
    if ind != eng {
        let what = format!(
            "vectors of {eng} numbers beside {ind} in {}; one and the same encoder must write both sides",
            sources[0]
        );
        return Err(Error::input(sources[1].to_string(), what).with_kind(ErrorKind::Vectors));
    }
    for (side, vectors) in sides.into_iter().zip(vectors) {
        side.vectors = Some(vectors);
    }
    Ok(())
}

/// The words of every row with both sides, from which a lexicon is learnt.
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
