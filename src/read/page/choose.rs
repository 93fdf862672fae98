//! A page's blocks -> those of the article: the element that holds most prose for its links, without what is
//! marked as debris.

use super::block::Block;
use super::sums::sums;
use super::tag::Tag;
use super::tree::{Kind, Tree};
use crate::lang::{Marks, PageWords};

/// What a block that is no prose costs the element it stands in, in words.
const BLOCK_COST: f64 = 1.0;
/// What a word in a link outside of prose costs.
const LINK_COST: f64 = 0.7;
/// The part of these costs that counts for what is debris anyway: far from the article there is more of it.
const DEBRIS_COST: f64 = 0.3;
/// What being called the article's body is worth.
const BODY_WORTH: f64 = 1.6;
/// Lines above the text and below it with fewer words are the writer, the date, the place on the site.
const LABEL_WORDS: usize = 5;
/// So many short lines below the text are a list of it, fewer where a line or a heading introduces them.
const LISTED: usize = 4;
const INTRODUCED: usize = 2;
/// A heading with so many lines below it is that of a list.
const LISTED_BELOW: usize = 3;
/// Blocks that may stand between headline and text.
const ABOVE: usize = 10;
/// Captions have no more words.
const CAPTION_WORDS: usize = 70;
/// Lines that say how long the text takes to read have no more words.
const READING_WORDS: usize = 20;
/// Cells with fewer words are figures of a table, not text.
const CELL_WORDS: usize = 8;

/// The page's blocks and what is known of their elements.
pub struct Page<'t> {
    tree: &'t Tree,
    blocks: &'t [Block],
    /// For each node whether it is (or stands in) debris, or a caption.
    out: Vec<bool>,
    quoted: Vec<(usize, usize)>,
}

impl<'t> Page<'t> {
    /// A page with what is debris on it.
    pub fn new(tree: &'t Tree, blocks: &'t [Block], out: Vec<bool>) -> Self {
        let mut page = Page { tree, blocks, out, quoted: Vec::new() };
        page.quoted = page.quotations();
        page
    }

    /// What is debris, for another look.
    pub fn into_out(self) -> Vec<bool> {
        self.out
    }

    /// Whether a block stands in debris.
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

    /// Whether a block stands in a quoted post and is none of its sentences: its writer, its date.
    fn is_unquoted(&self, block: &Block) -> bool {
        let behind = self.quoted.partition_point(|(start, _)| *start <= block.at);
        let inside = behind > 0 && block.at < self.quoted[behind - 1].1;
        inside && !(block.tag == Tag::Paragraph && block.prose)
    }

    /// Whether a node is, or stands in, debris.
    pub fn is_node_out(&self, node: usize) -> bool {
        self.out[node]
    }

    /// Positions of the article's blocks, in order; `title` is that of the headline, `fragment` says that it
    /// is all article.
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

    /// A sentence between headline and text.
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
            // A page without running text: what its paragraphs say, or all that a piece of a page holds.
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
            // Of equals the innermost: it comes last.
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

    /// How many lines from `end` on are a list that belongs to the text, such as of winners.
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

    /// Whether nothing else of the article stands in an element around a heading, but something does.
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

    /// Blocks without headings behind which no text comes before the next one or the end.
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

/// Whether a line says who wrote the text, or whose it is.
fn is_signed(line: &str) -> bool {
    let line = line.to_lowercase();
    let opens = |label: &str| {
        line.strip_prefix(label).is_some_and(|rest| rest.trim_start().starts_with(':') || label.contains(' '))
    };
    PageWords::builtin().labels().any(opens) || line.starts_with("editor") || line.contains(['©', '@'])
}

/// A line beside the text that is none of its paragraphs: writer, date, section, credit, an invitation.
fn is_label(block: &Block) -> bool {
    let typeset = matches!(block.tag, Tag::Paragraph | Tag::Item | Tag::Heading);
    block.is_dated()
        || !block.is_sentence()
            && !block.is_dateline()
            && (!typeset || block.words < LABEL_WORDS && block.tag == Tag::Paragraph)
}

/// Captions, links to elsewhere, summaries that break off, cells of figures.
fn is_furniture(block: &Block) -> bool {
    // What describes the picture above it.
    block.pictured && block.words <= CAPTION_WORDS && block.is_credited()
        || block.caption && block.words <= CAPTION_WORDS
        || block.is_credit()
        || block.invites && block.words <= CAPTION_WORDS
        || is_reading_time(block)
        || block.is_links() && !(block.is_sentence() && block.words >= CELL_WORDS && block.linked < block.words)
        || block.is_cut_off()
        // The clock beside an entry of a live report, the number of a picture.
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
