//! The text of an article in a page's metadata (JSON-LD `articleBody`) -> its paragraphs, and whether they
//! are more than the page shows.

use std::collections::HashSet;

use rustc_hash::FxBuildHasher;
use serde_json::Value;

use super::block::Block;
use super::head::spaced;
use super::linked_data::decoded;
use super::reader;
use super::tree::Tree;

/// Minimum ratio of words for which the metadata's text replaces that of the page.
const MORE: f64 = 1.25;
/// The same if the page shows something else, such as a line that says that the text is loading.
const MUCH_MORE: f64 = 2.5;
/// Minimum share of words in common for which one text counts as a part of the other.
const SAME: f64 = 0.8;
/// Maximum number of words that a page shows in place of its text.
const FEW: usize = 60;
/// Minimum number of words of a text.
const LEAST: usize = 25;
/// A longer text (in words) without line breaks has lost those between its paragraphs.
const GLUED: usize = 100;

/// The paragraphs of the metadata's text.
pub fn paragraphs(json: Option<&Value>) -> Vec<String> {
    let body = json.and_then(|json| json.get("articleBody")).and_then(Value::as_str).unwrap_or_default();
    let mut body = std::borrow::Cow::Borrowed(body);
    // Markup may be escaped, in addition to the escapes of JSON.
    for _ in 0..2 {
        if !body.contains('<') && body.contains("&lt;") || body.contains("&amp;") {
            body = body
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
                .into();
        }
    }
    let lines: Vec<String> = if body.contains("</") || body.contains("<br") {
        let tree = Tree::parse(&body.replace("\n\n", "<br><br>"));
        reader::blocks(&tree).into_iter().map(|block| block.text).collect()
    } else {
        body.lines().map(|line| spaced(&decoded(line))).filter(|line| !line.is_empty()).collect()
    };
    match lines.as_slice() {
        [line] if line.split(' ').count() > GLUED => unglued(line),
        _ => lines,
    }
}

/// Splits a text where a sentence ends and the next one starts without a space.
fn unglued(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut from = 0;
    let signs: Vec<(usize, char)> = text.char_indices().collect();
    for three in signs.windows(4) {
        let [(_, before), (_, end), (at, next), (_, behind)] = three else { continue };
        let ends =
            matches!(end, '.' | '!' | '?' | '"' | '”') && (before.is_lowercase() || ".!?,".contains(*before));
        if ends && next.is_uppercase() && behind.is_lowercase() {
            out.push(text[from..*at].to_owned());
            from = *at;
        }
    }
    out.push(text[from..].to_owned());
    out
}

/// Whether `body` is the whole text of an article of which the page shows only a part, or nothing.
pub fn is_fuller(body: &[String], shown: &[&str]) -> bool {
    let whole = count(body.iter().map(String::as_str));
    let part = count(shown.iter().copied());
    if whole < LEAST || (whole as f64) < MORE * part as f64 {
        return false;
    }
    let known: HashSet<&str, FxBuildHasher> = body.iter().flat_map(|text| words(text)).collect();
    let same = shown.iter().flat_map(|text| words(text)).filter(|word| known.contains(word)).count();
    let few = part <= FEW && whole as f64 >= MUCH_MORE * part as f64;
    same as f64 >= SAME * part as f64 || few
}

/// The number of words of several texts.
fn count<'t>(texts: impl Iterator<Item = &'t str>) -> usize {
    texts.map(|text| words(text).count()).sum()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Positions of the blocks whose text occurs in `body`, if they are nearly all of it.
pub fn shown(body: &[String], blocks: &[Block]) -> Option<Vec<usize>> {
    /// Maximum number of letters that are compared.
    const MOST: usize = 50_000_000;
    let whole: String = body.iter().flat_map(|text| words(text)).collect();
    if whole.len().saturating_mul(blocks.len()) > MOST {
        return None;
    }
    let mut from = 0;
    let mut found = Vec::new();
    let mut covered = 0;
    for (at, block) in blocks.iter().enumerate() {
        let text: String = words(&block.text).collect();
        if text.len() < 12 {
            continue;
        }
        if let Some(place) = whole[from..].find(&text) {
            from += place + text.len();
            covered += text.len();
            found.push(at);
        }
    }
    (10 * covered >= 9 * whole.len()).then_some(found)
}

/// The blocks known to be the text, together with the chosen ones between them.
pub fn joined(known: &[usize], chosen: &[usize]) -> Vec<usize> {
    let (Some(first), Some(last)) = (known.first(), known.last()) else { return chosen.to_vec() };
    let between = chosen.iter().filter(|at| (first..=last).contains(at));
    let mut all: Vec<usize> = known.iter().chain(between).copied().collect();
    all.sort_unstable();
    all.dedup();
    all
}
