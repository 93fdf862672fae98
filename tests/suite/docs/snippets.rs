//! Snippets of other languages than the shell's: compiled or interpreted, and run.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::document::Block;

/// Compiles a snippet of Rust against the library under test, as the body of a `main`, runs it, and returns
/// its output.
pub fn rust(block: &Block, folder: &Path) -> String {
    let body = block.lines.join("\n");
    let main = format!("fn main() -> Result<(), Box<dyn std::error::Error>> {{\n{body}\nOk(())\n}}\n");
    fs::write(folder.join("snippet.rs"), main).unwrap();
    let test = std::env::current_exe().unwrap();
    let deps = test.parent().unwrap();
    let library = newest_library(deps);
    let compiled = Command::new("rustc")
        .args(["--edition", "2024", "snippet.rs", "-o", "snippet"])
        .arg("--extern")
        .arg(format!("sejajar={}", library.display()))
        .arg("-L")
        .arg(format!("dependency={}", deps.display()))
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(compiled.status.success(), "{}\n{}", block.place, String::from_utf8_lossy(&compiled.stderr));
    printed(Command::new(folder.join("snippet")), block)
}

/// The library as it was compiled last: `cargo test` alone puts it nowhere else.
fn newest_library(deps: &Path) -> PathBuf {
    let named = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("libsejajar-") && name.ends_with(".rlib")
    };
    let libraries = fs::read_dir(deps).unwrap().map(|entry| entry.unwrap().path()).filter(named);
    libraries.max_by_key(|path| fs::metadata(path).unwrap().modified().unwrap()).expect("a compiled library")
}

/// Runs a snippet of R, or says that R or one of its packages is not there.
pub fn r(block: &Block, folder: &Path) {
    let text = block.lines.join("\n");
    if Command::new("Rscript").arg("--version").output().is_err() {
        return skipped(block, "no Rscript: apt-get install r-base-core");
    }
    let words = text.split(|c: char| !c.is_alphanumeric() && c != ':' && c != '.');
    for package in words.filter_map(|word| word.split_once("::")).map(|(package, _)| package) {
        let there = format!("quit(status = !requireNamespace('{package}', quietly = TRUE))");
        if !Command::new("Rscript").args(["-e", &there]).status().unwrap().success() {
            return skipped(block, &format!("no package {package}: apt-get install r-cran-{package}"));
        }
    }
    // The result must be the table: with rows, unchanged texts, and numbers that can be reckoned with.
    let check = "\nstopifnot(nrow(pairs) > 0, nchar(pairs$ind_text[[1]]) > 0, is.numeric(pairs$ind_start), \
                 is.numeric(pairs$name_score))\n";
    fs::write(folder.join("snippet.R"), text + check).unwrap();
    let mut script = Command::new("Rscript");
    script.args(["--vanilla", "snippet.R"]).current_dir(folder);
    printed(script, block);
}

/// Reports a block that was not run, past the capture of what passing tests print.
fn skipped(block: &Block, what: &str) {
    let _ = writeln!(io::stderr(), "\n!! SKIPPED: {} WAS NOT RUN; {what}", block.place);
}

fn printed(mut command: Command, block: &Block) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}\n{}", block.place, String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
