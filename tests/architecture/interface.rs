//! The root of the library -> the names that its documentation lists.

use syn::{Attribute, Item, UseTree, Visibility};

/// Names that the documentation lists at most.
pub const MOST: usize = 60;

/// The names that the root of a crate exports.
#[derive(Debug, Default)]
pub struct Interface {
    /// Names of items that are re-exported or defined, without hidden ones.
    pub names: Vec<String>,
    /// Public modules that are not hidden, and re-exports that are not shown inlined.
    pub open: Vec<String>,
}

impl Interface {
    /// Of the text of a `lib.rs`.
    ///
    /// # Panics
    /// If the text is not Rust.
    pub fn of(text: &str) -> Self {
        let mut interface = Interface::default();
        for item in syn::parse_file(text).unwrap().items {
            match item {
                Item::Mod(module) if is_public(&module.vis) && !has_doc(&module.attrs, "hidden") => {
                    interface.open.push(module.ident.to_string());
                }
                Item::Use(reexport) if is_public(&reexport.vis) && !has_doc(&reexport.attrs, "hidden") => {
                    let before = interface.names.len();
                    leaves(&reexport.tree, &mut interface.names);
                    if !has_doc(&reexport.attrs, "inline") {
                        interface.open.extend(interface.names[before..].iter().cloned());
                    }
                }
                Item::Fn(item) if is_public(&item.vis) => interface.names.push(item.sig.ident.to_string()),
                Item::Struct(item) if is_public(&item.vis) => interface.names.push(item.ident.to_string()),
                Item::Enum(item) if is_public(&item.vis) => interface.names.push(item.ident.to_string()),
                Item::Trait(item) if is_public(&item.vis) => interface.names.push(item.ident.to_string()),
                Item::Type(item) if is_public(&item.vis) => interface.open.push(item.ident.to_string()),
                Item::Const(item) if is_public(&item.vis) => interface.open.push(item.ident.to_string()),
                Item::Static(item) if is_public(&item.vis) => interface.open.push(item.ident.to_string()),
                _ => {}
            }
        }
        interface
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Whether the attributes hold `#[doc(WORD)]`.
fn has_doc(attributes: &[Attribute], word: &str) -> bool {
    let is = |attribute: &Attribute| attribute.parse_args::<syn::Ident>().is_ok_and(|ident| ident == word);
    attributes.iter().any(|attribute| attribute.path().is_ident("doc") && is(attribute))
}

/// The names under which a `use` brings items in; a glob is named `*`.
fn leaves(tree: &UseTree, names: &mut Vec<String>) {
    match tree {
        UseTree::Path(path) => leaves(&path.tree, names),
        UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, names)),
        UseTree::Name(name) => names.push(name.ident.to_string()),
        UseTree::Rename(rename) => names.push(rename.rename.to_string()),
        UseTree::Glob(_) => names.push("*".to_owned()),
    }
}
