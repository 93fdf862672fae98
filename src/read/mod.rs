//! Bytes -> [`Article`]: decode, find lines and paragraphs, guess the title.

use crate::error::Result;
use crate::model::Article;

/// How to read.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// WHATWG label of the encoding to decode from; detected when absent.
    pub encoding: Option<String>,
}

/// Reads plain text; `name` is what messages and tables call it.
pub fn text(name: &str, bytes: &[u8], _options: &ReadOptions) -> Result<Article> {
    Ok(Article {
        name: name.to_owned(),
        text: String::from_utf8_lossy(bytes).into_owned(),
        ..Article::default()
    })
}

/// Reads text that is one sentence a line already: line n is sentence n, blank ones too.
pub fn sentences(
    name: &str,
    bytes: &[u8],
    options: &ReadOptions,
) -> Result<(Article, Vec<crate::model::Sentence>)> {
    let article = text(name, bytes, options)?;
    let mut at = 0;
    let mut out = Vec::new();
    for line in article.text.split_terminator('\n') {
        out.push(crate::model::Sentence {
            text: line.trim().to_owned(),
            span: crate::model::Span::new(at, at + line.len()),
            paragraph: out.len(),
        });
        at += line.len() + 1;
    }
    Ok((article, out))
}
