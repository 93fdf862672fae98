//! A record -> its article: a page read as pages are, a text below its title.

use super::record::Record;
use super::{date, page, paragraphs, with_dateline};
use crate::error::{Error, Result};
use crate::model::{Article, Meta, Paragraph, Span, trimmed};

impl Record {
    /// The article of the record; `name` is what messages call it.
    ///
    /// Where the record names a title apart from the text, [`Article::text`] is the title, a blank line and
    /// the text.
    ///
    /// # Errors
    /// [`Error::Input`] when a page holds no article.
    pub fn article(self, name: &str) -> Result<Article> {
        let Record { meta, text, html, encoding, mut notes, .. } = self;
        let mut article = if html {
            let fragment = !page::is_page(&text);
            let found = page::article(&text, meta.title.as_deref(), fragment);
            found
                .ok_or_else(|| Error::input(name, "no article text found: its page holds no running text"))?
        } else {
            titled(text, meta.title.as_deref())
        };
        notes.append(&mut article.notes);
        article.meta = given(meta, article.meta);
        Ok(with_dateline(Article { name: name.to_owned(), encoding, notes, ..article }))
    }
}

/// A text below its title, unless it opens with that.
fn titled(text: String, title: Option<&str>) -> Article {
    let mut article = Article { text, ..Article::default() };
    let Some(title) = title else {
        article.paragraphs = paragraphs::paragraphs(&article.text);
        article.find_title();
        article.meta.published = date::of_head(&article.text, &article.paragraphs, article.title);
        return article;
    };
    let start = trimmed(&article.text).start;
    let repeats =
        article.text[start..].strip_prefix(title).is_some_and(|rest| rest.starts_with(['\n', '\r']));
    if !repeats {
        article.text = format!("{title}\n\n{}", article.text);
    }
    let head =
        Span::new(if repeats { start } else { 0 }, if repeats { start + title.len() } else { title.len() });
    let body = &article.text[head.end..];
    let shift = |span: Span| Span::new(span.start + head.end, span.end + head.end);
    let moved = paragraphs::paragraphs(body).into_iter().map(|paragraph| Paragraph {
        span: shift(paragraph.span),
        lines: paragraph.lines.into_iter().map(shift).collect(),
    });
    article.paragraphs = std::iter::once(Paragraph::line(head)).chain(moved).collect();
    article.title = Some(head);
    article.meta.published = date::of_head(&article.text, &article.paragraphs[1..], None);
    article
}

/// What the record says, and what its page says where the record is silent.
fn given(record: Meta, found: Meta) -> Meta {
    Meta {
        title: record.title.or(found.title),
        published: record.published.or(found.published),
        url: record.url.or(found.url),
        outlet: record.outlet.or(found.outlet),
        byline: record.byline.or(found.byline),
        dateline: found.dateline,
    }
}
