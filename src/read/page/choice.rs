//! A page's blocks -> those of its article, chosen by the names and contents of elements and by the page's
//! metadata.

use super::block::Block;
use super::choose::Page;
use super::title::Title;
use super::tree::Tree;
use super::{body, boxes, debris};
use crate::model::Note;

/// Code and text of a note.
pub type KnownNote = (&'static str, &'static str);

const CLASS_NAMES: KnownNote = (
    "class-names",
    "paragraphs were kept although the names of their elements (class, id) say that they are not part of the \
     article; check whether they are",
);
const FROM_METADATA: KnownNote = (
    "from-metadata",
    "the text was taken from the page's metadata (articleBody of JSON-LD), since the page shows only a part of it",
);
pub const MORE_PAGES: KnownNote = (
    "more-pages",
    "the article continues on other pages, which are not part of this text; use its single-page view if there is one",
);

fn note(&(code, text): &KnownNote) -> Note {
    Note { code, text: text.to_owned() }
}

/// The blocks of the article, and the debris.
pub struct Choice {
    /// For each node whether it is debris.
    pub out: Vec<bool>,
    /// Positions of the article's blocks.
    pub places: Vec<usize>,
    /// Notes for the user on the choice.
    pub notes: Vec<Note>,
}

impl Choice {
    /// Chooses by the names of elements and by their contents; if that leaves nothing, by contents alone.
    pub fn of(tree: &Tree, blocks: &mut [Block], title: &Title, fragment: bool) -> Self {
        let (mut choice, boxed) = Choice::once(tree, blocks, title, fragment, true);
        if !boxed.is_empty() {
            // Most of the chosen text was boxes: the article is elsewhere.
            boxed.into_iter().for_each(|at| blocks[at].gone = true);
            choice = Choice::once(tree, blocks, title, fragment, true).0;
        }
        if choice.places.is_empty() && blocks.iter().any(|block| block.prose && !block.gone) {
            choice = Choice::once(tree, blocks, title, fragment, false).0;
            choice.notes.extend((!choice.places.is_empty()).then(|| note(&CLASS_NAMES)));
        }
        choice
    }

    /// Compares the choice with the text in the metadata; returns whether that replaces the blocks.
    pub fn hear(&mut self, body: &[String], blocks: &[Block]) -> bool {
        let shown: Vec<&str> = self.places.iter().map(|&at| blocks[at].text.as_str()).collect();
        if !body::is_fuller(body, &shown) {
            return self.places.is_empty();
        }
        let known = body::shown(body, blocks);
        let told = known.is_some() || !self.places.is_empty();
        if let Some(known) = &known {
            self.places = body::joined(known, &self.places);
        }
        if told {
            self.note(if known.is_some() { &CLASS_NAMES } else { &FROM_METADATA });
        }
        known.is_none()
    }

    /// Adds a note, once.
    pub fn note(&mut self, known: &KnownNote) {
        if self.notes.iter().all(|note| note.code != known.0) {
            self.notes.push(note(known));
        }
    }

    /// One choice, and the blocks of its boxes if they are most of it.
    fn once(tree: &Tree, blocks: &[Block], title: &Title, fragment: bool, named: bool) -> (Self, Vec<usize>) {
        let debris = debris::find(tree, blocks, title.block.map(|at| blocks[at].node), named);
        let page = Page::new(tree, blocks, debris.out);
        let mut places = page.article(title.block, fragment);
        places.retain(|&at| Some(at) != title.block && Some(&blocks[at].text) != title.text.as_ref());
        let boxed = if fragment {
            Vec::new()
        } else {
            boxes::strip(tree, blocks, title.text.as_deref(), &mut places)
        };
        let notes = if debris.overruled > 0 { vec![note(&CLASS_NAMES)] } else { Vec::new() };
        (Choice { out: page.into_out(), places, notes }, boxed)
    }
}
