//! The columns that may stand behind the native ones: what the article and the report say of themselves.

use std::borrow::Cow;
use std::sync::Arc;

use super::cell::{Cell, Type};
use super::column::{COLUMNS, Column};
use crate::model::{Meta, Pair, PairMeta};

macro_rules! text {
    ($name:literal, $side:ident, $field:ident, $description:expr) => {
        Column {
            name: $name,
            kind: Type::Optional,
            description: $description,
            since: 1,
            get: |pair| Cell::Optional(of(pair, |meta| meta.$side.$field.as_deref().map(Cow::Borrowed))),
            put: |pair, cell| {
                if let Cell::Optional(Some(text)) = cell {
                    into(pair).$side.$field = Some(text.into_owned());
                }
                Ok(())
            },
        }
    };
}

macro_rules! date {
    ($name:literal, $side:ident, $description:expr) => {
        Column {
            name: $name,
            kind: Type::Date,
            description: $description,
            since: 1,
            get: |pair| Cell::Optional(of(pair, |meta| day(&meta.$side))),
            put: |pair, cell| {
                if let Cell::Optional(Some(text)) = cell {
                    let date = text.parse().map_err(|_| format!("\"{text}\" is not a day (2016-02-23)"))?;
                    into(pair).$side.published = Some(date);
                }
                Ok(())
            },
        }
    };
}

/// The columns of metadata, in order.
pub static META_COLUMNS: [Column; 10] = [
    text!("article_title", article, title, "Headline of the article."),
    date!("article_date", article, "Day on which the article was published."),
    text!("article_url", article, url, "Address of the article's page."),
    text!("article_outlet", article, outlet, "Newspaper, agency or site of the article."),
    text!("article_byline", article, byline, "Who wrote the article."),
    text!("report_title", report, title, "Headline of the report."),
    date!("report_date", report, "Day on which the report was published."),
    text!("report_url", report, url, "Address of the report's page."),
    text!("report_outlet", report, outlet, "Newspaper, agency or site of the report."),
    text!("report_byline", report, byline, "Who wrote the report."),
];

/// The columns of a table: the native ones, and those of metadata where they are asked for.
pub fn columns(meta: bool) -> impl Iterator<Item = &'static Column> {
    COLUMNS.iter().chain(META_COLUMNS.iter().filter(move |_| meta))
}

/// The columns in the order in which a row is put together: a shape is held against all that is said of
/// positions.
pub(super) fn in_reading_order() -> impl Iterator<Item = &'static Column> {
    let is_shape = |column: &&Column| column.kind == Type::Shape;
    columns(true).filter(move |column| !is_shape(column)).chain(columns(true).filter(is_shape))
}

fn of<'p>(pair: &'p Pair, get: impl Fn(&'p PairMeta) -> Option<Cow<'p, str>>) -> Option<Cow<'p, str>> {
    pair.meta.as_deref().and_then(get)
}

fn day(meta: &Meta) -> Option<Cow<'_, str>> {
    meta.published.map(|date| Cow::Owned(date.to_string()))
}

fn into(pair: &mut Pair) -> &mut PairMeta {
    Arc::make_mut(pair.meta.get_or_insert_default())
}
