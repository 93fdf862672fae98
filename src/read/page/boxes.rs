//! The blocks of an article -> those without the boxes among them: other stories, the writer's biography,
//! offers, privacy dialogues.

use rustc_hash::FxHashSet;

use super::block::Block;
use super::tag::Tag;
use super::tree::Tree;
use crate::lang::PageWords;

/// Maximum number of words of a box with other stories or an offer.
const BOX_WORDS: usize = 160;
/// Maximum number of words below a heading, if no element encloses both.
const BELOW_WORDS: usize = 80;
/// Maximum number of words of the line that opens a box.
const OPENING_WORDS: usize = 8;
/// Maximum number of blocks between a skip line and its end.
const SKIPPED: usize = 60;

/// Marks text that the page offers to skip: `Lewati … dan terus membaca` to `Akhir dari …`.
pub fn mark_skipped(blocks: &mut [Block]) {
    let mut at = 0;
    while at < blocks.len() {
        let end = end_of_skipped(blocks, at);
        blocks[at..end].iter_mut().for_each(|block| block.gone = true);
        at = end.max(at + 1);
    }
}

/// One past the last block that may be skipped from `at`.
fn end_of_skipped(blocks: &[Block], at: usize) -> usize {
    let opens = |text: &str, opening: &str| {
        text.get(..opening.len()).is_some_and(|start| start.eq_ignore_ascii_case(opening))
    };
    let first = &blocks[at];
    if first.words > 2 * OPENING_WORDS || !first.text.starts_with(['L', 'l', 'S', 's']) {
        return at;
    }
    for phrase in PageWords::builtin().phrases("skip").all.iter() {
        let mut parts = phrase.split('…');
        let (Some(opening), Some(closing), Some(end)) = (parts.next(), parts.next(), parts.next()) else {
            continue;
        };
        if !opens(&first.text, opening) || !first.text.trim_end_matches('.').ends_with(closing) {
            continue;
        }
        let inside = blocks[at..].iter().take(SKIPPED);
        let len = inside
            .enumerate()
            .skip(1)
            .find(|(_, block)| block.words <= 2 * OPENING_WORDS && opens(&block.text, end));
        return at + len.map_or(1, |(len, _)| len + 1);
    }
    at
}

/// Removes the boxes from `places`; returns their blocks if they were most of the prose.
pub fn strip(tree: &Tree, blocks: &[Block], title: Option<&str>, places: &mut Vec<usize>) -> Vec<usize> {
    let mut finder = BoxFinder { tree, blocks, title: padded(title.unwrap_or_default()), gone: Vec::new() };
    finder.named(places);
    without(places, &mut finder.gone);
    let whole = prose(blocks, places);
    finder.gone.clear();
    finder.spoken(places);
    without(places, &mut finder.gone);
    if 2 * prose(blocks, places) < whole { finder.gone } else { Vec::new() }
}

/// Removes the blocks in `gone` from `places`.
fn without(places: &mut Vec<usize>, gone: &mut [usize]) {
    gone.sort_unstable();
    places.retain(|at| gone.binary_search(at).is_err());
}

fn prose(blocks: &[Block], places: &[usize]) -> usize {
    places.iter().map(|&at| &blocks[at]).filter(|block| block.prose).map(|block| block.words).sum()
}

struct BoxFinder<'t> {
    tree: &'t Tree,
    blocks: &'t [Block],
    title: String,
    gone: Vec<usize>,
}

impl BoxFinder<'_> {
    fn end(&self, node: usize) -> usize {
        self.tree.nodes[node].end
    }

    /// The blocks among `places` that are inside a node.
    fn inside<'p>(&self, places: &'p [usize], node: usize) -> &'p [usize] {
        let from = places.partition_point(|&at| self.blocks[at].at < node);
        let to = places.partition_point(|&at| self.blocks[at].at < self.end(node));
        &places[from..to.max(from)]
    }

    fn words(&self, places: &[usize]) -> usize {
        places.iter().map(|&at| self.blocks[at].words).sum()
    }

    /// Removes boxes with a known opening line: `Berita Terkait`, `About the author`.
    fn named(&mut self, places: &[usize]) {
        let most = BOX_WORDS.min(self.words(places) / 2);
        for (n, &at) in places.iter().enumerate() {
            let block = &self.blocks[at];
            if block.words > OPENING_WORDS || block.is_sentence() || !opens(&block.text, &["author", "box"]) {
                continue;
            }
            let mut found: &[usize] = &places[n..=n];
            let mut node = block.node;
            while node > 0 {
                let all = self.inside(places, node);
                if all.first() != Some(&at) || self.words(all) > most {
                    break;
                }
                found = all;
                node = self.tree.nodes[node].parent;
            }
            if found.len() == 1 && opens(&block.text, &["author"]) {
                found = self.below(places, n);
            }
            self.gone.extend(found);
        }
    }

    /// A known line and the few words below it, up to the next heading or the end of the text.
    fn below<'p>(&self, places: &'p [usize], n: usize) -> &'p [usize] {
        let rest = &places[n..];
        let heads = |at: &usize| self.blocks[*at].is_heading();
        let len = rest.iter().skip(1).position(heads).map_or(rest.len(), |len| len + 1);
        let joined = rest.get(1).is_some_and(|&next| next == rest[0] + 1);
        let few = self.words(&rest[..len]) <= BELOW_WORDS;
        &rest[..if joined && few { len } else { 1 }]
    }

    /// Removes boxes that address the reader about subscriptions or cookies.
    fn spoken(&mut self, places: &[usize]) {
        let flow = self.flow(places);
        let mut known = FxHashSet::default();
        let mut n = 0;
        while n < places.len() {
            let found = self.around(places[n], flow).into_iter().rev().find_map(|node| {
                let all = if known.insert(node) { self.inside(places, node) } else { &[] };
                let boxed = !all.is_empty() && (self.offers(all) || self.is_about_cookies(all));
                boxed.then_some(all)
            });
            self.gone.extend(found.unwrap_or_default());
            n += found.map_or(1, |all| all.len().max(1));
        }
        let all = self.inside(places, flow);
        if self.is_about_cookies(all) {
            self.gone.extend(all);
        }
    }

    /// The element whose own paragraphs hold most prose.
    fn flow(&self, places: &[usize]) -> usize {
        let mut sums: Vec<(usize, usize)> = Vec::new();
        for &at in places.iter().filter(|&&at| self.blocks[at].prose) {
            let node = self.container(at);
            match sums.iter_mut().rev().take(16).find(|(known, _)| *known == node) {
                Some((_, words)) => *words += self.blocks[at].words,
                None => sums.push((node, self.blocks[at].words)),
            }
        }
        sums.into_iter().max_by_key(|&(_, words)| words).map_or(0, |(node, _)| node)
    }

    /// The element that contains a paragraph.
    fn container(&self, at: usize) -> usize {
        let block = &self.blocks[at];
        if matches!(block.tag, Tag::Block | Tag::Cell) {
            block.node
        } else {
            self.tree.nodes[block.node].parent
        }
    }

    /// The elements around a block that lie outside the flow of the text, the innermost first.
    fn around(&self, at: usize, flow: usize) -> Vec<usize> {
        let holds = |node: &usize| *node <= flow && flow < self.end(*node);
        let outwards =
            std::iter::successors(Some(self.container(at)), |node| Some(self.tree.nodes[*node].parent));
        outwards.take_while(|node| !holds(node)).collect()
    }

    fn offers(&self, all: &[usize]) -> bool {
        let words = self.words(all);
        if words > BOX_WORDS || has(&self.title, "offer") {
            return false;
        }
        let texts: Vec<String> = all.iter().map(|&at| padded(&self.blocks[at].text)).collect();
        let offering = texts.iter().zip(all).filter(|(text, _)| has(text, "offer"));
        let offered: usize = offering.map(|(_, &at)| self.blocks[at].words).sum();
        let whole = texts.concat();
        let several = kinds(&whole, "offer") >= 2;
        let quotes = all.iter().any(|&at| self.blocks[at].text.contains(['"', '“', '”']));
        let speaks = has(&whole, "reader");
        // A paragraph in an element of its own must address the reader in its first words.
        let bids = PageWords::builtin()
            .phrases("offer")
            .all
            .iter()
            .any(|phrase| whole[1..].starts_with(phrase.as_str()));
        let enough = several && (all.len() > 1 || bids || has(&whole, "you"));
        speaks && enough && !quotes && 10 * offered >= 4 * words
    }

    fn is_about_cookies(&self, all: &[usize]) -> bool {
        let all: Vec<&Block> = all.iter().map(|&at| &self.blocks[at]).filter(|block| block.prose).collect();
        let about = |block: &&&Block| has(&padded(&block.text), "cookie");
        !all.is_empty()
            && about(&&all[0])
            && 2 * all.iter().filter(about).count() >= all.len()
            && all.iter().any(|block| has(&padded(&block.text), "reader"))
            && !has(&self.title, "cookie")
    }
}

/// Whether a paragraph asks its reader to subscribe, to follow or to log in.
pub fn is_offer(text: &str) -> bool {
    let text = padded(text);
    has(&text, "reader") && kinds(&text, "offer") >= 2 && !text.contains(['"', '“'])
}

/// Whether a line opens a box of one of the `kinds`.
fn opens(line: &str, kinds: &[&str]) -> bool {
    let line = padded(line);
    let line = line.trim();
    let phrases = kinds.iter().flat_map(|kind| &PageWords::builtin().phrases(kind).all);
    phrases.into_iter().any(|phrase| match phrase.strip_suffix('*') {
        Some(opening) => line.starts_with(opening),
        None => line == phrase,
    })
}

/// A text in lower case, with a space before, between and after its words.
fn padded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push(' ');
    for word in text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '"' | '“')) {
        if !word.is_empty() {
            out.extend(word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }));
            out.push(' ');
        }
    }
    out
}

/// The number of phrases of a kind in a text.
fn kinds(text: &str, kind: &str) -> usize {
    let known = PageWords::builtin().phrases(kind);
    let mut found: Vec<&str> = Vec::new();
    for (at, _) in text.match_indices(' ') {
        let rest = &text[at + 1..];
        let word = rest.split(' ').next().unwrap_or_default();
        let stands = |phrase: &&String| {
            rest.strip_prefix(phrase.as_str()).is_some_and(|behind| behind.starts_with(' '))
        };
        let phrases = known.opened_by(word).iter().filter(stands).map(String::as_str);
        for phrase in phrases {
            if !found.contains(&phrase) {
                found.push(phrase);
            }
        }
    }
    found.len()
}

fn has(text: &str, kind: &str) -> bool {
    kinds(text, kind) > 0
}
