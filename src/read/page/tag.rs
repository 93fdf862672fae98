//! The name of an element -> its effect on the text inside it.

use crate::lang::Marks;

/// The effect of an element on the text inside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// Part of a line.
    Inline,
    /// A link: part of a line.
    Link,
    /// A picture: part of a line.
    Image,
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
    /// Contains no text of the page.
    Skip,
}

impl Tag {
    /// The tag with this name.
    pub fn of(name: &str) -> Self {
        match name {
            "a" => Tag::Link,
            "br" => Tag::Break,
            "img" | "picture" | "amp-img" => Tag::Image,
            "p" => Tag::Paragraph,
            "h1" => Tag::TopHeading,
            "h2" | "h3" | "h4" | "h5" | "h6" => Tag::Heading,
            "li" | "dt" | "dd" => Tag::Item,
            "ul" | "ol" | "dl" | "menu" | "dir" => Tag::List,
            "td" | "th" => Tag::Cell,
            "table" => Tag::Table,
            "pre" | "listing" => Tag::Verbatim,
            "script" | "style" | "noscript" | "template" | "svg" | "math" | "iframe" | "object"
            | "select" | "button" | "textarea" | "video" | "audio" | "canvas" | "datalist" | "title"
            | "noembed" | "noframes" | "rss" | "xml" => Tag::Skip,
            "html" | "head" | "body" | "address" | "article" | "aside" | "blockquote" | "center"
            | "details" | "dialog" | "div" | "fieldset" | "figcaption" | "figure" | "footer" | "form"
            | "header" | "hgroup" | "hr" | "legend" | "main" | "nav" | "search" | "section" | "summary"
            | "tbody" | "thead" | "tfoot" | "tr" | "caption" => Tag::Block,
            _ if name.starts_with("amp-") => Tag::Skip,
            _ => Tag::Inline,
        }
    }

    /// The marks given by the name alone.
    pub fn marks(self, name: &str) -> Marks {
        match name {
            "nav" | "aside" | "footer" | "dialog" => Marks::ASIDE,
            "figcaption" | "caption" => Marks::CAPTION,
            "figure" => Marks::PICTURE,
            "time" => Marks::DATE,
            _ if self == Tag::TopHeading => Marks::TITLE,
            _ => Marks::default(),
        }
    }

    /// Whether an element with this name has no end tag.
    pub fn is_void(name: &str) -> bool {
        matches!(
            name,
            "area"
                | "base"
                | "br"
                | "col"
                | "embed"
                | "hr"
                | "img"
                | "input"
                | "link"
                | "meta"
                | "param"
                | "source"
                | "track"
                | "wbr"
                | "basefont"
                | "bgsound"
                | "frame"
                | "keygen"
        )
    }

    /// Whether it cannot be inside a paragraph, and therefore ends one.
    pub fn closes_paragraph(self) -> bool {
        !matches!(self, Tag::Inline | Tag::Link | Tag::Image | Tag::Break | Tag::Skip)
    }
}
