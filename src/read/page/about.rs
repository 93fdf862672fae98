//! A page's metadata, and the lines around its headline -> date, place and author of the publication.

use jiff::civil::Date;
use serde_json::Value;

use super::block::Block;
use super::choose::Page;
use super::head::spaced;
use super::linked_data;
use super::title::Title;
use super::tree::{Kind, Tree};
use crate::lang::{Marks, PageWords};
use crate::model::Meta;
use crate::read::date;
use crate::read::dateline::is_site;

/// Names of metadata with the day of publication, the most reliable first.
const DATES: [&str; 18] = [
    "article:published_time",
    "datepublished",
    "og:published_time",
    "og:article:published_time",
    "article:published",
    "published_time",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "content_publisheddate",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date",
    "parsely-pub-date",
    "datecreated",
];
/// Number of blocks above the text in which the date is sought.
const ABOVE: usize = 8;
/// Number of blocks of the article in which the date is sought.
const OPENING: usize = 3;
/// Maximum number of words in the name of one or more writers.
const NAME_WORDS: usize = 10;

/// The page and its article, from which metadata are taken.
pub struct Found<'t> {
    /// The page.
    pub tree: &'t Tree,
    /// Its blocks.
    pub blocks: &'t [Block],
    /// The classification of its blocks.
    pub page: &'t Page<'t>,
    /// The headline.
    pub title: &'t Title,
    /// Positions of the article's blocks.
    pub article: &'t [usize],
    /// The JSON-LD object of the article.
    pub json: Option<&'t Value>,
}

impl Found<'_> {
    /// The metadata of the page.
    pub fn meta(&self) -> Meta {
        let url = self.url();
        let outlet = self.outlet();
        Meta {
            title: self.title.text.clone(),
            published: self.published(url.as_deref()),
            byline: self.byline(outlet.as_deref()),
            url,
            outlet,
            dateline: None,
        }
    }

    fn json(&self, key: &str) -> Option<&Value> {
        self.json.and_then(|article| article.get(key))
    }

    fn url(&self) -> Option<String> {
        let metas = self.tree.head.meta(&["og:url", "twitter:url"]).map(str::to_owned);
        let json = ["url", "mainEntityOfPage"]
            .iter()
            .filter_map(|key| self.json(key))
            .filter_map(linked_data::words);
        let all = std::iter::once(self.tree.head.canonical.clone()).chain(metas).chain(json);
        all.map(|url| url.trim().to_owned())
            .find(|url| url.starts_with("http") && !url.contains(char::is_whitespace))
    }

    fn outlet(&self) -> Option<String> {
        let metas = self.tree.head.meta(&["og:site_name", "application-name"]).map(linked_data::decoded);
        let named = |value: &Value| self.tree.head.names(value);
        let json = self.json("publisher").and_then(named).filter(|name| !name.starts_with("http"));
        let outlet = self.title.outlet.clone();
        let all = metas.into_iter().chain(json).chain(outlet).map(|name| spaced(&name));
        all.into_iter().find(|name| !name.is_empty())
    }

    fn published(&self, url: Option<&str>) -> Option<Date> {
        let head = &self.tree.head;
        let json = self.json("datePublished").and_then(stamp);
        let said = json.or_else(|| DATES.iter().flat_map(|name| head.all(name)).find_map(date::of_stamp));
        let said = said.or_else(|| self.time());
        let address = || url.and_then(date::of_url);
        match said {
            Some((day, Some(hour))) => {
                let named: Vec<Date> = address().into_iter().chain(self.line()).collect();
                Some(date::local(day, hour, &named))
            }
            Some((day, None)) => Some(day),
            None => self.line().or_else(address),
        }
    }

    /// The first `<time>` above or in the article.
    fn time(&self) -> Option<(Date, Option<i64>)> {
        let last = self.article.last().map_or(usize::MAX, |&at| self.blocks[at].node);
        let times =
            self.tree.head.times.iter().filter(|(node, _)| *node <= last && !self.page.is_node_out(*node));
        times.into_iter().find_map(|(_, value)| date::of_stamp(value))
    }

    /// A line with a date above the text or among its first lines, or in an element marked as a date.
    fn line(&self) -> Option<Date> {
        let first = self.article.first().copied().unwrap_or(self.blocks.len());
        let from = self.title.block.filter(|&at| at < first).unwrap_or(first.saturating_sub(ABOVE));
        // Writer and date may come between the lead and the text.
        let to = self.article[..self.article.len().min(OPENING)].last().map_or(first, |&at| at + 1);
        let near = self.blocks[from.min(first)..to].iter().filter(|block| !block.is_links());
        let called =
            self.blocks.iter().filter(|block| !self.page.is_out(block) && self.marks(block).has(Marks::DATE));
        near.chain(called).find_map(|block| date::of_line(&block.text))
    }

    fn marks(&self, block: &Block) -> Marks {
        match self.tree.nodes[block.node].kind {
            Kind::Element(_, marks) => marks,
            Kind::Text(..) => Marks::default(),
        }
    }

    /// Whether an element is marked as a byline; large elements are excluded, because they may hold anything.
    fn names_writer(&self, at: usize) -> bool {
        matches!(self.tree.nodes[at].kind, Kind::Element(_, marks) if marks.has(Marks::BYLINE))
            && self.is_small(at)
    }

    fn is_small(&self, at: usize) -> bool {
        self.tree.nodes[at].end - at <= BYLINE_NODES && !self.page.is_node_out(at)
    }

    fn byline(&self, outlet: Option<&str>) -> Option<String> {
        let head = &self.tree.head;
        let json = self.json("author").and_then(|value| head.names(value));
        let metas =
            |names: &'static [&str]| names.iter().flat_map(|name| head.all(name)).map(linked_data::decoded);
        // If both are given, the other names are those of editors.
        let content = metas(&["content_author"]);
        let metas = metas(&["author", "article:author", "dc.creator", "parsely-author"]);
        let held = head.holds.iter().filter(|(node, what)| what == "author" && self.is_small(*node));
        let held = held.map(|(node, _)| self.tree.plain(*node));
        let last = self.article.last().map_or(0, |&at| at + 4).min(self.blocks.len());
        let near = self.blocks[..last].iter().filter(|block| !self.page.is_out(block));
        let end = self.blocks[..last].last().map_or(0, |block| self.tree.nodes[block.node].end);
        let called = (0..end).filter(|&at| self.names_writer(at)).map(|at| self.tree.plain(at));
        let said = near.filter_map(|block| said_name(&block.text, outlet));
        let names = content.chain(json).chain(metas).chain(held).chain(called).chain(said);
        names
            .filter_map(|name| writer(&name, outlet))
            .find(|name| outlet.is_none_or(|outlet| !name.eq_ignore_ascii_case(outlet)))
    }
}

/// Maximum number of nodes inside a byline.
const BYLINE_NODES: usize = 24;

/// The name in a line that is labelled as a byline: `Oleh: …`, `By …`.
fn said_name(line: &str, outlet: Option<&str>) -> Option<String> {
    let name = without_outlet(before_more(without_label(line)?), outlet);
    let words = name.split_whitespace();
    let capitals = words.clone().all(|word| word.starts_with(char::is_uppercase));
    (capitals && (1..=4).contains(&words.count()) && !line.ends_with('.')).then(|| name.to_owned())
}

fn without_label(line: &str) -> Option<&str> {
    let lower = line.to_ascii_lowercase();
    PageWords::builtin().labels().filter(|label| lower.starts_with(label)).find_map(|label| {
        let rest = line.get(label.len()..)?;
        let name = rest.trim_start_matches([' ', ':', '\u{a0}']);
        (name.len() < rest.len() && !name.is_empty()).then_some(name)
    })
}

/// The first part of a line that is divided by separators: the writer before the date.
fn before_more(name: &str) -> &str {
    let name = name.split(['|', '•', '·', ';']).next().unwrap_or_default();
    name.split(" - ").next().unwrap_or_default().trim()
}

/// A name without the outlet's name before it: `Kabar.com, Rina Putri`.
fn without_outlet<'n>(name: &'n str, outlet: Option<&str>) -> &'n str {
    let known = |first: &str| outlet.is_some_and(|outlet| outlet.eq_ignore_ascii_case(first));
    let comma = name.split_once(',').filter(|(first, _)| is_site(first) || known(first));
    let space = || name.split_once(' ').filter(|(first, _)| is_site(first));
    let rest = comma.or_else(space).map(|(_, rest)| rest.trim_start_matches([',', ' ']));
    rest.filter(|rest| !rest.is_empty()).unwrap_or(name)
}

/// The date and time in a JSON value, which may be a number of seconds.
fn stamp(value: &Value) -> Option<(Date, Option<i64>)> {
    match value {
        Value::String(text) => date::of_stamp(text),
        Value::Number(number) => date::of_stamp(&number.to_string()),
        _ => None,
    }
}

/// A writer's name from metadata, without labels and dates around it; `None` for addresses and accounts.
fn writer(name: &str, outlet: Option<&str>) -> Option<String> {
    let name = spaced(name);
    let name = without_label(&name).unwrap_or(&name);
    let name = without_outlet(before_more(name), outlet);
    let name = name.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let fits = name.chars().any(char::is_alphabetic)
        && !name.contains(|c: char| c.is_ascii_digit() || matches!(c, '/' | '@' | ':'))
        && name.split_whitespace().count() <= NAME_WORDS;
    fits.then(|| name.to_owned())
}
