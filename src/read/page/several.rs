//! The surroundings of an article and its page's head -> whether the article continues on other pages.

use super::block::Block;
use super::tree::{Kind, Tree};
use crate::lang::{Marks, PageWords};

/// Number of blocks below the article in which page numbers are sought.
const BELOW: usize = 12;
/// Maximum number of words of a line with page numbers.
const WORDS: usize = 14;

/// Whether the article that ends with block `last` continues on other pages, or started on others.
pub fn is_one_of_several(tree: &Tree, blocks: &[Block], places: &[usize]) -> bool {
    let (Some(&first), Some(&last)) = (places.first(), places.last()) else { return false };
    let count = tree.head.meta(&["content_total_pages", "total_pages", "total-pages"]);
    let counted = count.and_then(|count| count.trim().parse::<usize>().ok()).is_some_and(|pages| pages > 1);
    let to = (last + BELOW).min(blocks.len());
    let near = &blocks[first..to];
    let end = blocks.get(to).map_or(tree.nodes.len(), |block| block.at);
    counted || is_next_page(tree) || near.iter().any(names_pages) || has_paging(tree, blocks[first].at..end)
}

/// Whether the head links to the next page of the article; many sites link to the next article in the same
/// way.
fn is_next_page(tree: &Tree) -> bool {
    let next = tree.head.next.to_ascii_lowercase();
    let number = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    let paged = ["page=", "halaman=", "hal=", "/page/", "/halaman/", "page-"];
    let canonical = tree.head.canonical.trim_end_matches('/').to_ascii_lowercase();
    let behind = next.strip_prefix(&canonical).filter(|_| !canonical.is_empty());
    paged.iter().any(|sign| next.split_once(sign).is_some_and(|(_, rest)| number(rest)))
        || behind.is_some_and(|rest| rest.trim_matches('/').parse::<u8>().is_ok())
}

/// Whether a block contains page numbers: `Halaman 1 2 3`, `Page 1 of 3`, `View in Single Page`.
fn names_pages(block: &Block) -> bool {
    if block.words > WORDS || block.gone {
        return false;
    }
    let text = block.text.to_lowercase();
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    if PageWords::builtin().phrases("pages").all.iter().any(|phrase| text.starts_with(phrase.as_str())) {
        return true;
    }
    let labelled = ["halaman", "hal", "pages", "page"].iter().find_map(|label| text.strip_prefix(label));
    let numbers = are_pages(labelled.unwrap_or(text));
    numbers && (labelled.is_some() || block.linked >= 2)
}

/// Whether a text starts with page numbers: `1 2 3`, `1 of 3`.
fn are_pages(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut number = || words.next().map(str::parse::<u8>);
    match (number(), number(), number()) {
        (Some(Ok(1)), Some(Ok(2)), _) => true,
        (Some(Ok(page)), Some(Err(_)), Some(Ok(all))) => page <= all && all > 1 && text.len() < 20,
        _ => false,
    }
}

/// Whether an element that is marked as a pager contains page numbers.
fn has_paging(tree: &Tree, nodes: std::ops::Range<usize>) -> bool {
    let paging = nodes
        .filter(|&at| matches!(tree.nodes[at].kind, Kind::Element(_, marks) if marks.has(Marks::PAGING)));
    paging.take(4).any(|at| tree.nodes[at].end - at < 200 && are_pages(&tree.plain(at)))
}
