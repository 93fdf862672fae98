//! A page's blocks -> those of the article: the element that holds most prose for its links, without what is marked as debris.

use super::block::Block;
use super::tag::Tag;
use super::tree::{Kind, Tree};
use crate::lang::Marks;

/// A debris mark is not believed of an element with more than this share of the page's prose.
const MOST_PROSE: f64 = 0.5;
/// What a block that is no prose costs the element it stands in, in words.
const BLOCK_COST: f64 = 1.0;
/// What a word in a link outside of prose costs.
const LINK_COST: f64 = 0.7;
/// The part of these costs that counts for what is debris anyway: far from the article there is more of it.
const DEBRIS_COST: f64 = 0.3;
/// What being called the article's body is worth.
const BODY_WORTH: f64 = 1.6;
/// A link to another article with a summary below it has no more words of prose.
const TEASER_WORDS: f64 = 80.0;
/// Lines above the text and below it with fewer words are the writer, the date, the place on the site.
const LABEL_WORDS: usize = 5;
/// Blocks that may stand between headline and text.
const ABOVE: usize = 10;
/// Captions have no more words.
const CAPTION_WORDS: usize = 70;
/// Cells with fewer words are figures of a table, not text.
const CELL_WORDS: usize = 8;

/// The page's blocks and what is known of their elements.
pub struct Page<'t> {
    tree: &'t Tree,
    blocks: &'t [Block],
    /// For each node whether it is (or stands in) debris, or a caption.
    out: Vec<bool>,
}

impl<'t> Page<'t> {
    /// Tells debris from the rest; `title` is the element that holds the headline.
    pub fn new(tree: &'t Tree, blocks: &'t [Block], title: Option<usize>) -> Self {
        let prose = sums(tree, blocks, |block| if block.prose { block.words as f64 } else { 0.0 });
        let bodies = body_marks(tree, &prose);
        let mut out = teasers(tree, blocks, title, &prose);
        for (at, node) in tree.nodes.iter().enumerate().skip(1) {
            let Kind::Element(tag, marks) = node.kind else { continue };
            let inside = |other: usize| at <= other && other < node.end;
            let essential = title.is_some_and(inside) && prose[at] > 0.0
                || prose[at] > MOST_PROSE * prose[0]
                || bodies[at];
            let own = marks.has(Marks::DEBRIS) && !essential && tag != Tag::Link
                || marks.has(Marks::CAPTION) && prose[at] <= MOST_PROSE * prose[0];
            out[at] |= out[node.parent] || own;
        }
        Page { tree, blocks, out }
    }

    /// Whether a block stands in debris.
    pub fn is_out(&self, block: &Block) -> bool {
        self.out[block.node]
    }

    /// Whether a node is, or stands in, debris.
    pub fn is_node_out(&self, node: usize) -> bool {
        self.out[node]
    }

    /// Positions of the article's blocks, in order; `title` is that of the headline, `fragment` says that it is all article.
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
                nodes.contains(&block.node) && !self.is_out(block) && !is_furniture(block)
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
        &places[first - above..(last + 1 + below).min(places.len())]
    }

    /// Blocks without headings behind which no text comes before the next one or the end.
    fn without_bare_headings(&self, places: &[usize]) -> Vec<usize> {
        let block = |n: usize| places.get(n).map(|&at| &self.blocks[at]);
        let last = places.iter().rposition(|&at| self.blocks[at].words >= LABEL_WORDS).unwrap_or(0);
        let bare = |n: usize| {
            let heading = block(n).filter(|block| block.is_heading());
            heading.is_some_and(|heading| {
                block(n + 1).is_none_or(|next| next.is_heading() && next.tag == heading.tag) || last <= n
            })
        };
        (0..places.len()).filter(|&n| !bare(n)).map(|n| places[n]).collect()
    }
}

/// For each node the sum of `value` over the blocks inside it.
fn sums(tree: &Tree, blocks: &[Block], value: impl Fn(&Block) -> f64) -> Vec<f64> {
    let mut sums = vec![0.0; tree.nodes.len()];
    for block in blocks {
        sums[block.node] += value(block);
    }
    for at in (1..sums.len()).rev() {
        sums[tree.nodes[at].parent] += sums[at];
    }
    sums
}

/// For each node whether an element with a good part of the prose that is called the article's body stands in it.
fn body_marks(tree: &Tree, prose: &[f64]) -> Vec<bool> {
    let mut found = vec![false; tree.nodes.len()];
    for at in (1..found.len()).rev() {
        if let Kind::Element(_, marks) = tree.nodes[at].kind {
            found[at] |= marks.has(Marks::BODY) && prose[at] > 0.2 * prose[0];
        }
        found[tree.nodes[at].parent] |= found[at];
    }
    found
}

/// For each node whether it is a link to another article with a summary below: it opens with a heading that is all link.
fn teasers(tree: &Tree, blocks: &[Block], title: Option<usize>, prose: &[f64]) -> Vec<bool> {
    let mut out = vec![false; tree.nodes.len()];
    for (n, block) in blocks.iter().enumerate() {
        if !(block.is_heading() && block.linked == block.words && block.words >= 3)
            || Some(block.node) == title
        {
            continue;
        }
        let before = n.checked_sub(1).map_or(0, |n| blocks[n].node);
        let mut at = block.node;
        loop {
            let parent = tree.nodes[at].parent;
            let end = tree.nodes[parent].end;
            let holds_title = title.is_some_and(|title| parent <= title && title < end);
            if parent <= before
                || parent == 0
                || holds_title
                || prose[parent] > TEASER_WORDS.min(MOST_PROSE * prose[0])
            {
                break;
            }
            at = parent;
        }
        out[at] = true;
    }
    out
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
        || block.is_links() && !(block.is_sentence() && block.words >= CELL_WORDS && block.linked < block.words)
        || block.is_cut_off()
        // The clock beside an entry of a live report, the number of a picture.
        || !block.text.contains(char::is_alphabetic)
        || block.tag == Tag::Cell && block.words < CELL_WORDS
}
