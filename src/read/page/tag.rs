//! The name of an element -> what it does to the text inside it.

use crate::lang::Marks;

/// What an element does to the text inside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// Part of a line.
    Inline,
    /// A link: part of a line.
    Link,
    /// Ends a line.
    Break,
    /// A paragraph.
    Paragraph,
    /// A heading.
    Heading,
    /// A heading of the highest level.
    TopHeading,
    /// An item of a list.
    Item,
    /// A list.
    List,
    /// A cell of a table.
    Cell,
    /// A table.
    Table,
    /// Any other block.
    Block,
    /// Text in which line breaks count.
    Verbatim,
    /// Holds nothing to read.
    Skip,
}

impl Tag {
    /// The tag of that name.
    pub fn of(name: &[u8]) -> Self {
        match name {
            b"a" => Tag::Link,
            b"br" => Tag::Break,
            b"p" => Tag::Paragraph,
            b"h1" => Tag::TopHeading,
            b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Tag::Heading,
            b"li" | b"dt" | b"dd" => Tag::Item,
            b"ul" | b"ol" | b"dl" | b"menu" | b"dir" => Tag::List,
            b"td" | b"th" => Tag::Cell,
            b"table" => Tag::Table,
            b"pre" | b"listing" => Tag::Verbatim,
            b"script" | b"style" | b"noscript" | b"template" | b"svg" | b"math" | b"iframe" | b"object"
            | b"select" | b"button" | b"textarea" | b"video" | b"audio" | b"canvas" | b"datalist"
            | b"title" | b"noembed" | b"noframes" | b"rss" | b"xml" => Tag::Skip,
            b"html" | b"head" | b"body" | b"address" | b"article" | b"aside" | b"blockquote" | b"center"
            | b"details" | b"dialog" | b"div" | b"fieldset" | b"figcaption" | b"figure" | b"footer"
            | b"form" | b"header" | b"hgroup" | b"hr" | b"legend" | b"main" | b"nav" | b"search"
            | b"section" | b"summary" | b"tbody" | b"thead" | b"tfoot" | b"tr" | b"caption" => Tag::Block,
            _ if name.starts_with(b"amp-") => Tag::Skip,
            _ => Tag::Inline,
        }
    }

    /// What the name alone says.
    pub fn marks(self, name: &[u8]) -> Marks {
        match name {
            b"nav" | b"aside" | b"footer" | b"dialog" => Marks::DEBRIS,
            b"figcaption" | b"caption" => Marks::CAPTION,
            b"time" => Marks::DATE,
            _ if self == Tag::TopHeading => Marks::TITLE,
            _ => Marks::default(),
        }
    }

    /// Whether an element of that name has no end.
    pub fn is_void(name: &[u8]) -> bool {
        matches!(
            name,
            b"area"
                | b"base"
                | b"br"
                | b"col"
                | b"embed"
                | b"hr"
                | b"img"
                | b"input"
                | b"link"
                | b"meta"
                | b"param"
                | b"source"
                | b"track"
                | b"wbr"
                | b"basefont"
                | b"bgsound"
                | b"frame"
                | b"keygen"
        )
    }

    /// Whether it stands in no paragraph and ends one.
    pub fn closes_paragraph(self) -> bool {
        !matches!(self, Tag::Inline | Tag::Link | Tag::Break | Tag::Skip)
    }
}
