//! Rust files -> modules with their imports from each other.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, UseTree};

/// One file of the library or of the command line, parsed.
pub struct Source {
    /// Path below the root of the repository, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
    /// Its module below the crate: `["evidence", "quantity", "date"]`; empty for the root.
    pub module: Vec<String>,
    /// The file is a test.
    pub test: bool,
    /// Its items, those for tests only left out.
    items: Vec<Item>,
}

/// All files of one crate.
pub struct Sources(pub Vec<Source>);

impl Sources {
    /// The files at these paths; a file that is declared under `#[cfg(test)]` is a test.
    ///
    /// # Panics
    /// Where a file is no Rust.
    pub fn new(files: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut tests = BTreeSet::new();
        let parse = |(path, text): (String, String)| {
            let file = syn::parse_file(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
            (path, text, file)
        };
        let parsed: Vec<_> = files.into_iter().map(parse).collect();
        for (path, _, file) in &parsed {
            let module = module(path);
            note_tests(&file.items, &module, &mut tests);
        }
        let source = |(path, text, file): (String, String, syn::File)| {
            let module = module(&path);
            let test = (0..=module.len()).any(|depth| tests.contains(&module[..depth]));
            Source { path, text, module, test, items: without_tests(file.items) }
        };
        Sources(parsed.into_iter().map(source).collect())
    }

    /// The files that are no tests.
    pub fn code(&self) -> impl Iterator<Item = &Source> {
        self.0.iter().filter(|source| !source.test)
    }

    /// Which modules every module names, by their paths; tests are left out.
    pub fn imports(&self) -> BTreeMap<Vec<String>, BTreeSet<Vec<String>>> {
        let modules: BTreeSet<&[String]> = self.code().map(|source| &source.module[..]).collect();
        let mut imports: BTreeMap<Vec<String>, BTreeSet<Vec<String>>> = BTreeMap::new();
        for source in self.code() {
            let to = imports.entry(source.module.clone()).or_default();
            for path in source.paths() {
                let depth = (0..=path.len()).rev().find(|&depth| modules.contains(&path[..depth]));
                to.extend(depth.map(|depth| path[..depth].to_vec()).filter(|to| *to != source.module));
            }
        }
        imports
    }
}

impl Source {
    /// The room: the first folder or file below `src`.
    pub fn room(&self) -> &str {
        self.module.first().map_or("lib", String::as_str)
    }

    /// Every path of the own crate that the file names, from the crate's root on.
    pub fn paths(&self) -> Vec<Vec<String>> {
        let mut found = Paths { module: &self.module, children: self.children(), found: Vec::new() };
        self.items.iter().for_each(|item| found.visit_item(item));
        found.found
    }

    /// The modules that the file declares.
    fn children(&self) -> BTreeSet<String> {
        let declared = self.items.iter().filter_map(|item| match item {
            Item::Mod(module) => Some(module.ident.to_string()),
            _ => None,
        });
        declared.collect()
    }

    /// Every string in the file's code, macros included; documentation is none.
    pub fn strings(&self) -> Vec<String> {
        let mut found = Strings(Vec::new());
        self.items.iter().for_each(|item| found.visit_item(item));
        found.0
    }

    /// Names of modules, types, functions, fields and variants that the file defines.
    pub fn names(&self) -> Vec<String> {
        let mut found = Names(self.module.last().cloned().into_iter().collect());
        self.items.iter().for_each(|item| found.visit_item(item));
        found.0
    }
}

/// The module of a file, below its crate.
fn module(path: &str) -> Vec<String> {
    let below = path.strip_prefix("src/bin/sejajar/").or_else(|| path.strip_prefix("src/")).unwrap_or(path);
    let mut parts: Vec<String> =
        below.trim_end_matches(".rs").split('/').map(|part| part.replace('-', "_")).collect();
    if matches!(parts.last().map(String::as_str), Some("mod" | "lib" | "main")) {
        parts.pop();
    }
    parts
}

/// Adds the modules that are declared for tests only.
fn note_tests(items: &[Item], module: &[String], tests: &mut BTreeSet<Vec<String>>) {
    for item in items {
        let Item::Mod(declared) = item else { continue };
        let mut path = module.to_vec();
        path.push(declared.ident.to_string());
        if is_test(&declared.attrs) {
            tests.insert(path);
        } else if let Some((_, items)) = &declared.content {
            note_tests(items, &path, tests);
        }
    }
}

/// The items that are not there for tests only, in modules inside the file too.
fn without_tests(items: Vec<Item>) -> Vec<Item> {
    let kept = items.into_iter().filter(|item| !is_test(attributes(item)));
    kept.map(|mut item| {
        if let Item::Mod(module) = &mut item
            && let Some((_, items)) = &mut module.content
        {
            *items = without_tests(std::mem::take(items));
        }
        item
    })
    .collect()
}

/// Whether an item is there for tests only: `#[cfg(test)]`, `#[cfg(all(test, …))]`, `#[test]`.
fn is_test(attributes: &[Attribute]) -> bool {
    let test = |attribute: &Attribute| {
        let configured = |list: &syn::MetaList| {
            let condition = list.tokens.to_string().replace(' ', "");
            let all = condition.strip_prefix("all(").and_then(|rest| rest.strip_suffix(')'));
            list.path.is_ident("cfg") && all.unwrap_or(&condition).split(',').any(|part| part == "test")
        };
        attribute.path().is_ident("test")
            || matches!(&attribute.meta, syn::Meta::List(list) if configured(list))
    };
    attributes.iter().any(test)
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        _ => &[],
    }
}

/// Collects paths of the own crate.
struct Paths<'s> {
    module: &'s [String],
    children: BTreeSet<String>,
    found: Vec<Vec<String>>,
}

impl Paths<'_> {
    /// Notes a path as written: `crate::a::B`, `super::super::a`, `self::a`, or `child::A` of a module that
    /// the file declares.
    fn note(&mut self, written: &[String]) {
        let mut base = match written.first().map(String::as_str) {
            // The command line names the library by its name.
            Some("crate") => Vec::new(),
            Some("self" | "super") => self.module.to_vec(),
            Some(first) if self.children.contains(first) => {
                self.found.push([self.module, written].concat());
                return;
            }
            _ => return,
        };
        let ups = written.iter().filter(|part| *part == "super").count();
        base.truncate(base.len().saturating_sub(ups));
        let rest = written.iter().skip_while(|part| ["crate", "self", "super"].contains(&part.as_str()));
        base.extend(rest.cloned());
        self.found.push(base);
    }

    fn note_tree(&mut self, before: &[String], tree: &UseTree) {
        let with = |name: String| [before, &[name]].concat();
        match tree {
            UseTree::Path(path) => self.note_tree(&with(path.ident.to_string()), &path.tree),
            UseTree::Name(name) if name.ident == "self" => self.note(before),
            UseTree::Name(name) => self.note(&with(name.ident.to_string())),
            UseTree::Rename(name) => self.note(&with(name.ident.to_string())),
            UseTree::Glob(_) => self.note(before),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.note_tree(before, tree)),
        }
    }

    /// Paths inside the tokens of a macro.
    fn note_tokens(&mut self, tokens: TokenStream) {
        let mut written: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(word) if written.is_empty() || colons == 2 => written.push(word.to_string()),
                TokenTree::Punct(sign) if sign.as_char() == ':' && !written.is_empty() => {
                    colons += 1;
                    continue;
                }
                other => {
                    self.note(&std::mem::take(&mut written));
                    match other {
                        TokenTree::Ident(word) => written.push(word.to_string()),
                        TokenTree::Group(group) => self.note_tokens(group.stream()),
                        _ => {}
                    }
                }
            }
            colons = 0;
        }
        self.note(&written);
    }
}

impl<'ast> Visit<'ast> for Paths<'_> {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.note_tree(&[], &item.tree);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let written: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if written.len() > 1 {
            self.note(&written);
        }
        visit::visit_path(self, path);
    }

    fn visit_vis_restricted(&mut self, _: &'ast syn::VisRestricted) {}

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        self.note_tokens(item.tokens.clone());
    }
}

/// Collects strings.
struct Strings(Vec<String>);

impl Strings {
    fn note_tokens(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => self.note_tokens(group.stream()),
                TokenTree::Literal(literal) => {
                    if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                        self.0.push(text.value());
                    }
                }
                _ => {}
            }
        }
    }
}

impl<'ast> Visit<'ast> for Strings {
    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if !attribute.path().is_ident("doc") {
            visit::visit_attribute(self, attribute);
        }
    }

    fn visit_lit_str(&mut self, text: &'ast syn::LitStr) {
        self.0.push(text.value());
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        self.note_tokens(item.tokens.clone());
    }
}

/// Collects names that are defined.
struct Names(Vec<String>);

impl<'ast> Visit<'ast> for Names {
    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.0.push(item.ident.to_string());
        visit::visit_item_struct(self, item);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.0.push(item.ident.to_string());
        visit::visit_item_enum(self, item);
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.0.push(item.ident.to_string());
        visit::visit_item_trait(self, item);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.0.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
    }

    fn visit_signature(&mut self, signature: &'ast syn::Signature) {
        self.0.push(signature.ident.to_string());
    }

    fn visit_field(&mut self, field: &'ast syn::Field) {
        self.0.extend(field.ident.as_ref().map(ToString::to_string));
    }

    fn visit_variant(&mut self, variant: &'ast syn::Variant) {
        self.0.push(variant.ident.to_string());
        visit::visit_variant(self, variant);
    }
}
