//! Modules and their imports -> violations of the house rules, one line each.

use std::collections::{BTreeMap, BTreeSet};

use crate::sources::{Source, Sources};

/// Which rooms a room may import.
pub type Arrows = BTreeMap<String, BTreeSet<String>>;

/// Columns of a line of comment at most.
pub const WIDTH: usize = 110;

/// Rooms with their imports.
fn room_arrows(sources: &Sources) -> BTreeMap<(String, String), String> {
    let mut found = BTreeMap::new();
    for source in sources.code().filter(|source| source.room() != "lib") {
        let room = source.room();
        for path in source.paths() {
            // A capital is a name that lib.rs re-exports from `error` or `config`.
            let module = match path.first().map(String::as_str) {
                Some("Error" | "Result") => "error",
                Some("Options") => "config",
                Some(other) => other,
                None => "lib",
            };
            if module != room {
                found.insert((room.to_owned(), module.to_owned()), source.path.clone());
            }
        }
    }
    found
}

/// Imports that no arrow allows.
pub fn unlisted(sources: &Sources, allowed: &Arrows) -> Vec<String> {
    let arrows = room_arrows(sources);
    let wrong =
        arrows.iter().filter(|((from, to), _)| !allowed.get(from).is_some_and(|list| list.contains(to)));
    wrong.map(|((from, to), path)| format!("{path}: {from} -> {to} is not listed")).collect()
}

/// Arrows that are listed and that no import needs; the rooms of `of` only.
pub fn unused(sources: &Sources, allowed: &Arrows) -> Vec<String> {
    let arrows = room_arrows(sources);
    let rooms: BTreeSet<&str> = sources.code().map(Source::room).collect();
    let listed = allowed.iter().filter(|(from, _)| rooms.contains(from.as_str()));
    let pairs = listed.flat_map(|(from, list)| list.iter().map(move |to| (from.clone(), to.clone())));
    let idle = pairs.filter(|pair| !arrows.contains_key(pair));
    idle.map(|(from, to)| format!("{from} -> {to} is listed and never used")).collect()
}

/// Circles of modules that import one another. A module and its own submodules may import each other: a part
/// may name the whole.
pub fn circles(sources: &Sources) -> Vec<String> {
    let imports = sources.imports();
    let apart = |from: &[String], to: &[String]| !from.starts_with(to) && !to.starts_with(from);
    let next = |from: &Vec<String>| -> Vec<Vec<String>> {
        imports.get(from).into_iter().flatten().filter(|to| apart(from, to)).cloned().collect()
    };
    let reach = |from: &Vec<String>| {
        let (mut seen, mut open) = (BTreeSet::new(), next(from));
        while let Some(module) = open.pop() {
            if seen.insert(module.clone()) {
                open.extend(next(&module));
            }
        }
        seen
    };
    let reached: BTreeMap<&Vec<String>, BTreeSet<Vec<String>>> =
        imports.keys().map(|module| (module, reach(module))).collect();
    let mut found = BTreeSet::new();
    for (module, seen) in &reached {
        let back = seen.iter().filter(|other| reached.get(other).is_some_and(|seen| seen.contains(*module)));
        let circle: BTreeSet<String> = back.map(|other| other.join("::")).collect();
        if circle.len() > 1 {
            found.insert(circle.into_iter().collect::<Vec<_>>().join(", "));
        }
    }
    found.into_iter().collect()
}

/// Lines of comment that are too wide.
pub fn wide_comments(sources: &Sources) -> Vec<String> {
    let wide = |source: &Source| -> Vec<String> {
        let lines = source.text.lines().enumerate();
        let comments = lines.filter(|(_, line)| line.trim_start().starts_with("//"));
        let wide = comments.filter(|(_, line)| line.chars().count() > WIDTH);
        wide.map(|(at, _)| format!("{}:{}: a comment wider than {WIDTH} columns", source.path, at + 1))
            .collect()
    };
    sources.0.iter().flat_map(wide).collect()
}

/// Strings of the library that name an option of the command line.
pub fn options_named(sources: &Sources) -> Vec<String> {
    let names = |text: &String| {
        text.match_indices("--").any(|(at, _)| {
            let free = !text[..at].ends_with(['-', '<', '!']);
            free && text[at + 2..].starts_with(|c: char| c.is_ascii_lowercase())
        })
    };
    let wrong = |source: &Source| -> Vec<String> {
        let strings = source.strings().into_iter().filter(|text| names(text));
        strings.map(|text| format!("{}: {text:?} names an option", source.path)).collect()
    };
    sources.code().flat_map(wrong).collect()
}

/// Names that the glossary bans, where they are defined.
pub fn banned_names(sources: &Sources, banned: &BTreeSet<String>) -> Vec<String> {
    let wrong = |source: &Source| -> Vec<String> {
        let names = source.names().into_iter().filter(|name| banned.contains(name));
        names.map(|name| format!("{}: {name} is a name that docs/glossary.md bans", source.path)).collect()
    };
    sources.code().flat_map(wrong).collect()
}

/// Rooms that work on many documents at once, and so may name threads.
const THREADED: [&str; 5] = ["auditing", "build", "documents", "learning", "linking"];

/// Names that the library must not use.
pub fn skins_known(sources: &Sources) -> Vec<String> {
    const SKINS: [&str; 9] = [
        "clap",
        "anyhow",
        "indicatif",
        "rayon",
        "println!",
        "eprintln!",
        "std::env",
        "SystemTime",
        "Instant",
    ];
    let wrong = |source: &Source| -> Vec<String> {
        let code = source.text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let code: String = code.collect();
        let allowed = |word: &str| word == "rayon" && THREADED.contains(&source.room());
        let named = SKINS.into_iter().filter(|word| code.contains(word) && !allowed(word));
        named.map(|word| format!("{}: {word}", source.path)).collect()
    };
    sources.code().flat_map(wrong).collect()
}
