//! An attribute of an element, other than class and id -> the marks that it gives the element.

use super::links;
use crate::lang::Marks;

/// Whether an attribute of this name can mark an element.
pub fn is_known(name: &str) -> bool {
    matches!(
        name,
        "class"
            | "id"
            | "itemprop"
            | "property"
            | "name"
            | "content"
            | "rel"
            | "href"
            | "datetime"
            | "style"
            | "hidden"
            | "aria-hidden"
            | "type"
            | "role"
            | "itemtype"
            | "pubdate"
            | "cite"
            | "aria-modal"
    )
}

/// The marks that an attribute gives an element.
pub fn marks(element: &str, name: &str, value: &str) -> Marks {
    match name {
        "itemprop" if value == "articleBody" => Marks::BODY,
        "itemprop" if value == "headline" => Marks::TITLE,
        "role" if is_aside(value) => Marks::ASIDE,
        "hidden" => Marks::ASIDE,
        "aria-hidden" | "aria-modal" if value == "true" => Marks::ASIDE,
        "style" if is_hidden(value) => Marks::ASIDE,
        "type" | "name" if element == "input" && value.eq_ignore_ascii_case("email") => Marks::EMAIL,
        "href" if element == "a" && links::invites(value) => Marks::INVITES,
        "cite" if links::is_post(value) => Marks::ASIDE | Marks::DIALOG,
        _ => Marks::default(),
    }
}

/// Whether a link leads to a position in the same page.
pub fn is_inside(element: &str, attributes: &[(String, String)]) -> bool {
    let place =
        |(name, value): &(String, String)| name == "href" && value.starts_with('#') && value.len() > 1;
    element == "a" && attributes.iter().any(place)
}

/// Whether a role is that of an element outside of the article.
fn is_aside(role: &str) -> bool {
    matches!(role, "navigation" | "complementary" | "contentinfo" | "search" | "dialog" | "alertdialog")
}

fn is_hidden(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    style.contains("display:none") || style.contains("visibility:hidden")
}
