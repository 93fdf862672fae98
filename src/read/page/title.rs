//! A page's titles in its head and its headings -> its headline, without the outlet's name.

use super::block::Block;
use super::head::{Head, spaced};
use super::linked_data;
use super::tree::{Kind, Tree};
use crate::lang::Marks;
use serde_json::Value;

/// Separators between a headline and the name of the outlet.
const SEPARATORS: [&str; 10] = [" | ", " - ", " – ", " — ", " :: ", " : ", " » ", " « ", " • ", ": "];
/// Minimum share of common words (of both) for which a heading is the headline in the page's title.
const ALIKE: f64 = 0.6;
/// The same for a block whose element is not a heading.
const SAME: f64 = 0.9;

/// Maximum number of words of a headline; the rest is ignored.
const TITLE_WORDS: usize = 80;
/// The penalty for a heading that is a link.
const LINKED: f64 = 0.25;

/// A headline and the element that contains it, if any.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Title {
    /// The words.
    pub text: Option<String>,
    /// The block that holds it.
    pub block: Option<usize>,
    /// The rest of the page's title besides the headline, usually the name of the outlet.
    pub outlet: Option<String>,
}

/// Finds the headline, or the position of the `given` one.
pub fn find(tree: &Tree, blocks: &[Block], json: Option<&Value>, given: Option<&str>) -> Title {
    match given.map(spaced).filter(|given| !given.is_empty()) {
        None => among(tree, blocks, named(&tree.head, json)),
        Some(given) => Title { text: Some(given.clone()), ..among(tree, blocks, vec![given]) },
    }
}

fn among(tree: &Tree, blocks: &[Block], mut named: Vec<String>) -> Title {
    let site = tree.head.meta(&["og:site_name", "application-name"]);
    named.extend(named.clone().iter().map(|name| apart(name, site).0));
    let folds: Vec<Folded> = named.iter().map(|name| Folded::of(name)).collect();
    let mut best: Option<(f64, usize)> = None;
    for (at, block) in blocks.iter().enumerate() {
        // Lists of other articles also contain this one, as a link.
        let rank = rank(tree, block) - if block.linked == block.words { LINKED } else { 0.0 };
        if block.words > 40 || block.linked == block.words && rank <= -LINKED {
            continue;
        }
        let heading = Folded::of(&block.text);
        let alike = folds.iter().map(|name| alike(name, &heading)).fold(0.0, f64::max);
        if alike >= if rank <= 0.0 { SAME } else { ALIKE } && best.is_none_or(|(most, _)| alike + rank > most)
        {
            best = Some((alike + rank, at));
        }
    }
    if let Some((_, at)) = best {
        let text = blocks[at].text.clone();
        let outlet = named.iter().find_map(|name| outlet(name, &text));
        return Title { text: Some(text), block: Some(at), outlet };
    }
    let heading =
        blocks.iter().position(|block| rank(tree, block) >= 0.2 && block.words >= 3 && !block.is_links());
    match named.first() {
        Some(name) => {
            let (text, outlet) = apart(name, site);
            Title { text: Some(text), block: None, outlet }
        }
        None => Title { text: heading.map(|at| blocks[at].text.clone()), block: heading, outlet: None },
    }
}

/// The titles given in the head of the page, the most likely first.
fn named(head: &Head, json: Option<&Value>) -> Vec<String> {
    let json = json.and_then(|article| article.get("headline")).and_then(linked_data::words);
    let metas = ["og:title", "twitter:title", "headline", "title"];
    let metas = metas.iter().filter_map(|name| head.meta(&[name])).map(linked_data::decoded);
    let all = json.into_iter().chain(metas).chain([head.title.clone()]);
    all.map(|name| spaced(&name)).filter(|name| !name.is_empty()).collect()
}

/// A rank for how likely a block is a headline by its element; 0 if it cannot be one.
fn rank(tree: &Tree, block: &Block) -> f64 {
    let Kind::Element(_, marks) = tree.nodes[block.node].kind else { return 0.0 };
    match block.tag {
        super::tag::Tag::TopHeading => 0.3,
        _ if block.is_heading() => 0.2,
        _ if marks.has(Marks::TITLE) => 0.15,
        _ => 0.0,
    }
}

/// A title or a heading as words in lower case.
struct Folded {
    words: Vec<String>,
    joined: String,
}

impl Folded {
    fn of(text: &str) -> Self {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        let words: Vec<String> = words.map(str::to_lowercase).take(TITLE_WORDS).collect();
        Folded { joined: words.join(" "), words }
    }
}

/// The similarity of a page's title and a heading: the share of the shorter that occurs in the longer,
/// reduced for the remaining words.
fn alike(name: &Folded, heading: &Folded) -> f64 {
    let (a, b) = (&name.words, &heading.words);
    if b.is_empty() || a.is_empty() {
        return 0.0;
    }
    let whole = name.joined.contains(&heading.joined) || heading.joined.contains(&name.joined);
    // A headline is followed by the names of the outlet and the section; a section's heading contains nothing
    // else.
    let longer = a.len().max(b.len()) as f64;
    let shorter = a.len().min(b.len()) as f64;
    match whole && shorter >= 2.0 {
        true if shorter / longer >= 0.3 => 1.0 - 0.2 * (1.0 - shorter / longer),
        true => 0.0,
        false => b.iter().filter(|word| a.contains(word)).count() as f64 / longer,
    }
}

/// The part of the page's title besides the headline: the name of the outlet.
fn outlet(name: &str, headline: &str) -> Option<String> {
    let rest = match name.split_once(headline)? {
        ("", rest) | (rest, "") => rest,
        _ => return None,
    };
    let name = rest.trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != ')');
    let separated = SEPARATORS.iter().any(|sign| rest.starts_with(sign) || rest.ends_with(sign));
    (separated && !name.is_empty() && name.split_whitespace().count() <= 5).then(|| name.to_owned())
}

/// Splits a page's title into headline and outlet: at the name of the outlet if it is known, else before its
/// last short part.
fn apart(name: &str, site: Option<&str>) -> (String, Option<String>) {
    for sign in SEPARATORS {
        let (Some((first, _)), Some((before, last))) = (name.split_once(sign), name.rsplit_once(sign)) else {
            continue;
        };
        let same = |part: &str| site.is_some_and(|site| part.trim().eq_ignore_ascii_case(site.trim()));
        if same(first) {
            return (name[first.len() + sign.len()..].trim().to_owned(), Some(first.trim().to_owned()));
        }
        let short = last.split_whitespace().count() <= 4 && before.split_whitespace().count() >= 3;
        if same(last) || (short && sign != ": ") {
            return (before.trim().to_owned(), Some(last.trim().to_owned()));
        }
    }
    (name.to_owned(), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_outlet_is_cut_off() {
        let cut = |name: &str, site| apart(name, site).0;
        assert_eq!(cut("Panen Raya Dimulai - Kabar Lereng", None), "Panen Raya Dimulai");
        assert_eq!(cut("Kabar Lereng: Panen Raya Dimulai", Some("Kabar Lereng")), "Panen Raya Dimulai");
        assert_eq!(cut("Panen: Petani Senang", None), "Panen: Petani Senang");
        assert_eq!(cut("Laga Timnas | Sepak Bola | Kabar", Some("Kabar")), "Laga Timnas | Sepak Bola");
    }

    #[test]
    fn headings_are_compared_by_their_words() {
        let compared = |name: &str, heading: &str| alike(&Folded::of(name), &Folded::of(heading));
        assert!(compared("Panen Raya Dimulai - Kabar", "Panen Raya Dimulai") > 0.9);
        assert!(compared("Panen Raya Dimulai | Kabar", "Foto: Panen Raya Dimulai") > ALIKE);
        assert!(compared("Panen Raya Dimulai di Lereng Gunung", "Kabar Lereng") < ALIKE);
    }
}
