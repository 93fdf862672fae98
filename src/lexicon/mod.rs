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

/// The image that the build script makes of `corpus/lexicon/ind-eng.tsv`.
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
    /// The lexicon embedded in the library; opening it costs next to nothing.
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

    /// Reads a tab-separated lexicon: `ind, eng, t(eng|ind), t(ind|eng)` a line, or only `ind, eng`; unigram
    /// probabilities as `ind, (nothing), p` and `(nothing), eng, p`; `#` opens a comment line. `name` is the
    /// file's in messages.
    ///
    /// # Errors
    /// `name:line` with what stands there and what would work.
    pub fn parse(name: &str, text: &str) -> Result<Lexicon> {
        let table = Table::parse(text.trim_start_matches('\u{feff}'), fold)
            .map_err(|fault| Error::line(name, fault.line, fault.what))?;
        Lexicon::new(&table)
    }

    /// Reads a lexicon file, as [`parse`](Lexicon::parse) does.
    ///
    /// # Errors
    /// The file cannot be read, is not UTF-8, or a line is none of a lexicon's.
    pub fn load(path: impl AsRef<Path>) -> Result<Lexicon> {
        let path = path.as_ref();
        let text = std::fs::read_to_string(path).map_err(|error| Error::io(path, error))?;
        Lexicon::parse(&path.display().to_string(), &text)
    }

    /// This lexicon with another put over it: its links replace ours, its new entries are added, entries of
    /// both keep our unigram probability.
    ///
    /// # Errors
    /// As for [`new`](Lexicon::new).
    pub fn merge(&self, over: &Lexicon) -> Result<Lexicon> {
        Lexicon::new(&self.table().merge(&over.table()))
    }

    /// The lexicon as the text that [`parse`](Lexicon::parse) reads; probabilities are those stored (within 4
    /// per cent of those loaded).
    pub fn to_tsv(&self) -> String {
        self.table().write()
    }

    /// Writes [`to_tsv`](Lexicon::to_tsv) to a file.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<()> {
        std::fs::write(path.as_ref(), self.to_tsv()).map_err(|error| Error::io(path, error))
    }

    /// What tells it from every lexicon of other content in this process.
    pub(crate) fn id(&self) -> u64 {
        self.id
    }

    /// How many entries a side has.
    pub fn len(&self, side: Language) -> usize {
        self.layout.entries(side_of(side))
    }

    /// How many translations it has.
    pub fn links(&self) -> usize {
        self.layout.links()
    }

    /// Whether there is no translation in it.
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
    /// When `side` has no such entry; so do the methods below.
    pub fn form(&self, side: Language, entry: u32) -> &str {
        std::str::from_utf8(self.layout.form(&self.image, side_of(side), entry))
            .expect("forms are written whole")
    }

    /// How many words the longest multi-word entry of `side` may have that opens with `word` (folded); 0 when
    /// none does.
    pub fn opens(&self, side: Language, word: &str) -> usize {
        self.layout.opens(&self.image, side_of(side), word).into()
    }

    /// The hash of a word (folded), of which [`Lexicon::opens_with`] takes two.
    pub(crate) fn hash(word: &str) -> u64 {
        image::hash(word.as_bytes())
    }

    /// Whether a multi-word entry of `side` may open with two words, told by their hashes; most others are
    /// turned away.
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

    /// The same, where most translations are passed over: the English entries, and the links that tell the
    /// rest.
    pub fn targets(&self, ind: u32) -> impl Iterator<Item = (u32, usize)> + '_ {
        self.layout.targets(&self.image, ind)
    }

    /// t(eng|ind) and t(ind|eng) of a link.
    pub fn link(&self, link: usize) -> (f32, f32) {
        self.layout.probabilities(&self.image, link)
    }

    /// How strongly two entries stand for each other: ½ [ln t(eng|ind)/p(eng) + ln t(ind|eng)/p(ind)]; none
    /// when they are no translations.
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

    /// Smoothed unigram probability of an entry of `side`: how likely a word is the entry or, at half weight,
    /// comes from it.
    pub fn unigram(&self, side: Language, entry: u32) -> f32 {
        self.layout.frequency(&self.image, side_of(side), entry)
    }

    /// Unigram probability of a word of `side` that is no entry: that of its rarest entries.
    pub fn unknown(&self, side: Language) -> f32 {
        self.unknown[side_of(side)]
    }

    fn open(image: Cow<'static, [u8]>) -> Lexicon {
        let layout = Layout::of(&image);
        let unknown = [0, 1].map(|side| layout.rarest(&image, side).map_or(table::UNSAID, f32::exp));
        // A borrowed image is the built-in one, which is the same however often it is opened.
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
    fn default() -> Self {
        Lexicon::builtin()
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
