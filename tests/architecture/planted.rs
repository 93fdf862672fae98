//! Violations that are planted in a few lines of code: every rule finds its own.

use std::collections::BTreeSet;

use crate::interface::Interface;
use crate::rules::{self, Arrows};
use crate::sources::Sources;

fn sources(files: &[(&str, &str)]) -> Sources {
    Sources::new(files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())))
}

fn arrows(list: &[(&str, &str)]) -> Arrows {
    let mut arrows = Arrows::new();
    for (from, to) in list {
        arrows.entry((*from).to_owned()).or_default().extend(to.split_whitespace().map(str::to_owned));
    }
    arrows
}

/// What `text` in a file of `evidence` imports that is not listed.
fn unlisted(text: &str) -> usize {
    let files = [("src/evidence/quantity/mod.rs", text), ("src/score/mod.rs", "pub struct Kinds;")];
    rules::unlisted(&sources(&files), &arrows(&[("evidence", "model"), ("score", "model")])).len()
}

#[test]
fn an_import_behind_a_test_module() {
    assert_eq!(
        unlisted("#[cfg(test)]\nmod measures { use crate::score::Kinds; }\nuse crate::score::Kinds;"),
        1
    );
    assert_eq!(unlisted("#[cfg(test)]\nmod measures { use crate::score::Kinds; }"), 0);
}

#[test]
fn an_import_that_tests_share_with_others() {
    assert_eq!(unlisted("#[cfg(all(test, unix))]\nuse crate::score::Kinds;"), 0);
    assert_eq!(unlisted("#[cfg(any(test, unix))]\nuse crate::score::Kinds;"), 1);
    assert_eq!(unlisted("#[cfg(not(test))]\nuse crate::score::Kinds;"), 1);
    assert_eq!(unlisted("mod inside { #[cfg(test)] use crate::score::Kinds; }"), 0);
}

#[test]
fn an_import_by_way_of_super() {
    assert_eq!(unlisted("use super::super::score::Kinds;"), 1);
    assert_eq!(unlisted("fn kinds() -> super::super::score::Kinds { todo!() }"), 1);
    assert_eq!(unlisted("use super::names;"), 0);
}

#[test]
fn an_import_inside_a_function_a_group_or_a_macro() {
    assert_eq!(unlisted("fn f() { let _ = crate::score::Kinds; }"), 1);
    assert_eq!(unlisted("use crate::{model::Key, score::{self as kinds, Kinds}};"), 1);
    assert_eq!(unlisted("fn f() { assert!(matches!(g(), crate::score::Kinds)); }"), 1);
    assert_eq!(unlisted("// use crate::score::Kinds;\nconst TEXT: &str = \"crate::score\";"), 0);
}

#[test]
fn an_arrow_that_nothing_uses() {
    let sources = sources(&[("src/link/mod.rs", "use crate::model::Key;"), ("src/model.rs", "")]);
    assert!(rules::unused(&sources, &arrows(&[("link", "model")])).is_empty());
    assert_eq!(
        rules::unused(&sources, &arrows(&[("link", "model error")])),
        ["link -> error is listed and never used"]
    );
}

#[test]
fn a_circle_inside_a_room() {
    let circle = [
        ("src/name/mod.rs", "mod cut; mod run; mod sort;"),
        ("src/name/cut.rs", "use super::run::Run;"),
        ("src/name/run.rs", "use super::sort::Sorted;"),
        ("src/name/sort.rs", "fn f() { super::cut::g(); }"),
    ];
    assert_eq!(rules::circles(&sources(&circle)), ["name::cut, name::run, name::sort"]);
    let straight = [
        ("src/name/mod.rs", "mod cut; mod run; pub struct Name; use cut::Cut;"),
        ("src/name/cut.rs", "use super::{Name, run::Run};"),
        ("src/name/run.rs", "use super::Name;"),
    ];
    assert!(rules::circles(&sources(&straight)).is_empty());
}

#[test]
fn a_comment_that_is_too_wide() {
    let wide = format!("/// {}\nfn f() {{}}", "word ".repeat(30));
    assert_eq!(rules::wide_comments(&sources(&[("src/read.rs", &wide)])).len(), 1);
    assert!(rules::wide_comments(&sources(&[("src/read.rs", "/// A word.\nfn f() {}")])).is_empty());
}

#[test]
fn a_text_that_names_an_option() {
    let named = |text: &str| rules::options_named(&sources(&[("src/read.rs", text)])).len();
    assert_eq!(named("fn f() -> &'static str { \"replace it with --overwrite\" }"), 1);
    assert_eq!(named("fn f() { let _ = format!(\"see --fields ({})\", 1); }"), 1);
    assert_eq!(named("/// See --overwrite.\nfn f() -> &'static str { \"<!-- x -->\" }"), 0);
    assert_eq!(named("#[cfg(test)]\nmod tests { const T: &str = \"--overwrite\"; }"), 0);
}

#[test]
fn a_banned_name() {
    let banned = BTreeSet::from(["grown".to_owned(), "Heap".to_owned()]);
    let found = |path: &str, text: &str| rules::banned_names(&sources(&[(path, text)]), &banned).len();
    assert_eq!(found("src/align/grown.rs", ""), 1);
    assert_eq!(found("src/align/mod.rs", "struct Heap { grown: bool }"), 2);
    assert_eq!(found("src/align/mod.rs", "fn f() { let grown = 1; }"), 0);
}

#[test]
fn a_module_that_is_documented() {
    let of = |text: &str| Interface::of(text);
    assert_eq!(of("pub mod a;").open, ["a"]);
    assert_eq!(of("mod a; pub use a::{B, C as D};").open, ["B", "D"]);
    let inlined = of("#[doc(hidden)] pub mod a; #[doc(inline)] pub use a::{B, b::*};");
    assert!(inlined.open.is_empty() && inlined.names == ["B", "*"]);
    assert!(of("#[doc(hidden)] pub use a::B;").names.is_empty());
    assert_eq!(of("pub type A = u8; pub const B: u8 = 0; type C = u8;").open, ["A", "B"]);
}

#[test]
fn a_skin_that_the_library_knows() {
    let known = |path: &str, text: &str| rules::skins_known(&sources(&[(path, text)])).len();
    assert_eq!(known("src/read.rs", "fn f() { println!(\"x\"); }"), 1);
    assert_eq!(known("src/read.rs", "use rayon::ThreadPool;"), 1);
    assert_eq!(known("src/linking/mod.rs", "use rayon::ThreadPool;"), 0);
}
