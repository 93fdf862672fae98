//! A page's prose outside of named debris -> whether an element lies in the middle of it.

use super::block::Block;
use super::tag::Tag;
use super::tree::Tree;

/// The position of the prose outside of named debris.
pub struct Flow {
    /// The number of paragraphs that are children of a node.
    paragraphs: Vec<usize>,
    /// For each node the first and the last node of its prose.
    range: Vec<(usize, usize)>,
    title: usize,
}

impl Flow {
    /// The flow of the nodes that are not `out`; `title` is the element with the headline.
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

    /// Whether an element lies among paragraphs of the article, or between its headline and them.
    pub fn holds(&self, tree: &Tree, at: usize) -> bool {
        let node = tree.nodes[at];
        let (first, last) = self.range[node.parent];
        self.paragraphs[node.parent] > 1 || first.min(self.title) < at && node.end <= last
    }
}
