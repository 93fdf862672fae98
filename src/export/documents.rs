//! An article and its report -> the name that their file gets; no two pairs of documents get the same one.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::model::{Pair, fnv};

/// The names given so far. They follow from the order of the rows, so that two outputs of the same rows agree
/// on them.
#[derive(Debug, Default)]
pub struct DocumentNames {
    names: HashMap<[String; 2], String>,
    given: HashSet<String>,
}

impl DocumentNames {
    /// The name for the documents of `pair`: that of the article, and that of the report behind it
    /// (`ARTICLE.REPORT`) where another pair has it already.
    pub fn name(&mut self, pair: &Pair) -> &str {
        let key = [pair.article_id.clone(), pair.report_id.clone()];
        let given = &mut self.given;
        self.names.entry(key).or_insert_with_key(|[article, report]| {
            let numbered = (2..).map(|n| format!("{article}.{report}.{n}"));
            let names = [article.clone(), format!("{article}.{report}")].into_iter().chain(numbered);
            let mut stems = names.map(|name| file_stem(&name).into_owned());
            // Some file systems take capitals for small letters.
            stems.find(|stem| given.insert(stem.to_lowercase())).unwrap_or_default()
        })
    }
}

/// A name as that of a file: what a record is called may be an address; two names never become one.
pub fn file_stem(name: &str) -> Cow<'_, str> {
    /// File systems take names of 255 bytes.
    const LONGEST: usize = 150;
    let bad = |c: char| c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    if name.len() <= LONGEST && !name.contains(bad) && !name.starts_with('.') {
        return Cow::Borrowed(name);
    }
    let kept: String = name.chars().take(LONGEST / 4).map(|c| if bad(c) { '_' } else { c }).collect();
    Cow::Owned(format!("{}-{:016x}", kept.trim_start_matches('.'), fnv(name.bytes())))
}
