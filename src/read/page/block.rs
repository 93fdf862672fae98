//! A page's tree -> its blocks: runs of text between the borders of paragraphs, headings, items, cells and line breaks.

use std::ops::Range;

use super::tag::Tag;
use super::tree::{Kind, Tree};
use crate::lang::PageWords;
use crate::read::date;

/// A run of text that stands on lines of its own.
#[derive(Debug, Clone)]
pub struct Block {
    /// The innermost element that ends lines and holds it.
    pub node: usize,
    /// The tag of that element.
    pub tag: Tag,
    /// Its text, white space run to one space.
    pub text: String,
    /// Words.
    pub words: usize,
    /// Words in links.
    pub linked: usize,
    /// It is running text, not a label, a headline or a list of links.
    pub prose: bool,
    /// It stands behind a single line break of the same element.
    pub goes_on: bool,
    /// A picture stands between it and the block before it.
    pub pictured: bool,
    /// Pieces of the text that are a link and a few words before it, between sentences: `Baca juga: …`.
    pub set_apart: Vec<Range<usize>>,
}

impl Block {
    /// The text in lines: pieces that are set apart stand on lines of their own.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        let ends = self.set_apart.iter().flat_map(|piece| [piece.start, piece.end]);
        let mut start = 0;
        ends.chain([self.text.len()]).map(move |end| {
            let line = &self.text[start.min(end)..end];
            start = end;
            line.trim()
        })
    }

    fn is_prose(&self) -> bool {
        let own = self.words - self.linked;
        let sentence = self.is_sentence() || self.text.contains(". ") || self.text.contains(", ");
        own * 10 >= self.words * 6
            && ((own >= 8 && sentence) || own >= 25)
            && !self.is_heading()
            && !self.is_cut_off()
            && !self.is_dated()
            && !(self.pictured && self.is_credited())
    }

    /// A short line with a date in it and little else.
    pub fn is_dated(&self) -> bool {
        self.words <= 16 && !self.is_dateline() && date::of_line(&self.text).is_some()
    }

    /// A dateline whose text is another block.
    pub fn is_dateline(&self) -> bool {
        self.words <= 12 && self.text.ends_with(['-', '–', '—'])
    }

    /// Ends as a sentence does.
    pub fn is_sentence(&self) -> bool {
        let text = self.text.trim_end_matches(['"', '”', '\'', '’', ')', ']', ' ']);
        text.ends_with(['.', '!', '?', '…', ':'])
    }

    /// A summary that breaks off, as below links to other articles.
    pub fn is_cut_off(&self) -> bool {
        self.tag != Tag::Paragraph && self.text.ends_with(" ...")
    }

    /// Ends with a bracket that says whose picture it describes: `(ANTARA FOTO/Budi)`, `(Dok. Kabar)`.
    pub fn is_credited(&self) -> bool {
        let text = self.text.trim_end_matches(['.', ' ']);
        let bracket = text.strip_suffix(')').and_then(|text| Some(text.rsplit_once('(')?.1));
        bracket.is_some_and(|inside| inside.len() < 80 && PageWords::builtin().is_credit(inside))
    }

    /// Most of it is links.
    pub fn is_links(&self) -> bool {
        self.linked * 10 >= self.words * 6
    }

    /// A heading of any level.
    pub fn is_heading(&self) -> bool {
        matches!(self.tag, Tag::Heading | Tag::TopHeading)
    }
}

/// An element on the way to the text being read.
struct Level {
    node: usize,
    tag: Tag,
    /// Where its text starts in the block.
    start: usize,
}

struct Reader<'t> {
    tree: &'t Tree,
    blocks: Vec<Block>,
    levels: Vec<Level>,
    /// Elements that end lines, innermost last, as places in `levels`.
    borders: Vec<usize>,
    links: usize,
    /// Where the text of the outermost link starts.
    link_start: usize,
    set_apart: Vec<Range<usize>>,
    text: String,
    words: usize,
    linked: usize,
    /// White space stands before what comes next.
    space: bool,
    /// Line breaks since the last text.
    breaks: usize,
    /// A picture since the last text.
    pictured: bool,
}

/// The blocks of a page in order.
pub fn blocks(tree: &Tree) -> Vec<Block> {
    let mut reader = Reader {
        tree,
        blocks: Vec::new(),
        levels: Vec::new(),
        borders: Vec::new(),
        links: 0,
        link_start: 0,
        set_apart: Vec::new(),
        text: String::new(),
        words: 0,
        linked: 0,
        space: false,
        breaks: 2,
        pictured: false,
    };
    for (at, node) in tree.nodes.iter().enumerate() {
        reader.leave(at);
        match node.kind {
            Kind::Element(tag, _) => reader.enter(at, tag),
            Kind::Text(start, end) => reader.take(&tree.text[start..end]),
        }
    }
    reader.leave(tree.nodes.len());
    reader.blocks
}

impl Reader<'_> {
    fn enter(&mut self, node: usize, tag: Tag) {
        match tag {
            Tag::Break => {
                let fresh = self.text.is_empty();
                self.flush();
                self.breaks = if fresh { self.breaks + 1 } else { 1 };
            }
            Tag::Link => {
                if self.links == 0 {
                    self.link_start = self.text.len();
                }
                self.links += 1;
            }
            Tag::Image => self.pictured |= self.text.is_empty(),
            Tag::Inline | Tag::Skip => {}
            _ => {
                self.flush();
                self.breaks = 2;
                self.borders.push(self.levels.len());
            }
        }
        self.levels.push(Level { node, tag, start: self.text.len() });
    }

    /// Leaves the elements that end before node `at`.
    fn leave(&mut self, at: usize) {
        while let Some(level) = self.levels.last() {
            if self.tree.nodes[level.node].end > at {
                return;
            }
            match level.tag {
                Tag::Link => {
                    self.links -= 1;
                    self.set_link_apart();
                }
                Tag::Inline => self.set_inline_apart(level.start),
                Tag::Break | Tag::Image | Tag::Skip => {}
                _ => {
                    self.flush();
                    self.breaks = 2;
                    self.borders.pop();
                }
            }
            self.levels.pop();
        }
    }

    /// Notes a link that closes, with the few words that stand between a finished sentence and it.
    fn set_link_apart(&mut self) {
        /// More are a clause of the text; a shorter link is a word of it.
        const INTRODUCING: usize = 3;
        const LINKED: usize = 3;
        /// Bytes before the link that are looked at.
        const FURTHEST: usize = 80;
        let Some((before, link)) = self.text.split_at_checked(self.link_start) else { return };
        let marks = |(_, c): &(usize, char)| matches!(c, '.' | '!' | '?' | '"' | '”');
        let mut near = before.char_indices().rev().take_while(|(at, _)| before.len() - at <= FURTHEST);
        let start = match near.find(marks) {
            Some((at, c)) => at + c.len_utf8(),
            None if before.len() < FURTHEST => 0,
            None => return,
        };
        let words = before[start..].split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
        let introduced = (1..=INTRODUCING).contains(&words.count());
        if introduced && link.split_whitespace().count() >= LINKED {
            self.set_apart.push(start..self.text.len());
        }
    }

    /// Notes an element inside of a line that closes and opened behind a finished sentence: `<b>Baca juga: …</b>`.
    fn set_inline_apart(&mut self, start: usize) {
        /// A shorter one is a word in bold.
        const WORDS: usize = 4;
        let Some((before, inside)) = self.text.split_at_checked(start) else { return };
        let closers = ['"', '”', '\'', '’', ')', ' '];
        let behind_sentence =
            before.trim_end_matches(closers).ends_with(['.', '!', '?']) || before.is_empty();
        let is_new = self.set_apart.last().is_none_or(|last| last.end <= start);
        if behind_sentence && is_new && inside.split_whitespace().nth(WORDS - 1).is_some() {
            self.set_apart.push(start..self.text.len());
        }
    }

    fn take(&mut self, text: &str) {
        let verbatim = self.border().is_some_and(|level| level.tag == Tag::Verbatim);
        for (n, line) in text.split('\n').enumerate() {
            if n > 0 && verbatim {
                let fresh = self.text.is_empty();
                self.flush();
                self.breaks = if fresh { self.breaks + 1 } else { 1 };
            } else if n > 0 {
                self.space = true;
            }
            self.line(line);
        }
    }

    fn line(&mut self, line: &str) {
        if line.starts_with(char::is_whitespace) {
            self.space = true;
        }
        for word in line.split_whitespace() {
            let fresh = self.text.is_empty() || self.space;
            if self.space && !self.text.is_empty() {
                self.text.push(' ');
            }
            self.text.push_str(word);
            // A word whose letters stand in several elements is one word.
            if fresh && word.contains(char::is_alphanumeric) {
                self.words += 1;
                self.linked += usize::from(self.links > 0);
            }
            self.space = true;
        }
        if !line.is_empty() {
            self.space = line.ends_with(char::is_whitespace);
        }
    }

    fn border(&self) -> Option<&Level> {
        self.borders.last().map(|&at| &self.levels[at])
    }

    fn flush(&mut self) {
        self.space = false;
        if self.text.is_empty() {
            return;
        }
        let text = std::mem::take(&mut self.text);
        let (words, linked) = (std::mem::take(&mut self.words), std::mem::take(&mut self.linked));
        if text.chars().any(char::is_alphanumeric) {
            let (node, tag) = self.border().map_or((0, Tag::Block), |level| (level.node, level.tag));
            let goes_on = self.breaks == 1 && self.blocks.last().is_some_and(|before| before.node == node);
            let pictured = std::mem::take(&mut self.pictured);
            let set_apart = self.set_apart.drain(..).filter_map(|piece| whole_piece(&text, piece)).collect();
            let block = Block { node, tag, text, words, linked, goes_on, pictured, set_apart, prose: false };
            self.blocks.push(Block { prose: block.is_prose(), ..block });
        }
        self.set_apart.clear();
        self.breaks = 2;
    }
}

/// A piece with the bracket that closes behind it, when nothing follows or a sentence does.
fn whole_piece(text: &str, piece: Range<usize>) -> Option<Range<usize>> {
    let behind = text[piece.end..].trim_start_matches([')', ']', '.']);
    let end = text.len() - behind.len();
    let is_all = piece.start == 0 && behind.is_empty();
    let opens = |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '(' | '[');
    let ends = behind.trim_start().chars().next().is_none_or(opens);
    (ends && !is_all).then_some(piece.start..end)
}
