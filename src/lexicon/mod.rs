//! Weighted Indonesian-English word translations: look up, load, merge, save.

mod fold;
mod image;
mod table;

use std::borrow::Cow;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

pub use fold::fold;
pub use table::{Link, Table};

use crate::error::{Error, Result};
use crate::model::Language;
use image::Layout;

/// The image that the build script makes from `corpus/lexicon/ind-eng.tsv`.
#[cfg(feature = "lexicon")]
static BUILTIN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/ind-eng.image"));

/// The number of the next lexicon that is not the built-in one.
static NEXT: AtomicU64 = AtomicU64::new(1);

/// A translation table: entries of both sides, their translation probabilities and unigram probabilities.
///
/// Entries are numbered from 0 on each side, in the order of their forms. Forms are folded (see [`fold()`]).
#[derive(Debug, Clone)]
pub struct Lexicon {
    image: Cow<'static, [u8]>,
    layout: Layout,
    unknown: [f32; 2],
    id: u64,
}

impl Lexicon {
    /// The lexicon embedded in the library, which is data under CC BY-SA 4.0; opening it costs almost
    /// nothing.
    ///
    /// Only with the feature `lexicon`, which is on by default.
    #[cfg(feature = "lexicon")]
    pub fn builtin() -> Lexicon {
        Lexicon::open(Cow::Borrowed(BUILTIN))
    }

    /// A lexicon without entries.
    pub fn empty() -> Lexicon {
        Lexicon::new(&Table::default()).expect("an empty table is small enough")
    }

    /// The lexicon of a table whose entries are sorted by form and whose links are sorted by entry.
    ///
    /// # Errors
    /// When a side has more than a million entries.
    pub fn new(table: &Table) -> Result<Lexicon> {
        let image = image::build(table).ok_or_else(|| {
            Error::input("lexicon", format!("a side has more than the {} entries that fit", image::MOST))
        })?;
        Ok(Lexicon::open(Cow::Owned(image)))
    }

    /// Reads a tab-separated lexicon, one entry per line: `ind, eng, t(eng|ind), t(ind|eng)`, or only `ind,
    /// eng`; unigram probabilities as `ind, (nothing), p` and `(nothing), eng, p`; `#` opens a comment line.
    /// `name` is the name of the file in messages.
    ///
    /// # Errors
    /// `name:line` with the text found there and the valid forms.
    pub fn parse(name: &str, text: &str) -> Result<Lexicon> {
        let table = Table::parse(text.trim_start_matches('\u{feff}'), fold)
            .map_err(|fault| Error::line(name, fault.line, fault.what))?;
        Lexicon::new(&table)
    }

    /// Reads a lexicon file, as [`parse`](Lexicon::parse) does.
    ///
    /// # Errors
    /// If the file cannot be read, is not UTF-8, or contains an invalid line.
    pub fn load(path: impl AsRef<Path>) -> Result<Lexicon> {
        let path = path.as_ref();
        let text = std::fs::read_to_string(path).map_err(|error| Error::io(path, error))?;
        Lexicon::parse(&path.display().to_string(), &text)
    }

    /// This lexicon with another one laid over it: links of `over` replace ours, its new entries are added,
    /// and entries of both keep our unigram probability.
    ///
    /// # Errors
    /// As for [`new`](Lexicon::new).
    pub fn merge(&self, over: &Lexicon) -> Result<Lexicon> {
        Lexicon::new(&self.table().merge(&over.table()))
    }

    /// The lexicon as text that [`parse`](Lexicon::parse) reads; probabilities are those stored (within 4 per
    /// cent of those loaded).
    pub fn to_tsv(&self) -> String {
        self.table().write()
    }

    /// Writes [`to_tsv`](Lexicon::to_tsv) to a file.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<()> {
        std::fs::write(path.as_ref(), self.to_tsv()).map_err(|error| Error::io(path, error))
    }

    /// A number that differs between lexicons of different content within this process.
    pub(crate) fn id(&self) -> u64 {
        self.id
    }

    /// The number of entries of a side.
    pub fn len(&self, side: Language) -> usize {
        self.layout.entries(side_of(side))
    }

    /// The number of translations.
    pub fn links(&self) -> usize {
        self.layout.links()
    }

    /// Whether the lexicon has no translations.
    pub fn is_empty(&self) -> bool {
        self.layout.links() == 0
    }

    /// The number of `form` (folded) among the entries of `side`.
    pub fn find(&self, side: Language, form: &str) -> Option<u32> {
        self.layout.find(&self.image, side_of(side), form)
    }

    /// The form of an entry of `side`.
    ///
    /// # Panics
    /// If `side` has no such entry; so do the methods below.
    pub fn form(&self, side: Language, entry: u32) -> &str {
        std::str::from_utf8(self.layout.form(&self.image, side_of(side), entry))
            .expect("forms are written whole")
    }

    /// The number of words of the longest multi-word entry of `side` that may open with `word` (folded); 0 if
    /// there is none.
    pub fn opens(&self, side: Language, word: &str) -> usize {
        self.layout.opens(&self.image, side_of(side), word).into()
    }

    /// The hash of a folded word, as [`Lexicon::opens_with`] takes it.
    pub(crate) fn hash(word: &str) -> u64 {
        image::hash(word.as_bytes())
    }

    /// Whether a multi-word entry of `side` may open with two words, given by their hashes; few other words
    /// pass.
    pub(crate) fn opens_with(&self, side: Language, words: [u64; 2]) -> bool {
        self.layout.opens_with(&self.image, side_of(side), words)
    }

    /// Translations of an Indonesian entry, by English entry: the entry, t(eng|ind), t(ind|eng).
    pub fn translations(&self, ind: u32) -> impl Iterator<Item = (u32, f32, f32)> + '_ {
        self.targets(ind).map(|(eng, link)| {
            let (forward, backward) = self.link(link);
            (eng, forward, backward)
        })
    }

    /// The English entries of these translations and the numbers of their links, for callers that read the
    /// probabilities of few.
    pub fn targets(&self, ind: u32) -> impl Iterator<Item = (u32, usize)> + '_ {
        self.layout.targets(&self.image, ind)
    }

    /// t(eng|ind) and t(ind|eng) of a link.
    pub fn link(&self, link: usize) -> (f32, f32) {
        self.layout.probabilities(&self.image, link)
    }

    /// The strength of a translation: ½ [ln t(eng|ind)/p(eng) + ln t(ind|eng)/p(ind)]; none if the entries
    /// are not linked.
    pub fn weight(&self, ind: u32, eng: u32) -> Option<f32> {
        let links = self.layout.links_of(&self.image, ind);
        let (mut low, mut high) = (links.start, links.end);
        while low < high {
            let middle = low.midpoint(high);
            if self.layout.target(&self.image, middle) < eng {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if low == links.end || self.layout.target(&self.image, low) != eng {
            return None;
        }
        let (forward, backward) = self.layout.logs(&self.image, low);
        let p = self.layout.unigram(&self.image, 0, ind) + self.layout.unigram(&self.image, 1, eng);
        Some(0.5 * (forward + backward - p))
    }

    /// Smoothed unigram probability of an entry of `side`: the probability that a word is the entry or, at
    /// half weight, is derived from it.
    pub fn unigram(&self, side: Language, entry: u32) -> f32 {
        self.layout.frequency(&self.image, side_of(side), entry)
    }

    /// Unigram probability of a word of `side` that has no entry: that of the rarest entries.
    pub fn unknown(&self, side: Language) -> f32 {
        self.unknown[side_of(side)]
    }

    fn open(image: Cow<'static, [u8]>) -> Lexicon {
        let layout = Layout::of(&image);
        let unknown = [0, 1].map(|side| layout.rarest(&image, side).map_or(table::UNSAID, f32::exp));
        // A borrowed image is the built-in one, whose content never changes.
        let id = if matches!(image, Cow::Borrowed(_)) { 0 } else { NEXT.fetch_add(1, Ordering::Relaxed) };
        Lexicon { image, layout, unknown, id }
    }

    /// The whole content, as stored.
    fn table(&self) -> Table {
        let side = |side| {
            let entries = 0..self.len(side) as u32;
            entries.map(|n| (self.form(side, n).to_owned(), self.unigram(side, n))).collect()
        };
        let links = (0..self.len(Language::Ind) as u32).flat_map(|ind| {
            self.translations(ind).map(move |(eng, forward, backward)| Link { ind, eng, forward, backward })
        });
        Table { ind: side(Language::Ind), eng: side(Language::Eng), links: links.collect() }
    }
}

impl Default for Lexicon {
    /// The built-in lexicon; without the feature `lexicon`, which builds it in, the empty one.
    fn default() -> Self {
        #[cfg(feature = "lexicon")]
        return Lexicon::builtin();
        #[cfg(not(feature = "lexicon"))]
        return Lexicon::empty();
    }
}

fn side_of(side: Language) -> usize {
    match side {
        Language::Ind => 0,
        Language::Eng => 1,
    }
}

#[cfg(test)]
mod tests;
