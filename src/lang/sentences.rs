//! Abbreviation classes, words that open sentences, attribution verbs: the lists that decide where sentences
//! end.

use rustc_hash::{FxHashMap, FxHashSet};

use super::List;
use crate::error::Result;
use crate::model::Language;

/// How a word behaves before a full stop; the comments in the files `abbreviations.txt` explain each class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Abbreviation {
    /// Precedes a name: never an end.
    Title,
    /// Precedes a number: no end before one.
    Number,
    /// A month or weekday: no end before a number or another of these.
    Month,
    /// May end a sentence, and does before most capitals.
    MayEnd,
    /// May end a sentence after a name; elsewhere it precedes a name (`Hill Sr.`, `Sr. Agnes`).
    Suffix,
    /// The legal form of a company: may end a sentence, but not before another one or a post (`Pte. Ltd.`,
    /// `Corp. Chairman`).
    Company,
    /// A state: ends a sentence before most capitals if it follows a comma (`Fresno, Calif.`), seldom
    /// elsewhere.
    State,
    /// Seldom ends a sentence: only before a word that opens one.
    Inside,
    /// A clock time: no end before a weekday or a time zone.
    Clock,
    /// Never an end.
    Never,
    /// A name that ends in an exclamation mark or question mark.
    Brand,
}

/// Length in bytes of the shortest word that is taken for the start of a sentence because of its ending:
/// `Jasadnya`, but not `Tanya`.
const STARTER_WITH_ENDING: usize = 6;

/// A list: its name in errors, and its text.
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

/// Where sentences end and where they do not. Words are looked up in lower case unless stated otherwise.
#[derive(Debug, Default)]
pub struct SentenceRules {
    abbreviations: FxHashMap<&'static str, Abbreviation>,
    /// Abbreviations that are always capitalized (`Rep.`), in lower case.
    capitals: FxHashMap<String, Abbreviation>,
    zones: FxHashSet<&'static str>,
    hours: FxHashSet<&'static str>,
    domains: FxHashSet<&'static str>,
    labels: FxHashSet<&'static str>,
    posts: FxHashSet<&'static str>,
    particles: FxHashSet<&'static str>,
    plain: FxHashSet<&'static str>,
    circumstances: FxHashSet<&'static str>,
    starters: FxHashSet<&'static str>,
    /// Endings of words that open sentences.
    starter_endings: Vec<&'static str>,
    /// Words after which the preceding word is taken for the start of a sentence.
    pointers: FxHashSet<&'static str>,
    attribution: FxHashSet<&'static str>,
}

impl SentenceRules {
    /// The built-in lists of a language.
    pub(super) fn builtin(language: Language) -> Result<Self> {
        let [abbreviations, starters, attribution] = match language {
            Language::Ind => IND,
            Language::Eng => ENG,
        };
        let (starters, attribution) = (words(starters), words(attribution));
        let cut = |sign: &'static str| starters.iter().filter_map(move |word| word.strip_prefix(sign));
        let (starter_endings, pointers) = (cut("-").collect(), cut("* ").collect());
        let mut rules = SentenceRules { starters, starter_endings, pointers, attribution, ..Self::default() };
        rules.add(List::new(abbreviations.0, abbreviations.1))?;
        Ok(rules)
    }

    /// The class of `word`, as written before a full stop (or another mark).
    pub fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        let lower = word.to_lowercase();
        let capital = || self.capitals.get(&lower).filter(|_| word.starts_with(char::is_uppercase));
        capital().or_else(|| self.abbreviations.get(lower.as_str())).copied()
    }

    /// Whether `word` continues a clock time.
    pub fn is_zone(&self, word: &str) -> bool {
        self.zones.contains(word)
    }

    /// Whether `word` ends the name of a time zone after a clock time: `Jakarta time`.
    pub fn is_hour(&self, word: &str) -> bool {
        self.hours.contains(word)
    }

    /// Whether `word` is the last part of web addresses.
    pub fn is_domain(&self, word: &str) -> bool {
        self.domains.contains(word)
    }

    /// Whether `word` often opens sentences but is hardly ever a name.
    pub fn is_starter(&self, word: &str) -> bool {
        let ends = |ending: &&str| word.len() >= STARTER_WITH_ENDING && word.ends_with(*ending);
        self.starters.contains(word) || self.starter_endings.iter().any(ends)
    }

    /// Whether `word` after a noun shows that the noun is not a name, as in `Situs itu`.
    pub fn points_back(&self, word: &str) -> bool {
        self.pointers.contains(word)
    }

    /// Whether `word` is a verb that attributes a quote to its speaker.
    pub fn is_attribution(&self, word: &str) -> bool {
        self.attribution.contains(word)
    }

    /// Whether `word` is a post that may follow a company's name.
    pub fn is_post(&self, word: &str) -> bool {
        self.posts.contains(word)
    }

    /// Whether a name may start with `word` although it is in lower case.
    pub fn is_particle(&self, word: &str) -> bool {
        self.particles.contains(word)
    }

    /// Whether `word` opens sentences and is never a name, so that a sentence ends before it even after a
    /// title.
    pub fn is_plain(&self, word: &str) -> bool {
        self.plain.contains(word)
    }

    /// Whether `word`, after a verb of speech, introduces a place or a time: `wrote on Friday`.
    pub fn is_circumstance(&self, word: &str) -> bool {
        self.circumstances.contains(word)
    }

    /// Whether a single letter after `word` is its label: `vitamin C`.
    pub fn is_label(&self, word: &str) -> bool {
        self.labels.contains(word)
    }

    fn word_class(&mut self, class: &str) -> Option<&mut FxHashSet<&'static str>> {
        match class {
            "zone" => Some(&mut self.zones),
            "hour" => Some(&mut self.hours),
            "domain" => Some(&mut self.domains),
            "label" => Some(&mut self.labels),
            "post" => Some(&mut self.posts),
            "particle" => Some(&mut self.particles),
            "plain" => Some(&mut self.plain),
            "circumstance" => Some(&mut self.circumstances),
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
                "suffix" => Abbreviation::Suffix,
                "company" => Abbreviation::Company,
                "state" => Abbreviation::State,
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
            let before = if form.starts_with(char::is_uppercase) {
                self.capitals.insert(form.to_lowercase(), class)
            } else {
                self.abbreviations.insert(form, class)
            };
            if before.is_some() {
                return Err(list.error(entry, "class = form, each form once"));
            }
        }
        Ok(())
    }
}

fn words((file, text): Embedded) -> FxHashSet<&'static str> {
    // Words with their line breaks take about eight bytes; reserving room avoids reallocation at every start
    // of the program.
    let mut words = FxHashSet::with_capacity_and_hasher(text.len() / 8, Default::default());
    words.extend(List::new(file, text).entries().map(|entry| entry.left));
    words
}
