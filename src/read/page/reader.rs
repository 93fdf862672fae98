//! A page's tree -> its blocks: runs of text between the borders of paragraphs, headings, items, cells and
//! line breaks.

use super::also::{self, InlineSpan};
use super::block::Block;
use super::tag::Tag;
use super::tree::{Kind, Tree};
use crate::lang::Marks;

/// Maximum number of links and emphases in a block that are recorded.
const MOST_PARTS: usize = 64;

/// An element that contains the text being read.
struct Level {
    node: usize,
    tag: Tag,
    /// The start of its text in that of the block, and the number of blocks at that point.
    start: (usize, usize),
}

struct Reader<'t> {
    tree: &'t Tree,
    blocks: Vec<Block>,
    levels: Vec<Level>,
    /// Block-level elements, innermost last, as indices of `levels`.
    borders: Vec<usize>,
    links: usize,
    /// The node of the first text.
    first: usize,
    text: String,
    /// Links and emphases in the text.
    parts: Vec<InlineSpan>,
    words: usize,
    linked: usize,
    /// Whether the next text is preceded by white space.
    space: bool,
    /// The number of line breaks since the last text.
    breaks: usize,
    /// Whether there is a picture since the last text.
    pictured: bool,
    /// Whether the text is next to a picture credit.
    caption: bool,
    invites: bool,
    /// The number of texts that have become blocks.
    flushed: usize,
}

/// The blocks of a page in order.
pub fn blocks(tree: &Tree) -> Vec<Block> {
    let mut reader = Reader {
        tree,
        blocks: Vec::new(),
        levels: Vec::new(),
        borders: Vec::new(),
        links: 0,
        first: 0,
        text: String::new(),
        parts: Vec::new(),
        words: 0,
        linked: 0,
        space: false,
        breaks: 2,
        pictured: false,
        caption: false,
        invites: false,
        flushed: 0,
    };
    for (at, node) in tree.nodes.iter().enumerate() {
        reader.leave(at);
        match node.kind {
            Kind::Element(tag, marks) => reader.enter(at, tag, marks),
            Kind::Text(start, end) => reader.take(at, &tree.text[start..end]),
        }
    }
    reader.leave(tree.nodes.len());
    reader.blocks
}

impl Reader<'_> {
    fn enter(&mut self, node: usize, mut tag: Tag, marks: Marks) {
        self.invites |= marks.has(Marks::INVITES);
        if tag == Tag::Inline && self.is_credit(marks) {
            // A credit on a line of its own: the text before or after it in the same element describes the
            // picture.
            self.caption |= self.pictured && !self.text.is_empty();
            tag = Tag::Block;
        }
        match tag {
            Tag::Break => {
                let fresh = self.text.is_empty();
                self.flush();
                self.breaks = if fresh { self.breaks + 1 } else { 1 };
            }
            Tag::Link => self.links += 1,
            Tag::Image => self.pictured |= self.text.is_empty(),
            Tag::Inline | Tag::Skip => {}
            _ => {
                self.flush();
                self.breaks = 2;
                self.borders.push(self.levels.len());
            }
        }
        self.levels.push(Level { node, tag, start: (self.text.len(), self.flushed) });
    }

    /// Whether an inline element is a picture credit.
    fn is_credit(&self, marks: Marks) -> bool {
        marks.has(Marks::CAPTION) || self.pictured && marks.has(Marks::BYLINE)
    }

    /// Leaves the elements that end before node `at`.
    fn leave(&mut self, at: usize) {
        while let Some(level) = self.levels.last() {
            if self.tree.nodes[level.node].end > at {
                return;
            }
            match level.tag {
                Tag::Link | Tag::Inline => {
                    let link = level.tag == Tag::Link;
                    self.links -= usize::from(link);
                    let start = if level.start.1 == self.flushed { level.start.0 } else { 0 };
                    let part = InlineSpan { start, end: self.text.len(), link };
                    // A link without words, such as an icon, is not an invitation.
                    self.invites &= !link || part.start < part.end;
                    if part.start < part.end && self.parts.len() < MOST_PARTS {
                        self.parts.push(part);
                    }
                }
                Tag::Break | Tag::Image | Tag::Skip => {}
                _ => {
                    let credit = self.pictured && self.is_inline(level.node);
                    self.flush();
                    self.caption = credit;
                    self.breaks = 2;
                    self.borders.pop();
                }
            }
            self.levels.pop();
        }
    }

    fn is_inline(&self, node: usize) -> bool {
        matches!(self.tree.nodes[node].kind, Kind::Element(Tag::Inline, _))
    }

    fn take(&mut self, at: usize, text: &str) {
        if self.text.is_empty() {
            self.first = at;
        }
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
            // A word whose letters are in several elements is one word.
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
        let mut text = std::mem::take(&mut self.text);
        let (mut words, mut linked) = (std::mem::take(&mut self.words), std::mem::take(&mut self.linked));
        let parts = std::mem::take(&mut self.parts);
        self.flushed += 1;
        // A text that consists of links only is not a text with an inserted link.
        if linked < words
            && !parts.is_empty()
            && let Some(links) = also::cut(&mut text, &parts)
        {
            linked = linked.saturating_sub(count(&links));
            words = count(&text);
        }
        let (caption, invites) = (std::mem::take(&mut self.caption), std::mem::take(&mut self.invites));
        if text.chars().any(char::is_alphanumeric) {
            let (node, tag) = self.border().map_or((0, Tag::Block), |level| (level.node, level.tag));
            let goes_on = self.breaks == 1 && self.blocks.last().is_some_and(|before| before.node == node);
            let pictured = std::mem::take(&mut self.pictured);
            let caption = caption && tag == Tag::Block;
            let (at, gone, prose) = (self.first, false, false);
            let block = Block {
                node,
                at,
                tag,
                text,
                words,
                linked,
                goes_on,
                pictured,
                caption,
                invites,
                gone,
                prose,
            };
            self.blocks.push(Block { prose: block.looks_like_prose(), ..block });
        }
        self.breaks = 2;
    }
}

/// The number of words, as blocks count them.
fn count(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}
