//! A run of text on lines of its own -> its likely kind: prose, a heading, links, a date, a picture credit.

use super::tag::Tag;
use crate::lang::PageWords;
use crate::read::date;

/// A run of text on lines of its own.
#[derive(Debug, Clone)]
pub struct Block {
    /// The innermost block-level element that contains it.
    pub node: usize,
    /// The node of its first text.
    pub at: usize,
    /// The tag of that element.
    pub tag: Tag,
    /// Its text, with white space normalized.
    pub text: String,
    /// Number of words.
    pub words: usize,
    /// Number of words in links.
    pub linked: usize,
    /// Whether it is running text, not a label, a headline or a list of links.
    pub prose: bool,
    /// Whether it follows a single line break of the same element.
    pub goes_on: bool,
    /// Whether there is a picture between it and the block before it.
    pub pictured: bool,
    /// Whether it is next to a picture credit, in the same element.
    pub caption: bool,
    /// Whether a link in it leads to a channel that the reader is invited to follow.
    pub invites: bool,
    /// Whether it is in a box that does not belong to the article.
    pub gone: bool,
}

impl Block {
    /// Whether it is running text, not a label, a headline or a list of links.
    pub fn looks_like_prose(&self) -> bool {
        let own = self.words.saturating_sub(self.linked);
        let sentence = self.is_sentence() || self.text.contains(". ") || self.text.contains(", ");
        own * 10 >= self.words * 6
            && ((own >= 8 && sentence) || own >= 25)
            && !self.is_heading()
            && !self.is_cut_off()
            && !self.is_dated()
            && !(self.pictured && self.is_credited())
    }

    /// Whether it is a short line with little else than a date.
    pub fn is_dated(&self) -> bool {
        self.words <= 16 && !self.is_dateline() && date::of_line(&self.text).is_some()
    }

    /// Whether it is a dateline whose text is another block.
    pub fn is_dateline(&self) -> bool {
        self.words <= 12 && self.text.ends_with(['-', '–', '—'])
    }

    /// Whether it ends as a sentence does.
    pub fn is_sentence(&self) -> bool {
        let text = self.text.trim_end_matches(['"', '”', '\'', '’', ')', ']', ' ']);
        text.ends_with(['.', '!', '?', '…', ':'])
    }

    /// Whether it is a truncated summary, as below links to other articles.
    pub fn is_cut_off(&self) -> bool {
        self.tag != Tag::Paragraph && self.text.ends_with(" ...")
    }

    /// Whether it ends with a picture credit: `(ANTARA FOTO/Budi)`, `(Dok. Kabar)`, `Foto: AP/Budi`.
    pub fn is_credited(&self) -> bool {
        let text = self.text.trim_end_matches(['.', ' ']);
        let bracket = text.strip_suffix(')').and_then(|text| Some(text.rsplit_once('(')?.1));
        let colon = text.rsplit_once(':').filter(|(_, name)| name.split_whitespace().count() <= NAME_WORDS);
        let word = colon.and_then(|(before, _)| before.split_whitespace().last());
        bracket.is_some_and(|inside| inside.len() < 80 && PageWords::builtin().is_credit(inside))
            || word.is_some_and(|word| PageWords::builtin().is_credit(word))
    }

    /// Whether it is nothing but a picture credit: `Dok. Kabar`, `KABAR/Budi Santoso`.
    pub fn is_credit(&self) -> bool {
        let mut words = self.text.split_whitespace();
        let slash = self.text.split_once('/').is_some_and(|(_, name)| name.starts_with(char::is_uppercase));
        self.pictured
            && self.words <= NAME_WORDS
            && !self.is_sentence()
            && words.all(|word| !word.starts_with(char::is_lowercase))
            && (slash || PageWords::builtin().is_credit(&self.text))
    }

    /// Whether most of it is links.
    pub fn is_links(&self) -> bool {
        self.linked * 10 >= self.words * 6
    }

    /// Whether it is a heading of any level.
    pub fn is_heading(&self) -> bool {
        matches!(self.tag, Tag::Heading | Tag::TopHeading)
    }
}

/// Maximum number of words in the name of a picture's owner.
const NAME_WORDS: usize = 6;
