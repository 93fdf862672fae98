//! A page's blocks -> those of the article: the element with the best balance of prose and links, without
//! parts marked as debris.

use super::block::Block;
use super::sums::sums;
use super::tag::Tag;
use super::tree::{Kind, Tree};
use crate::lang::{Marks, PageWords};

/// The cost, in words, of a block other than prose for the element that contains it.
const BLOCK_COST: f64 = 1.0;
/// The cost of a word in a link outside of prose.
const LINK_COST: f64 = 0.7;
/// The share of these costs that counts for debris: there is more of it far from the article.
const DEBRIS_COST: f64 = 0.3;
/// The factor for an element marked as the article's body.
const BODY_WORTH: f64 = 1.6;
/// Shorter lines (in words) above and below the text are the writer, the date, the section of the site.
const LABEL_WORDS: usize = 5;
/// Number of short lines below the text that form a list belonging to it; fewer are enough after an
/// introductory line or a heading.
const LISTED: usize = 4;
const INTRODUCED: usize = 2;
/// Number of lines below a heading that make it the heading of a list.
const LISTED_BELOW: usize = 3;
/// Maximum number of blocks between headline and text.
const ABOVE: usize = 10;
/// Maximum number of words of a caption.
const CAPTION_WORDS: usize = 70;
/// Maximum number of words of a line with the reading time.
const READING_WORDS: usize = 20;
/// Cells with fewer words are figures of a table, not text.
const CELL_WORDS: usize = 8;

/// The page's blocks and the classification of their elements.
pub struct Page<'t> {
    tree: &'t Tree,
    blocks: &'t [Block],
    /// For each node whether it is debris or a caption, or inside one.
    out: Vec<bool>,
    quoted: Vec<(usize, usize)>,
}

impl<'t> Page<'t> {
    /// A page with the given debris.
    pub fn new(tree: &'t Tree, blocks: &'t [Block], out: Vec<bool>) -> Self {
        let mut page = Page { tree, blocks, out, quoted: Vec::new() };
        page.quoted = page.quotations();
        page
    }

    /// The debris, for another attempt.
    pub fn into_out(self) -> Vec<bool> {
        self.out
    }

    /// Whether a block is in debris.
    pub fn is_out(&self, block: &Block) -> bool {
        block.gone || self.out[block.node]
    }

    /// Elements that hold a quoted post.
    fn quotations(&self) -> Vec<(usize, usize)> {
        let nodes = self.tree.nodes.iter().enumerate();
        let quoted = nodes
            .filter(|(_, node)| matches!(node.kind, Kind::Element(_, marks) if marks.has(Marks::QUOTED)));
        quoted.map(|(at, node)| (at, node.end)).collect()
    }

    /// Whether a block is in a quoted post but is not one of its sentences: its writer, its date.
    fn is_unquoted(&self, block: &Block) -> bool {
        let behind = self.quoted.partition_point(|(start, _)| *start <= block.at);
        let inside = behind > 0 && block.at < self.quoted[behind - 1].1;
        inside && !(block.tag == Tag::Paragraph && block.prose)
    }

    /// Whether a node is in debris.
    pub fn is_node_out(&self, node: usize) -> bool {
        self.out[node]
    }

    /// Positions of the article's blocks, in order; `title` is the position of the headline, and in a
    /// `fragment` everything belongs to the article.
    pub fn article(&self, title: Option<usize>, fragment: bool) -> Vec<usize> {
        let text = self.text(fragment);
        match (title, text.first()) {
            (Some(title), Some(&first)) if title < first && first - title <= ABOVE => {
                let lead = title + 1..first;
                lead.filter(|&at| self.is_lead(&self.blocks[at])).chain(text.iter().copied()).collect()
            }
            _ => text,
        }
    }

    /// Whether a block is a sentence between headline and text.
    fn is_lead(&self, block: &Block) -> bool {
        let typeset = matches!(block.tag, Tag::Paragraph | Tag::Heading) || block.prose;
        typeset
            && block.words > LABEL_WORDS
            && block.is_sentence()
            && !self.is_out(block)
            && !is_furniture(block)
    }

    fn text(&self, fragment: bool) -> Vec<usize> {
        let inside = |root: usize| {
            let nodes = root..self.tree.nodes[root].end;
            let kept = |at: &usize| {
                let block = &self.blocks[*at];
                nodes.contains(&block.node)
                    && !self.is_out(block)
                    && !is_furniture(block)
                    && !self.is_unquoted(block)
            };
            (0..self.blocks.len()).filter(kept).collect::<Vec<_>>()
        };
        match self.root() {
            Some(root) => self.without_bare_headings(self.trimmed(&inside(root))),
            // A page without running text: its paragraphs, or all the content of a fragment.
            None => inside(0)
                .into_iter()
                .filter(|&at| fragment || self.blocks[at].tag == Tag::Paragraph)
                .collect(),
        }
    }

    /// The element with the best balance of prose.
    fn root(&self) -> Option<usize> {
        let value = |block: &Block| match () {
            () if self.is_out(block) => -DEBRIS_COST * (BLOCK_COST + LINK_COST * block.linked as f64),
            () if block.prose => (block.words - block.linked) as f64,
            () if block.is_links() => -BLOCK_COST - LINK_COST * block.linked as f64,
            () => -BLOCK_COST,
        };
        let sums = sums(self.tree, self.blocks, value);
        let worth = |at: usize| match self.tree.nodes[at].kind {
            Kind::Element(_, marks) if marks.has(Marks::BODY) && !self.out[at] => sums[at] * BODY_WORTH,
            _ => sums[at],
        };
        let mut best = None;
        for at in 0..sums.len() {
            // Of equals the innermost, which comes last.
            if worth(at) > 0.0 && best.is_none_or(|best| worth(at) >= worth(best)) {
                best = Some(at);
            }
        }
        best
    }

    /// The blocks without the labels above the first prose and below the last.
    fn trimmed<'p>(&self, places: &'p [usize]) -> &'p [usize] {
        let is_prose = |at: &usize| self.blocks[*at].prose;
        let first = places.iter().position(is_prose).unwrap_or(0);
        let last = places.iter().rposition(is_prose).unwrap_or(0);
        let above = places[..first].iter().rev().take_while(|&&at| !is_label(&self.blocks[at])).count();
        let below = places[last..].iter().skip(1).take_while(|&&at| !is_label(&self.blocks[at])).count();
        let end = (last + 1 + below).min(places.len());
        &places[first - above..end + self.listed(places, last, end)]
    }

    /// The number of lines from `end` that form a list belonging to the text, such as a list of winners.
    fn listed(&self, places: &[usize], last: usize, end: usize) -> usize {
        let parent = |at: usize| {
            let block = &self.blocks[at];
            if block.tag == Tag::Block { block.node } else { self.tree.nodes[block.node].parent }
        };
        let Some(&prose) = places.get(last) else { return 0 };
        let block = |at: usize| &self.blocks[at];
        let fits = |at: &&usize| {
            let beside =
                parent(**at) == parent(prose) || self.tree.nodes[parent(**at)].parent == parent(prose);
            beside && block(**at).linked == 0 && !block(**at).is_dated()
        };
        let lines =
            places[end..].iter().take_while(fits).take_while(|&&at| !is_signed(&block(at).text)).count();
        let introduced = end > 0 && {
            let before = block(places[end - 1]);
            before.is_heading() || before.text.ends_with(':')
        };
        if lines >= if introduced { INTRODUCED } else { LISTED } { lines } else { 0 }
    }

    /// Whether the element around a heading contains nothing else of the article, but something else.
    fn heads_debris(&self, places: &[usize], n: usize) -> bool {
        let from = places[n];
        let mut node = self.tree.nodes[self.blocks[from].node].parent;
        let next = places.get(n + 1).map_or(usize::MAX, |&at| self.blocks[at].at);
        let before = n.checked_sub(1).map_or(0, |n| self.blocks[places[n]].at);
        while node > before && self.tree.nodes[node].end <= next {
            let behind = self.blocks.get(from + 1);
            if behind.is_some_and(|block| block.at < self.tree.nodes[node].end) {
                return true;
            }
            node = self.tree.nodes[node].parent;
        }
        false
    }

    /// Blocks without headings that have no text before the next heading or the end.
    fn without_bare_headings(&self, places: &[usize]) -> Vec<usize> {
        let block = |n: usize| places.get(n).map(|&at| &self.blocks[at]);
        let last = places.iter().rposition(|&at| self.blocks[at].words >= LABEL_WORDS).unwrap_or(0);
        let bare = |n: usize| {
            let heading = block(n).filter(|block| block.is_heading());
            heading.is_some_and(|heading| {
                block(n + 1).is_none_or(|next| next.is_heading() && next.tag == heading.tag)
                    || last <= n && places.len() <= n + LISTED_BELOW
                    || self.heads_debris(places, n)
            })
        };
        (0..places.len()).filter(|&n| !bare(n)).map(|n| places[n]).collect()
    }
}

/// Whether a line names the writer of the text, or its owner.
fn is_signed(line: &str) -> bool {
    let line = line.to_lowercase();
    let opens = |label: &str| {
        line.strip_prefix(label).is_some_and(|rest| rest.trim_start().starts_with(':') || label.contains(' '))
    };
    PageWords::builtin().labels().any(opens) || line.starts_with("editor") || line.contains(['©', '@'])
}

/// Whether a block is a line next to the text but not part of it: writer, date, section, credit, an
/// invitation.
fn is_label(block: &Block) -> bool {
    let typeset = matches!(block.tag, Tag::Paragraph | Tag::Item | Tag::Heading);
    block.is_dated()
        || !block.is_sentence()
            && !block.is_dateline()
            && (!typeset || block.words < LABEL_WORDS && block.tag == Tag::Paragraph)
}

/// Whether a block is a caption, links, a truncated summary or a cell of figures.
fn is_furniture(block: &Block) -> bool {
    // A description of the picture above it.
    block.pictured && block.words <= CAPTION_WORDS && block.is_credited()
        || block.caption && block.words <= CAPTION_WORDS
        || block.is_credit()
        || block.invites && block.words <= CAPTION_WORDS
        || is_reading_time(block)
        || block.is_links() && !(block.is_sentence() && block.words >= CELL_WORDS && block.linked < block.words)
        || block.is_cut_off()
        // The time of an entry in a live report, the number of a picture.
        || !block.text.contains(char::is_alphabetic)
        || block.tag == Tag::Cell && block.words < CELL_WORDS
}

/// `Waktu baca 2 menit`, `3 min read`.
fn is_reading_time(block: &Block) -> bool {
    block.words <= READING_WORDS
        && !block.is_sentence()
        && block.text.contains(|c: char| c.is_ascii_digit())
        && {
            let text = block.text.to_lowercase();
            PageWords::builtin().phrases("reading").all.iter().any(|phrase| text.contains(phrase.as_str()))
        }
}
