//! The text of a web page -> the text of its article, with its paragraphs, its headline and the page's
//! metadata.

mod about;
mod also;
mod attributes;
mod block;
mod body;
mod boxes;
mod choice;
mod choose;
mod debris;
mod entities;
mod flow;
mod head;
mod linked_data;
mod links;
mod reader;
mod scan;
mod several;
mod sums;
mod tag;
mod title;
mod tree;

pub use self::head::spaced;

use self::about::Found;
use self::block::Block;
use self::choice::Choice;
use self::choose::Page;
pub use self::entities::entity;
use self::tree::Tree;
use crate::model::{Meta, Note, Paragraph, SourceText, Span};

/// Whether a text starts as a web page does: with a document type, `<html>`, `<head>` or `<body>`, possibly
/// after comments.
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

/// Whether a text from a collection is a fragment of a page: it has the tags of paragraphs or line breaks.
pub fn is_fragment(text: &str) -> bool {
    let tags = || ["</p>", "<br", "</div>", "</P>", "<BR", "</li>"].iter().any(|tag| text.contains(tag));
    memchr::memchr(b'<', text.as_bytes()).is_some() && (is_page(text) || tags())
}

/// The article of a page; `None` if the page has no text of an article.
///
/// [`SourceText::content`] is the headline and the paragraphs with a blank line between two; lines of one
/// paragraph are on separate lines. The caller sets name and encoding, and adds its own notes.
///
/// A record that holds a page may supply its `title`; a `fragment` is a piece of a page that holds nothing
/// but the article.
pub fn article(page: &str, title: Option<&str>, fragment: bool) -> Option<SourceText> {
    let tree = Tree::parse(page);
    let mut blocks = reader::blocks(&tree);
    boxes::mark_skipped(&mut blocks);
    let json = tree.head.article();
    let title = title::find(&tree, &blocks, json.as_ref(), title);
    let mut choice = Choice::of(&tree, &mut blocks, &title, fragment);
    let body = body::paragraphs(json.as_ref());
    let from_head = choice.hear(&body, &blocks);
    without_cuttings(&blocks, &mut choice.places);
    if !from_head && several::is_one_of_several(&tree, &blocks, &choice.places) {
        choice.note(&choice::MORE_PAGES);
    }
    let Choice { out, places, notes } = choice;
    let page = Page::new(&tree, &blocks, out);
    let found = Found {
        tree: &tree,
        blocks: &blocks,
        page: &page,
        title: &title,
        article: &places,
        json: json.as_ref(),
    };
    let mut out = headed(found.meta(), notes);
    if from_head {
        let text = body.iter().filter(|text| Some(*text) != title.text.as_ref());
        text.for_each(|text| push(&mut out, text, false));
    } else {
        for (n, &at) in places.iter().enumerate() {
            let goes_on = n > 0 && places[n - 1] + 1 == at && goes_on(&blocks[at - 1], &blocks[at]);
            push(&mut out, &blocks[at].text, goes_on);
        }
    }
    (out.paragraphs.len() > usize::from(out.title.is_some())).then_some(out)
}

/// An article with its headline and no text yet.
fn headed(meta: Meta, notes: Vec<Note>) -> SourceText {
    let mut out = SourceText { meta, notes, ..SourceText::default() };
    if let Some(title) = &out.meta.title {
        out.content.push_str(title);
        out.title = Some(Span::new(0, title.len()));
        out.paragraphs.push(Paragraph::line(Span::new(0, title.len())));
    }
    out
}

/// Removes pull quotes, in which a page repeats its own text in large type: `… words of a paragraph …`.
fn without_cuttings(blocks: &[Block], places: &mut Vec<usize>) {
    /// Maximum number of pull quotes, each of which is sought in the whole text.
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

/// Whether a line after a line break continues the sentence before it, as in text that was wrapped by hand.
fn goes_on(before: &Block, block: &Block) -> bool {
    before.is_dateline()
        || block.goes_on
            && (block.text.starts_with(char::is_lowercase) || before.text.ends_with([',', ';', '–', '—']))
}

/// Adds a line to the text: to the last paragraph, or as a paragraph of its own.
fn push(out: &mut SourceText, line: &str, goes_on: bool) {
    if line.is_empty() {
        return;
    }
    let last = if goes_on { out.paragraphs.last_mut() } else { None };
    out.content.push_str(if out.content.is_empty() {
        ""
    } else if last.is_some() {
        "\n"
    } else {
        "\n\n"
    });
    let span = Span::new(out.content.len(), out.content.len() + line.len());
    out.content.push_str(line);
    match last {
        Some(paragraph) => {
            paragraph.span.end = span.end;
            paragraph.lines.push(span);
        }
        None => out.paragraphs.push(Paragraph::line(span)),
    }
}
