//! JSON-LD in the head of a page -> the article that it describes, and names and texts in it.

use serde_json::Value;

use super::head::{Head, spaced};
use super::tree::Tree;

impl Head {
    /// The JSON-LD object that describes an article, if there is one.
    pub fn article(&self) -> Option<Value> {
        self.json.iter().filter_map(|text| parse(text)).find_map(find_article)
    }

    /// The names in a JSON-LD value; references (`{"@id": "#rina"}`) are resolved.
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

/// Parses JSON as found in pages: with line breaks inside strings, and comment marks around it.
fn parse(text: &str) -> Option<Value> {
    let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->");
    let text =
        text.trim().trim_start_matches("//<![CDATA[").trim_end_matches("//]]>").trim().trim_end_matches(';');
    serde_json::from_str(text).or_else(|_| serde_json::from_str(&escaped(text))).ok()
}

/// The text with line breaks and tabs inside strings escaped as JSON requires.
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

/// The first object of an article type: the value itself, an item of a list or of `@graph`, or the main
/// entity of a page.
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

/// The text of a JSON-LD value: the value itself, its `name`, its `@id`, or those of its items, separated by
/// commas.
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

/// The text with entities decoded, because many sites also write them into JSON.
pub fn decoded(text: &str) -> String {
    if !text.contains('&') && !text.contains('<') {
        return text.to_owned();
    }
    let tree = Tree::parse(text);
    tree.plain(0)
}
