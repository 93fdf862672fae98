//! Abbreviation classes, words that open sentences, attribution verbs: the lists that say where sentences end.

use rustc_hash::{FxHashMap, FxHashSet};

use super::List;
use crate::error::Result;
use crate::model::Language;

/// How a word behaves before a full stop; the heads of the files `abbreviations.txt` explain each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Abbreviation {
    /// Stands before a name: never an end.
    Title,
    /// Stands before a number: no end before one.
    Number,
    /// A month, no end before a number.
    Month,
    /// May end a sentence, and does before most capitals.
    MayEnd,
    /// Seldom ends a sentence: only before a word that opens one.
    Inside,
    /// A clock time: no end before a weekday or a time zone.
    Clock,
    /// Never an end.
    Never,
    /// A name that ends in an exclamation mark.
    Brand,
}

/// A list: its name as errors give it, and its text.
type Embedded = (&'static str, &'static str);

const IND: [Embedded; 3] = [
    ("packs/ind/abbreviations.txt", include_str!("../../corpus/packs/ind/abbreviations.txt")),
    ("packs/ind/starters.txt", include_str!("../../corpus/packs/ind/starters.txt")),
    ("packs/ind/attribution.txt", include_str!("../../corpus/packs/ind/attribution.txt")),
];
const ENG: [Embedded; 3] = [
    ("packs/eng/abbreviations.txt", include_str!("../../corpus/packs/eng/abbreviations.txt")),
    ("packs/eng/starters.txt", include_str!("../../corpus/packs/eng/starters.txt")),
    ("packs/eng/attribution.txt", include_str!("../../corpus/packs/eng/attribution.txt")),
];

/// Where sentences do and do not end. All words are looked up in lower case.
#[derive(Debug, Default)]
pub struct SentenceRules {
    abbreviations: FxHashMap<&'static str, Abbreviation>,
    zones: FxHashSet<&'static str>,
    domains: FxHashSet<&'static str>,
    labels: FxHashSet<&'static str>,
    starters: FxHashSet<&'static str>,
    attribution: FxHashSet<&'static str>,
}

impl SentenceRules {
    /// The built-in lists of a language.
    pub(super) fn builtin(language: Language) -> Result<Self> {
        let [abbreviations, starters, attribution] = match language {
            Language::Ind => IND,
            Language::Eng => ENG,
        };
        let mut rules =
            SentenceRules { starters: words(starters), attribution: words(attribution), ..Self::default() };
        rules.add(List::new(abbreviations.0, abbreviations.1))?;
        Ok(rules)
    }

    /// The class of `word`, which stands before a full stop (or an exclamation mark) without being the end of one.
    pub fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        self.abbreviations.get(word).copied()
    }

    /// Whether `word` goes on behind a clock time.
    pub fn is_zone(&self, word: &str) -> bool {
        self.zones.contains(word)
    }

    /// Whether `word` ends web addresses.
    pub fn is_domain(&self, word: &str) -> bool {
        self.domains.contains(word)
    }

    /// Whether `word` opens sentences but hardly ever names.
    pub fn is_starter(&self, word: &str) -> bool {
        self.starters.contains(word)
    }

    /// Whether `word` is a verb that ties a quote to its speaker.
    pub fn is_attribution(&self, word: &str) -> bool {
        self.attribution.contains(word)
    }

    /// Whether a single letter that follows `word` is its name: `vitamin C`.
    pub fn is_label(&self, word: &str) -> bool {
        self.labels.contains(word)
    }

    fn word_class(&mut self, class: &str) -> Option<&mut FxHashSet<&'static str>> {
        match class {
            "zone" => Some(&mut self.zones),
            "domain" => Some(&mut self.domains),
            "label" => Some(&mut self.labels),
            _ => None,
        }
    }

    fn add(&mut self, list: List<'static>) -> Result<()> {
        self.abbreviations.reserve(256);
        for pair in list.pairs() {
            let (entry, form) = pair?;
            let class = match entry.left {
                "title" => Abbreviation::Title,
                "number" => Abbreviation::Number,
                "month" => Abbreviation::Month,
                "may-end" => Abbreviation::MayEnd,
                "inside" => Abbreviation::Inside,
                "clock" => Abbreviation::Clock,
                "never" => Abbreviation::Never,
                "brand" => Abbreviation::Brand,
                word => match self.word_class(word) {
                    Some(set) => {
                        set.insert(form);
                        continue;
                    }
                    None => {
                        return Err(
                            list.error(entry, "class = form, the class one that the head of the file names")
                        );
                    }
                },
            };
            if self.abbreviations.insert(form, class).is_some() {
                return Err(list.error(entry, "class = form, each form once"));
            }
        }
        Ok(())
    }
}

fn words((file, text): Embedded) -> FxHashSet<&'static str> {
    // Words and their line breaks take some eight bytes: room from the start saves growing at every start of the program.
    let mut words = FxHashSet::with_capacity_and_hasher(text.len() / 8, Default::default());
    words.extend(List::new(file, text).entries().map(|entry| entry.left));
    words
}
