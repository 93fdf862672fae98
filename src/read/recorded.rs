//! A record -> its article: from a page, or from a text below its title.

use super::record::Record;
use super::{date, page, paragraphs, with_dateline};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Meta, Paragraph, SourceText, Span, trimmed};

impl Record {
    /// The article of the record; `name` is its name in messages.
    ///
    /// If the record gives a title separately, [`SourceText::content`] is the title, a blank line and the
    /// text.
    ///
    /// # Errors
    /// [`Error::Input`] if a page contains no article.
    pub fn article(self, name: &str) -> Result<SourceText> {
        let Record { meta, text, html, encoding, mut notes, .. } = self;
        let mut source = if html {
            let fragment = !page::is_page(&text);
            let found = page::article(&text, meta.title.as_deref(), fragment);
            let what = "no article text found: its page holds no running text";
            found.ok_or_else(|| Error::input(name, what).with_kind(ErrorKind::NoArticle))?
        } else {
            titled(text, meta.title.as_deref())
        };
        notes.append(&mut source.notes);
        source.meta = given(meta, source.meta);
        Ok(with_dateline(SourceText { name: name.to_owned(), encoding, notes, ..source }))
    }
}

/// A text below its title, unless the text starts with the title.
fn titled(text: String, title: Option<&str>) -> SourceText {
    let mut source = SourceText { content: text, ..SourceText::default() };
    let Some(title) = title else {
        source.paragraphs = paragraphs::paragraphs(&source.content);
        source.find_title();
        source.meta.published = date::of_head(&source.content, &source.paragraphs, source.title);
        return source;
    };
    let start = trimmed(&source.content).start;
    let repeats =
        source.content[start..].strip_prefix(title).is_some_and(|rest| rest.starts_with(['\n', '\r']));
    if !repeats {
        source.content = format!("{title}\n\n{}", source.content);
    }
    let head =
        Span::new(if repeats { start } else { 0 }, if repeats { start + title.len() } else { title.len() });
    let body = &source.content[head.end..];
    let shift = |span: Span| Span::new(span.start + head.end, span.end + head.end);
    let moved = paragraphs::paragraphs(body).into_iter().map(|paragraph| Paragraph {
        span: shift(paragraph.span),
        lines: paragraph.lines.into_iter().map(shift).collect(),
    });
    source.paragraphs = std::iter::once(Paragraph::line(head)).chain(moved).collect();
    source.title = Some(head);
    source.meta.published = date::of_head(&source.content, &source.paragraphs[1..], None);
    source
}

/// The metadata of the record, completed by those of its page.
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
