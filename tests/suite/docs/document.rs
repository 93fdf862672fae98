//! A Markdown file -> its fenced blocks, and what its prose says: code, headings, links.

use std::fs;
use std::path::{Path, PathBuf};

use crate::data::root;

/// A Markdown file of the repository.
pub struct Document {
    /// Its path from the root.
    pub name: String,
    /// The fenced blocks in their order.
    pub blocks: Vec<Block>,
    /// The lines outside of blocks; the lines of blocks are blank.
    pub prose: Vec<String>,
}

/// A fenced block.
pub struct Block {
    /// Where it opens: `README.md:16`.
    pub place: String,
    /// The first word behind the fence.
    pub language: String,
    /// Whether the words behind that say that no test runs it.
    pub unrun: bool,
    /// Its lines, without the indentation of the fence.
    pub lines: Vec<String>,
}

/// Folders without files of the project.
const FOREIGN: [&str; 2] = ["target", "node_modules"];

/// Every Markdown file of the repository, by name.
pub fn documents() -> Vec<Document> {
    let mut paths = Vec::new();
    list(root(), &mut paths);
    paths.sort();
    let name = |path: &Path| path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
    paths.iter().map(|path| Document::of(name(path), &fs::read_to_string(path).unwrap())).collect()
}

/// Whether a path is one of the Python package where that is left out, as in a package of the crate.
pub fn left_out(path: &str) -> bool {
    path.starts_with("python/") && !root().join("python").exists()
}

fn list(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && !name.starts_with('.') && !FOREIGN.contains(&&*name) {
            list(&path, paths);
        } else if name.ends_with(".md") {
            paths.push(path);
        }
    }
}

impl Document {
    /// The document with this name and text.
    ///
    /// # Panics
    /// Where a fence is never closed.
    pub fn of(name: String, text: &str) -> Self {
        let (mut blocks, mut prose) = (Vec::<Block>::new(), Vec::new());
        let mut open: Option<usize> = None;
        for (number, line) in text.lines().enumerate() {
            let bare = line.trim_start();
            let indent = line.len() - bare.len();
            match (bare.strip_prefix("```"), open) {
                (Some(words), None) => {
                    blocks.push(Block::opened(format!("{name}:{}", number + 1), words));
                    open = Some(indent);
                }
                (Some(_), Some(_)) => open = None,
                (None, Some(indent)) => {
                    let line = line.get(indent..).unwrap_or_default();
                    blocks.last_mut().unwrap().lines.push(line.to_owned());
                }
                (None, None) => prose.push(line.to_owned()),
            }
        }
        assert!(open.is_none(), "{name}: a block is not closed");
        Document { name, blocks, prose }
    }

    /// The text between backquotes, also across line ends.
    pub fn code(&self) -> Vec<String> {
        let text = self.prose.join("\n");
        let paragraphs = text.split("\n\n");
        let spans = paragraphs.flat_map(|paragraph| paragraph.split('`').skip(1).step_by(2));
        spans.map(|span| span.replace('\n', " ")).collect()
    }

    /// The anchors of its headings, as GitHub makes them.
    pub fn anchors(&self) -> Vec<String> {
        let headings = self.prose.iter().filter(|line| line.starts_with('#'));
        headings.map(|line| anchor(line.trim_start_matches('#').trim())).collect()
    }

    /// Where its links lead: paths and anchors, none to other sites.
    pub fn links(&self) -> Vec<String> {
        let text = self.prose.join("\n");
        let ends = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        ends.filter(|link| !link.contains("://") && !link.starts_with("mailto:")).map(str::to_owned).collect()
    }
}

impl Block {
    fn opened(place: String, words: &str) -> Self {
        let mut words = words.split_whitespace();
        let language = words.next().unwrap_or_default().to_owned();
        let unrun = match words.next() {
            None => false,
            Some("norun") => true,
            Some(word) => panic!("{place}: \"{word}\" means nothing; norun says that a block is not run"),
        };
        Block { place, language, unrun, lines: Vec::new() }
    }

    /// The commands of a block of the shell: without comments and blank lines, continued lines joined.
    pub fn commands(&self) -> Vec<String> {
        let text = self.lines.join("\n").replace("\\\n", " ");
        let bare = text.lines().map(|line| line.split("  #").next().unwrap().trim());
        bare.filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
    }

    /// The commands of a block of a terminal, each behind `$ `, and the lines that it shows for each.
    pub fn dialogue(&self) -> Vec<(String, Vec<String>)> {
        let mut turns: Vec<(String, Vec<String>)> = Vec::new();
        for line in &self.lines {
            match (line.strip_prefix("$ "), turns.last_mut()) {
                (Some(command), _) => turns.push((command.to_owned(), Vec::new())),
                (None, Some((_, shown))) => shown.push(line.clone()),
                (None, None) => panic!("{}: a console begins with \"$ command\"", self.place),
            }
        }
        turns
    }
}

fn anchor(heading: &str) -> String {
    let small = heading.to_lowercase().replace(' ', "-");
    small.chars().filter(|c| c.is_alphanumeric() || "-_".contains(*c)).collect()
}

#[test]
fn blocks_are_found_wherever_they_stand() {
    let text = "# A `b`\n\n- x:\n\n  ```sh norun\n  # why\n  a \\\n    b  # c\n  ```\n\n```console\n$ d\ne\n```\nSee `f\ng`.";
    let document = Document::of("x.md".to_owned(), text);
    let [first, second] = &document.blocks[..] else { panic!("two blocks") };
    assert_eq!((&*first.place, &*first.language, first.unrun), ("x.md:5", "sh", true));
    assert_eq!(first.commands(), ["a    b"]);
    assert_eq!(second.dialogue(), [("d".to_owned(), vec!["e".to_owned()])]);
    assert_eq!(document.code(), ["b", "f g"]);
    assert_eq!(document.anchors(), ["a-b"]);
}
