//! The text of a web page -> the text of its article, with its paragraphs, its headline and what the page says of itself.

mod about;
mod also;
mod block;
mod body;
mod boxes;
mod choose;
mod debris;
mod head;
mod links;
mod scan;
mod several;
mod sums;
mod tag;
mod title;
mod tree;

pub use self::head::spaced;

use self::about::Found;
use self::block::Block;
use self::choose::Page;
use self::title::Title;
use self::tree::Tree;
use crate::model::{Article, Note, Paragraph, Span};

/// Whether a text opens as a web page does: a document type, `<html>`, `<head>` or `<body>`, behind comments.
pub fn is_page(text: &str) -> bool {
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    while let Some(inside) = rest.strip_prefix("<!--").or_else(|| rest.strip_prefix("<?xml")) {
        let Some((_, behind)) = inside.split_once('>') else { return false };
        rest = behind.trim_start();
    }
    let opening: String = rest.chars().take(15).collect::<String>().to_ascii_lowercase();
    let is = |tag: &str| {
        opening
            .strip_prefix(tag)
            .is_some_and(|rest| rest.is_empty() || !rest.starts_with(char::is_alphanumeric))
    };
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| is(tag))
}

/// Whether a text that a collection holds is a piece of a page: it has the tags of paragraphs or line breaks.
pub fn is_fragment(text: &str) -> bool {
    let tags = || ["</p>", "<br", "</div>", "</P>", "<BR", "</li>"].iter().any(|tag| text.contains(tag));
    memchr::memchr(b'<', text.as_bytes()).is_some() && (is_page(text) || tags())
}

/// The article of a page; `None` when there is no text of one.
///
/// [`Article::text`] is the headline and the paragraphs with a blank line between two; lines of one paragraph stand on
/// lines of their own. Names and encoding are left to the caller, who has notes of his own.
///
/// A record that holds a page may name its `title`; a `fragment` is a piece of a page that holds nothing but the article.
pub fn article(page: &str, title: Option<&str>, fragment: bool) -> Option<Article> {
    let tree = Tree::parse(page);
    let mut blocks = block::blocks(&tree);
    boxes::mark_skipped(&mut blocks);
    let json = tree.head.article();
    let title = title::find(&tree, &blocks, json.as_ref(), title);
    let chosen = Choice::of(&tree, &mut blocks, &title, fragment);
    let Choice { out, mut places, mut notes } = chosen;
    let body = body::paragraphs(json.as_ref());
    let shown: Vec<&str> = places.iter().map(|&at| blocks[at].text.as_str()).collect();
    let fuller = body::is_fuller(&body, &shown);
    let witnessed = if fuller { body::shown(&body, &blocks) } else { None };
    let from_head = fuller && witnessed.is_none();
    if let Some(witnessed) = witnessed {
        places = body::joined(&witnessed, &places);
    }
    if fuller && !places.is_empty() {
        notes.push(note(if from_head { &FROM_METADATA } else { &CLASS_NAMES }));
    }
    without_cuttings(&blocks, &mut places);
    if several::is_one_of_several(&tree, &blocks, &places) && !from_head {
        notes.push(note(&MORE_PAGES));
    }
    let page = Page::new(&tree, &blocks, out);
    let found = Found {
        tree: &tree,
        blocks: &blocks,
        page: &page,
        title: &title,
        article: &places,
        json: json.as_ref(),
    };
    let mut out = Article { meta: found.meta(), notes, ..Article::default() };
    if let Some(title) = &out.meta.title {
        out.text.push_str(title);
        out.title = Some(Span::new(0, title.len()));
        out.paragraphs.push(Paragraph::line(Span::new(0, title.len())));
    }
    if from_head || places.is_empty() {
        body.iter().filter(|text| Some(*text) != title.text.as_ref()).for_each(|text| push(&mut out, text, false));
    } else {
        for (n, &at) in places.iter().enumerate() {
            let goes_on = n > 0 && places[n - 1] + 1 == at && goes_on(&blocks[at - 1], &blocks[at]);
            push(&mut out, &blocks[at].text, goes_on);
        }
    }
    (out.paragraphs.len() > usize::from(out.title.is_some())).then_some(out)
}

/// Code and text of a note.
type Known = (&'static str, &'static str);

const CLASS_NAMES: Known = (
    "class-names",
    "paragraphs were kept although the names of their elements (class, id) say that they are no part of the article; look whether they are",
);
const FROM_METADATA: Known = (
    "from-metadata",
    "the text was taken from the page's metadata (articleBody of JSON-LD), since the page shows only a part of it",
);
const MORE_PAGES: Known = (
    "more-pages",
    "the article goes on on other pages, which are no part of this text; give it as one page where the site has one",
);

fn note(&(code, text): &Known) -> Note {
    Note { code, text: text.to_owned() }
}

/// The blocks that are the article, and what is debris.
struct Choice {
    out: Vec<bool>,
    places: Vec<usize>,
    notes: Vec<Note>,
}

impl Choice {
    /// Chooses by the names of elements and by what they hold; where that leaves nothing, by the latter alone.
    fn of(tree: &Tree, blocks: &mut [Block], title: &Title, fragment: bool) -> Self {
        let (mut choice, boxed) = Choice::once(tree, blocks, title, fragment, true);
        if !boxed.is_empty() {
            // Boxes were most of what was chosen: the article is elsewhere.
            boxed.into_iter().for_each(|at| blocks[at].gone = true);
            choice = Choice::once(tree, blocks, title, fragment, true).0;
        }
        if choice.places.is_empty() && blocks.iter().any(|block| block.prose && !block.gone) {
            choice = Choice::once(tree, blocks, title, fragment, false).0;
            choice.notes.extend((!choice.places.is_empty()).then(|| note(&CLASS_NAMES)));
        }
        choice
    }

    /// One choice, and the blocks of its boxes where they are most of it.
    fn once(
        tree: &Tree,
        blocks: &[Block],
        title: &Title,
        fragment: bool,
        named: bool,
    ) -> (Self, Vec<usize>) {
        let debris = debris::find(tree, blocks, title.block.map(|at| blocks[at].node), named);
        let page = Page::new(tree, blocks, debris.out);
        let mut places = page.article(title.block, fragment);
        places.retain(|&at| Some(at) != title.block && Some(&blocks[at].text) != title.text.as_ref());
        let boxed = if fragment { Vec::new() } else { boxes::strip(tree, blocks, title.text.as_deref(), &mut places) };
        let notes = if debris.overruled > 0 { vec![note(&CLASS_NAMES)] } else { Vec::new() };
        (Choice { out: page.into_out(), places, notes }, boxed)
    }
}

/// Takes out what a page cuts from its own text to show it in large letters: `… words of a paragraph …`.
fn without_cuttings(blocks: &[Block], places: &mut Vec<usize>) {
    /// More are no ornament, and each is looked for in the whole text.
    const MOST: usize = 16;
    let dots = |c: char| matches!(c, '.' | '…' | ' ');
    let cutting = |at: &usize| {
        let text = &blocks[*at].text;
        let inside = text.trim_matches(dots);
        let cut = ["...", "…"].iter().any(|sign| text.starts_with(sign)) && text.ends_with(['.', '…']);
        (cut && !inside.is_empty()).then_some((*at, inside))
    };
    let stands = |(at, inside): &(usize, &str)| {
        places.iter().any(|other| other != at && blocks[*other].text.contains(inside))
    };
    let out: Vec<usize> =
        places.iter().filter_map(cutting).take(MOST).filter(stands).map(|(at, _)| at).collect();
    places.retain(|at| !out.contains(at));
}

/// Whether a line behind a line break goes on with the sentence before it, as in text that was wrapped by hand.
fn goes_on(before: &Block, block: &Block) -> bool {
    before.is_dateline()
        || block.goes_on
            && (block.text.starts_with(char::is_lowercase) || before.text.ends_with([',', ';', '–', '—']))
}

/// Adds a line to the text: to the last paragraph, or as a paragraph of its own.
fn push(out: &mut Article, line: &str, goes_on: bool) {
    if line.is_empty() {
        return;
    }
    let last = if goes_on { out.paragraphs.last_mut() } else { None };
    out.text.push_str(if out.text.is_empty() {
        ""
    } else if last.is_some() {
        "\n"
    } else {
        "\n\n"
    });
    let span = Span::new(out.text.len(), out.text.len() + line.len());
    out.text.push_str(line);
    match last {
        Some(paragraph) => {
            paragraph.span.end = span.end;
            paragraph.lines.push(span);
        }
        None => out.paragraphs.push(Paragraph::line(span)),
    }
}
