//! The lists for reading web pages -> the meaning of class names of elements, and the months and weekdays of
//! both languages.

use std::cmp::Reverse;
use std::ops::BitOr;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::List;
use crate::error::Result;

const PAGE: List<'static> =
    List { file: "packs/page.txt", text: include_str!("../../corpus/packs/page.txt") };

/// The meaning of an element's class names: a set of marks, and the word that marks it as debris.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks {
    bits: u16,
    /// The number of the first entry that marks debris, counted from one.
    word: u16,
}

impl Marks {
    /// Not part of the article.
    pub const DEBRIS: Marks = Marks::bit(0);
    /// Holds the text of the article.
    pub const BODY: Marks = Marks::bit(1);
    /// Describes a picture.
    pub const CAPTION: Marks = Marks::bit(2);
    /// Names the writer.
    pub const BYLINE: Marks = Marks::bit(3);
    /// Gives the date of publication.
    pub const DATE: Marks = Marks::bit(4);
    /// Holds the headline.
    pub const TITLE: Marks = Marks::bit(5);
    /// Debris even among paragraphs.
    pub const FIRM: Marks = Marks::bit(6);
    /// Debris by its element: it lies outside the article or is hidden.
    pub const ASIDE: Marks = Marks { bits: Self::DEBRIS.bits | Self::FIRM.bits, word: 0 };
    /// Debris regardless of its content.
    pub const DIALOG: Marks = Marks::bit(7);
    /// Holds a quoted post.
    pub const QUOTED: Marks = Marks::bit(8);
    /// Holds a picture and its caption.
    pub const PICTURE: Marks = Marks::bit(9);
    /// Links to other pages of the article.
    pub const PAGING: Marks = Marks::bit(10);
    /// Asks for an address.
    pub const EMAIL: Marks = Marks::bit(11);
    /// Links to a channel that the reader is invited to follow.
    pub const INVITES: Marks = Marks::bit(12);

    const fn bit(n: u16) -> Marks {
        Marks { bits: 1 << n, word: 0 }
    }

    /// Whether any of the marks of `other` is set.
    pub fn has(self, other: Marks) -> bool {
        self.bits & other.bits != 0
    }

    /// The entry that marks debris, if any.
    pub fn word(self) -> Option<u16> {
        (self.word > 0).then_some(self.word)
    }
}

impl BitOr for Marks {
    type Output = Marks;

    fn bitor(self, other: Marks) -> Marks {
        Marks { bits: self.bits | other.bits, word: if self.word > 0 { self.word } else { other.word } }
    }
}

/// Words in class names with their meaning, and words of the texts around an article.
#[derive(Debug, Default)]
pub struct PageWords {
    /// Whole words, and several words with hyphens between them.
    whole: FxHashMap<&'static str, Marks>,
    /// Prefixes of words by their first byte.
    opening: FxHashMap<u8, Vec<(&'static str, Marks)>>,
    closing: Vec<(&'static str, Marks)>,
    inside: Vec<(&'static str, Marks)>,
    /// Number of entries that mark debris.
    debris: u16,
    /// Names of months in lower case, in both languages.
    months: FxHashMap<&'static str, u8>,
    /// Words in the brackets of picture credits.
    credits: FxHashSet<&'static str>,
    /// Phrases of the text by kind.
    phrases: FxHashMap<&'static str, Phrases>,
    /// Names of weekdays in lower case, in both languages.
    weekdays: FxHashSet<&'static str>,
}

/// Phrases of one kind, in lower case.
#[derive(Debug, Default)]
pub struct Phrases {
    /// All of them, each longer phrase before its own prefixes.
    pub all: Vec<String>,
    /// Their first words, each with the phrases that it opens.
    first: FxHashMap<String, Vec<String>>,
    /// Their last words.
    last: FxHashSet<String>,
}

impl Phrases {
    fn add(&mut self, phrase: String) {
        let mut words = phrase.split(' ').map(str::to_owned);
        let first = words.next().unwrap_or_default();
        self.last.insert(words.next_back().unwrap_or_else(|| first.clone()));
        self.first.entry(first).or_default().push(phrase.clone());
        self.all.push(phrase);
    }

    /// The phrases that a word (in lower case) opens.
    pub fn opened_by(&self, word: &str) -> &[String] {
        self.first.get(word).map_or(&[], Vec::as_slice)
    }

    /// Whether a phrase ends with a word (in lower case).
    pub fn end_with(&self, word: &str) -> bool {
        self.last.contains(word)
    }
}

/// The kinds of phrases.
const PHRASES: [&str; 11] =
    ["label", "author", "box", "offer", "cookie", "reader", "you", "also", "skip", "reading", "pages"];

impl PageWords {
    /// The built-in list, parsed at its first use.
    ///
    /// # Panics
    /// Never: a test parses it.
    pub fn builtin() -> &'static PageWords {
        static WORDS: OnceLock<PageWords> = OnceLock::new();
        WORDS.get_or_init(|| PageWords::parse().expect("the built-in lists parse"))
    }

    /// The marks given by the value of a `class` or `id`.
    pub fn marks(&self, names: &str) -> Marks {
        let mut found = Marks::default();
        for name in names.split_ascii_whitespace().filter(|name| name.len() < 80) {
            let words = words(name);
            for (at, word) in words.iter().enumerate() {
                found = found | self.word(word);
                if let Some(next) = words.get(at + 1) {
                    found = found | self.get(&format!("{word}-{next}"));
                }
            }
            if words.len() == 3 {
                found = found | self.get(&words.join("-"));
            }
        }
        found
    }

    /// The month that a word names in Indonesian or English, 1 to 12.
    pub fn month(&self, word: &str) -> Option<u8> {
        self.months.get(word.to_lowercase().as_str()).copied()
    }

    /// Whether one of the words introduces a picture credit.
    pub fn is_credit(&self, text: &str) -> bool {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.into_iter().any(|word| self.credits.contains(word.to_lowercase().as_str()))
    }

    /// The labels before a writer's name, in lower case.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.phrases("label").all.iter().map(String::as_str)
    }

    /// The phrases of a kind.
    ///
    /// # Panics
    /// If the kind is unknown.
    pub fn phrases(&self, kind: &str) -> &Phrases {
        &self.phrases[kind]
    }

    /// Whether a word names a day of the week in Indonesian or English.
    pub fn is_weekday(&self, word: &str) -> bool {
        self.weekdays.contains(word.to_lowercase().as_str())
    }

    fn get(&self, name: &str) -> Marks {
        self.whole.get(name).copied().unwrap_or_default()
    }

    fn word(&self, word: &str) -> Marks {
        let word = word.trim_end_matches(|c: char| c.is_ascii_digit());
        let first = word.as_bytes().first().and_then(|first| self.opening.get(first));
        let opening = first.into_iter().flatten().filter(|(part, _)| word.starts_with(part));
        let closing = self.closing.iter().filter(|(part, _)| word.ends_with(part));
        let inside = self.inside.iter().filter(|(part, _)| word.contains(part));
        opening.chain(closing).chain(inside).fold(self.get(word), |all, &(_, marks)| all | marks)
    }

    fn parse() -> Result<Self> {
        let mut words = PageWords::default();
        for pair in PAGE.pairs() {
            let (entry, right) = pair?;
            let kind = PHRASES.iter().find(|kind| **kind == entry.left);
            match (kind, entry.left) {
                (Some(kind), _) => {
                    let phrases = right.split_whitespace().map(|phrase| phrase.replace('-', " "));
                    let known = words.phrases.entry(kind).or_default();
                    phrases.for_each(|phrase| known.add(phrase));
                }
                (None, "credit") => words.credits.extend(right.split_whitespace()),
                (None, kind) => {
                    let marks = mark(kind)
                        .ok_or_else(|| PAGE.error(entry, "a kind that the head of the file names"))?;
                    right.split_whitespace().for_each(|word| words.add(word, marks));
                }
            }
        }
        words.phrases.values_mut().for_each(|list| list.all.sort_by_key(|phrase| Reverse(phrase.len())));
        words.days()?;
        Ok(words)
    }

    /// Reads the names of months and weekdays.
    fn days(&mut self) -> Result<()> {
        let [ind, ind_days] = super::builtin_lists!("ind", "months", "weekdays");
        let [eng, eng_days] = super::builtin_lists!("eng", "months", "weekdays");
        self.weekdays.extend([ind_days, eng_days].iter().flat_map(List::entries).map(|entry| entry.left));
        for list in [ind, eng] {
            for pair in list.pairs() {
                let (entry, right) = pair?;
                let number = right.split(' ').next().and_then(|n| n.parse().ok());
                self.months.insert(entry.left, number.ok_or_else(|| list.error(entry, "name = 1..12"))?);
            }
        }
        Ok(())
    }

    fn add(&mut self, entry: &'static str, mut marks: Marks) {
        if marks.has(Marks::DEBRIS) {
            self.debris += 1;
            marks.word = self.debris;
        }
        let open = entry.strip_prefix('*');
        let body = open.unwrap_or(entry);
        match (open, body.strip_suffix('*')) {
            (Some(_), Some(part)) => self.inside.push((part, marks)),
            (None, Some(part)) => {
                let first = part.as_bytes().first().copied().unwrap_or_default();
                self.opening.entry(first).or_default().push((part, marks));
            }
            (Some(part), None) => self.closing.push((part, marks)),
            (None, None) => {
                let all = self.whole.entry(entry).or_default();
                *all = *all | marks;
            }
        }
    }
}

/// The marks of a kind of words.
fn mark(kind: &str) -> Option<Marks> {
    Some(match kind {
        "debris" => Marks::DEBRIS,
        "firm" => Marks::DEBRIS | Marks::FIRM,
        "dialog" => Marks::DEBRIS | Marks::FIRM | Marks::DIALOG,
        "quoted" => Marks::QUOTED,
        "body" => Marks::BODY,
        "caption" => Marks::CAPTION,
        "picture" => Marks::PICTURE,
        "paging" => Marks::PAGING,
        "byline" => Marks::BYLINE,
        "date" => Marks::DATE,
        "title" => Marks::TITLE,
        _ => return None,
    })
}

/// `relatedNews-box` -> `related`, `news`, `box`.
fn words(name: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut before = '-';
    for c in name.chars() {
        if c.is_alphanumeric() {
            let opens = !before.is_alphanumeric() || (c.is_uppercase() && before.is_lowercase());
            match out.last_mut() {
                Some(word) if !opens => word.extend(c.to_lowercase()),
                _ => out.push(c.to_lowercase().collect()),
            }
        }
        before = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_classes_say_what_an_element_is() {
        let page = PageWords::builtin();
        assert!(page.marks("box relatedNews").has(Marks::DEBRIS));
        assert!(page.marks("articleshare2").has(Marks::DEBRIS));
        assert!(page.marks("entry__content").has(Marks::BODY));
        assert!(page.marks("wp-caption-text").has(Marks::CAPTION));
        assert_eq!(page.marks("col-md-8 container"), Marks::default());
        assert!(page.is_credit("ANTARA FOTO/Budi") && !page.is_credit("abc/def"));
        assert!(page.is_weekday("Jumat") && page.is_weekday("tuesday") && !page.is_weekday("hari"));
        assert_eq!((page.month("Agustus"), page.month("May"), page.month("x")), (Some(8), Some(5), None));
    }
}
