//! Metadata elements of a page -> what they say, by name: `meta`, `link`, `time`, JSON-LD.

use serde_json::Value;

/// What the page's metadata say, as found.
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
    /// Elements with a date of their own.
    pub times: Vec<(usize, String)>,
    /// Elements that say what they hold (`itemprop="author"`).
    pub holds: Vec<(usize, String)>,
    /// The script whose text is JSON-LD.
    script: Option<usize>,
    json: Vec<String>,
}

/// More metadata than this is nobody's.
const MOST: usize = 2000;

impl Head {
    /// Takes note of an element.
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

    /// Takes note of a text that is no part of the page's own.
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

    /// Every value under `name`.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.metas.iter().filter(move |(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// The JSON-LD object that describes an article, if any does.
    pub fn article(&self) -> Option<Value> {
        self.json.iter().filter_map(|text| parse(text)).find_map(find_article)
    }

    /// The names in a JSON-LD value; an object that is only referred to (`{"@id": "#rina"}`) is looked for.
    pub fn names(&self, value: &Value) -> Option<String> {
        match value {
            Value::Object(object) if object.contains_key("name") => object.get("name").and_then(words),
            Value::Object(object) => {
                let id = object.get("@id").and_then(Value::as_str)?;
                self.json.iter().filter_map(|text| parse(text)).find_map(|value| name_of(value, id))
            }
            Value::Array(items) => {
                let names: Vec<String> = items.iter().filter_map(|item| self.names(item)).collect();
                (!names.is_empty()).then(|| names.join(", "))
            }
            _ => words(value),
        }
    }
}

/// The name of the object that `id` refers to.
fn name_of(value: Value, id: &str) -> Option<String> {
    let mut waiting = vec![value];
    while let Some(value) = waiting.pop() {
        match value {
            Value::Array(items) => waiting.extend(items),
            Value::Object(object) => {
                if object.get("@id").and_then(Value::as_str) == Some(id)
                    && let Some(name) = object.get("name")
                {
                    return words(name);
                }
                waiting.extend(object.into_iter().map(|(_, value)| value));
            }
            _ => {}
        }
    }
    None
}

/// JSON as pages have it: line breaks inside strings, comment signs around it.
fn parse(text: &str) -> Option<Value> {
    let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->");
    let text =
        text.trim().trim_start_matches("//<![CDATA[").trim_end_matches("//]]>").trim().trim_end_matches(';');
    serde_json::from_str(text).or_else(|_| serde_json::from_str(&escaped(text))).ok()
}

/// The same with the line breaks and tabs inside strings as JSON wants them.
fn escaped(text: &str) -> String {
    let (mut out, mut inside, mut before) = (String::with_capacity(text.len()), false, ' ');
    for c in text.chars() {
        inside ^= c == '"' && before != '\\';
        match c {
            '\n' if inside => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
        before = if before == '\\' { ' ' } else { c };
    }
    out
}

/// The first object of an article's type: the value itself, an item of a list or of `@graph`, or a page's
/// main entity.
fn find_article(value: Value) -> Option<Value> {
    let mut waiting = vec![value];
    while let Some(value) = waiting.pop() {
        match value {
            Value::Array(items) => waiting.extend(items.into_iter().rev()),
            Value::Object(object) if object.get("@type").is_some_and(is_article) => {
                return Some(Value::Object(object));
            }
            Value::Object(mut object) => {
                waiting.extend(["mainEntity", "@graph"].iter().filter_map(|key| object.remove(*key)));
            }
            _ => {}
        }
    }
    None
}

fn is_article(kind: &Value) -> bool {
    let is = |kind: &str| {
        kind.ends_with("Article")
            || matches!(kind, "Report" | "BlogPosting" | "LiveBlogPosting" | "SocialMediaPosting")
    };
    match kind {
        Value::String(kind) => is(kind),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).any(is),
        _ => false,
    }
}

/// The text of a JSON-LD value: itself, its `name`, its `@id`, or those of its items with commas between.
pub fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(spaced(&decoded(text))).filter(|text| !text.is_empty()),
        Value::Object(object) => {
            ["name", "@id", "url"].iter().find_map(|key| object.get(*key)).and_then(words)
        }
        Value::Array(items) => {
            let names: Vec<String> = items.iter().filter_map(words).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        _ => None,
    }
}

/// Text with its entities read: many sites write them into JSON as well.
pub fn decoded(text: &str) -> String {
    if !text.contains('&') && !text.contains('<') {
        return text.to_owned();
    }
    let tree = super::tree::Tree::parse(text);
    tree.plain(0)
}

/// White space run to one space.
pub fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
