//! A page's elements -> those that do not belong to the article, by their names, their position and their
//! contents.

use super::block::Block;
use super::flow::Flow;
use super::sums::{self, Sum};
use super::tag::Tag;
use super::tree::{Kind, Tree};
use crate::lang::Marks;

/// A debris mark is ignored on an element with more than this share of the page's prose.
const MOST_PROSE: f64 = 0.5;
/// A word in class names is ignored on a page where the elements with it hold this many times the remaining
/// prose.
const MORE_PROSE: f64 = 2.0;
/// Maximum number of words of prose on a page without an article.
const NO_PROSE: f64 = 30.0;
/// Maximum number of words of prose in a link to another article with a summary below it.
const TEASER_WORDS: f64 = 80.0;
/// The same for several of them side by side.
const TILE_WORDS: f64 = 250.0;
/// Maximum number of words of prose in a box that asks for an e-mail address.
const BOX_WORDS: f64 = 80.0;
/// Maximum number of words of a picture and its caption.
const PICTURE_WORDS: f64 = 70.0;
/// Maximum number of inner elements that are compared with the outer one.
const MOST_INSIDE: usize = 32;
/// Minimum number of words of prose in an element with paragraphs like those of the article.
const LEAST_PROSE: f64 = 10.0;

/// The debris of a page.
pub struct Debris {
    /// For each node whether it is debris or a caption, or inside one.
    pub out: Vec<bool>,
    /// Words of prose that class names alone would have removed.
    pub overruled: usize,
}

/// Separates debris from the article; `title` is the element with the headline. Unless `named`, class names
/// only count for dialogues.
pub fn find(tree: &Tree, blocks: &[Block], title: Option<usize>, named: bool) -> Debris {
    let all = sums::of(tree, blocks, |_| true);
    let mut finder =
        DebrisFinder { tree, blocks, title, named, bodies: body_marks(tree, &all), all, trusted: Vec::new() };
    let sure = finder.sure();
    let mut out = finder.out(&sure);
    let trusted = if named { finder.misnamed(&sure, &out) } else { Vec::new() };
    let mut overruled = 0;
    if trusted.contains(&true) {
        finder.trusted = trusted;
        let before = std::mem::take(&mut out);
        out = finder.out(&sure);
        let back = |block: &&Block| block.prose && before[block.node] && !out[block.node];
        overruled = blocks.iter().filter(back).map(|block| block.words).sum();
    }
    Debris { out, overruled }
}

struct DebrisFinder<'t> {
    tree: &'t Tree,
    blocks: &'t [Block],
    title: Option<usize>,
    named: bool,
    /// Sums over the whole page.
    all: Vec<Sum>,
    bodies: Vec<bool>,
    /// For each node whether it contains paragraphs of the article, whatever its name.
    trusted: Vec<bool>,
}

impl DebrisFinder<'_> {
    fn holds_title(&self, at: usize) -> bool {
        self.title.is_some_and(|title| at <= title && title < self.tree.nodes[at].end)
    }

    fn marks(&self, at: usize) -> Marks {
        match self.tree.nodes[at].kind {
            Kind::Element(_, marks) => marks,
            Kind::Text(..) => Marks::default(),
        }
    }

    /// For each node whether it is debris whatever its name: links to other articles, boxes, dialogues.
    fn sure(&self) -> Vec<bool> {
        let mut sure = self.teasers();
        for at in 1..sure.len() {
            let marks = self.marks(at);
            if marks.has(Marks::EMAIL) && !self.holds_title(at) {
                sure[self.widest(at, BOX_WORDS, 0)] = true;
            }
            sure[at] |= marks.has(Marks::DIALOG) && !self.holds_title(at);
        }
        for at in 1..sure.len() {
            sure[at] |= sure[self.tree.nodes[at].parent];
        }
        sure
    }

    /// The outermost element around `at` that starts after `before` and contains neither the headline nor
    /// more prose.
    fn widest(&self, mut at: usize, words: f64, before: usize) -> usize {
        let most = words.min(MOST_PROSE * self.all[0].prose);
        loop {
            let parent = self.tree.nodes[at].parent;
            if parent <= before || parent == 0 || self.holds_title(parent) || self.all[parent].prose > most {
                return at;
            }
            at = parent;
        }
    }

    fn out(&self, sure: &[bool]) -> Vec<bool> {
        let mut out = sure.to_vec();
        let pictures = self.pictures();
        for (at, node) in self.tree.nodes.iter().enumerate().skip(1) {
            let Kind::Element(tag, marks) = node.kind else { continue };
            let prose = self.all[at].prose;
            let most = prose > MOST_PROSE * self.all[0].prose;
            let essential =
                self.holds_title(at) && prose > 0.0 || most || self.bodies[at] || self.trusted(at);
            let named = self.named && marks.has(Marks::DEBRIS) && tag != Tag::Link;
            let caption = marks.has(Marks::CAPTION) && !most || pictures && self.is_picture(at, marks);
            out[at] |= out[node.parent] || named && !essential || caption;
        }
        out
    }

    fn trusted(&self, at: usize) -> bool {
        self.trusted.get(at).copied().unwrap_or(false)
    }

    /// Whether elements with names of pictures contain captions, not the text of the page.
    fn pictures(&self) -> bool {
        let mut prose = 0.0;
        let mut end = 0;
        for at in 1..self.tree.nodes.len() {
            if at >= end && self.is_picture(at, self.marks(at)) {
                prose += self.all[at].prose;
                end = self.tree.nodes[at].end;
            }
        }
        prose <= MOST_PROSE * self.all[0].prose
    }

    /// Whether an element is a picture with a line or two about it.
    fn is_picture(&self, at: usize, marks: Marks) -> bool {
        let sum = &self.all[at];
        marks.has(Marks::PICTURE)
            && sum.words <= PICTURE_WORDS
            && sum.prose <= MOST_PROSE * self.all[0].prose
            && sum.pictured > 0.0
            && sum.blocks <= 3.0
    }

    /// For each node whether it is debris by its name but contains parts of the article.
    fn misnamed(&self, sure: &[bool], out: &[bool]) -> Vec<bool> {
        let likely: Vec<usize> = (1..out.len()).filter(|&at| self.is_likely(at, sure, out)).collect();
        if likely.is_empty() {
            return Vec::new();
        }
        let left = sums::of(self.tree, self.blocks, |block| !out[block.node]);
        let mut words = self.empty_words(&likely, &left);
        words.extend(self.kept_words(&likely, out));
        let flow = Flow::of(self.tree, self.blocks, out, self.title);
        let mut trusted = vec![false; out.len()];
        for &at in &likely {
            let empty = self.marks(at).word().is_some_and(|word| words.contains(&word));
            trusted[at] = empty || !self.marks(at).has(Marks::FIRM) && flow.holds(self.tree, at);
        }
        // An element that contains such an element is not debris either.
        for at in (1..out.len()).rev() {
            trusted[self.tree.nodes[at].parent] |= trusted[at];
        }
        trusted
    }

    /// Whether an element that is debris by name alone contains paragraphs like those of the article.
    fn is_likely(&self, at: usize, sure: &[bool], out: &[bool]) -> bool {
        let Kind::Element(tag, marks) = self.tree.nodes[at].kind else { return false };
        let Sum { prose, words, linked, .. } = self.all[at];
        out[at]
            && !sure[at]
            && marks.has(Marks::DEBRIS)
            && marks.word().is_some()
            && !matches!(tag, Tag::Link | Tag::Inline)
            && prose >= LEAST_PROSE
            && prose >= 0.6 * words
            && linked <= 0.25 * words
            && !self.is_box(at)
    }

    /// Whether an element is a heading with one or two paragraphs below it.
    fn is_box(&self, at: usize) -> bool {
        let end = self.tree.nodes[at].end;
        let from = self.blocks.partition_point(|block| block.at < at);
        let inside = || self.blocks[from..].iter().take(40).take_while(|block| block.at < end);
        let headed = inside().next().is_some_and(Block::is_heading);
        headed && inside().filter(|block| block.prose).count() < 3
            || inside().all(|block| super::boxes::is_offer(&block.text))
    }

    /// The entries that cover so much prose that they mean nothing on this page.
    fn empty_words(&self, likely: &[usize], left: &[Sum]) -> Vec<u16> {
        let mut found: Vec<(u16, f64, bool, usize)> = Vec::new();
        for &at in likely {
            let Some(word) = self.marks(at).word() else { continue };
            let end = self.tree.nodes[at].end;
            match found.iter_mut().find(|(known, ..)| *known == word) {
                Some((_, prose, _, covered)) => {
                    *prose += if at < *covered { 0.0 } else { self.all[at].prose };
                    *covered = end.max(*covered);
                }
                None => found.push((word, self.all[at].prose, self.marks(at).has(Marks::FIRM), end)),
            }
        }
        let rest = left[0].prose;
        found.retain(|(_, prose, firm, _)| *prose > MORE_PROSE * rest && (!firm || rest < NO_PROSE));
        found.into_iter().map(|(word, ..)| word).collect()
    }

    /// The entries that occur on elements kept as parts of the article.
    fn kept_words(&self, likely: &[usize], out: &[bool]) -> Vec<u16> {
        let mut found = Vec::new();
        for at in (1..out.len()).filter(|&at| !out[at]) {
            let Kind::Element(tag, marks) = self.tree.nodes[at].kind else { continue };
            let Some(word) = marks.word() else { continue };
            let firm = marks.has(Marks::FIRM) || matches!(tag, Tag::Link | Tag::Inline);
            if firm || found.contains(&word) || self.all[at].prose < LEAST_PROSE || self.holds_title(at) {
                continue;
            }
            // An element around such elements is a frame of the page.
            let inside = &likely[likely.partition_point(|&other| other < at)..];
            let end = self.tree.nodes[at].end;
            let same = |other: &&usize| self.marks(**other).word() == Some(word);
            if inside.iter().take_while(|&&other| other < end).take(MOST_INSIDE).find(same).is_none() {
                found.push(word);
            }
        }
        found
    }

    /// For each node whether it is a link to another article with a summary below: it starts with a heading
    /// that is entirely a link.
    fn teasers(&self) -> Vec<bool> {
        let mut out = vec![false; self.tree.nodes.len()];
        let mut last = None;
        for (n, block) in self.blocks.iter().enumerate() {
            if !(block.is_heading() && block.linked == block.words && block.words >= 3)
                || Some(block.node) == self.title
            {
                continue;
            }
            // The name of a section may come above its heading.
            let is_label = |block: &&Block| block.linked == block.words && block.words <= 4;
            let labels = self.blocks[..n].iter().rev().take(2).take_while(is_label).count();
            let before = self.blocks[..n - labels].last().map_or(0, |block| block.node);
            let at = self.widest(block.node, TEASER_WORDS, before);
            out[at] = true;
            let tile = self.widest(block.node, TILE_WORDS, before);
            if let Some((other, parent)) = last.replace((tile, self.tree.nodes[tile].parent))
                && parent == self.tree.nodes[tile].parent
                && parent != 0
            {
                (out[other], out[tile]) = (true, true);
            }
        }
        out
    }
}

/// For each node whether it contains an element that is marked as the article's body and holds a good part of
/// the prose, or whether all of its prose is a quoted post.
fn body_marks(tree: &Tree, all: &[Sum]) -> Vec<bool> {
    let mut found = vec![false; tree.nodes.len()];
    let mut quoted = vec![0.0; tree.nodes.len()];
    for at in (1..found.len()).rev() {
        let parent = tree.nodes[at].parent;
        if let Kind::Element(_, marks) = tree.nodes[at].kind {
            found[at] |= marks.has(Marks::BODY) && all[at].prose > 0.2 * all[0].prose;
            quoted[at] = if marks.has(Marks::QUOTED) { all[at].prose } else { quoted[at] };
        }
        found[parent] |= found[at];
        quoted[parent] += quoted[at];
        found[at] |= quoted[at] > 0.0 && quoted[at] >= all[at].prose;
    }
    found
}
