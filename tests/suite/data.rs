//! Where the development data is, and commands ready to run.

use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// The `sejajar` binary.
pub fn sejajar() -> Command {
    Command::new(assert_cmd::cargo::cargo_bin!("sejajar"))
}

/// Runs `sejajar` in a terminal of so many columns; all that is printed there, with an exit status behind it.
/// `None` (and a line that says so) where no program opens a terminal.
pub fn in_terminal(columns: u16, arguments: &[&str]) -> Option<String> {
    let quoted = arguments.iter().map(|argument| format!("'{argument}'")).collect::<Vec<_>>().join(" ");
    let tool = assert_cmd::cargo::cargo_bin!("sejajar").display().to_string();
    let run = format!("stty rows 24 cols {columns}; '{tool}' {quoted}; echo \"status $?\"");
    let mut script = std::process::Command::new("script");
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        script.env_remove(name);
    }
    let output =
        script.env("TERM", "xterm").env("SHELL", "/bin/sh").args(["-qec", &run, "/dev/null"]).output();
    match output {
        Ok(output) if output.status.success() => {
            Some(String::from_utf8(output.stdout).unwrap().replace("\r\n", "\n"))
        }
        other => {
            eprintln!("SKIPPED: script(1) of util-linux opens no terminal: {other:?}");
            None
        }
    }
}

/// The package's folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A place in the development data, or `None` (and a line that says so) where it is absent.
pub fn data(place: &str) -> Option<PathBuf> {
    let folder =
        std::env::var_os("SEJAJAR_DATA").map_or_else(|| root().join("../shared/data"), PathBuf::from);
    let path = folder.join(place);
    if path.exists() {
        return Some(path);
    }
    eprintln!("SKIPPED: {} is not there; set SEJAJAR_DATA to the development data", path.display());
    None
}

/// Writes `text` to `name` in `folder`.
pub fn put(folder: &Path, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}
