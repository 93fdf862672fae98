//! Runs the blocks of a document in a folder that contains the corpus, and compares the outputs.

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use super::document::{Block, Document};
use super::{props, shown, snippets};
use crate::data::root;

/// Counts of the blocks of a document by treatment.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Run here, or compared with printed output.
    pub ran: usize,
    /// Left to the tests of the Python package.
    pub python: usize,
    /// Marked as not run.
    pub unrun: usize,
    /// Drawings and lists that are no commands.
    pub drawn: usize,
}

/// Who ran the block before.
#[derive(PartialEq, Eq)]
enum Last {
    Nobody,
    Here,
    Python,
}

struct Reader {
    folder: TempDir,
    last: Last,
    printed: String,
    tally: Tally,
}

/// Runs the blocks of a document from first to last.
///
/// # Panics
/// If a command fails or prints another output than shown, or if a block has an unknown language.
pub fn read(document: &Document) -> Tally {
    let folder = tempfile::tempdir().unwrap();
    symlink(root().join("corpus"), folder.path().join("corpus")).unwrap();
    let mut reader = Reader { folder, last: Last::Nobody, printed: String::new(), tally: Tally::default() };
    document.blocks.iter().for_each(|block| reader.take(block));
    reader.tally
}

impl Reader {
    fn take(&mut self, block: &Block) {
        match &*block.language {
            _ if block.unrun => return self.leave(block),
            "arrows" | "" => return self.tally.drawn += 1,
            "text" if self.last == Last::Python => return self.tally.python += 1,
            "text" => self.compare(block),
            "python" => return self.leave_to_python(),
            "sh" if props::of_python(&block.commands()) => return self.leave_to_python(),
            "sh" => self.printed = block.commands().iter().map(|command| self.done(block, command)).collect(),
            "console" => self.converse(block),
            "toml" => fs::write(self.path().join("sejajar.toml"), block.lines.join("\n")).unwrap(),
            "rust" => self.printed = snippets::rust(block, self.path()),
            "r" => snippets::r(block, self.path()),
            other => panic!("{}: no runner for blocks of \"{other}\"", block.place),
        }
        self.last = Last::Here;
        self.tally.ran += 1;
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A block that states why it is not run.
    fn leave(&mut self, block: &Block) {
        let reason = block.lines.first().is_some_and(|line| line.starts_with("# "));
        assert!(reason, "{}: the first line must be a comment that says why it is not run", block.place);
        self.tally.unrun += 1;
    }

    fn leave_to_python(&mut self) {
        self.last = Last::Python;
        self.tally.python += 1;
    }

    fn compare(&self, block: &Block) {
        assert!(self.last == Last::Here, "{}: shows an output, and nothing was run before", block.place);
        let found = shown::occurs(&block.lines, &self.printed, false);
        found.unwrap_or_else(|wrong| panic!("{}: {wrong}\n--- printed:\n{}", block.place, self.printed));
    }

    fn converse(&self, block: &Block) {
        for (command, lines) in block.dialogue() {
            let printed = self.done(block, &command);
            let found = shown::occurs(&lines, &printed, true);
            found.unwrap_or_else(|wrong| {
                panic!("{}: {command}: {wrong}\n--- printed:\n{printed}", block.place)
            });
        }
    }

    /// Runs a command to its end, or until it waits for requests; returns its output.
    fn done(&self, block: &Block, command: &str) -> String {
        props::before(command, self.path());
        if props::stays(command) {
            return visited(command, self.path());
        }
        let Some(command) = props::possible(command) else { return String::new() };
        let output = run(&command, self.path());
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{}: {command}\n{told}", block.place);
        String::from_utf8(output.stdout).unwrap() + &told
    }
}

/// A command in the shell, with the binary under test as `sejajar` and as what cargo would build.
fn shell(command: &str, folder: &Path) -> Command {
    let binary = Path::new(assert_cmd::cargo::cargo_bin!("sejajar"));
    let path = format!("{}:{}", binary.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let mut shell = Command::new("sh");
    shell.args(["-c", &command.replace("cargo run --release --", "sejajar")]);
    shell.current_dir(folder).env("PATH", path);
    shell
}

/// Runs a command of a document in `folder`.
pub fn run(command: &str, folder: &Path) -> Output {
    shell(command, folder).output().unwrap()
}

/// Starts a server, waits for its address, and ends it as Ctrl-C does.
fn visited(command: &str, folder: &Path) -> String {
    let mut server = shell(&format!("exec {command}"), folder).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(server.stderr.take().unwrap()).lines().map(Result::unwrap);
    let mut printed = String::new();
    let address = lines.find(|line| {
        printed += &format!("{line}\n");
        line.contains("http://127.0.0.1:")
    });
    let ended = Command::new("kill").args(["-INT", &server.id().to_string()]).status().unwrap();
    assert!(ended.success() && address.is_some(), "{command}: prints no address\n{printed}");
    assert!(server.wait().unwrap().success(), "{command}: does not end at Ctrl-C");
    printed
}
