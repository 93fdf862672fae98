//! What a sentence says that another language would say too: keys with the words they were read from.

use std::fmt::{self, Write};
use std::sync::Arc;

use serde::{Serialize, Serializer};
use smol_str::{SmolStr, SmolStrBuilder};

use super::{Skeleton, Span};

/// The kind of a piece of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Kind {
    /// A named entity: person, place, organisation, nationality, language.
    Name,
    /// The agency or outlet that a report is attributed to (`dilansir AFP`): no part of what is reported.
    Attribution,
    /// A bare number.
    Number,
    /// A percentage.
    Percent,
    /// An amount of money.
    Money,
    /// A calendar date, full or partial.
    Date,
    /// A year or a decade.
    Year,
    /// A time of day.
    Time,
    /// A day of the week.
    Weekday,
    /// A month without a day or a year.
    Month,
    /// An ordinal number.
    Ordinal,
}

impl Kind {
    /// The kind's name.
    pub fn name(self) -> &'static str {
        self.opening().trim_end_matches(':')
    }

    /// What its keys open with.
    fn opening(self) -> &'static str {
        match self {
            Kind::Name => "name:",
            Kind::Attribution => "attribution:",
            Kind::Number => "number:",
            Kind::Percent => "percent:",
            Kind::Money => "money:",
            Kind::Date => "date:",
            Kind::Year => "year:",
            Kind::Time => "time:",
            Kind::Weekday => "weekday:",
            Kind::Month => "month:",
            Kind::Ordinal => "ordinal:",
        }
    }

    /// Whether the kind says when something is: a date, a part of one, or a time of day.
    pub fn is_dated(self) -> bool {
        matches!(self, Kind::Date | Kind::Year | Kind::Month | Kind::Weekday | Kind::Time)
    }

    /// Whether the kind counts as a number (anything but a name or an attribution) where columns tell names
    /// from numbers.
    pub fn is_number(self) -> bool {
        !matches!(self, Kind::Name | Kind::Attribution)
    }
}

/// What a name is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Entity {
    /// A human being.
    Person,
    /// A body of people: company, party, ministry, club.
    Organisation,
    /// A place: country, city, sea, building.
    Place,
    /// Anything else: event, work, product, people, language.
    Other,
}

impl Entity {
    /// The name of the type.
    pub fn name(self) -> &'static str {
        match self {
            Entity::Person => "person",
            Entity::Organisation => "organisation",
            Entity::Place => "place",
            Entity::Other => "other",
        }
    }
}

/// A language-free value in the form `kind:value`, such as `number:6500000` or `name:north-korea`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(SmolStr);

impl Key {
    /// The key of `kind` with `value`.
    pub fn new(kind: Kind, value: impl fmt::Display) -> Self {
        let mut key = SmolStrBuilder::new();
        let written = write!(key, "{}{value}", kind.opening());
        debug_assert!(written.is_ok(), "a string takes whatever is written");
        Key(key.finish())
    }

    /// The key of `kind` with a value that is text already.
    pub fn text(kind: Kind, value: &str) -> Self {
        let mut key = SmolStrBuilder::with_capacity(kind.opening().len() + value.len());
        [kind.opening(), value].into_iter().for_each(|part| key.push_str(part));
        Key(key.finish())
    }

    /// The whole key.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The value, without the kind.
    pub fn value(&self) -> &str {
        self.0.bytes().position(|byte| byte == b':').map_or("", |at| &self.0[at + 1..])
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// One name, number or date of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Evidence {
    /// What it is.
    pub kind: Kind,
    /// The preferred reading first, then every other possible one; never empty.
    pub keys: Vec<Key>,
    /// The words from which it was read, as in the sentence.
    pub surface: String,
    /// Their position in [`Sentence::text`](super::Sentence::text).
    #[serde(flatten)]
    pub span: Span,
    /// The type of a named entity, if it is known; `None` for numbers and dates.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub entity: Option<Entity>,
    /// Said as an approximation (`puluhan ribu`, `about 30`).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub approximate: bool,
}

impl Evidence {
    /// Evidence with one reading, its surface not filled in.
    pub fn new(key: Key, kind: Kind, span: Span) -> Self {
        Evidence { kind, keys: vec![key], surface: String::new(), span, entity: None, approximate: false }
    }
}

/// The form of a word and its entries in the lexicon; all occurrences in a document share one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Lexeme {
    /// Folded form: lower case, no diacritics.
    pub form: String,
    /// The lexicon's numbers for the form and its stems on the word's own side, best first; empty when
    /// unknown.
    pub entries: Vec<u32>,
    /// The skeleton by which it is compared with words of the other language.
    pub skeleton: Skeleton,
}

impl Lexeme {
    /// A form with the lexicon's numbers.
    pub fn new(form: &str, entries: Vec<u32>) -> Self {
        Lexeme { form: form.to_owned(), entries, skeleton: Skeleton::of(form) }
    }
}

/// A word that no evidence covers, ready to be looked up.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Word {
    /// What it is a form of.
    pub lexeme: Arc<Lexeme>,
    /// Its position in the sentence's text.
    pub span: Span,
}

/// The share of some words that the lexicon has, 0 to 1, and how many words they are.
pub fn known_share<'w>(words: impl IntoIterator<Item = &'w Word>) -> (f64, usize) {
    let (all, known) = words.into_iter().fold((0usize, 0usize), |(all, known), word| {
        (all + 1, known + usize::from(!word.lexeme.entries.is_empty()))
    });
    (known as f64 / all.max(1) as f64, all)
}

/// Everything that aligning wants to know about one sentence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profile {
    /// Names, numbers and dates in order of appearance; spans may touch, never cross. The numeral of a name
    /// (`Carlos IV`) is an ordinal inside it.
    pub evidence: Vec<Evidence>,
    /// The other words in order of appearance.
    pub words: Vec<Word>,
    /// Length in characters, white space left out.
    pub chars: usize,
    /// Byte offsets at which further sentences begin inside the text, where a line holds several; empty for a
    /// sentence.
    pub inner: Vec<usize>,
}
