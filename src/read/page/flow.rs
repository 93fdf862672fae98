//! A page's prose that no name puts out -> whether an element stands in the middle of it.

use super::block::Block;
use super::tag::Tag;
use super::tree::Tree;

/// Where prose that no name puts out stands around elements.
pub struct Flow {
    /// Paragraphs that are children of a node.
    paragraphs: Vec<usize>,
    /// For each node the first and the last of its prose, as nodes.
    range: Vec<(usize, usize)>,
    title: usize,
}

impl Flow {
    /// The flow of what is not `out`; `title` is the element that holds the headline.
    pub fn of(tree: &Tree, blocks: &[Block], out: &[bool], title: Option<usize>) -> Self {
        let mut flow = Flow {
            paragraphs: vec![0; tree.nodes.len()],
            range: vec![(usize::MAX, 0); tree.nodes.len()],
            title: title.unwrap_or(usize::MAX),
        };
        for block in blocks.iter().filter(|block| block.prose && !out[block.node]) {
            flow.range[block.node] = (flow.range[block.node].0.min(block.at), block.at);
            if block.tag == Tag::Paragraph {
                flow.paragraphs[tree.nodes[block.node].parent] += 1;
            }
        }
        for at in (1..flow.range.len()).rev() {
            let (first, last) = flow.range[at];
            let parent = &mut flow.range[tree.nodes[at].parent];
            *parent = (parent.0.min(first), parent.1.max(last));
        }
        flow
    }

    /// Whether an element stands among paragraphs of the article, or between its headline and them.
    pub fn holds(&self, tree: &Tree, at: usize) -> bool {
        let node = tree.nodes[at];
        let (first, last) = self.range[node.parent];
        self.paragraphs[node.parent] > 1 || first.min(self.title) < at && node.end <= last
    }
}
