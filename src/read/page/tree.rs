//! The text of a web page -> its elements and texts in document order, and its metadata.
//!
//! Elements are closed by a few rules of our own, which take no longer for a broken page than for a valid
//! one. Nothing here is recursive, so nesting does not use the stack.

use rustc_hash::FxHashMap;

use super::attributes;
use super::head::Head;
use super::scan::{Listener, scan};
use super::tag::Tag;
use crate::lang::{Marks, PageWords};

/// Maximum depth of nesting; deeper elements become children of the last one.
const DEEPEST: usize = 256;
/// An element or a text.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    /// The element that contains it; the root contains itself.
    pub parent: usize,
    /// One past the last node inside it.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
}

/// The kind of a node.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// An element, with the marks from its attributes.
    Element(Tag, Marks),
    /// A text, as a range of [`Tree::text`].
    Text(usize, usize),
}

/// A page.
#[derive(Debug, Default)]
pub struct Tree {
    /// Every node comes after the one that contains it.
    pub nodes: Vec<Node>,
    /// All texts, with entities decoded.
    pub text: String,
    /// The metadata.
    pub head: Head,
}

impl Tree {
    /// Reads a page or a piece of one.
    pub fn parse(page: &str) -> Self {
        let mut builder = Builder::new();
        scan(page, &mut builder);
        builder.finish()
    }

    /// The words inside a node, with white space normalized.
    pub fn plain(&self, node: usize) -> String {
        let mut out = String::new();
        for inner in &self.nodes[node..self.nodes[node].end] {
            match inner.kind {
                Kind::Text(start, end) => out.push_str(&self.text[start..end]),
                Kind::Element(tag, _) if !matches!(tag, Tag::Inline | Tag::Link | Tag::Image) => {
                    out.push(' ');
                }
                Kind::Element(..) => {}
            }
        }
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// An element that is still open.
struct Open {
    name: String,
    tag: Tag,
    /// Its node; `None` inside skipped elements.
    node: Option<usize>,
}

struct Builder {
    tree: Tree,
    words: &'static PageWords,
    open: Vec<Open>,
    /// Number of open elements beyond [`DEEPEST`].
    deeper: usize,
    /// The number of elements of `open` that are inside a skipped one, including that one.
    passed_over: usize,
    /// The marks of class names that occurred before.
    known: FxHashMap<String, Marks>,
}

impl Builder {
    fn new() -> Self {
        let root = Node { parent: 0, end: 0, kind: Kind::Element(Tag::Block, Marks::default()) };
        Builder {
            tree: Tree { nodes: vec![root], ..Tree::default() },
            words: PageWords::builtin(),
            open: vec![Open { name: String::new(), tag: Tag::Block, node: Some(0) }],
            deeper: 0,
            passed_over: 0,
            known: FxHashMap::default(),
        }
    }

    fn add(&mut self, tag: Tag, name: &str, attributes: &[(String, String)]) -> usize {
        let parent = self.open.iter().rev().find_map(|open| open.node).unwrap_or(0);
        let at = self.tree.nodes.len();
        let mut marks = tag.marks(name);
        if !matches!(name, "body" | "html") {
            marks = marks | self.marks(name, attributes);
        }
        self.tree.nodes.push(Node { parent, end: at + 1, kind: Kind::Element(tag, marks) });
        self.tree.head.element(name, attributes, at);
        at
    }

    fn marks(&mut self, element: &str, attributes: &[(String, String)]) -> Marks {
        attributes.iter().fold(Marks::default(), |marks, (name, value)| {
            marks
                | match name.as_str() {
                    "class" | "id" => self.named(value),
                    name => attributes::marks(element, name, value),
                }
        })
    }

    /// The marks given by a class or id.
    fn named(&mut self, value: &str) -> Marks {
        if let Some(marks) = self.known.get(value) {
            return *marks;
        }
        let marks = self.words.marks(value);
        self.known.insert(value.to_owned(), marks);
        marks
    }

    /// Closes the elements that the start of `tag` implicitly closes: a paragraph before a block, an item
    /// before an item, a cell before a cell.
    fn close_implied(&mut self, tag: Tag, name: &str) {
        if self.deeper > 0 {
            return;
        }
        let (closes, stops): (&[&str], &[Tag]) = match name {
            "li" => (&["li"], &[Tag::List, Tag::Cell, Tag::Table]),
            "dt" | "dd" => (&["dt", "dd"], &[Tag::List, Tag::Cell, Tag::Table]),
            "td" | "th" => (&["td", "th"], &[Tag::Table]),
            "tr" => (&["tr"], &[Tag::Table]),
            _ if tag.closes_paragraph() => {
                (&["p"], &[Tag::Cell, Tag::Table, Tag::Skip, Tag::Block, Tag::Item])
            }
            _ => return,
        };
        for at in (1..self.open.len()).rev() {
            if closes.contains(&self.open[at].name.as_str()) {
                return self.close_to(at);
            }
            if stops.contains(&self.open[at].tag) {
                return;
            }
        }
    }

    /// Closes a drawing that was left open before an element that cannot be inside one.
    fn close_drawing(&mut self, tag: Tag, name: &str) {
        let breaks_out =
            matches!(tag, Tag::Paragraph | Tag::Heading | Tag::TopHeading | Tag::List | Tag::Table)
                || matches!(name, "div" | "body" | "br");
        if self.deeper > 0 || !breaks_out {
            return;
        }
        for at in (1..self.open.len()).rev() {
            match self.open[at].name.as_str() {
                "svg" | "math" => return self.close_to(at),
                // These contain HTML.
                "foreignobject" | "desc" | "annotation-xml" => return,
                _ if self.open[at].tag == Tag::Skip => return,
                _ => {}
            }
        }
    }

    /// Closes `open[at]` and everything inside it.
    fn close_to(&mut self, at: usize) {
        let end = self.tree.nodes.len();
        for open in self.open.drain(at..) {
            if let Some(node) = open.node {
                self.tree.nodes[node].end = end;
            }
        }
        if self.passed_over > 0 {
            let outside = self.open.iter().take_while(|open| open.tag != Tag::Skip).count();
            self.passed_over = self.open.len() - outside;
        }
    }

    fn finish(mut self) -> Tree {
        self.close_to(0);
        self.tree
    }
}

impl Listener for Builder {
    fn wants(&self, name: &str) -> bool {
        attributes::is_known(name)
    }

    fn start(&mut self, name: &str, attributes: Vec<(String, String)>, self_closing: bool) {
        // A link to a position in the same page does not lead to another article.
        let tag = if attributes::is_inside(name, &attributes) { Tag::Inline } else { Tag::of(name) };
        if self.passed_over > 0 {
            self.close_drawing(tag, name);
        }
        self.close_implied(tag, name);
        let node = (self.passed_over == 0).then(|| self.add(tag, name, &attributes));
        // Foreign elements may be self-closing; a void one never has an end tag.
        let closed =
            Tag::is_void(name) || self_closing && matches!(tag, Tag::Skip | Tag::Inline | Tag::Image);
        if !closed {
            if self.open.len() >= DEEPEST {
                self.deeper += 1;
            } else {
                let skips = self.passed_over > 0 || tag == Tag::Skip;
                self.passed_over += usize::from(skips);
                self.open.push(Open { name: name.to_owned(), tag, node });
            }
        }
    }

    fn end(&mut self, name: &str) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        if name == "p" && !self.open.iter().any(|open| open.name == "p") && self.passed_over == 0 {
            // `</p>` by itself is an empty paragraph.
            return self.start("br", Vec::new(), false);
        }
        let bounds = !matches!(name, "table" | "body" | "html" | "td" | "th" | "tr" | "tbody" | "article");
        for at in (1..self.open.len()).rev() {
            if self.open[at].name == name {
                return self.close_to(at);
            }
            if bounds && self.open[at].tag == Tag::Cell {
                return;
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.passed_over > 0 {
            if let Some(Open { name, node: Some(node), .. }) = self.open.last() {
                self.tree.head.passed_over(name, *node, text);
            }
            return;
        }
        let (parent, at) =
            (self.open.iter().rev().find_map(|open| open.node).unwrap_or(0), self.tree.nodes.len());
        let start = self.tree.text.len();
        self.tree.text.push_str(text);
        let kind = Kind::Text(start, self.tree.text.len());
        self.tree.nodes.push(Node { parent, end: at + 1, kind });
    }
}
