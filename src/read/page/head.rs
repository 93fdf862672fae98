//! Metadata elements of a page -> their values by name: `meta`, `link`, `time`, JSON-LD.

/// The metadata of a page, as found.
#[derive(Debug, Default)]
pub struct Head {
    /// Text of `<title>`.
    pub title: String,
    /// Address of `<link rel="canonical">`.
    pub canonical: String,
    /// Address of `<link rel="next">`.
    pub next: String,
    /// Names in lower case (`og:title`, `author`, `datePublished` as `datepublished`) with their values.
    metas: Vec<(String, String)>,
    /// Elements with a date.
    pub times: Vec<(usize, String)>,
    /// Elements that declare their content (`itemprop="author"`).
    pub holds: Vec<(usize, String)>,
    /// The JSON-LD script that is being read.
    script: Option<usize>,
    pub(super) json: Vec<String>,
}

/// Maximum number of metadata that are kept.
const MOST: usize = 2000;

impl Head {
    /// Records the metadata of an element.
    pub fn element(&mut self, name: &str, attributes: &[(String, String)], node: usize) {
        let get = |wanted: &str| {
            attributes
                .iter()
                .find(|(name, value)| name == wanted && !value.is_empty())
                .map(|(_, value)| value.trim())
        };
        if self.metas.len() > MOST {
            return;
        }
        match name {
            "link" if get("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.canonical = get("href").unwrap_or_default().to_owned();
            }
            "link" if get("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("next")) => {
                self.next = get("href").unwrap_or_default().to_owned();
            }
            "script" if get("type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json")) => {
                self.script = Some(node);
            }
            "time" => self.times.extend(get("datetime").map(|value| (node, value.to_owned()))),
            _ => {}
        }
        for key in ["property", "name", "itemprop"] {
            match (get(key), get("content")) {
                (Some(key), Some(content)) => self.metas.push((key.to_ascii_lowercase(), content.to_owned())),
                (Some(prop), None) if key == "itemprop" && self.holds.len() < MOST => {
                    self.holds.push((node, prop.to_ascii_lowercase()));
                }
                _ => {}
            }
        }
        if name == "a" && get("rel").is_some_and(|rel| rel.contains("author")) && self.holds.len() < MOST {
            self.holds.push((node, "author".to_owned()));
        }
    }

    /// Records a text outside of the page's visible text.
    pub fn passed_over(&mut self, name: &str, node: usize, text: &str) {
        match name {
            "title" if self.title.is_empty() => self.title = spaced(text),
            "script" if self.script == Some(node) => self.json.push(text.to_owned()),
            _ => {}
        }
    }

    /// The first value under one of `names`, in the order of `names`.
    pub fn meta(&self, names: &[&str]) -> Option<&str> {
        names
            .iter()
            .find_map(|&wanted| self.metas.iter().find(|(name, _)| name == wanted))
            .map(|(_, v)| v.as_str())
    }

    /// Every value with the name `name`.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.metas.iter().filter(move |(found, _)| found == name).map(|(_, value)| value.as_str())
    }
}

/// The text with white space normalized.
pub fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
